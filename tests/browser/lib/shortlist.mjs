// What the tests of the shortlist share.
import { it } from 'node:test';
import { watch } from '../checks/privacy.mjs';
import { PATIENCE, withPage } from './browser.mjs';
import { providerPages } from './pages.mjs';
import { assertNone } from './testing.mjs';

/** A kind of test with a fresh profile. Nothing may be asked of others or complained about. */
export const testOn = (shared) =>
  function test(name, use, options = {}) {
    it(name, { timeout: PATIENCE }, () =>
      withPage(shared.browser, options, async (page, context) => {
        const reports = await watch(page, shared.server.origin);
        const open = (address) => page.goto(shared.server.base + address);
        await use(page, open, context);
        assertNone(await reports());
      }),
    );
  };

/** The ids of a few providers of many kinds, of which the whole listing is shown. */
export const idsOf = (shared) => {
  const whole = new Set(providerPages(shared.folder).map((file) => file.split('/')[1]));
  const ids = shared.pages.map(({ address }) => /^providers\/([^/]+)\/$/.exec(address)?.[1]);
  return [...new Set(ids)].filter((id) => whole.has(id));
};

export const words = (page, selector) =>
  page.locator(selector).evaluateAll((all) => all.map(({ innerText }) => innerText.trim()));

/** What is kept on the device. */
export const kept = (page) =>
  page.evaluate(() => JSON.parse(Object.values({ ...localStorage })[0] ?? '[]'));

/** Opens the page of the shortlist with these on it, as a shared link. */
export async function openShared(page, open, list) {
  await open(`shortlist/#${list.join(',')}`);
  await page.waitForSelector('.shortlist-list[data-state]');
}

export async function addFromPage(page, open, id) {
  await open(`providers/${id}/`);
  await page.click('.shortlist-button');
}
