// The search of a built site beside Pagefind on the same pages, in a real browser.
//
//     node benches/pagefind.mjs FOLDER-OF-A-BUILT-SITE [ROUNDS]
//
// It copies the pages of providers and guides into a scratch folder, lets Pagefind (from npm) index them, and asks both
// the same questions, each in a fresh browser: as they are, and on a slow link (400 ms, 400 kbit/s, processor slowed
// 4 times). Counted at the server, from the question to ten results: bytes (gzip, with headers) and requests.
// "Page open": the page of the search is there, and for Handrail its script too. "All of it": the first visit to the
// page of the search with the question in its address, so its HTML, styles and scripts are in the figures.
// Needs `tests/browser/node_modules` (`npm ci` there) and npm.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startBrowser } from '../tests/browser/lib/browser.mjs';
import { serve } from '../tests/browser/lib/server.mjs';

const VERSION = '1.6.0';
const [site, rounds = '3'] = process.argv.slice(2);
if (!site || !existsSync(path.join(site, 'search/index.html'))) {
  console.error('Name the folder of a built site: node benches/pagefind.mjs public');
  process.exit(2);
}
const scratch = mkdtempSync(path.join(os.tmpdir(), 'handrail-pagefind-'));
const peer = path.join(scratch, 'peer');
mkdirSync(peer);
let pages = 0;
// What Handrail finds: providers (not their Easy Read pages, which Handrail does not find either) and guides.
for (const folder of ['providers', 'guides']) {
  for (const name of readdirSync(path.join(site, folder))) {
    const page = path.join(site, folder, name, 'index.html');
    if (existsSync(page) && !name.startsWith('page-')) {
      mkdirSync(path.join(peer, folder, name), { recursive: true });
      cpSync(page, path.join(peer, folder, name, 'index.html'));
      pages += 1;
    }
  }
}
execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', scratch, `pagefind@${VERSION}`]);
const started = process.hrtime.bigint();
execFileSync(path.join(scratch, 'node_modules/.bin/pagefind'), ['--site', peer], { stdio: 'ignore' });
const indexing = Number(process.hrtime.bigint() - started) / 1e9;
mkdirSync(path.join(peer, 'search'));
writeFileSync(path.join(peer, 'search/index.html'), '<!doctype html><title>Search</title><h1>Search</h1>');

const QUESTIONS = ['respite', 'personal assistant autism', 'physiotherapy haringey', 'tracheos', 'respit care', 'autsim', 'hydrotherepy'];
const browser = await startBrowser();
let seen = { bytes: 0, requests: 0 };
const onSent = (bytes) => {
  seen = { bytes: seen.bytes + bytes, requests: seen.requests + 1 };
};
const own = await serve(site, '/', { likeAHost: true, onSent });
const other = await serve(peer, '/', { likeAHost: true, withHeaders: false, onSent });

const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const slowed = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
};
const answered = async (page) => {
  await page.waitForFunction(() => /\d|nothing/.test(document.querySelector('.search__status')?.textContent ?? ''));
  return page.evaluate(() => ({
    found: Number(/\d+/.exec(document.querySelector('.search__status').textContent)?.[0] ?? 0),
    first: document.querySelector('.search__results .card__link')?.textContent ?? '',
  }));
};
const addressOf = (question) => `${own.base}search/#q=${encodeURIComponent(question)}`;
const TOOLS = {
  'Handrail, all of it': {
    start: () => {},
    ask: async (page, question) => {
      await page.goto(addressOf(question));
      return answered(page);
    },
  },
  'Handrail, page open': {
    start: (page) => page.goto(`${own.base}search/`),
    ask: async (page, question) => {
      await page.goto(addressOf(question));
      return answered(page);
    },
  },
  'Pagefind, page open': {
    start: (page) => page.goto(`${other.base}search/`),
    ask: (page, question) =>
      page.evaluate(async (text) => {
        const pagefind = await import('/pagefind/pagefind.js');
        const { results } = await pagefind.search(text);
        const ten = await Promise.all(results.slice(0, 10).map((one) => one.data()));
        return { found: results.length, first: ten[0]?.meta.title ?? '' };
      }, question),
  },
};

const median = (list) => [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)];
const once = async (tool, question, isSlow) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    await TOOLS[tool].start(page);
    await page.waitForLoadState('networkidle');
    if (isSlow) {
      await slowed(page);
    }
    seen = { bytes: 0, requests: 0 };
    const from = performance.now();
    const answer = await TOOLS[tool].ask(page, question);
    const time = performance.now() - from;
    await page.waitForTimeout(300);
    return { ...answer, ...seen, time };
  } finally {
    await context.close();
  }
};

console.log(`Pagefind ${VERSION} indexed ${pages} pages in ${indexing.toFixed(1)} s.`);
console.log('\n| question | tool | found | first | KB | requests | ms | ms on the slow link |\n|---|---|---|---|---|---|---|---|');
for (const question of QUESTIONS) {
  for (const tool of Object.keys(TOOLS)) {
    const [quick, slow] = [[], []];
    for (let round = 0; round < Number(rounds); round += 1) {
      quick.push(await once(tool, question, false));
      slow.push(await once(tool, question, true));
    }
    const [one] = quick;
    const time = (list) => Math.round(median(list.map((all) => all.time)));
    const cells = [question, tool, one.found, one.first, (one.bytes / 1024).toFixed(0), one.requests, time(quick), time(slow)];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
await browser.close();
await Promise.all([own.close(), other.close()]);
rmSync(scratch, { recursive: true, force: true });
