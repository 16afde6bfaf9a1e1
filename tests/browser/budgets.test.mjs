// What pages weigh. People pay for data, and a first visit must fit in the first two rounds of packets.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { after, before, describe, it, test } from 'node:test';
import os from 'node:os';
import path from 'node:path';
import { PATIENCE, withPage } from './lib/browser.mjs';
import { allFiles, pagesToWeigh, providerPages } from './lib/pages.mjs';
import { serve } from './lib/server.mjs';
import { assertNone, say, useSite } from './lib/testing.mjs';
import {
  BUDGETS,
  filesNamedBy,
  firstVisit,
  heavyFindings,
  inKilobytes,
  median,
  providerFindings,
  visitFindings,
  weightOf,
  weightOfNamed,
} from './checks/budgets.mjs';

const shared = useSite();
const providers = providerPages(shared.folder);
const weigh = (file) => weightOf(readFileSync(path.join(shared.folder, file)));

test('all style sheets of each page fit', () => {
  const files = allFiles(shared.folder);
  assert.ok(weightOfNamed(shared.folder, 'index.html', 'styles') > 1000, 'there is a style sheet');
  const sheets = new Map(files.map((file) => [filesNamedBy(shared.folder, file, 'styles').join(), file]));
  assertNone(heavyFindings(shared.folder, [...sheets.values()], 'styles', BUDGETS.styles));
  say(`styles of the home page: ${inKilobytes(weightOfNamed(shared.folder, 'index.html', 'styles'))}`);
});

test('all scripts of each provider page fit', () => {
  assertNone(heavyFindings(shared.folder, providers, 'scripts', BUDGETS.script));
  const heaviest = Math.max(...providers.map((file) => weightOfNamed(shared.folder, file, 'scripts')));
  say(`scripts of a provider page: at most ${inKilobytes(heaviest)}`);
});

test('provider pages are light, in the middle and at worst', () => {
  assert.ok(providers.length >= 40, `${providers.length} providers are enough for a median`);
  const weights = providers.map(weigh);
  say(`provider pages: ${inKilobytes(median(weights))} in the middle, ${inKilobytes(Math.max(...weights))} at worst`);
  assertNone(providerFindings(shared.folder, providers));
});

describe('a first visit fits in two rounds of packets', { concurrency: 2 }, () => {
  for (const { kind, address } of pagesToWeigh(shared.folder)) {
    it(`${kind} (/${address})`, { timeout: PATIENCE }, async () => {
      await withPage(shared.browser, {}, async (page) => {
        const visit = await firstVisit(page, shared.server.base + address);
        say(`${kind}: ${inKilobytes(visit.weight)} in ${visit.requests} requests`);
        assertNone(visitFindings(visit));
      });
    });
  }
});

describe('pages that are too heavy are found', () => {
  // Bytes without any order cannot be packed, and are the same in each run.
  const noise = (length) => {
    let state = 1;
    const next = () => (state = (state * 48271) % 2147483647) % 64;
    return Array.from({ length }, () => String.fromCharCode(next() + 48)).join('');
  };
  let folder;
  let server;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'handrail-budgets-'));
    await mkdir(path.join(folder, 'assets'));
    const put = (name, text) => writeFile(path.join(folder, name), text);
    await put('assets/heavy.css', `/* ${noise(9000)} */`);
    await put('assets/first.js', 'import { second } from "./second.js"; second();');
    await put('assets/second.js', `export const second = () => "${noise(6000)}";`);
    await put('heavy.html', page('<link rel="stylesheet" href="assets/heavy.css">'));
    await put('scripts.html', page('<script type="module" src="assets/first.js"></script>'));
    await put('long.html', page(noise(24000)));
    await put('light.html', page('<link rel="icon" href="data:,">'));
    const many = [1, 2, 3, 4, 5].map((number) => `<link rel="stylesheet" href="assets/${number}.css">`);
    await put('many.html', page(many.join('')));
    await Promise.all([1, 2, 3, 4, 5].map((number) => put(`assets/${number}.css`, 'p { color: red }')));
    server = await serve(folder);
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const page = (more) => `<!doctype html><title>Fault</title>${more}`;
  const visit = (file) =>
    withPage(shared.browser, {}, async (opened) =>
      visitFindings(await firstVisit(opened, server.base + file)).join('\n'),
    );

  it('a heavy style sheet', () => {
    const found = heavyFindings(folder, ['heavy.html', 'light.html'], 'styles', BUDGETS.styles);
    assert.match(found.join('\n'), /^styles of \S+ KB, more than 6\.00 KB: heavy\.html$/);
  });

  it('a heavy script behind a small one', () => {
    assert.deepEqual(filesNamedBy(folder, 'scripts.html', 'scripts'), ['assets/first.js', 'assets/second.js']);
    const found = heavyFindings(folder, ['scripts.html', 'light.html'], 'scripts', BUDGETS.script);
    assert.match(found.join('\n'), /^scripts of \S+ KB, more than 4\.00 KB: scripts\.html$/);
  });

  it('a heavy provider, and a heavy middle', () => {
    const worst = providerFindings(folder, ['light.html', 'light.html', 'long.html']);
    assert.match(worst.join('\n'), /^a provider page of \S+ KB, more than 8\.00 KB: long\.html$/);
    const middle = providerFindings(folder, ['light.html', 'long.html', 'long.html']);
    assert.match(middle.join('\n'), /the middle provider page weighs \S+ KB, \d+ bytes more/);
  });

  it('a heavy first visit', { timeout: PATIENCE }, async () => {
    assert.match(await visit('long.html'), /a first visit of \S+ KB, more than 15\.50 KB/);
  });

  it('a first visit of too many requests', { timeout: PATIENCE }, async () => {
    assert.match(await visit('many.html'), /6 requests, more than 5/);
    assert.equal(await visit('light.html'), '');
  });
});
