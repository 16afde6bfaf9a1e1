// Pages that age: when the reader's own day has come, an old copy of a page says what a new build of
// that day would say. And without scripts, the words of the old copy are still true.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PATIENCE, PHONE, withPage } from './lib/browser.mjs';
import { allFiles, providerPages } from './lib/pages.mjs';
import { LATER, TODAY, laterSite } from './lib/site.mjs';
import { testOn } from './lib/shortlist.mjs';
import { assertNone, say, useSite } from './lib/testing.mjs';

const shared = useSite();
const test = testOn(shared);

const daysLater = (days) =>
  new Date(Date.parse(TODAY) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** Every page with a status: of providers, in Easy Read, and lists with cards. */
const pagesWithStatus = () =>
  allFiles(shared.folder).filter(
    (file) =>
      /^providers\/[^/]+\/(easy\/)?(page-2\/)?index\.html$/.test(file) ||
      /^(providers\/(page-\d+\/)?|kinds\/[^/]+\/)index\.html$/.test(file),
  );

/** The words of status and of age on a page, each with the provider that they are about. */
const statuses = () => {
  const about = (element) => element.closest('.card')?.id ?? '';
  const clean = (text) => text.replace(/\s+/g, ' ').trim();
  return [...document.querySelectorAll('.standing')].map((element) => [
    about(element),
    element.dataset.state,
    clean(element.textContent),
  ]);
};

/** What a page of a folder says, without a browser's clock or scripts. */
const saysOf = async (page, folder, file) => {
  await page.setContent(readFileSync(path.join(folder, file), 'utf8').replace(/<script[^>]*><\/script>/g, ''));
  return page.evaluate(statuses);
};

describe('an old copy says what a new build would say', () => {
  for (const days of LATER) {
    it(`${days} days later: card, page and Easy Read page`, { timeout: 10 * PATIENCE }, async () => {
      const later = laterSite(days);
      const laterFiles = new Set(allFiles(later));
      let compared = 0;
      let changed = 0;
      const findings = [];
      await withPage(shared.browser, { day: daysLater(days) }, async (page) => {
        await withPage(shared.browser, { bypassCSP: true }, async (plain) => {
          // What each provider should be said to be, from the new build.
          const wanted = new Map();
          for (const file of laterFiles) {
            const id = /^providers\/([^/]+)\/index\.html$/.exec(file)?.[1];
            const said = id && !id.startsWith('page-') ? await saysOf(plain, later, file) : [];
            if (said.length > 0) {
              wanted.set(id, said[0].slice(1));
            }
          }
          for (const file of pagesWithStatus()) {
            const before = await saysOf(plain, shared.folder, file);
            if (before.length === 0) {
              continue;
            }
            await page.goto(shared.server.base + file);
            const after = await page.evaluate(statuses);
            for (const [at, [card, state, words]] of after.entries()) {
              const id = card ? card.replace(/^p-/, '') : file.split('/')[1];
              changed += words === before[at][2] ? 0 : 1;
              if (!wanted.has(id)) {
                continue; // After a year, the page of someone who left is gone.
              }
              compared += 1;
              const [wantedState, wantedWords] = wanted.get(id);
              if (state !== wantedState || words !== wantedWords) {
                findings.push(`${file}, ${id}: "${words}" (${state}), not "${wantedWords}" (${wantedState})`);
              }
            }
          }
        });
      });
      say(`${days} days later: ${compared} statuses compared, ${changed} changed by themselves`);
      assertNone(findings);
      assert.ok(compared > 100, `only ${compared} statuses`);
    });

    it(`${days} days later: every dated word of a whole page`, { timeout: 10 * PATIENCE }, async () => {
      const later = laterSite(days);
      const whole = new Set(providerPages(later));
      const findings = [];
      let compared = 0;
      await withPage(shared.browser, { day: daysLater(days) }, async (page) => {
        await withPage(shared.browser, { bypassCSP: true }, async (plain) => {
          for (const file of providerPages(shared.folder).filter((one) => whole.has(one))) {
            for (const one of [file, file.replace('index.html', 'easy/index.html')]) {
              await page.goto(shared.server.base + one);
              const dated = await page.evaluate(() =>
                [...document.querySelectorAll('main [data-ages]')].map(({ textContent }) => textContent),
              );
              await plain.setContent(readFileSync(path.join(later, one), 'utf8').replace(/<script[^>]*><\/script>/g, ''));
              const text = await plain.evaluate(() => document.body.textContent);
              for (const words of dated) {
                compared += 1;
                if (!text.includes(words)) {
                  findings.push(`${one}: "${words}"`);
                }
              }
            }
          }
        });
      });
      say(`${days} days later: ${compared} dated words compared`);
      assertNone(findings);
    });
  }

  for (const days of LATER) {
    test(`${days} days later: side by side`, async (page, open) => {
      const ids = providerPages(shared.folder).map((file) => file.split('/')[1]);
      const chosen = ids.filter((_, at) => at % 7 === 0).slice(0, 6);
      await open(`shortlist/#${chosen.join(',')}`);
      await page.waitForSelector('.shortlist-compare__cell');
      const cells = await page
        .locator('[data-fact="checked"] td')
        .evaluateAll((all) => all.map((cell) => cell.firstElementChild.textContent));
      assert.equal(cells.length, chosen.length);
      for (const [at, id] of chosen.entries()) {
        await open(`providers/${id}/`);
        const [[, , words]] = await page.evaluate(statuses);
        assert.equal(cells[at], words, id);
      }
    }, { day: daysLater(days) });
  }
});

describe('the whole site', () => {
  const notice = (page) => page.locator('.ages');

  test('until its last day nothing is said', async (page, open) => {
    await open('');
    assert.equal(await notice(page).isVisible(), false);
  });

  test('after its last day every page says so, calmly', async (page, open) => {
    for (const { address } of shared.few) {
      await open(address);
      assert.match(await notice(page).innerText(), /Ask us before you rely on them\.$/);
      assert.equal(await notice(page).isVisible(), true);
    }
  }, { day: '2199-01-01' });

  test('the words in the footer hold without scripts', async (page, open) => {
    await open('');
    const footer = await page.locator('footer').innerText();
    assert.match(footer, /put together to be used until \d+ \w+ \d{4}\./);
  }, { javaScriptEnabled: false });

  it('a clock that is years behind changes nothing', { timeout: PATIENCE }, async () => {
    const file = providerPages(shared.folder)[0];
    const [now, then] = await Promise.all(
      [TODAY, '1999-01-01'].map((day) =>
        withPage(shared.browser, { day }, async (page) => {
          await page.goto(shared.server.base + file);
          return page.innerText('main');
        }),
      ),
    );
    assert.equal(then, now);
  });
});

describe('without scripts', () => {
  test('every word that will change stands with a day', async (page, open) => {
    const findings = [];
    let looked = 0;
    for (const file of providerPages(shared.folder)) {
      await open(file);
      const bare = await page.evaluate(() => {
        const day = /\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/;
        const dated = [...document.querySelectorAll('main [data-ages]')].filter(({ textContent }) => textContent);
        const around = (element) => element.closest('tr, .facts__row, .idea, section, p') ?? element;
        return dated.map((element) => [element.textContent, day.test(around(element).textContent)]);
      });
      looked += bare.length;
      findings.push(...bare.filter(([, hasDay]) => !hasDay).map(([words]) => `${file}: ${words}`));
    }
    assert.ok(looked > 100, `only ${looked}`);
    assertNone(findings);
  }, { javaScriptEnabled: false, viewport: PHONE });
});
