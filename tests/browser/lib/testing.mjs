// What the test files share: one browser and one server a file, and plain reports.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PATIENCE, startBrowser, withPage } from './browser.mjs';
import { fewPages, pagesOfEveryKind } from './pages.mjs';
import { serve } from './server.mjs';
import { webSite } from './site.mjs';

/** More findings than this on one page are most often one fault, many times. */
const MOST_SHOWN = 15;

/** Writes a line beside the results: a figure that people want to follow. */
export const say = (words) => console.log(words);

/** Fails with a list, one finding a line, so that all of them can be mended at once. */
export function assertNone(findings) {
  if (findings.length > 0) {
    const shown = findings.slice(0, MOST_SHOWN).map((finding) => `  - ${finding}`);
    const rest = findings.length - shown.length;
    const list = [...shown, ...(rest > 0 ? [`  - and ${rest} more`] : [])].join('\n');
    assert.fail(`${findings.length} found:\n${list}`);
  }
}

/** Starts a browser and a server for the example site before the tests of a file. */
export function useSite() {
  const shared = { folder: webSite() };
  shared.pages = pagesOfEveryKind(shared.folder);
  shared.few = fewPages(shared.pages);
  before(async () => {
    shared.browser = await startBrowser();
    shared.server = await serve(shared.folder);
  });
  after(async () => {
    await shared.browser?.close();
    await shared.server?.close();
  });
  return shared;
}

/**
 * Makes a test for each of the pages. `check` gets an open page and returns its findings.
 * Two run at a time: the tests are made for a machine with two cores.
 */
export function onPages(shared, name, pages, options, check) {
  describe(name, { concurrency: 2 }, () => {
    for (const target of pages) {
      it(`${target.kind} (/${target.address})`, { timeout: PATIENCE }, async () => {
        await withPage(shared.browser, options, async (page, context) => {
          await page.goto(shared.server.base + target.address);
          assertNone(await check(page, { context, target, server: shared.server }));
        });
      });
    }
  });
}
