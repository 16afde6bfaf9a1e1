#!/usr/bin/env node
// The search of a built site beside Pagefind over the same pages, in Chromium.
//
//     node benches/pagefind.mjs FOLDER-OF-A-BUILT-SITE
//         [--runs 3] [--queries "respite|autism camden"] [--work FOLDER]
//
// Needed: Node 20 with npm, Chromium, and the packages of the browser tests (`npm ci --ignore-scripts` in
// tests/browser). Pagefind is installed into the work folder, which is kept for the next time. The output is
// Markdown. How it measures:
//
// - Pagefind indexes the `main` part of exactly those pages that the site's own search knows.
// - Each search is the first one of a fresh, empty browser. The two take turns.
// - "Search": the page is there; from the question to ten results on the screen. The scripts of Handrail's page
//   came with it, so their bytes are added. Pagefind is loaded when it is asked, as its documentation says, and
//   all of it counts. Its own page is nearly empty and does not count.
// - "From nothing": the address of a search is opened, and everything counts.
// - Bytes are what the server wrote: HTTP/1.1, gzip for text, headers too.
// - "Slow": 400 ms on each way there and back, 50 KB a second, a processor four times slower. Chromium slows no
//   worker down, so Pagefind works without its worker then. That is the faster way for it on a slow line.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

const PAGEFIND = '1.6.0';
const QUERIES = [
  ...['autism', 'respite', 'autism camden', 'personal assistant autism', 'physio'],
  ...['autsim', 'respit care', 'hydrotherepy', 'physiotherpy camden'],
];
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

const stop = (message) => {
  console.error(`pagefind.mjs: ${message}`);
  process.exit(2);
};
process.on('uncaughtException', (error) => stop(`It broke off: ${error.message.split('\n')[0]}`));
const known = {
  runs: { type: 'string', default: '3' },
  queries: { type: 'string', default: QUERIES.join('|') },
  work: { type: 'string', default: path.join(tmpdir(), 'handrail-peers') },
};
let [options, positionals] = [];
try {
  ({ values: options, positionals } = parseArgs({ allowPositionals: true, options: known }));
} catch (error) {
  stop(error.message);
}
const site = path.resolve(positionals[0] ?? '.');
const searchPage = path.join(site, 'search/index.html');
if (positionals.length !== 1 || !existsSync(searchPage)) {
  stop('Name the folder of a built site: node benches/pagefind.mjs public');
}
const work = path.resolve(options.work);
const runs = Number(options.runs);
const queries = options.queries.split('|');
const { startBrowser, withPage } = await import('../tests/browser/lib/browser.mjs').catch((error) =>
  stop(`The packages of the browser tests are missing. Run: cd tests/browser && npm ci --ignore-scripts\n${error.message}`),
);

// --- Pagefind over the same pages --------------------------------------------------------------

function run(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.error) {
    stop(`${command} did not start: ${done.error.message}`);
  }
  if (done.status !== 0) {
    stop(`This failed: ${command} ${args.join(' ')}\n${(done.stderr || done.stdout).slice(-2000)}`);
  }
}

/** The addresses of the pages that the site's search knows, from the cards of its index. */
function pagesOfSearch() {
  const piece = /data-piece="([^"]*)"/.exec(readFileSync(searchPage, 'utf8'))[1];
  const folder = path.join(site, 'search', path.dirname(piece));
  const hrefs = readdirSync(folder).filter((name) => /^c\d+\.js$/.test(name)).flatMap((name) => {
    let cards = '[]';
    vm.runInNewContext(readFileSync(path.join(folder, name), 'utf8'), {
      handrail: { piece: (own, text) => { cards = text; } },
    });
    return JSON.parse(cards).map(([href]) => new URL(href, 'http://site/search/').pathname.slice(1));
  });
  return [...new Set(hrefs)];
}

function index() {
  const modules = path.join(work, `pagefind@${PAGEFIND}`);
  if (!existsSync(modules)) {
    console.error('Installing Pagefind');
    const wanted = `pagefind@${PAGEFIND}`;
    run('npm', ['install', '--prefix', modules, '--no-audit', '--no-fund', '--ignore-scripts', wanted]);
  }
  const [pages, out] = ['search-pages', 'search-index'].map((name) => path.join(work, name));
  [pages, out].forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  const found = pagesOfSearch();
  for (const page of found) {
    mkdirSync(path.join(pages, page), { recursive: true });
    copyFileSync(path.join(site, page, 'index.html'), path.join(pages, page, 'index.html'));
  }
  console.error(`Pagefind reads ${found.length} pages`);
  const start = path.join(modules, 'node_modules/pagefind/lib/runner/bin.cjs');
  run('node', [start, '--site', pages, '--output-path', out, '--root-selector', 'main', '--quiet']);
  rmSync(pages, { recursive: true });
  return { out, pages: found.length };
}

const PEER_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pagefind</title>
<link rel="icon" href="data:,"><p id="status"></p><ol id="results"></ol><script src="/peer.js"></script></html>`;
// A result shows its title and its excerpt, as cards do.
const PEER_SCRIPT = `
const hash = new URLSearchParams(location.hash.slice(1));
window.ask = async (query, noWorker) => {
  let pagefind = await import('/pagefind/pagefind.js');
  if (noWorker) pagefind = pagefind.createInstance({ noWorker: true });
  const { results } = await pagefind.search(query);
  const found = await Promise.all(results.slice(0, 10).map((one) => one.data()));
  document.querySelector('#results').replaceChildren(...found.map(({ url, meta, excerpt }) => {
    const [item, link, text] = ['li', 'a', 'p'].map((name) => document.createElement(name));
    link.href = url;
    link.textContent = meta.title;
    text.innerHTML = excerpt;
    item.append(link, text);
    return item;
  }));
  document.querySelector('#status').textContent = results.length + ' found';
};
if (hash.has('q')) ask(hash.get('q'), hash.has('alone'));
`;

// --- A server that counts ----------------------------------------------------------------------

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml' };

async function serve(out) {
  const kept = new Map();
  let log = [];
  const body = (pathname) => {
    const made = { '/peer/': PEER_PAGE, '/peer.js': PEER_SCRIPT }[pathname];
    if (made) {
      return [made, pathname.endsWith('.js') ? '.js' : '.html'];
    }
    const isPeer = pathname.startsWith('/pagefind/');
    let file = isPeer ? path.join(out, pathname.slice(10)) : path.join(site, pathname);
    if (existsSync(file) && statSync(file).isDirectory()) {
      file = path.join(file, 'index.html');
    }
    return existsSync(file) ? [readFileSync(file), path.extname(file)] : null;
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const before = request.socket.bytesWritten;
    response.on('finish', () => log.push({ pathname, bytes: request.socket.bytesWritten - before }));
    if (!kept.has(pathname)) {
      const found = body(decodeURIComponent(pathname));
      const packed = found && found[1] in TYPES;
      kept.set(pathname, found && { bytes: packed ? gzipSync(found[0]) : found[0], type: TYPES[found[1]], packed });
    }
    const answer = kept.get(pathname);
    if (!answer) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('Content-Type', answer.type ?? 'application/octet-stream');
    response.setHeader('Content-Length', answer.bytes.length);
    response.setHeader('Cache-Control', 'public, max-age=600');
    if (answer.packed) {
      response.setHeader('Content-Encoding', 'gzip');
    }
    response.end(answer.bytes);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    base: `http://127.0.0.1:${server.address().port}/`,
    /** What was sent since the last time. */
    sent: () => {
      const all = log;
      log = [];
      return all;
    },
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

// --- What is measured --------------------------------------------------------------------------

/** Runs in the page: notes when results are there. Times count from when the page was asked for. */
function watch(isPeer) {
  new MutationObserver(() => {
    const looking = document.querySelector('.search')?.dataset.looking;
    const status = document.querySelector(isPeer ? '#status' : '.search__status')?.textContent;
    if (status && status !== looking && !window.settledAt) {
      const first = document.querySelector(isPeer ? '#results a' : '.search__results a');
      Object.assign(window, { settledAt: performance.now(), said: status, first: first?.textContent ?? '' });
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Runs in the page: asks, and gives back when. */
function ask({ query, isPeer, isSlow }) {
  const start = performance.now();
  if (isPeer) {
    window.ask(query, isSlow);
  } else {
    const field = document.querySelector('#search-words');
    field.value = query;
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  }
  return start;
}

const script = async (devtools) => {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration').value * 1000;
};

async function measure(browser, server, { query, isPeer, isSlow, isWhole }) {
  return withPage(browser, {}, async (page, context) => {
    await page.addInitScript(watch, isPeer);
    const devtools = await context.newCDPSession(page);
    const slowDown = async () => {
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', SLOW);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    };
    await devtools.send('Performance.enable');
    const address = server.base + (isPeer ? 'peer/' : 'search/');
    let [start, scripts, before] = [0, 0, 0];
    server.sent();
    if (isWhole) {
      if (isSlow) {
        await slowDown();
      }
      const alone = isPeer && isSlow ? '&alone' : '';
      await page.goto(`${address}#q=${encodeURIComponent(query)}${alone}`, { waitUntil: 'commit' });
    } else {
      await page.goto(address, { waitUntil: 'load' });
      await page.waitForTimeout(300);
      scripts = isPeer ? 0 : weight(server.sent().filter(({ pathname }) => pathname.endsWith('.js')));
      server.sent();
      if (isSlow) {
        await slowDown();
      }
      before = await script(devtools);
      start = await page.evaluate(ask, { query, isPeer, isSlow });
    }
    await page.waitForFunction(() => window.settledAt, null, { timeout: 120_000 });
    const after = await script(devtools);
    const seen = await page.evaluate(() => ({ at: window.settledAt, said: window.said, first: window.first }));
    const sent = server.sent();
    const found = /^\d+/.exec(seen.said)?.[0] ?? '0';
    return { ms: seen.at - start, script: after - before, bytes: weight(sent) + scripts, requests: sent.length, found, first: seen.first };
  });
}

const weight = (sent) => sent.reduce((sum, { bytes }) => sum + bytes, 0);
const median = (list) => {
  const sorted = [...list].sort((one, other) => one - other);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
};

// --- The tables --------------------------------------------------------------------------------

function table(heads, rows) {
  console.log(`\n| ${heads.join(' | ')} |\n|${' --- |'.repeat(heads.length)}`);
  rows.forEach((row) => console.log(`| ${row.join(' | ')} |`));
}

const { out, pages } = index();
const server = await serve(out);
const browser = await startBrowser();
const kinds = [
  { name: 'search', isSlow: false, isWhole: false },
  { name: 'search, slow', isSlow: true, isWhole: false },
  { name: 'from nothing', isSlow: false, isWhole: true },
  { name: 'from nothing, slow', isSlow: true, isWhole: true },
];
const results = new Map();
for (let turn = 0; turn < runs; turn += 1) {
  for (const query of queries) {
    for (const kind of kinds) {
      for (const isPeer of turn % 2 ? [true, false] : [false, true]) {
        const key = `${kind.name} ${query} ${isPeer}`;
        results.set(key, [...(results.get(key) ?? []), await measure(browser, server, { query, isPeer, ...kind })]);
      }
    }
  }
  console.error(`Run ${turn + 1} of ${runs}`);
}
const version = browser.version();
await browser.close();
server.close();
rmSync(out, { recursive: true });

const of = (kind, query, isPeer) => results.get(`${kind} ${query} ${isPeer}`);
const middle = (kind, query, isPeer, what) => median(of(kind, query, isPeer).map((one) => one[what]));
/** Handrail, Pagefind, and how many times Handrail's figure Pagefind's is, turn by turn. */
const beside = (kind, query, what, write) => {
  const own = of(kind, query, false);
  const ratios = of(kind, query, true).map((one, at) => one[what] / own[at][what]);
  return [false, true].map((isPeer) => write(middle(kind, query, isPeer, what))).concat(median(ratios).toFixed(1));
};
const kilo = (bytes) => (bytes / 1000).toFixed(1);
const whole = (number) => number.toFixed(0);
const seconds = (ms) => (ms / 1000).toFixed(1);
const heads = ['typed', ...['KB', 'requests'].flatMap((name) => [name, 'Pagefind', 'times'])];
const timeHeads = (more) => ['typed', ...['ms', 'slow, s', ...more].flatMap((name) => [name, 'Pagefind', 'times'])];

/** Two tables of one way to search: what comes over the line, and how long it takes. */
function tables(kind, more) {
  table(
    heads,
    queries.map((query) => [query, ...beside(kind, query, 'bytes', kilo), ...beside(kind, query, 'requests', whole)]),
  );
  table(
    timeHeads(more),
    queries.map((query) => [
      query,
      ...beside(kind, query, 'ms', whole),
      ...beside(`${kind}, slow`, query, 'ms', seconds),
      ...more.flatMap(() => beside(`${kind}, slow`, query, 'script', whole)),
    ]),
  );
}

console.log(`${pages} pages in both searches, ${runs} runs. Pagefind ${PAGEFIND}, Chromium ${version}. Medians.`);
console.log("A number stands first for Handrail, then for Pagefind, then how many times Handrail's Pagefind's is.");
console.log('\nSearch: the page is there, ten results come. The scripts of the page are in the KB.');
tables('search', ['slow, ms of script']);
console.log('\nFrom nothing: the address of a search is opened. Pagefind stands on an empty page here.');
tables('from nothing', []);
console.log('\nWhat was found:');
table(
  ['typed', 'Handrail found', 'its first', 'Pagefind found', 'its first'],
  queries.map((query) => [
    query,
    ...[false, true].flatMap((isPeer) => {
      const [{ found, first }] = of('search', query, isPeer);
      return [Number(found).toLocaleString('en'), first];
    }),
  ]),
);
