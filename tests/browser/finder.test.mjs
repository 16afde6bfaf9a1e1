// The finder: five easy questions, with scripts and without, that end where the search ends.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { axeFindings } from './checks/axe.mjs';
import { SMALL } from './lib/browser.mjs';
import { settled } from './lib/search.mjs';
import { testOn } from './lib/shortlist.mjs';
import { assertNone, useSite } from './lib/testing.mjs';

const shared = useSite();
const test = testOn(shared);

/** Follows a link and waits for the whole page that it leads to: only then its script has run. */
const follow = async (page, link) => {
  const before = page.url();
  await link.click();
  await page.waitForURL((url) => url.href !== before);
};
const choose = (page, name) => follow(page, page.locator('main .finder a', { hasText: name }).first());
const heading = (page) => page.locator('h1').innerText();
const hash = (page) => new URL(page.url()).hash;
const found = (page) => page.locator('.search__results .card__link').evaluateAll((all) => all.map(({ href }) => new URL(href).pathname));

describe('the finder', () => {
  test('five answers narrow down the search', async (page, open) => {
    await open('');
    await follow(page, page.locator('a[href="find/"]').first());
    await choose(page, 'Physiotherapy');
    assert.match(await heading(page), /^Where do you want help/);
    await choose(page, 'Haringey');
    assert.equal(await heading(page), 'Who is the help for?');
    assert.equal(hash(page), '#services=physiotherapy&areas=haringey');
    await choose(page, 'Adults');
    await choose(page, 'You pay');
    assert.equal(await heading(page), 'What matters to you?');
    await page.check('.finder__tick[value="checks=now"]');
    await choose(page, 'Show who fits');
    await settled(page);
    assert.match(page.url(), /\/search\/#services=physiotherapy&areas=haringey&ages=adults&pay_ways=direct&checks=now$/);
    const pages = await found(page);
    assert.ok(pages.length > 0, 'somebody fits');
    assert.ok(pages.every((address) => address.startsWith('/providers/')));
    // Back leads to the question before, with its answers.
    await page.goBack();
    assert.equal(await heading(page), 'What matters to you?');
    assert.match(hash(page), /pay_ways=direct/);
  });

  test('no barrier in any question', async (page, open) => {
    for (const address of ['find/', 'find/where/physiotherapy/', 'find/who/', 'find/pay/', 'find/what-matters/']) {
      await open(address);
      assertNone(await axeFindings(page));
    }
  });

  test('an answer is left out by going on', async (page, open) => {
    await open('find/');
    await choose(page, 'I am not sure');
    await choose(page, 'Any place');
    await choose(page, 'Skip this question');
    await choose(page, 'Skip this question');
    await choose(page, 'Show who fits');
    assert.equal(new URL(page.url()).pathname, '/search/');
    assert.equal(hash(page), '');
  });

  test('who wants help to choose is led to it first', async (page, open) => {
    await open('find/');
    const first = await page.locator('.finder h2').first().innerText();
    assert.equal(first.replaceAll(/\s+/g, ' '), 'I want someone to help me choose');
    await choose(page, 'Help to plan and buy support');
    await choose(page, 'Any place');
    assert.equal(hash(page), '#services=planning-and-buying');
  });

  test('what stands in the address is carried along and never becomes markup', async (page, open) => {
    await open('find/who/#services=meals&x="><img src=x onerror=alert(1)>');
    await choose(page, 'Skip this question');
    assert.equal(await page.locator('main img').count(), 0);
    assert.match(hash(page), /^#services=meals&x=/);
  });

  test(
    'without scripts two answers lead to the list',
    async (page, open) => {
      await open('find/');
      await choose(page, 'Physiotherapy');
      await choose(page, 'Haringey');
      assert.equal(new URL(page.url()).pathname, '/areas/haringey/physiotherapy/');
      await open('find/who/');
      assert.match(await page.locator('main').innerText(), /Without scripts, use the ways/);
      await open('find/what-matters/');
      assert.equal(await page.locator('.finder__tick:visible').count(), 0);
    },
    { javaScriptEnabled: false, ...SMALL },
  );
});
