// The checker of the W3C on every page of the example site, not only one of every kind.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import os from 'node:os';
import path from 'node:path';
import { allFiles } from './lib/pages.mjs';
import { diskSite, folderSite, webSite } from './lib/site.mjs';
import { assertNone } from './lib/testing.mjs';
import { validityFindings } from './checks/validity.mjs';

/** The checker starts Java three times here. A busy machine needs room. */
const PATIENCE = 300_000;

test('the W3C checker accepts every page for a web host', { timeout: PATIENCE }, () => {
  assert.ok(allFiles(webSite()).length > 100, 'the whole example site is there');
  assertNone(validityFindings([webSite()], webSite()));
});

test('the W3C checker accepts home and 404 of the other builds', { timeout: PATIENCE }, () => {
  for (const folder of [diskSite(), folderSite()]) {
    const files = ['index.html', '404.html'].map((file) => path.join(folder, file));
    assertNone(validityFindings(files, folder));
  }
});

test('the W3C checker finds planted faults', { timeout: PATIENCE }, async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'handrail-validity-'));
  const page = (policy, body) =>
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>Fault</title></head><body>${body}</body></html>`;
  try {
    await writeFile(path.join(folder, 'error.html'), page("default-src 'none'", '<p id="a b">A</div>'));
    const other = '<img src="https://example.org/a.png" alt="A goat">';
    await writeFile(path.join(folder, 'warning.html'), page("default-src 'none'", other));
    const list = '<ul role="list"><li>Kept</li></ul><img src="a.png" alt="A hen">';
    await writeFile(path.join(folder, 'kept.html'), page("default-src 'self'", list));
    const found = validityFindings([folder], folder).join('\n');
    assert.match(found, /^error\.html line 3: error: .*ID.*space/im);
    assert.match(found, /^error\.html line 3: error: .*end tag/im);
    assert.match(found, /^warning\.html line 3: warning: .*https:\/\/example\.org\/a\.png/m);
    assert.doesNotMatch(found, /^kept\.html/m);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a checker that cannot run is a failure', () => {
  assert.throws(() => validityFindings(['/no/such/folder'], '/'), /nothing to check/);
  const before = process.env.PATH;
  process.env.PATH = '/nowhere';
  try {
    assert.throws(() => validityFindings([webSite()], webSite()), /needs Java/);
  } finally {
    process.env.PATH = before;
  }
});
