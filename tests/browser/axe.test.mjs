// axe-core on one page of every kind, in a folder of a host: every width, every look, with scripts
// and as the page is without them. One loaded page is looked at in many ways, since loading is slow.
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import path from 'node:path';
import { DESK, PHONE, SMALL, startBrowser, withPage } from './lib/browser.mjs';
import { pagesOfEveryKind } from './lib/pages.mjs';
import { serve } from './lib/server.mjs';
import { folderSite } from './lib/site.mjs';
import { assertNone } from './lib/testing.mjs';
import { axeFindings, openWithoutScripts, withoutScripts } from './checks/axe.mjs';

/** One page is looked at up to 16 times. A busy machine needs room. */
const PATIENCE = 300_000;

const SIZES = [SMALL, PHONE, DESK];
const LOOKS = {
  'light': { colorScheme: 'light', forcedColors: 'none' },
  'dark': { colorScheme: 'dark', forcedColors: 'none' },
  'forced light': { colorScheme: 'light', forcedColors: 'active' },
  'forced dark': { colorScheme: 'dark', forcedColors: 'active' },
};

const folder = folderSite();
let browser;
let server;

before(async () => {
  browser = await startBrowser();
  server = await serve(folder, '/leeds/directory/');
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Every look at every size. */
const ALL_VIEWS = SIZES.flatMap((size) => Object.keys(LOOKS).map((look) => [size, look]));

/** Every look and every size once. The styles are the same without scripts. */
const SOME_VIEWS = [
  [SMALL, 'light'],
  [PHONE, 'dark'],
  [DESK, 'forced light'],
  [SMALL, 'forced dark'],
];

async function inViews(page, views) {
  const findings = [];
  for (const [size, look] of views) {
    await page.setViewportSize(size);
    await page.emulateMedia(LOOKS[look]);
    const found = await axeFindings(page);
    findings.push(...found.map((finding) => `${size.width} px, ${look}: ${finding}`));
  }
  return findings;
}

describe('axe finds nothing at 320, 360 and 1280 px, in every look', { concurrency: 2 }, () => {
  for (const { kind, file, address } of pagesOfEveryKind(folder)) {
    it(`${kind} (/${address})`, { timeout: PATIENCE }, async () => {
      const url = server.base + address;
      const findings = await withPage(browser, {}, async (page) => {
        await page.goto(url);
        return inViews(page, ALL_VIEWS);
      });
      // A page that has no script is the same page with scripts turned off.
      const html = await readFile(path.join(folder, file), 'utf8');
      if (withoutScripts(html) !== html) {
        const bare = await withPage(browser, {}, async (page) => {
          await openWithoutScripts(page, url);
          return inViews(page, SOME_VIEWS);
        });
        findings.push(...bare.map((finding) => `without scripts, ${finding}`));
      }
      assertNone(findings);
    });
  }
});
