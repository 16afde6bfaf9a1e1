// Attacks in every field of every kind of file, in a real browser under the site's own policy: nothing runs, and
// no page is built otherwise than with harmless words. `tests/it/injection` plants them and makes the sites.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { countsOf, ownedFindings, shapeFindings } from './checks/injection.mjs';
import { watch } from './checks/privacy.mjs';
import { PATIENCE, startBrowser, withPage } from './lib/browser.mjs';
import { addressOf, allFiles } from './lib/pages.mjs';
import { settled } from './lib/search.mjs';
import { serve } from './lib/server.mjs';
import { attackedSites } from './lib/site.mjs';
import { assertNone, say } from './lib/testing.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const sites = attackedSites();
const pages = allFiles(sites[0].attacked);

/** The attacks that are words, as `tests/it/injection/corpus.rs` reads them. */
const ATTACKS = readFileSync(path.join(here, '../it/injection/attacks.txt'), 'utf8')
  .split('\n=== ')
  .find((part) => part.startsWith('words:'))
  .split('\n')
  .slice(1)
  .filter(Boolean)
  .map((line) => line.slice(line.indexOf(' | ') + 3))
  .map((attack) => attack.replace(/\\u\{(\w+)\}/g, (_, number) => String.fromCodePoint(parseInt(number, 16))));

let browser;
const servers = { attacked: [], harmless: [] };
before(async () => {
  browser = await startBrowser();
  for (const { attacked, harmless } of sites) {
    servers.attacked.push(await serve(attacked));
    servers.harmless.push(await serve(harmless));
  }
});
after(async () => {
  await browser?.close();
  await Promise.all(Object.values(servers).flat().map((server) => server.close()));
});

/** Opens an empty page on one of the sites, and fails if anything odd happens on it. */
async function on(server, use) {
  return withPage(browser, {}, async (page) => {
    const reports = await watch(page, server.origin);
    const dialogs = [];
    page.on('dialog', (dialog) => {
      dialogs.push(`a window that asks: ${dialog.message()}`);
      return dialog.dismiss();
    });
    const result = await use(page, (address) => page.goto(server.base + address));
    assertNone([...(await reports()), ...dialogs, ...(await ownedFindings(page))]);
    return result;
  });
}

/**
 * The same on the site with attacks and on the one with harmless words: all pages that `use` counts must have the
 * same elements. Words that were looked for are marked where they stand, and that is not the same in both.
 */
async function onBoth(turn, use) {
  const counted = { attacked: [], harmless: [] };
  for (const [kind, counts] of Object.entries(counted)) {
    await on(servers[kind][turn], (page, open) =>
      use(page, open, async () => {
        const { mark, ...others } = await countsOf(page);
        counts.push([page.url().replace(servers[kind][turn].base, ''), others]);
        assertNone(await ownedFindings(page));
      }),
    );
  }
  assert.ok(counted.attacked.length > 0, 'something was counted');
  assert.deepEqual(counted.attacked, counted.harmless);
}


describe('the structure of every page with attacks', { concurrency: 2 }, () => {
  for (const [turn, { attacked, harmless }] of sites.entries()) {
    it(`site ${turn}`, { timeout: PATIENCE }, async () => {
      const text = (folder, file) => readFileSync(path.join(folder, file), 'utf8');
      const pairs = pages.map((file) => [file, text(attacked, file), text(harmless, file)]);
      assert.deepEqual(allFiles(attacked), allFiles(harmless));
      assertNone(await withPage(browser, {}, (page) => shapeFindings(page, pairs)));
      const planted = pairs.filter(([, one, other]) => one !== other).length;
      assert.ok(planted > pages.length / 2, `attacks are on ${planted} of ${pages.length} pages only`);
    });
  }
});

describe('pages with attacks, opened: they run nothing and ask nobody', { concurrency: 2 }, () => {
  for (const turn of sites.keys()) {
    // Each page in another of the sites, so that every attack is opened somewhere.
    const own = pages.filter((_, number) => number % sites.length === turn);
    it(`${own.length} pages of site ${turn}`, { timeout: PATIENCE }, () =>
      onBoth(turn, async (page, open, count) => {
        for (const file of own) {
          await open(addressOf(file));
          await count();
        }
      }),
    );
  }
});

describe('what scripts make of attacks', { concurrency: 2 }, () => {
  for (const turn of [0, 3]) {
    it(`results of a search (site ${turn})`, { timeout: PATIENCE }, async () => {
      for (const question of ['#q=alert', '#areas=camden', '#q=script&kinds=home-care-agency']) {
        await onBoth(turn, async (page, open, count) => {
          await open(`search/${question}`);
          await settled(page);
          const found = await page.locator('.search__results li').count();
          assert.ok(found > 0, `${question} finds nothing`);
          await count();
        });
      }
    });

    it(`the shortlist, side by side (site ${turn})`, { timeout: PATIENCE }, async () => {
      await onBoth(turn, async (page, open, count) => {
        await open('shortlist/#everything,second');
        await page.waitForSelector('.shortlist-list[data-state]');
        await page.waitForSelector('.shortlist-compare__cell');
        await count();
      });
    });
  }

  it('attacks as questions', { timeout: PATIENCE }, async () => {
    await on(servers.attacked[0], async (page, open) => {
      await open('search/');
      for (const attack of ATTACKS) {
        await page.evaluate((asked) => {
          location.hash = `q=${encodeURIComponent(asked)}&areas=${encodeURIComponent(asked)}`;
        }, attack);
        await settled(page);
        assertNone(await ownedFindings(page));
      }
      say(`${ATTACKS.length} attacks were asked`);
    });
  });

  for (const address of ['shortlist/', 'find/who/', 'find/what-matters/', 'search/', 'providers/']) {
    it(`attacks in the address of ${address}`, { timeout: PATIENCE }, async () => {
      await on(servers.attacked[1], async (page, open) => {
        for (const attack of ATTACKS.filter((_, number) => number % 6 === 0)) {
          await page.goto('about:blank');
          await open(`${address}#${encodeURIComponent(attack)}`);
          await open(`${address}#services=${encodeURIComponent(attack)}`);
          await page.evaluate((words) => { location.hash = words; }, attack);
          assertNone(await ownedFindings(page));
        }
      });
    });
  }
});
