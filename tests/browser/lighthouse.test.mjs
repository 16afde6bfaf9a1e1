// Lighthouse on a slow phone, from a server that packs and caches as a web host does.
//
// A busy machine makes a page look slow that is not. So the network and the processor are computed
// and not really slowed down, and a page that is only too slow gets up to 3 tries, of which the
// best counts. The other scores do not depend on the machine: they must be right the first time.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { after, before, describe, it, test } from 'node:test';
import os from 'node:os';
import path from 'node:path';
import { startBrowser } from './lib/browser.mjs';
import { pagesOfEveryKind } from './lib/pages.mjs';
import { serve } from './lib/server.mjs';
import { webSite } from './lib/site.mjs';
import { assertNone, say } from './lib/testing.mjs';
import { lighthouseScores, scoreFindings } from './checks/lighthouse.mjs';

const TRIES = 3;

/** Lighthouse loads a page several times. A busy machine needs room for three tries. */
const PATIENCE = 300_000;

const KINDS = ['home', 'providers, page 1', 'rich provider', 'guide'];
const pages = pagesOfEveryKind(webSite()).filter(({ kind }) => KINDS.includes(kind));

let browser;
let port;
let server;

before(async () => {
  port = await freePort();
  browser = await startBrowser([`--remote-debugging-port=${port}`]);
  server = await serve(webSite(), '/', { likeAHost: true });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A port that nobody uses, for Lighthouse to speak to the browser. */
async function freePort() {
  const probe = createServer();
  await new Promise((ready) => probe.listen(0, '127.0.0.1', ready));
  const { port: free } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return free;
}

/** Tries again while a page is only too slow, and tells the best try. */
async function bestOfTries(url) {
  let best;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const result = await lighthouseScores(url, port);
    if (!best || result.scores.performance >= best.scores.performance) {
      best = { ...result, tries };
    }
    const findings = scoreFindings(result);
    if (findings.some((finding) => !finding.startsWith('performance'))) {
      return { ...result, tries };
    }
    if (findings.length === 0) {
      break;
    }
  }
  return best;
}

test('every kind of page for Lighthouse is there', () => {
  assert.deepEqual(
    pages.map(({ kind }) => kind),
    KINDS,
  );
});

describe('Lighthouse gives full marks on a slow phone', () => {
  for (const { kind, address } of pages) {
    it(`${kind} (/${address})`, { timeout: PATIENCE }, async () => {
      const result = await bestOfTries(server.base + address);
      const scores = Object.entries(result.scores).map(([name, score]) => `${name} ${score}`);
      say(`${kind}: ${scores.join(', ')} (try ${result.tries}); ${result.times}`);
      assertNone(scoreFindings(result));
    });
  }
});

test('Lighthouse finds planted faults', { timeout: PATIENCE }, async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'handrail-lighthouse-'));
  const faulty = await serve(folder, '/', { likeAHost: true });
  try {
    // No language, no alt, a picture that is missing, and rules for robots that are none.
    const page = '<!doctype html><meta charset="utf-8"><title>Fault</title><p>Words</p><img src="no.png">';
    await writeFile(path.join(folder, 'index.html'), page);
    await writeFile(path.join(folder, 'robots.txt'), 'Everyone is welcome');
    const result = await lighthouseScores(faulty.base, port);
    const found = scoreFindings(result).join('\n');
    assert.match(found, /^accessibility \d+, not 100 \(.*image-alt/m);
    assert.match(found, /^best-practices \d+, not 100 \(.*errors-in-console/m);
    assert.match(found, /^seo \d+, not 100 \(.*robots-txt/m);
    const slow = { ...result, scores: { ...result.scores, performance: 98 } };
    assert.match(scoreFindings(slow).join('\n'), /^performance 98, not 99/m);
    assert.match(scoreFindings({ scores: {}, costly: [] }).join('\n'), /^seo undefined, not 100/m);
  } finally {
    await faulty.close();
    await rm(folder, { recursive: true, force: true });
  }
});
