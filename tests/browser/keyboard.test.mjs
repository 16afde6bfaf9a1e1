// One page of every kind with the Tab key, and one whole errand by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PATIENCE, PHONE, withPage } from './lib/browser.mjs';
import { onPages, useSite } from './lib/testing.mjs';
import { skipLinkFindings, tabTo, walkFindings } from './checks/keyboard.mjs';

const shared = useSite();

onPages(shared, 'the skip link comes first and works', shared.pages, {}, skipLinkFindings);
onPages(shared, 'Tab reaches everything, in order and in sight', shared.pages, {}, walkFindings);

const phone = { viewport: PHONE };
onPages(shared, 'Tab on a phone with a keyboard', shared.few, phone, walkFindings);

const dark = { colorScheme: 'dark' };
onPages(shared, 'focus can be seen in dark colours', shared.few, dark, walkFindings);

const forced = { forcedColors: 'active' };
onPages(shared, 'focus can be seen in forced colours', shared.few, forced, walkFindings);

test('from home to a phone number by keyboard alone', { timeout: PATIENCE }, async () => {
  await withPage(shared.browser, {}, async (page) => {
    await page.goto(shared.server.base);
    const steps = [
      ['a list of services', /\/services\/$/],
      ['a service', /\/services\/[^/]+\/$/],
      ['the service in one area', /\/areas\/[^/]+\/[^/]+\/$/],
      ['a provider', /\/providers\/(?!page-)[^/]+\/$/],
    ];
    for (const [what, address] of steps) {
      const href = await tabTo(page, address);
      await Promise.all([page.waitForURL(href), page.keyboard.press('Enter')]);
      const title = await page.title();
      assert.ok(!/not found/i.test(title), `${what} is a page that exists, not "${title}"`);
    }
    const phoneLink = await tabTo(page, /^tel:/);
    assert.match(phoneLink, /^tel:\+?[\d-]+$/);
    const inMain = await page.evaluate(() => Boolean(document.activeElement.closest('main')));
    assert.ok(inMain, 'the phone number is the provider’s own, in the main part');
  });
});
