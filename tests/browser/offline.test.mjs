// Use without internet: nothing is kept until the reader asks, then pages come from the device and
// say from which day they are.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axeFindings } from './checks/axe.mjs';
import { PATIENCE, startBrowser, withPage } from './lib/browser.mjs';
import { pagesOfEveryKind } from './lib/pages.mjs';
import { serve } from './lib/server.mjs';
import { folderSite } from './lib/site.mjs';
import { assertNone } from './lib/testing.mjs';

const THEME = path.resolve(fileURLToPath(import.meta.url), '../../../themes/easy-read');
const OPTIONS = { serviceWorkers: 'allow' };
const shared = {};

before(async () => {
  shared.copy = mkdtempSync(path.join(tmpdir(), 'handrail-offline-'));
  cpSync(folderSite(), shared.copy, { recursive: true });
  shared.pages = pagesOfEveryKind(shared.copy);
  shared.browser = await startBrowser();
  shared.server = await serve(shared.copy, '/leeds/directory/');
});

afterEach(() => shared.server.reach(true));

after(async () => {
  await shared.browser?.close();
  await shared.server?.close();
  rmSync(shared.copy, { recursive: true, force: true });
});

const addressOf = (kind) => shared.pages.find((page) => page.kind === kind).address;
const open = (page, address) => page.goto(shared.server.base + address);
const state = (page) => page.locator('[data-module="offline"] [role="status"]').textContent();
const stores = (page) => page.evaluate(() => caches.keys());
const notice = (page) => page.locator('main .notice').allInnerTexts();

/** Turns the internet on or off. Browsers tell that to pages, and not always to a worker: so the server goes, too. */
async function withInternet(context, is) {
  shared.server.reach(is);
  await context.setOffline(!is);
}

async function keep(page) {
  await open(page, 'offline/');
  await page.getByRole('button', { name: 'Keep a copy' }).click();
  await page.getByText('A copy is kept on this device.').waitFor();
}

describe('use without internet', () => {
  it('keeps nothing until the reader asks', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, OPTIONS, async (page) => {
      await open(page, 'offline/');
      assert.equal(await state(page), 'Nothing is kept on this device now.');
      await open(page, addressOf('rich provider'));
      assert.deepEqual(await stores(page), []);
      const workers = () => navigator.serviceWorker.getRegistrations().then((all) => all.length);
      assert.equal(await page.evaluate(workers), 0);
    });
  });

  it('shows kept pages with their day, and the newest with internet', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, OPTIONS, async (page, context) => {
      await keep(page);
      await open(page, addressOf('rich provider'));
      assert.deepEqual(await notice(page), [], 'with internet there is no notice');
      const words = await page.locator('h1').innerText();

      await withInternet(context, false);
      await open(page, addressOf('guide'));
      const now = new Date();
      const today = `${now.getDate()} ${now.toLocaleString('en-GB', { month: 'long' })} ${now.getFullYear()}`;
      const [shown] = await notice(page);
      assert.match(shown, new RegExp(`^This is a copy from ${today}\\.`));
      assertNone(await axeFindings(page));
      await open(page, addressOf('rich provider'));
      assert.equal(await page.locator('h1').innerText(), words, 'a visited provider is kept');
      assert.equal((await notice(page)).length, 1);
      await open(page, addressOf('bare provider'));
      assert.equal(await page.locator('h1').innerText(), 'Use this site without internet');

      await withInternet(context, true);
      await open(page, addressOf('guide'));
      assert.deepEqual(await notice(page), []);
    });
  });

  it('takes all of it away again', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, OPTIONS, async (page, context) => {
      await keep(page);
      await page.getByRole('button', { name: 'Take the copy away' }).click();
      await page.getByText('Nothing is kept on this device now.').waitFor();
      assert.deepEqual(await stores(page), []);
      await page.reload();
      assert.equal(await state(page), 'Nothing is kept on this device now.');
      await withInternet(context, false);
      await assert.rejects(() => open(page, addressOf('guide')));
    });
  });

  it('keeps all of it again after it was taken away', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, OPTIONS, async (page, context) => {
      await keep(page);
      await page.getByRole('button', { name: 'Take the copy away' }).click();
      await page.getByText('Nothing is kept on this device now.').waitFor();
      const focused = () => page.evaluate(() => document.activeElement.textContent);
      assert.equal(await focused(), 'Keep a copy on this device');
      await page.getByRole('button', { name: 'Keep a copy' }).click();
      await page.getByText('A copy is kept on this device.').waitFor();
      assert.equal(await focused(), 'Take the copy away');
      await withInternet(context, false);
      await open(page, addressOf('guide'));
      assert.equal((await notice(page)).length, 1);
    });
  });

  it('keeps the shortlist with its facts and pages', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, OPTIONS, async (page, context) => {
      const address = addressOf('rich provider');
      await open(page, address);
      const name = await page.locator('h1').innerText();
      await page.getByRole('button', { name: 'Add to my shortlist' }).click();
      await keep(page);
      await withInternet(context, false);
      await open(page, 'shortlist/');
      await page.locator('table').getByText(name).first().waitFor();
      assert.equal((await notice(page)).length, 1);
      await open(page, address);
      assert.equal(await page.locator('h1').innerText(), name);
      assert.equal((await notice(page)).length, 1, 'the page was kept after it was visited');
    });
  });

  it('tells the day of old pages that another store of the browser held', { timeout: PATIENCE }, async () => {
    const old = await serve(shared.copy, '/leeds/directory/', { likeAHost: true });
    await withPage(shared.browser, OPTIONS, async (page) => {
      const address = addressOf('guide');
      await page.goto(`${old.base}offline/`);
      await page.getByRole('button', { name: 'Keep a copy' }).click();
      await page.getByText('A copy is kept on this device.').waitFor();
      await page.goto(old.base + address);
      assert.deepEqual(await notice(page), []);
      await page.goto(`${old.base}offline/`);
      await old.close();
      await page.goto(old.base + address);
      assert.equal((await notice(page)).length, 1);
    });
  });

  it('forgets a page that the site has taken away', { timeout: PATIENCE }, async () => {
    const address = addressOf('bare provider');
    const file = path.join(shared.copy, address, 'index.html');
    const text = readFileSync(file);
    await withPage(shared.browser, OPTIONS, async (page, context) => {
      await keep(page);
      await open(page, address);
      try {
        rmSync(file);
        await open(page, address);
      } finally {
        writeFileSync(file, text);
      }
      await withInternet(context, false);
      await open(page, address);
      assert.equal(await page.locator('h1').innerText(), 'Use this site without internet');
    });
  });

  it('goes on with internet when the device is full', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, OPTIONS, async (page, context) => {
      await keep(page);
      const session = await context.newCDPSession(page);
      const { origin } = shared.server;
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
      await open(page, addressOf('rich provider'));
      assert.deepEqual(await notice(page), []);
      assert.notEqual(await page.locator('h1').innerText(), 'Use this site without internet');
    });
  });

  it('leaves devices when the site stops offering it', { timeout: PATIENCE }, async () => {
    const worker = path.join(shared.copy, 'sw.js');
    const text = readFileSync(worker, 'utf8');
    await withPage(shared.browser, OPTIONS, async (page) => {
      await keep(page);
      try {
        writeFileSync(worker, readFileSync(path.join(THEME, 'scripts/offline-end.js')));
        await page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          await registration.update();
        });
        await page.waitForFunction(async () => {
          const all = await navigator.serviceWorker.getRegistrations();
          return all.length === 0 && (await caches.keys()).length === 0;
        });
      } finally {
        writeFileSync(worker, text);
      }
    });
  });

  it('loads only what has changed when a new version comes', { timeout: PATIENCE }, async () => {
    const worker = path.join(shared.copy, 'sw.js');
    const text = readFileSync(worker, 'utf8');
    await withPage(shared.browser, OPTIONS, async (page, context) => {
      await keep(page);
      const guide = addressOf('guide');
      const changed = text.replace(new RegExp(`\\["${guide}","[0-9a-f]+"\\]`), `["${guide}","0"]`);
      assert.notEqual(changed, text);
      const asked = [];
      context.on('request', (request) => asked.push(request.url()));
      try {
        writeFileSync(worker, changed);
        await page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          const { active } = registration;
          await registration.update();
          while (registration.active === active) {
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        });
      } finally {
        writeFileSync(worker, text);
      }
      const loaded = asked.filter((url) => !url.endsWith('sw.js'));
      assert.deepEqual(loaded, [shared.server.base + guide]);
    });
  });

  it('says so when the browser cannot keep a copy', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, OPTIONS, async (page) => {
      await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
      await open(page, 'offline/');
      assert.equal(await state(page), 'This browser cannot keep a copy of this site.');
      assert.equal(await page.locator('[data-module="offline"] button:enabled').count(), 0);
    });
  });
});
