// Tests the tests: each fault is planted in a copy of a good page, and its check must find it.
import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import os from 'node:os';
import path from 'node:path';
import { PATIENCE, withPage } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { assertNone, useSite } from './lib/testing.mjs';
import { FAULTS } from './lib/planted.mjs';
import { watch } from './checks/privacy.mjs';
import { titleFindings } from './checks/structure.mjs';

const shared = useSite();
const PREFIX = '/leeds/directory/';
const good = shared.pages.find(({ kind }) => kind === 'rich provider');
const garden = path.join(os.tmpdir(), `handrail-faults-${process.pid}`);
const servers = {};

before(async () => {
  await cp(shared.folder, garden, { recursive: true });
  servers.strict = await serve(garden, PREFIX);
  servers.bare = await serve(garden, PREFIX, { withHeaders: false });
});

after(async () => {
  await Promise.all(Object.values(servers).map((server) => server.close()));
  await rm(garden, { recursive: true, force: true });
});

/** Writes the page with its fault beside the good one, so that its links still lead somewhere. */
async function plant({ add = '', style = '', bare = false, change = (page) => page }, number) {
  const address = `${path.dirname(path.dirname(good.file))}/fault-${number}/`;
  const before = await readFile(path.join(garden, good.file), 'utf8');
  const changed = change(before);
  let html = changed.replace('</main>', () => `${add}</main>`);
  if (bare) {
    html = html.replace(/<meta http-equiv[^>]*>/, '');
  }
  if (style) {
    html = html.replace('</head>', '<link rel="stylesheet" href="fault.css"></head>');
  }
  assert.ok(style || html !== before, 'the fault is really in the page');
  await mkdir(path.join(garden, address));
  await writeFile(path.join(garden, address, 'index.html'), html);
  await writeFile(path.join(garden, address, 'fault.css'), style);
  return address;
}

describe('each planted fault is found', { concurrency: 2 }, () => {
  FAULTS.forEach((fault, number) => {
    it(fault.name, { timeout: PATIENCE }, async () => {
      const address = await plant(fault, number);
      const server = fault.bare ? servers.bare : servers.strict;
      const look = (options) =>
        withPage(shared.browser, options, async (page, context) => {
          const reports = await watch(page, server.origin);
          await page.goto(server.base + address);
          const file = path.join(garden, address, 'index.html');
          return (await fault.check(page, { context, file, reports, server })).join('\n');
        });
      assert.match(await look({}), fault.finds);
      if (fault.scriptsOff) {
        assert.match(await look({ javaScriptEnabled: false }), fault.scriptsOff);
      }
    });
  });
});

it('two pages with one title are found', async () => {
  const file = path.join(garden, good.file);
  assertNone(await titleFindings([file]));
  assert.match((await titleFindings([file, file])).join(), /2 pages have the title/);
});
