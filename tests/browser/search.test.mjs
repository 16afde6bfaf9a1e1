// The search: what is found, narrowed down, shared and said, also when something is missing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axeFindings } from './checks/axe.mjs';
import { PATIENCE, PHONE, SMALL, withPage } from './lib/browser.mjs';
import { settled } from './lib/search.mjs';
import { testOn } from './lib/shortlist.mjs';
import { diskSite, gallerySite } from './lib/site.mjs';
import { assertNone, say, useSite } from './lib/testing.mjs';

const shared = useSite();
const test = testOn(shared);

const statusOf = (page) => page.locator('.search__status').textContent();
const notesOf = (page) => page.locator('.search__notes li').allTextContents();
const linksOf = (page) =>
  page.locator('.search__results .card__link').evaluateAll((all) => all.map(({ href }) => new URL(href).pathname));
const openWith = async (page, open, query) => {
  // Another address after `#` alone would not load the page again.
  await page.goto('about:blank');
  await open(`search/${query}`);
  await settled(page);
};

describe('finding', () => {
  test('by keyboard alone: type, Enter, Tab to the first page that was found', async (page, open) => {
    await open('search/');
    await page.focus('#search-words');
    await page.keyboard.type('physiotherapy');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.match(await statusOf(page), /^\d+ pages fit\.$/);
    assert.equal((await linksOf(page))[0], '/services/physiotherapy/');
    assert.match(page.url(), /search\/#q=physiotherapy$/);
    for (let presses = 0; presses < 5; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement.matches('.card__link'))) {
        break;
      }
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/services/physiotherapy/');
    await page.goBack();
    await settled(page);
    assert.equal(await page.inputValue('#search-words'), 'physiotherapy');
    assert.equal((await linksOf(page))[0], '/services/physiotherapy/');
  });

  test('slips are mended and said', async (page, open) => {
    await openWith(page, open, '#q=autsim');
    assert.ok((await linksOf(page)).includes('/needs/autism/'));
    assert.deepEqual(await notesOf(page), ['We looked for “autism”, because “autsim” is on no page.']);
  });

  test('beginnings are found while somebody types', async (page, open) => {
    await open('search/');
    await page.locator('#search-words').pressSequentially('physio', { delay: 20 });
    await settled(page);
    assert.ok((await linksOf(page)).includes('/services/physiotherapy/'));
  });

  test('words that are marked, and more pages on request', async (page, open) => {
    await openWith(page, open, '#q=camden');
    assert.ok((await page.locator('.search__results mark').allTextContents()).includes('Camden'));
    const first = await linksOf(page);
    assert.equal(first.length, 10);
    await page.click('.search__more button');
    await page.waitForFunction(() => document.querySelectorAll('.search__results li').length > 10);
    const all = await linksOf(page);
    assert.deepEqual(all.slice(0, 10), first);
    assert.equal(new Set(all).size, all.length, 'no page stands there twice');
  });

  test('a listing that is late says so by itself in results', async (page, open) => {
    await openWith(page, open, '#q=thistlecrane');
    const words = await page.locator('.search__results .standing').first().textContent();
    assert.match(words, /^(Our check is|We do not|Our last check|These checks|The check)/, words);
  }, { day: '2029-01-31' });
});

describe('narrowing down', () => {
  test('any value of a filter will do, and every filter must fit', async (page, open) => {
    await open('search/#needs=autism');
    await settled(page);
    const number = async () => Number((await statusOf(page)).match(/^\d+/)?.[0] ?? 0);
    const one = await number();
    await openWith(page, open, '#needs=autism&needs=dementia');
    const either = await number();
    await openWith(page, open, '#needs=autism&areas=camden');
    const both = await number();
    assert.ok(one > 0 && either > one && both > 0 && both < one, `${one}, ${either}, ${both}`);
    assert.ok((await linksOf(page)).every((link) => link.startsWith('/providers/')));
  });

  test('with boxes: the address holds the choice, and Back takes it back', async (page, open) => {
    await open('search/');
    await page.click('.search__narrow > summary');
    await page.click('[data-facet="1"] > summary');
    const box = page.locator('[data-name=needs][value=autism]');
    await box.check();
    await settled(page);
    assert.match(page.url(), /search\/#needs=autism$/);
    assert.match(await page.locator('.search__chosen').textContent(), /1/);
    // Other needs are counted as if no need was chosen: none falls to 0 because of the box.
    const counts = await page.locator('[data-facet="1"] .search__count').allTextContents();
    assert.ok(counts.every((count) => /^\([1-9]\d*\)$/.test(count)), counts.join(' '));
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector('[data-name=needs][value=autism]').checked);
    assert.equal(await statusOf(page), '');
  });

  test('a count is what one gets', async (page, open) => {
    await openWith(page, open, '#q=swimming');
    const ofAll = await page.locator('[data-facet="2"]').textContent();
    await page.click('.search__narrow > summary');
    await page.click('[data-facet="2"] > summary');
    // Until they are counted for this question, they are the counts of the whole site.
    await page.waitForFunction((old) => document.querySelector('[data-facet="2"]').textContent !== old, ofAll);
    const value = page.locator('[data-facet="2"] .search__value').filter({ hasNotText: '(0)' }).first();
    const promised = (await value.locator('.search__count').textContent()).match(/\d+/)[0];
    await value.locator('input').check();
    await page.waitForFunction((wanted) => document.querySelector('.search__status').textContent.startsWith(wanted), promised);
  });
});

describe('odd questions and missing pieces', () => {
  const odd = {
    'only small words': 'the and of',
    'only signs': '?!… — ***',
    'markup': '<script>alert(1)</script><img src=x onerror=alert(1)>',
    'a pattern': '.*[a-z]+(care|home)?$^\\',
    'from right to left': 'خدمات الرعاية \u202e abc',
    'pictures': '🙂🙂🙂 👩‍🦽',
    'control characters': 'a\u0001b\u0000c',
    'very long': 'care home '.repeat(1000),
  };
  for (const [name, text] of Object.entries(odd)) {
    test(name, async (page, open) => {
      await open(`search/#q=${encodeURIComponent(text)}`);
      await settled(page);
      assert.equal(await page.locator('.search script, .search img').count(), 0);
      assert.match(await statusOf(page), /found nothing|fits?\.|says more/);
      assert.ok(await page.locator('.search-ways a').first().isVisible(), 'there is a way on');
    });
  }

  it('a piece that does not come: calm words and a way on', { timeout: PATIENCE }, async () => {
    for (const piece of ['**/search/*/s*.js', '**/search/*/c*.js']) {
      await withPage(shared.browser, {}, async (page) => {
        const errors = [];
        page.on('pageerror', (error) => errors.push(error.message));
        await page.route(piece, (route) => route.abort());
        await page.goto(`${shared.server.base}search/#q=physiotherapy`);
        await settled(page);
        assert.match(await statusOf(page), /does not work now/);
        assertNone(await axeFindings(page));
        assert.deepEqual(errors, []);
        await page.unroute(piece);
        await page.press('#search-words', 'Enter');
        await page.waitForFunction(() => /fit\.$/.test(document.querySelector('.search__status').textContent));
      });
    }
  });

  it('a piece that is cut off is never read as whole', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, {}, async (page) => {
      await page.route('**/search/*/s*.js', async (route) => {
        const response = await route.fetch();
        const body = await response.text();
        await route.fulfill({ response, body: body.slice(0, body.length / 2) });
      });
      await page.goto(`${shared.server.base}search/#q=physiotherapy`);
      await settled(page);
      assert.match(await statusOf(page), /does not work now/);
      assert.deepEqual(await linksOf(page), []);
    });
  });

  it('from a memory stick', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, {}, async (page) => {
      const file = pathToFileURL(path.join(diskSite(), 'search/index.html')).href;
      await page.goto(file);
      await page.fill('#search-words', 'speach therapy');
      await page.press('#search-words', 'Enter');
      await settled(page);
      const first = page.locator('.search__results .card__link').first();
      assert.match(await first.getAttribute('href'), /index\.html$/);
      await first.click();
      await page.waitForURL('**/speech-and-language-therapy/index.html');
    });
  });

  it('without scripts there is no box, and every list is a way in', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${shared.server.base}search/`);
      assert.equal(await page.locator('#search-words').isVisible(), false);
      assert.ok((await page.locator('.search-ways a:visible').count()) >= 6);
    });
  });
});

// The example as a large site has it: its page says that places have lists of their own, and those come.
const asLarge = async (page) => {
  const folder = path.join(shared.folder, 'search');
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const pieces = path.join(folder, path.dirname(/data-piece="([^"]*)"/.exec(html)[1]));
  const textOf = (name) =>
    JSON.parse(`[${readFileSync(path.join(pieces, `${name}.js`), 'utf8').slice('handrail.piece('.length).trim().slice(0, -2)}]`)[1];
  // The gallery shows the search of a large site: from there come the notice and the scripts.
  const gallery = readFileSync(path.join(gallerySite(), 'gallery/search/index.html'), 'utf8');
  const notice = /<div[^>]* data-module="search-places"[^]*?<\/div>/.exec(gallery)[0].replace('data-places="0"', 'data-places="2"');
  const scripts = readFileSync(path.join(gallerySite(), /assets\/page\.[^"]+/.exec(gallery)[0]), 'utf8');
  const loaded = [];
  page.on('request', (request) => loaded.push(path.basename(request.url(), '.js')));
  await page.route('**/search/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: html.replace(' data-none=', ' data-split="2" data-runs="0" data-none=').replace('<details', `${notice}<details`),
    }),
  );
  await page.route('**/assets/page.*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: scripts }));
  await page.route(/\/search\/[^/]+\/n2-\d+\.js$/, (route) => {
    const name = path.basename(route.request().url(), '.js');
    let next = 0;
    const numbers = textOf(name.replace('n', 'f')).split(',').map((step) => (next += parseInt(step, 36) + 1) - 1);
    const lengths = numbers.map((number) => textOf('n')[number]).join('');
    return route.fulfill({ contentType: 'text/javascript', body: `handrail.piece(${JSON.stringify(name)},${JSON.stringify(lengths)});` });
  });
  return loaded;
};

describe('a large site', () => {
  test('several words in all places: a notice leads to the places, and a place needs only its own lists', async (page, open) => {
    await openWith(page, open, '#q=help%20autism&areas=camden');
    const wanted = [await statusOf(page), ...(await linksOf(page))];
    const loaded = await asLarge(page);
    await openWith(page, open, '#q=autism');
    const notice = page.locator('[data-module=search-places] p');
    assert.equal(await notice.isVisible(), false);
    await page.fill('#search-words', 'help autism');
    await notice.waitFor();
    await openWith(page, open, '#q=help%20autism');
    await notice.waitFor();
    assert.match(await notice.textContent(), /all places/);
    assertNone(await axeFindings(page));
    await page.click('[data-module=search-places] button');
    assert.equal(await page.evaluate(() => document.activeElement.parentElement.dataset.facet), '2');
    await page.check('[data-name=areas][value=camden]');
    await page.waitForFunction((status) => document.querySelector('.search__status').textContent === status, wanted[0]);
    assert.deepEqual(await linksOf(page), wanted.slice(1));
    assert.equal(await notice.isVisible(), false);
    // What is in other places is not counted, because their lists are not there.
    await page.waitForFunction(() => document.querySelector('[data-facet="2"] .search__count').textContent === '');
    loaded.length = 0;
    await openWith(page, open, '#q=help%20autism&areas=camden');
    assert.deepEqual([await statusOf(page), ...(await linksOf(page))], wanted);
    assert.ok(loaded.some((name) => name.startsWith('n2-')) && !loaded.includes('n'), loaded.join(' '));
  });

  it('the lists of a place that do not come: calm words', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, {}, async (page) => {
      await asLarge(page);
      await page.route('**/search/*/n2-*.js', (route) => route.abort());
      await page.goto(`${shared.server.base}search/#q=help%20autism&areas=camden`);
      await settled(page);
      assert.match(await statusOf(page), /does not work now/);
    });
  });
});

describe('no barrier', { concurrency: 2 }, () => {
  const states = {
    'results': '#q=autism',
    'a slip': '#q=autsim',
    'nothing': '#q=zzxqv',
    'some words': '#q=swimming+zebra+camden',
    'filtered': '#needs=autism&areas=camden',
  };
  for (const [name, query] of Object.entries(states)) {
    for (const [size, viewport] of Object.entries({ phone: PHONE, small: SMALL })) {
      it(`${name}, ${size}`, { timeout: PATIENCE }, async () => {
        await withPage(shared.browser, { viewport }, async (page) => {
          await page.goto(`${shared.server.base}search/${query}`);
          await settled(page);
          await page.click('.search__narrow > summary');
          await page.click('[data-facet="1"] > summary');
          assertNone(await axeFindings(page));
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${wide} px too wide`);
        });
      });
    }
  }
});

it('the search checks hold in the browser too', { timeout: PATIENCE * 2 }, async () => {
  const text = readFileSync(path.resolve(import.meta.dirname ?? '.', '../../content/search-checks.yml'), 'utf8');
  const checks = [...text.matchAll(/^- typed: (.*)\n {2}finds: (.*)\n(?: {2}within: (\d+))?/gm)].map(
    ([, typed, finds, within]) => ({ typed, finds: `/${finds}`, within: Number(within ?? 5) }),
  );
  assert.ok(checks.length >= 60, `only ${checks.length} checks`);
  await withPage(shared.browser, {}, async (page) => {
    await page.goto(`${shared.server.base}search/`);
    const missed = [];
    for (const { typed, finds, within } of checks) {
      await page.fill('#search-words', '');
      await page.press('#search-words', 'Enter');
      await page.waitForFunction(() => document.querySelector('.search__status').textContent === '');
      await page.fill('#search-words', typed);
      await page.press('#search-words', 'Enter');
      await settled(page);
      while (await page.locator('.search__more:not([hidden])').count() && (await linksOf(page)).length < within) {
        const before = (await linksOf(page)).length;
        await page.click('.search__more button');
        await page.waitForFunction((count) => document.querySelectorAll('.search__results li').length > count, before);
      }
      const links = (await linksOf(page)).slice(0, within);
      if (!links.includes(finds)) {
        missed.push(`${typed}: ${links.slice(0, 3).join(' ')} and not ${finds}`);
      }
    }
    assertNone(missed);
    say(`    ${checks.length} search checks hold`);
  });
});
