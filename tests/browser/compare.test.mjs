// The shortlist side by side, what a week would cost, and that everyone can use its page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axeFindings } from './checks/axe.mjs';
import { walkFindings } from './checks/keyboard.mjs';
import { cutOffFindings, sidewaysFindings, smallTargetFindings } from './checks/layout.mjs';
import { DESK, PHONE, SMALL } from './lib/browser.mjs';
import { addFromPage, idsOf, openShared, testOn, words } from './lib/shortlist.mjs';
import { assertNone, useSite } from './lib/testing.mjs';

const shared = useSite();
const test = testOn(shared);
const ids = () => idsOf(shared);
const here = path.dirname(fileURLToPath(import.meta.url));

describe('comparing', () => {
  test('each answer is what the page of the provider says', async (page, open) => {
    const chosen = ids().slice(0, 3);
    const pages = [];
    for (const id of chosen) {
      await addFromPage(page, open, id);
      pages.push((await page.innerText('main')).replace(/\s+/g, ' '));
    }
    await open('shortlist/');
    await page.waitForSelector('.shortlist-compare__cell');
    const rows = await page.locator('.shortlist-compare__row:visible').evaluateAll((all) =>
      all.map((row) => ({
        fact: row.dataset.fact,
        cells: [...row.querySelectorAll('td')].map((cell) =>
          [...cell.children].map(({ innerText }) => innerText.replace(/\s+/g, ' ')),
        ),
      })),
    );
    assert.ok(rows.length > 15, `only ${rows.length} facts`);
    let compared = 0;
    for (const { fact, cells } of rows) {
      assert.equal(cells.length, chosen.length);
      for (const [at, lines] of cells.entries()) {
        assert.ok(lines.join('').length > 1, `${fact} is empty`);
        // Prices are made into sentences, and rows of names are lines on the page.
        for (const line of ['price', 'checked'].includes(fact) ? [] : lines) {
          for (const part of line.split(', ')) {
            compared += 1;
            assert.ok(
              part === 'Not told to us yet' || pages[at].includes(part),
              `${chosen[at]}, ${fact}: ${part}`,
            );
          }
        }
      }
    }
    assert.ok(compared > 60, `only ${compared} answers`);
  });

  test('only what is different', async (page, open) => {
    // Two of a kind, so that something is alike.
    await open('kinds/home-care-agency/');
    const cards = await page.locator('.card').evaluateAll((all) => all.map(({ id }) => id.replace(/^p-/, '')));
    await openShared(page, open, cards.slice(0, 2));
    const rows = page.locator('.shortlist-compare__row:visible');
    const before = await rows.count();
    await page.check('.shortlist-compare__box');
    const after = await rows.count();
    assert.ok(after > 3 && after < before, `${after} of ${before}`);
    const alike = await rows.evaluateAll((all) =>
      all.filter((row) => row.cells[1].textContent === row.cells[2].textContent).length,
    );
    assert.equal(alike, 0);
  });

  test('one provider only', async (page, open) => {
    await openShared(page, open, ids().slice(0, 1));
    assert.ok(await page.locator('[data-part="one"]').isVisible());
    assert.ok(await page.locator('.shortlist-compare__table').isVisible());
    assert.ok(!(await page.locator('.shortlist-compare__only').isVisible()));
  });

  it('the file of an id is as in the table that Rust is tested with', async () => {
    const table = readFileSync(path.join(here, '../it/groups.txt'), 'utf8');
    const rows = table.split('\n').filter((row) => row && !row.startsWith('#'));
    const script = readFileSync(
      path.join(here, '../../themes/easy-read/components/shortlist-list/shortlist-list.js'),
      'utf8',
    );
    // The function as it stands in the script, with the number of files as its second argument.
    const [source] = /const fileOf = \(id\) => \{[^]*?\n {2}\};/.exec(script);
    const fileOf = new Function('id', 'files', `const words = { files }; ${source} return fileOf(id);`);
    const wrong = rows.filter((row) => {
      const [id, files, group] = row.split(' ');
      return fileOf(id, files) !== Number(group) + 1;
    });
    assert.ok(rows.length > 300);
    assert.deepEqual(wrong, []);
  });

  test('every provider of the site is found', async (page, open) => {
    const folder = path.join(shared.folder, 'compare');
    const { readdirSync } = await import('node:fs');
    const all = readdirSync(folder).flatMap((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      return Object.keys(JSON.parse(text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'))));
    });
    assert.ok(all.length >= 40);
    for (let from = 0; from < all.length; from += 20) {
      const some = all.slice(from, from + 20);
      await open('404.html');
      await openShared(page, open, some);
      const heads = await page.locator('.shortlist-compare__table thead th').count();
      assert.equal(heads, some.length + 1);
    }
  });
});

describe('what a week would cost', () => {
  /** Puts made-up prices in place of the real ones. */
  const withPrices = async (page, open, prices, list = ['test-a']) => {
    await page.route('**/compare/*.js', (route) => {
      const facts = { name: 'Test <b>A</b>', facts: {}, prices };
      const all = Object.fromEntries(list.map((id) => [id, facts]));
      const body = `handrail.providers(${JSON.stringify(all)});`;
      return route.fulfill({ body, contentType: 'text/javascript' });
    });
    await openShared(page, open, list);
    await page.waitForSelector('.shortlist-week__item');
  };
  const price = (from, to, unit, words) => ({
    what: 'Help',
    price: words,
    from,
    to,
    unit,
    told_on: '6 August 2026',
  });
  const sum = (page) => page.innerText('.shortlist-week__item .shortlist-week__sum');
  const count = '.shortlist-week__item .shortlist-week__number';

  const CASES = [
    [price(2650, 2650, 'hour'), '8', 'About £212 a week: 8 hours at £26.50.'],
    [price(2650, 2650, 'hour'), '1', 'About £26.50 a week: 1 hour at £26.50.'],
    [price(2650, 2950, 'hour'), '8', 'About £212 to £236 a week: 8 hours at £26.50 to £29.50.'],
    [price(2650, 2650, 'hour'), '7.5', 'About £198.75 a week: 7.5 hours at £26.50.'],
    [price(2650, 2650, 'hour'), ' 7,25 ', 'About £192.13 a week: 7.25 hours at £26.50.'],
    [price(1600, 1600, 'half-hour'), '3', 'About £48 a week: 3 half hours at £16.'],
    [price(10000, 10000, 'night'), '7', 'About £700 a week: 7 nights at £100.'],
    [price(45, 45, 'mile'), '2', 'About 90 pence a week: 2 miles at 45 pence.'],
    [price(45, 45, 'mile'), '1000', 'About £450 a week: 1000 miles at 45 pence.'],
    [price(148000, 148000, 'week'), null, 'About £1,480 a week.'],
    [
      price(100000, 100000, 'month', '£1,000 a month'),
      null,
      'About £230.77 a week: £1,000 a month, turned into weeks. 12 months are 52 weeks.',
    ],
    [
      price(5200, 10400, 'year', '£52 to £104 a year'),
      null,
      'About £1 to £2 a week: £52 to £104 a year, turned into weeks. A year is 52 weeks.',
    ],
    [price(0, 0, 'visit'), '3', 'Free.'],
    [price(2650, 2650, 'hour'), '0', 'About £0 a week: 0 hours at £26.50.'],
    [price(4294967295, 4294967295, 'hour'), '168', /^About £7,215,545,055\.60 a week/],
  ];
  test('sums worked out by hand', async (page, open) => {
    for (const [one, typed, expected] of CASES) {
      await page.unrouteAll();
      await open('404.html');
      await withPrices(page, open, [one]);
      assert.equal(await page.locator(count).isVisible(), typed !== null);
      if (typed !== null) {
        await page.fill(count, typed);
      }
      const found = await sum(page);
      assert.ok(expected.test ? expected.test(found) : found === expected, found);
      assert.ok((await page.innerText('.shortlist-week__more')).includes('Told to us on 6 August'));
    }
  });

  test('wrong numbers are said beside the field, calmly', async (page, open) => {
    await withPrices(page, open, [price(2650, 2650, 'hour')]);
    for (const typed of ['x', '-3', '169', '1e3', '7.555', 'NaN', '99999', '１']) {
      await page.fill(count, typed);
      const message = await page.innerText('.shortlist-week__item .shortlist-week__wrong');
      assert.equal(message, 'Write a number from 0 to 168, such as 8 or 7.5.', typed);
      assert.equal(await sum(page), '', typed);
      assert.equal(await page.getAttribute(count, 'aria-invalid'), 'true');
    }
    await page.fill(count, '');
    assert.equal(await page.innerText('.shortlist-week__item .shortlist-week__wrong'), '');
    assert.equal(await page.getAttribute(count, 'aria-invalid'), 'false');
  });

  test('one number of hours for everyone; what is paid once stands apart', async (page, open) => {
    const prices = [
      price(4500, 4500, 'once', '£45 to pay once'),
      price(0, 0, 'hour', 'Free'),
      price(1600, 1600, 'half-hour', '£16 for half an hour'),
    ];
    await withPrices(page, open, prices, ['test-a', 'test-b']);
    await page.fill('#page_week_hours', '4');
    const sums = await words(page, '.shortlist-week__item .shortlist-week__sum');
    assert.deepEqual(sums, Array(2).fill('About £128 a week: 8 half hours at £16.'));
    const more = (await words(page, '.shortlist-week__more'))[0];
    assert.match(more, /To pay once: Help: £45 to pay once\./);
    assert.match(more, /Ask for the price in writing before you agree\.$/);
    assert.equal(await page.locator('.shortlist-week__price').first().locator('option').count(), 2);
    await page.locator(count).first().fill('2');
    await page.keyboard.press('Tab');
    const said = await page.textContent('.shortlist-week [role="status"]');
    assert.equal(said, 'Test <b>A</b>: About £32 a week: 2 half hours at £16.');
  });

  test('the hours for everyone are said when they change, and go when the field is empty', async (page, open) => {
    const said = () => page.textContent('.shortlist-week [role="status"]');
    const numbers = () => page.locator(count).evaluateAll((all) => all.map(({ value }) => value));
    const hours = page.locator('#page_week_hours');
    await withPrices(page, open, [price(2650, 2650, 'hour')], ['test-a', 'test-b']);
    await hours.fill('4');
    await hours.blur();
    assert.equal(await said(), 'The sums below are now for 4 hours a week, where help is paid by time.');
    await page.locator(count).last().fill('6');
    await hours.fill('');
    await hours.blur();
    assert.equal(await said(), 'The number of hours for everyone is gone.');
    assert.deepEqual(await numbers(), ['', '6']);
    assert.equal(await sum(page), '');
    await hours.fill('200');
    await hours.blur();
    assert.equal(await said(), 'Write a number from 0 to 168, such as 8 or 7.5.');
  });

  test('no price', async (page, open) => {
    await withPrices(page, open, []);
    assert.match(await page.innerText('.shortlist-week__more'), /^No price was told to us yet\./);
    assert.equal(await page.locator('.shortlist-week__item select:visible').count(), 0);
  });
});

describe('for everyone', { concurrency: 2 }, () => {
  const STATES = {
    'empty': () => '',
    'one': () => ids()[0],
    'three': () => ids().slice(0, 3).join(','),
    'one of two has left': () => `${ids()[0]},gone`,
  };
  for (const [state, list] of Object.entries(STATES)) {
    test(`${state}: axe, and room at 320, 360 and 1280 px`, async (page, open) => {
      await open(`shortlist/#${list()}`);
      await page.waitForSelector('.shortlist-list[data-state]');
      for (const viewport of [SMALL, PHONE, DESK]) {
        await page.setViewportSize(viewport);
        const findings = [
          ...(await sidewaysFindings(page)),
          ...(await cutOffFindings(page)),
          ...(await smallTargetFindings(page)),
          ...(viewport === SMALL ? [] : await axeFindings(page)),
        ];
        assertNone(findings.map((finding) => `${viewport.width} px: ${finding}`));
      }
      await page.emulateMedia({ colorScheme: 'dark' });
      assertNone(await axeFindings(page));
    });
  }

  test('Tab reaches everything on a full page', async (page, open) => {
    await open(`shortlist/#${STATES.three()}`);
    await page.waitForSelector('.shortlist-week__item');
    assertNone(await walkFindings(page));
  });

  test('choose two, compare, and work out a week by keyboard alone', async (page, open) => {
    const tabTo = async (selector) => {
      for (let stop = 0; stop < 200; stop += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
          return;
        }
      }
      assert.fail(`Tab does not reach ${selector} on ${page.url()}`);
    };
    await open('providers/');
    for (let card = 0; card < 2; card += 1) {
      await tabTo('.shortlist-button');
      await page.keyboard.press('Enter');
    }
    await page.evaluate(() => document.activeElement.blur());
    await open('providers/');
    await tabTo('.shortlist');
    await Promise.all([page.waitForURL('**/shortlist/'), page.keyboard.press('Enter')]);
    await page.waitForSelector('.shortlist-week__item');
    await tabTo('#page_week_hours');
    await page.keyboard.type('6');
    await tabTo('.shortlist-compare__box');
    await page.keyboard.press('Space');
    assert.ok(await page.isChecked('.shortlist-compare__box'));
    await tabTo('.shortlist-compare__link');
  });
});
