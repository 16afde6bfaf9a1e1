// One search over several sites: pages of another directory are found, and lead to it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { axeFindings } from './checks/axe.mjs';
import { PATIENCE, startBrowser, withPage } from './lib/browser.mjs';
import { settled } from './lib/search.mjs';
import { serve } from './lib/server.mjs';
import { joinedSite } from './lib/site.mjs';
import { assertNone } from './lib/testing.mjs';

// The joining site has no providers. The example stands under the first address, and the same pages under the second.
const FAR = 'https://haringey.example.org/';
const NEAR = '/camden/';

describe('one search over several sites', () => {
  let browser;
  let server;
  before(async () => {
    browser = await startBrowser();
    server = await serve(joinedSite(), '/all/');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  const test = (name, options, work) =>
    it(name, { timeout: PATIENCE }, () => withPage(browser, options, (page) => work(page)));

  test('a page of another directory is found, says where it is, and leads there', {}, async (page) => {
    await page.goto(`${server.base}search/#q=kite%20lane`);
    await settled(page);
    const cards = await page.locator('.search__results .card').evaluateAll((all) =>
      all.map((card) => ({ href: card.querySelector('.card__link').href, words: card.textContent })),
    );
    const far = cards.find(({ href }) => href.startsWith(`${FAR}providers/`));
    const near = cards.find(({ href }) => href.startsWith(`${server.origin}${NEAR}providers/`));
    assert.ok(far, 'by a whole address');
    assert.ok(near, 'by a folder beside');
    assert.match(far.words, /in Example Haringey/);
    assert.match(near.words, /in Example Camden/);
    assert.equal(new URL(far.href).pathname, new URL(near.href).pathname.replace(NEAR, '/'));
    assertNone(await axeFindings(page));
  });

  test('one directory can be chosen', {}, async (page) => {
    await page.goto(`${server.base}search/#q=help&directories=camden`);
    await settled(page);
    const links = await page.locator('.search__results .card__link').evaluateAll((all) => all.map(({ href }) => href));
    assert.ok(links.length > 3, `${links.length} found`);
    assert.ok(links.every((href) => href.startsWith(`${server.origin}${NEAR}`)), links.join('\n'));
  });

  test('without scripts the page leads to each directory', { javaScriptEnabled: false }, async (page) => {
    await page.goto(`${server.base}search/`);
    assert.equal(await page.getByRole('link', { name: 'Example Haringey' }).getAttribute('href'), FAR);
    const camden = await page.getByRole('link', { name: 'Example Camden' }).getAttribute('href');
    assert.equal(new URL(camden, `${server.base}search/`).pathname, NEAR);
    assert.equal(await page.getByRole('heading', { name: 'directories' }).count(), 1);
  });
});
