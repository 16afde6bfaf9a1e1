// The nearest come first: by the middle of postcode districts, on the device, and nothing is kept or sent.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axeFindings } from './checks/axe.mjs';
import { weightOf } from './checks/budgets.mjs';
import { testOn } from './lib/shortlist.mjs';
import { TODAY } from './lib/site.mjs';
import { assertNone, say, useSite } from './lib/testing.mjs';

const shared = useSite();
const test = testOn(shared);
const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What the program finds, nearest first: the addresses and what it says of the distance. */
const program = (words, near) => {
  const command = ['search', ...words, '--near', near, '--today', TODAY, '--project', project];
  const { stdout } = spawnSync(path.join(project, 'target/debug/handrail'), command, { encoding: 'utf8' });
  const lines = [...stdout.matchAll(/^ {5}(\/[^,\s]*)(?:, (.*))?$/gm)];
  return lines.map(([, address, far]) => [address, far ?? '']);
};

const settled = (page) => page.waitForFunction(() => /\d+ page/.test(document.querySelector('.search__status').textContent));
const shown = (page) =>
  page.locator('.search__results .card').evaluateAll((all) =>
    all.map((card) => [
      new URL(card.querySelector('.card__link').href).pathname,
      card.querySelector('.search__far')?.textContent ?? '',
    ]),
  );
const plain = ([address, far]) => [address, far.replace(/^About | away|,/g, '').replace('about ', '')];

describe('the nearest come first', () => {
  test('in the order of the program, with about how far it is', async (page, open) => {
    await open('search/#q=help%20at%20home&near=N17');
    await settled(page);
    const cards = await shown(page);
    assert.deepEqual(cards.map(plain), program(['help', 'at', 'home'], 'N17').map(plain));
    const miles = cards.map(([, far]) => Number(/\d+/.exec(far)?.[0] ?? Infinity));
    assert.deepEqual(miles, [...miles].sort((one, other) => one - other));
    assert.ok(Number.isFinite(miles[0]), 'somebody is near');
    assert.match((await page.locator('.search__notes').innerText()), /We count from the middle of N17/);
    assertNone(await axeFindings(page));
  });

  test('only the first half of a postcode gets into the address', async (page, open) => {
    await open('search/');
    await page.fill('#search-words', 'physiotherapy');
    await page.fill('#search-near', 'n17 6pa');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.match(page.url(), /#q=physiotherapy&near=N17$/);
    assert.doesNotMatch(page.url(), /6pa/i);
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, '']);
  });

  test('without words everybody whose place is known is shown', async (page, open) => {
    await open('search/#near=N17');
    await settled(page);
    const cards = await shown(page);
    assert.equal(cards.length, 10);
    assert.ok(cards.every(([address, far]) => address.startsWith('/providers/') && far));
  });

  test('with a filter and no words, only what fits it', async (page, open) => {
    await open('search/#near=N17&services=no-such-service&areas=haringey');
    await settled(page);
    const near = await page.locator('.search__status').textContent();
    await open('search/');
    await page.goto(`${shared.server.base}search/#areas=haringey`);
    await settled(page);
    assert.equal(await page.locator('.search__status').textContent(), near);
  });

  test('a postcode that nobody knows is said, and the best match comes first', async (page, open) => {
    await open('search/#q=physiotherapy');
    await settled(page);
    const best = await shown(page);
    await page.fill('#search-near', 'ZZ99 9ZZ');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /We do not know where/.test(document.body.innerText));
    assert.deepEqual(await shown(page), best);
    await page.fill('#search-near', '<b>1</b>');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /<b>1<\/b>/.test(document.body.innerText));
  });
});

describe('the script of the search', () => {
  it('weighs 6 KB at most, with its interface', () => {
    const html = readFileSync(path.join(shared.folder, 'search/index.html'), 'utf8');
    const page = /<script src="\.\.\/(assets\/page\.[^"]+)"/.exec(html)[1];
    const modules = readFileSync(path.join(shared.folder, page), 'utf8').split(/^\}\n\{\n/m);
    const own = modules.filter((text) => /^handrail\.module\('(answers|search)'/.test(text));
    assert.equal(own.length, 2);
    const bytes = weightOf(own.join(''));
    say(`        the script of the search: ${bytes} bytes (brotli)`);
    assert.ok(bytes <= 6 * 1024, `${bytes} bytes`);
  });
});
