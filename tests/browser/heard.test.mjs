// What a screen reader hears on the main pages, compared with the files in `snapshots/`.
//
// A change there is read like code: is it still clear to somebody who only listens? When it is:
//   RENEW=yes node run.mjs heard
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { describe, it, test } from 'node:test';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PATIENCE, withPage } from './lib/browser.mjs';
import { assertNone, useSite } from './lib/testing.mjs';
import { differences, heardOn } from './checks/heard.mjs';

const shared = useSite();
const here = path.dirname(fileURLToPath(import.meta.url));
const SNAPSHOTS = path.join(here, 'snapshots');
const RENEW = process.env.RENEW === 'yes';

// These addresses are fixed. "The largest provider" would be another one tomorrow.
const PAGES = {
  'home': '',
  'list': 'areas/haringey/tube-feeding/',
  'provider': 'providers/wild-clover/',
  'provider-easy-read': 'providers/wild-clover/easy/',
  'guide': 'guides/start-here/',
  'guide-easy-read': 'guides/what-a-personal-health-budget-is/easy/',
  'contact': 'contact/',
};

describe('a screen reader hears what was agreed', { concurrency: 2 }, () => {
  for (const [name, address] of Object.entries(PAGES)) {
    it(`${name} (/${address})`, { timeout: PATIENCE }, async () => {
      const file = path.join(SNAPSHOTS, `${name}.txt`);
      const found = await withPage(shared.browser, {}, async (page) => {
        const response = await page.goto(shared.server.base + address);
        assert.equal(response.status(), 200, `/${address} is a page of the example site`);
        return heardOn(page);
      });
      if (RENEW) {
        await mkdir(SNAPSHOTS, { recursive: true });
        await writeFile(file, found);
        return;
      }
      assert.ok(existsSync(file), `${name}.txt is there. Make it: RENEW=yes node run.mjs heard`);
      assertNone(differences(await readFile(file, 'utf8'), found));
    });
  }
});

test('every file in snapshots/ is of one of these pages', async () => {
  const files = (await readdir(SNAPSHOTS)).map((file) => file.replace(/\.txt$/, '')).sort();
  assert.deepEqual(files, Object.keys(PAGES).sort());
});

test('changes that can be heard are found', { timeout: PATIENCE }, async () => {
  await withPage(shared.browser, {}, async (page) => {
    await page.goto(shared.server.base);
    const before = await heardOn(page);
    assert.deepEqual(differences(before, before), []);
    const changes = {
      'line \\d+ - .*heading .*level=1[^]*line \\d+ \\+ .*heading .*level=2': () => {
        const [heading, lower] = [document.querySelector('h1'), document.createElement('h2')];
        lower.append(...heading.childNodes);
        heading.replaceWith(lower);
      },
      'line \\d+ - .*navigation "Main menu"[^]*line \\d+ \\+ .*navigation:?$': () => {
        document.querySelector('header nav').removeAttribute('aria-label');
      },
      'line \\d+ \\+ current \\(page\\): ': () => {
        document.querySelector('header nav a').setAttribute('aria-current', 'page');
      },
      'line \\d+ \\+ in the language cy: ': () => {
        document.querySelector('h1').lang = 'cy';
      },
    };
    for (const [pattern, change] of Object.entries(changes)) {
      await page.goto(shared.server.base);
      await page.evaluate(change);
      const found = differences(before, await heardOn(page));
      assert.match(found.join('\n'), new RegExp(pattern, 'm'));
    }
  });
});
