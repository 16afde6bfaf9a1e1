// Paper: what a print shows and leaves out. And sheets that people fill in on the screen.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PATIENCE, SMALL, withPage } from './lib/browser.mjs';
import { assertNone, onPages, useSite } from './lib/testing.mjs';
import { printFindings } from './checks/print.mjs';
import { axeFindings } from './checks/axe.mjs';

const shared = useSite();
const addressOf = (kind) => shared.pages.find((page) => page.kind === kind).address;

/** The room for text on A4 with margins of 18 mm, in CSS pixels. */
const PAPER = { width: Math.floor((174 / 25.4) * 96), height: 1000 };

onPages(
  shared,
  'can be read on paper',
  shared.pages,
  { viewport: PAPER },
  async (page, { target }) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const points = { sheet: 16, booklet: 18 }[target.kind] ?? 14;
    return printFindings(page, points);
  },
);

/** The lines of a page that tell where a print is from. */
const paperLine = (page) => page.locator('.paper');

function onSheet(name, options, check) {
  it(name, { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, options, async (page, context) => {
      await page.goto(shared.server.base + addressOf('sheet'));
      await check(page, context);
    });
  });
}

describe('the line about the print', () => {
  onSheet('has the day of printing', { day: '2027-02-03' }, async (page) => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const words = await paperLine(page).innerText();
    assert.match(words, /^https:\/\/support\.example\.org\/sheets\/\S+ Printed on 3 February 2027\./);
    assert.match(words, /Check it is still right after \d+ [A-Z][a-z]+ \d{4}\.$/);
  });

  onSheet('is not on the screen', {}, async (page) => {
    assert.equal(await paperLine(page).isVisible(), false);
  });

  onSheet('has room for the day without a script', { javaScriptEnabled: false }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    const blank = paperLine(page).locator('bdi').last();
    assert.equal(await blank.innerText(), '');
    const box = await blank.boundingBox();
    assert.ok(box.width > 100, `only ${box.width} px to write on`);
  });
});

/** How many pages of A4 a print has. */
async function sheetsOfPaper(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const text = pdf.toString('latin1');
  assert.match(text, /\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/, 'the paper is A4');
  return text.match(/\/Type \/Page\b(?!s)/g).length;
}

describe('the number of pages', { concurrency: 2 }, () => {
  const MOST = { 'sheet': 6, 'card': 2, 'guide': 9, 'rich provider': 12, 'contact': 4 };
  for (const [kind, most] of Object.entries(MOST)) {
    it(kind, { timeout: PATIENCE }, async () => {
      await withPage(shared.browser, {}, async (page) => {
        await page.goto(shared.server.base + addressOf(kind));
        const number = await sheetsOfPaper(page);
        assert.ok(number <= most, `${kind} takes ${number} pages, the most is ${most}`);
      });
    });
  }
});

/** The height of a page of A4 without its margins, in CSS pixels. */
const PAGE = Math.floor(((297 - 36) / 25.4) * 96);

it('an entry of a booklet fits on one page', { timeout: PATIENCE }, async () => {
  await withPage(shared.browser, { viewport: PAPER }, async (page) => {
    await page.goto(shared.server.base + addressOf('booklet'));
    await page.emulateMedia({ media: 'print' });
    const long = await page
      .locator('.booklet-entry')
      .evaluateAll((entries, most) => entries.filter((one) => one.offsetHeight > most).length, PAGE);
    assert.equal(long, 0);
  });
});

const keep = (page) => page.getByRole('checkbox', { name: 'Keep what I write on this device' });
const first = (page) => page.getByRole('textbox').first();
const says = (page, words) => page.getByRole('status').filter({ hasText: words }).waitFor();
const kept = (page) => page.evaluate(() => localStorage.length);

describe('a sheet on the screen', () => {
  onSheet('keeps nothing until it is asked to', {}, async (page) => {
    await first(page).fill('Marrowfield');
    assert.equal(await kept(page), 0);
    await page.reload();
    assert.equal(await first(page).inputValue(), '');
  });

  onSheet('keeps what is written, and takes it away', {}, async (page) => {
    await first(page).fill('Marrowfield');
    await keep(page).focus();
    await page.keyboard.press('Space');
    await says(page, 'now kept on this device');
    const tick = page.getByRole('checkbox', { name: 'I saw photo identity' });
    await tick.check();
    await page.getByRole('textbox', { name: 'A weekend, Price' }).fill('£26');
    await page.reload();
    assert.equal(await first(page).inputValue(), 'Marrowfield');
    assert.equal(await page.getByRole('textbox', { name: 'A weekend, Price' }).inputValue(), '£26');
    assert.equal(await tick.isChecked(), true);
    assert.equal(await keep(page).isChecked(), true);

    await page.getByRole('button', { name: 'Take it all away' }).click();
    await says(page, 'all gone');
    assert.equal(await kept(page), 0);
    assert.equal(await first(page).inputValue(), '');
    assert.equal(await tick.isChecked(), false);
    assert.equal(await keep(page).isChecked(), false);

    await page.getByRole('button', { name: 'Put it back' }).click();
    await says(page, 'kept on this device again');
    assert.equal(await first(page).inputValue(), 'Marrowfield');
    assert.equal(await keep(page).isChecked(), true);
    await page.reload();
    assert.equal(await first(page).inputValue(), 'Marrowfield');
  });

  onSheet('puts back without keeping what was not kept', {}, async (page) => {
    await first(page).fill('Marrowfield');
    await page.getByRole('button', { name: 'Take it all away' }).click();
    await page.getByRole('button', { name: 'Put it back' }).click();
    await says(page, 'It is not kept on this device');
    assert.equal(await first(page).inputValue(), 'Marrowfield');
    assert.equal(await kept(page), 0);
  });

  onSheet('puts back answers to questions that it has no more', {}, async (page) => {
    await keep(page).check();
    await first(page).fill('Marrowfield');
    const old = 'An old part: an old question';
    await page.evaluate((name) => {
      const place = localStorage.key(0);
      const all = JSON.parse(localStorage[place]);
      localStorage[place] = JSON.stringify({ ...all, [name]: 'Yes' });
    }, old);
    await page.getByRole('button', { name: 'Take it all away' }).click();
    await page.getByRole('button', { name: 'Put it back' }).click();
    const all = await page.evaluate(() => JSON.parse(localStorage[localStorage.key(0)]));
    assert.equal(all[old], 'Yes');
  });

  onSheet('can stop keeping, and leaves the words on the page', {}, async (page) => {
    await keep(page).check();
    await first(page).fill('Marrowfield');
    assert.equal(await kept(page), 1);
    await keep(page).uncheck();
    await says(page, 'not kept on this device any more');
    assert.equal(await kept(page), 0);
    assert.equal(await first(page).inputValue(), 'Marrowfield');
  });

  onSheet('keeps each sheet by itself', {}, async (page) => {
    await keep(page).check();
    await first(page).fill('Marrowfield');
    await page.goto(shared.server.base + addressOf('card'));
    assert.equal(await first(page).inputValue(), '');
    assert.equal(await keep(page).isChecked(), false);
  });

  onSheet('is taken away in every tab', {}, async (page, context) => {
    await keep(page).check();
    await first(page).fill('Marrowfield');
    const other = await context.newPage();
    await other.goto(page.url());
    assert.equal(await first(other).inputValue(), 'Marrowfield');
    await page.getByRole('button', { name: 'Take it all away' }).click();
    await other.waitForFunction(() => !document.querySelector('[data-part=keep]').checked);
    await first(other).fill('something');
    assert.equal(await kept(other), 0);
  });

  it('says so when the browser keeps nothing', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, {}, async (page) => {
      await page.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      });
      await page.goto(shared.server.base + addressOf('sheet'));
      await first(page).fill('Marrowfield');
      await keep(page).click();
      await says(page, 'does not let us keep it');
      assert.equal(await keep(page).isChecked(), false);
      assert.equal(await first(page).inputValue(), 'Marrowfield');
    });
  });

  onSheet('prints what is written, and lines where nothing is', {}, async (page) => {
    const long = 'They said yes. '.repeat(40).trim();
    await first(page).fill(long);
    await page.emulateMedia({ media: 'print' });
    const questions = page.locator('.sheet__question');
    assert.equal(await questions.nth(0).locator('.sheet__written').innerText(), long);
    assert.equal(await questions.nth(0).locator('.sheet__lines').isVisible(), false);
    assert.equal(await questions.nth(1).locator('.sheet__lines').isVisible(), true);
    assert.equal(await page.locator('textarea').first().isVisible(), false);
  });

  onSheet('has lines and no dead boxes without a script', { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator('main').getByRole('textbox').count(), 0);
    assert.equal(await page.locator('main').getByRole('button').count(), 0);
    assert.equal(await page.getByRole('checkbox').count(), 0);
    assert.equal(await page.locator('.sheet__line').first().isVisible(), true);
  });

  onSheet('does not jump when the script starts', { viewport: SMALL }, async (page) => {
    const heights = await page.locator('.sheet__question').evaluateAll((all) =>
      all.map((question) => {
        const now = question.offsetHeight;
        const [, written, lines, field] = question.children;
        field.remove();
        written.remove();
        return [now, question.offsetHeight, lines.children.length];
      }),
    );
    assert.ok(heights.length > 5);
    assertNone(
      heights
        .filter(([now, bare]) => Math.abs(now - bare) > 1)
        .map(([now, bare, lines]) => `${lines} lines: ${bare} px without, ${now} px with a script`),
    );
  });

  onSheet('has no barrier when it is filled in', { viewport: SMALL }, async (page) => {
    await keep(page).check();
    await first(page).fill('Marrowfield');
    await page.getByRole('button', { name: 'Take it all away' }).click();
    return assertNone(await axeFindings(page));
  });
});
