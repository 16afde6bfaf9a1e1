// Nothing is asked of other servers, nothing is kept, and scripts are not needed.
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { PATIENCE, withPage } from './lib/browser.mjs';
import { assertNone, useSite } from './lib/testing.mjs';
import {
  headerFindings,
  keptFindings,
  mainText,
  policyFindings,
  watch,
} from './checks/privacy.mjs';

const shared = useSite();

/** Scrolls to the end, so that pictures that load late are loaded too. */
async function readToTheEnd(page) {
  await page.evaluate(async () => {
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight) {
      scrollTo(0, top);
      await new Promise(requestAnimationFrame);
    }
  });
  await page.waitForLoadState('networkidle');
}

describe('private, and the same without scripts', { concurrency: 2 }, () => {
  for (const { kind, address } of shared.pages) {
    it(`${kind} (/${address})`, { timeout: PATIENCE }, async () => {
      const url = shared.server.base + address;
      const withScripts = await withPage(shared.browser, {}, async (page, context) => {
        const reports = await watch(page, shared.server.origin);
        const response = await page.goto(url);
        await readToTheEnd(page);
        assertNone([
          ...(await reports()),
          ...(await keptFindings(page, context)),
          ...(await policyFindings(page)),
          ...(await headerFindings(shared.folder, response, `/${address}`)),
        ]);
        return mainText(page);
      });
      const without = await withPage(shared.browser, { javaScriptEnabled: false }, async (page) => {
        await page.goto(url);
        return mainText(page);
      });
      assert.equal(without, withScripts, 'the words are the same with scripts turned off');
    });
  }
});
