// Whole errands by keyboard alone: Tab, Shift+Tab, Enter, Space and the arrow keys. With scripts
// and without. Each test tells how many keys each step took.
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { PATIENCE, SMALL, withPage } from './lib/browser.mjs';
import { journeyOn } from './lib/journey.mjs';
import { say, useSite } from './lib/testing.mjs';

const shared = useSite();

/** "Find help with feeding at home in Haringey", up to the phone number. */
async function findFeedingInHaringey(journey) {
  const { page } = journey;
  await journey.follow('Kinds of help', /\/services\/$/);
  await journey.follow('Tube feeding', /\/services\/tube-feeding\/$/);
  await journey.follow(/^Haringey \(\d+\)$/, /\/areas\/haringey\/tube-feeding\/$/);
  assert.match(await page.title(), /Tube feeding in Haringey/);
  const { name, heading } = await journey.follow(
    /Nursing at Home/,
    /\/providers\/(?!page-)[^/]+\/$/,
  );
  assert.equal(heading, name, 'the page has the name that the link promised');
  const number = await journey.tabTo(/^[\d ]{11,}$/);
  const where = await page.evaluate(() => ({
    href: document.activeElement.href,
    inMain: Boolean(document.activeElement.closest('main')),
    inView: document.activeElement.getBoundingClientRect().bottom <= innerHeight,
  }));
  assert.equal(where.href, `tel:+44${number.replaceAll(' ', '').slice(1)}`);
  assert.ok(where.inMain, 'the phone number is the provider’s own, in the main part');
  assert.ok(where.inView, 'the phone number is in view');
  // Somebody who pressed once too often goes back and finds it again.
  await journey.press('Tab');
  await journey.tabBackTo(number, 1);
}

/** A guide, its Easy Read page, and back. */
async function readEasyRead(journey) {
  await journey.follow('Guides', /\/guides\/$/);
  const guide = /\/guides\/what-a-personal-health-budget-is\/$/;
  await journey.skip();
  const { heading } = await journey.follow('What a personal health budget is', guide);
  assert.equal(heading, 'What a personal health budget is');
  await journey.follow(/Easy Read/, /\/what-a-personal-health-budget-is\/easy\/$/);
  const back = await journey.follow(/longer page/i, guide);
  assert.equal(back.heading, heading, 'the switch leads back to the same guide');
}

/** Past the header, to the first thing in the main part. */
async function skipTheHeader(journey) {
  const { page } = journey;
  await journey.skip();
  assert.equal(new URL(page.url()).hash, '#page_main');
  await journey.tabTo(/./, 1);
  const place = await page.evaluate(() => {
    const links = [...document.querySelectorAll('main a[href], main summary, main button')];
    return links.filter((one) => one.checkVisibility()).indexOf(document.activeElement);
  });
  assert.equal(place, 0, 'the first Tab after the skip link is the first control of the main part');
}

/** "Find help with feeding in Haringey for a child, choose two, compare, print". */
async function chooseTwoAndPrint(journey) {
  const { page } = journey;
  await journey.follow('Kinds of help', /\/services\/$/);
  await journey.follow('Tube feeding', /\/services\/tube-feeding\/$/);
  await journey.follow(/^Haringey \(\d+\)$/, /\/areas\/haringey\/tube-feeding\/$/);
  const names = await page.locator('.card__title').allInnerTexts();
  assert.ok(names.length >= 2, 'there are two to choose from');
  await journey.skip();
  await journey.tabTo(new RegExp(`^Add to my shortlist.*${names[0]}`));
  await journey.press('Enter');
  await journey.tabTo(new RegExp(`^Add to my shortlist.*${names[1]}`));
  await journey.press('Space');
  await journey.tabBackTo(/^My shortlist ?\(2\)$/);
  await Promise.all([page.waitForURL(/\/shortlist\/$/), journey.press('Enter')]);
  await page.locator('table').getByText(names[1]).first().waitFor();
  await journey.tabTo(/^How many hours a week, for everyone/);
  await journey.write('10');
  await page.evaluate(() => {
    window.printed = 0;
    window.print = () => (window.printed += 1);
  });
  await journey.tabBackTo('Print this list');
  await journey.press('Enter');
  assert.equal(await page.evaluate(() => window.printed), 1);
  await page.emulateMedia({ media: 'print' });
  const paper = await page.locator('main').innerText();
  for (const name of names.slice(0, 2)) {
    assert.ok(paper.includes(name), `${name} is on the paper`);
  }
}

const JOURNEYS = {
  'home to the phone number of a provider': findFeedingInHaringey,
  'home to a guide, its Easy Read page and back': readEasyRead,
  'the skip link': skipTheHeader,
};

const WAYS = {
  'with scripts': {},
  'without scripts': { javaScriptEnabled: false },
  'without scripts, at 320 px': { javaScriptEnabled: false, viewport: SMALL },
};

for (const [way, options] of Object.entries(WAYS)) {
  describe(`by keyboard alone, ${way}`, { concurrency: 2 }, () => {
    for (const [name, go] of Object.entries(JOURNEYS)) {
      it(name, { timeout: PATIENCE }, async () => {
        await withPage(shared.browser, options, async (page) => {
          await page.goto(shared.server.base);
          const journey = await journeyOn(page);
          await go(journey);
          say(`${name}, ${way}: ${journey.told()}`);
        });
      });
    }
  });
}

test('by keyboard alone: find, choose two, compare and print', { timeout: PATIENCE }, async () => {
  await withPage(shared.browser, {}, async (page) => {
    await page.goto(shared.server.base);
    const journey = await journeyOn(page);
    await chooseTwoAndPrint(journey);
    say(journey.told());
  });
});

test('a place list opens and shuts with Space', { timeout: PATIENCE }, async () => {
  await withPage(shared.browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(`${shared.server.base}services/tube-feeding/`);
    const journey = await journeyOn(page);
    await journey.tabTo('Choose a place');
    const isOpen = () => page.locator('details').first().evaluate((details) => details.open);
    const before = await isOpen();
    await journey.press('Space');
    assert.equal(await isOpen(), !before);
    await journey.press('Space');
    assert.equal(await isOpen(), before);
  });
});

test('the arrow keys move a wide table on a small phone', { timeout: PATIENCE }, async () => {
  const { address } = shared.pages.find(({ kind }) => kind === 'guide with tables');
  await withPage(shared.browser, { viewport: SMALL, javaScriptEnabled: false }, async (page) => {
    await page.goto(shared.server.base + address);
    const journey = await journeyOn(page);
    const name = await page.evaluate(() =>
      [...document.querySelectorAll('[tabindex="0"]')]
        .find((box) => box.scrollWidth > box.clientWidth + 20)
        ?.getAttribute('aria-label'),
    );
    assert.ok(name, 'there is a table that scrolls, and it has a name');
    await journey.tabTo({ role: 'region', name });
    const moved = () => page.evaluate(() => document.activeElement.scrollLeft);
    for (let times = 0; times < 20 && (await moved()) === 0; times += 1) {
      await journey.press('ArrowRight');
      await page.waitForTimeout(100); // The table moves when the browser draws the next picture.
    }
    assert.ok((await moved()) > 0, `the arrow keys move "${name}"`);
  });
});

test('a journey that cannot be done is found', { timeout: PATIENCE }, async () => {
  await withPage(shared.browser, {}, async (page) => {
    await page.goto(shared.server.base);
    const journey = await journeyOn(page);
    await assert.rejects(journey.tabTo('No such link', 5), /5 times Tab .* did not reach No such/);
    await assert.rejects(journey.press('a'), /not a key of these journeys/);
    await page.goto(shared.server.base);
    await page.evaluate(() => document.querySelector('[href="#page_main"]').remove());
    await assert.rejects(journey.skip(), /1 times Tab/);
    page.setDefaultTimeout(1000);
    await assert.rejects(journey.follow('Kinds of help', /\/nowhere\/$/), /Timeout/);
  });
});
