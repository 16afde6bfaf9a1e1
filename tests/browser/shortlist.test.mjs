// The shortlist: adding, sharing, and every state of its page.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { PATIENCE, withPage } from './lib/browser.mjs';
import { addFromPage, idsOf, kept, openShared, testOn, words } from './lib/shortlist.mjs';
import { diskSite } from './lib/site.mjs';
import { useSite } from './lib/testing.mjs';

const shared = useSite();
const test = testOn(shared);
const ids = () => idsOf(shared);

describe('adding to the shortlist', () => {
  test('on a list, with a count, and after the Back button', async (page, open) => {
    await open('providers/');
    const button = page.locator('.shortlist-button').first();
    const name = (await words(page, '.card__link'))[0];
    assert.equal(await button.textContent(), `Add to my shortlist: ${name}`);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await button.click();
    assert.equal(await button.textContent(), `Take off my shortlist: ${name}`);
    const status = page.locator('[data-added]');
    assert.equal(await status.textContent(), `${name} is on your shortlist.`);
    assert.deepEqual(await words(page, '.shortlist'), ['My shortlist\n(1)']);
    assert.equal((await kept(page))[0].name, name);

    await open('guides/');
    await page.goBack();
    assert.match(await button.textContent(), /^Take off/);
    await button.click();
    assert.match(await button.textContent(), /^Add/);
    assert.deepEqual(await words(page, '.shortlist'), ['My shortlist']);
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing is left behind');
  });

  test('on a page, and seen in a second tab', async (page, open, context) => {
    const [first, second] = ids();
    const other = await context.newPage();
    await other.goto(shared.server.base + `providers/${first}/`);
    await addFromPage(page, open, first);
    await other.waitForFunction(() => document.querySelector('.shortlist').innerText.includes('(1)'));
    assert.match(await other.locator('.shortlist-button').textContent(), /^Take off/);
    await addFromPage(page, open, second);
    await other.waitForFunction(() => document.querySelector('.shortlist').innerText.includes('(2)'));
  });

  it('although another script of the page fails, which is reported', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, {}, async (page) => {
      const errors = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      // The script of "paper" comes before that of the shortlist, and asks for this first.
      await page.addInitScript(() => {
        const listen = globalThis.addEventListener;
        globalThis.addEventListener = (kind, ...rest) => {
          if (kind === 'beforeprint') {
            throw new Error('made to fail');
          }
          listen(kind, ...rest);
        };
      });
      await page.goto(`${shared.server.base}providers/${ids()[0]}/`);
      await page.click('.shortlist-button');
      assert.match(await page.locator('.shortlist-button').textContent(), /^Take off/);
      assert.deepEqual(errors, ['made to fail']);
    });
  });

  for (const { kind, address } of shared.pages.filter(({ kind }) => kind.startsWith('easy provider'))) {
    test(`${kind}: under the name of the provider`, async (page, open) => {
      const [, id] = /^providers\/([^/]+)\/easy\//.exec(address);
      await open(`providers/${id}/`);
      const name = await page.innerText('h1 bdi');
      await open(address);
      const print = page.locator('main').getByRole('button', { name: 'Print this page' });
      assert.equal(await print.count(), 1);
      await page.click('.shortlist-button');
      assert.deepEqual(await kept(page), [{ id, name }]);
      assert.equal(await page.textContent('[data-added]'), `${name} is on your shortlist.`);
    });
  }

  test('20 is the most, and that is said', async (page, open) => {
    await open('');
    await page.evaluate(() => {
      const list = Array.from({ length: 20 }, (_, n) => ({ id: `p-${n}`, name: `P ${n}` }));
      handrail.keep('shortlist', list);
    });
    await addFromPage(page, open, ids()[0]);
    assert.match(await page.locator('.shortlist-button').textContent(), /^Add/);
    assert.deepEqual(await words(page, '.shortlist-button__note'), [
      'Your shortlist is full. Take one off first.',
    ]);
    assert.equal((await kept(page)).length, 20);
  });

  test('what something else wrote does no harm', async (page, open) => {
    for (const odd of [
      '{',
      '7',
      '{"id":"a"}',
      '[null, 1, {"id": "../x", "name": "X"}, {"id": "a"}, {"id": "<b>", "name": "X"}]',
      '[{"id": "constructor", "name": "<img src=x>"}, {"id": "constructor", "name": "twice"}]',
    ]) {
      await open('');
      await page.evaluate((text) => {
        handrail.keep('shortlist', 1);
        localStorage.setItem(localStorage.key(0), text);
      }, odd);
      await open('shortlist/');
      await page.waitForSelector('.shortlist-list[data-state]');
      const names = await words(page, '.shortlist-list__link');
      assert.deepEqual(names, odd.includes('constructor') ? ['<img src=x>'] : []);
    }
  });

  test('a device that keeps nothing', async (page, open) => {
    await page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('no', 'SecurityError');
      };
      Object.defineProperty(globalThis, 'localStorage', { get: refuse });
    });
    await addFromPage(page, open, ids()[0]);
    const sentence = 'This device cannot keep your shortlist.';
    assert.deepEqual(await words(page, '.shortlist-button__note'), [sentence]);
    await open('shortlist/');
    assert.ok((await page.innerText('[data-part="empty"]')).includes(sentence));
    await openShared(page, open, [ids()[0]]);
    await page.waitForSelector('.shortlist-list__item');
    assert.equal(await page.locator('.shortlist-list__item').count(), 1);
    await page.click('[data-part="keep"]');
    assert.equal(await page.innerText('.shortlist-list__status'), sentence);
  });
});

describe('sharing', () => {
  test('a link shows a list, and keeps nothing until people say so', async (page, open) => {
    const [first, second] = ids();
    await openShared(page, open, [first, second]);
    assert.ok(await page.locator('[data-part="shared"]').isVisible());
    assert.equal(await page.locator('.shortlist-list__off:visible').count(), 0);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    // The skip link changes what stands after `#`, and that is no other list.
    await page.evaluate(() => {
      location.hash = 'page_main';
    });
    await page.waitForTimeout(100);
    assert.ok(await page.locator('[data-part="shared"]').isVisible());
    await openShared(page, open, [first, second]);
    await page.click('[data-part="keep"]');
    await page.waitForSelector('[data-part="shared"]', { state: 'hidden' });
    assert.deepEqual((await kept(page)).map(({ id }) => id), [first, second]);
    assert.equal(await page.locator('.shortlist-list__off:visible').count(), 2);
  });

  test('after the skip link, another tab does not change a shared list', async (page, open, context) => {
    const [first, second, third] = ids();
    await openShared(page, open, [first, second]);
    await page.evaluate(() => {
      location.hash = 'page_main';
    });
    const other = await context.newPage();
    await addFromPage(other, (address) => other.goto(shared.server.base + address), third);
    await page.waitForFunction(() => document.querySelector('.shortlist').innerText.includes('(1)'));
    await page.waitForTimeout(100);
    assert.ok(await page.locator('[data-part="shared"]').isVisible());
    assert.equal(await page.locator('.shortlist-list__item').count(), 2);
  });

  test('keeping a shared list, and going to the own one, lead to a heading', async (page, open) => {
    const onHeading = (words) =>
      page.waitForFunction((text) => document.activeElement.innerText === text, words);
    const status = () => page.innerText('.shortlist-list__status');
    await openShared(page, open, ids().slice(0, 2));
    await page.click('[data-part="own"]');
    await onHeading('Nobody is on your shortlist yet');
    assert.equal(await status(), 'This is your own shortlist.');
    await openShared(page, open, ids().slice(0, 2));
    await page.locator('[data-part="shared"]').waitFor();
    await page.click('[data-part="keep"]');
    await onHeading('Who is on it');
    assert.equal(await status(), 'This list is on your shortlist now.');
    assert.ok(await page.locator('[data-part="shared"]').isHidden());
  });

  test('a strange link is harmless', async (page, open) => {
    const [first] = ids();
    const odd = [first, first, '<b>', '../x', 'A', 'page_main', 'a'.repeat(81), 'constructor'];
    await open(`shortlist/#${odd.join(',')}`);
    await page.waitForSelector('.shortlist-list__item');
    const notes = await words(page, '.shortlist-list__note');
    assert.equal(notes.length, 2);
    assert.equal(notes[1], 'This provider is not on this site any more.');
    const many = Array.from({ length: 50 }, (_, n) => `p-${n}`);
    await openShared(page, open, many);
    await page.waitForFunction(() => document.querySelectorAll('.shortlist-list__item').length > 2);
    assert.equal(await page.locator('.shortlist-list__item').count(), 20);
    assert.ok(await page.locator('.shortlist-compare').isHidden());
  });

  test('the link is copied, or marked where it cannot be', async (page, open, context) => {
    await openShared(page, open, ids().slice(0, 2));
    const link = await page.inputValue('.shortlist-list__field');
    assert.equal(link, `${shared.server.base}shortlist/#${ids().slice(0, 2).join(',')}`);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.click('[data-part="copy"]');
    await page.waitForFunction(() => /copied/.test(document.querySelector('[role=status]').innerText));
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await page.click('[data-part="copy"]');
    const marked = await page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.activeElement;
      return value.slice(selectionStart, selectionEnd);
    });
    assert.equal(marked, link);
  });
});

describe('looking after the shortlist', () => {
  test('taking one off, clearing, and taking that back', async (page, open) => {
    for (const id of ids().slice(0, 2)) {
      await addFromPage(page, open, id);
    }
    await open('shortlist/');
    await page.locator('.shortlist-list__off').first().click();
    assert.match(await page.innerText('.shortlist-list__status'), / is off your shortlist\.$/);
    assert.equal(await page.evaluate(() => document.activeElement.innerText), 'Bring it back');
    assert.equal((await kept(page)).length, 1);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.shortlist-list__item').length === 2);
    await page.click('[data-part="clear"]');
    await page.waitForSelector('[data-part="empty"]', { state: 'visible' });
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-part="filled"]', { state: 'visible' });
    assert.deepEqual((await kept(page)).map(({ id }) => id), ids().slice(0, 2));
  });

  test('bringing back keeps what another tab added', async (page, open, context) => {
    const [first, second, third] = ids();
    await addFromPage(page, open, first);
    await addFromPage(page, open, second);
    await open('shortlist/');
    await page.locator('.shortlist-list__off').first().click();
    const other = await context.newPage();
    await addFromPage(other, (address) => other.goto(shared.server.base + address), third);
    await page.waitForFunction(() => document.querySelector('.shortlist').innerText.includes('(2)'));
    await page.click('[data-part="undo"] button');
    await page.waitForFunction(() => document.querySelectorAll('.shortlist-list__item').length === 3);
    assert.deepEqual((await kept(page)).map(({ id }) => id), [first, second, third]);
  });

  test('bringing back says so when the device does not keep it', async (page, open) => {
    await addFromPage(page, open, ids()[0]);
    await open('shortlist/');
    await page.click('.shortlist-list__off');
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.click('[data-part="undo"] button');
    const said = await page.innerText('.shortlist-list__status');
    assert.equal(said, 'This device cannot keep your shortlist.');
    assert.ok(await page.locator('[data-part="undo"]').isVisible());
  });

  test('a provider that has left the site', async (page, open) => {
    await open('');
    await page.evaluate(() => handrail.keep('shortlist', [{ id: 'old-one', name: 'Old One' }]));
    await open('shortlist/');
    await page.waitForSelector('.shortlist-list__item');
    assert.deepEqual(await words(page, '.shortlist-list__words'), [
      'Old One\n\nThis provider is not on this site any more.',
    ]);
    assert.equal(await page.locator('.shortlist-list__link[href]').count(), 0);
    await page.click('.shortlist-list__off');
    await page.waitForSelector('[data-part="empty"]', { state: 'visible' });
  });

  it('a file of facts that does not come', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, {}, async (page) => {
      await page.route('**/compare/*.js', (route) => route.abort());
      await page.goto(`${shared.server.base}shortlist/#${ids()[0]}`);
      await page.waitForSelector('.shortlist-list__item');
      const [note] = await words(page, '.shortlist-list__note');
      assert.match(note, /^We could not load the facts/);
      const href = await page.locator('.shortlist-list__link').evaluate((link) => link.href);
      assert.equal(href, `${shared.server.base}providers/${ids()[0]}/`);
    });
  });

  test('on paper: names, phone numbers, room for notes, the day', async (page, open) => {
    await openShared(page, open, ids().slice(0, 2));
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const days = (await page.innerText('body')).match(/Printed on \d{1,2} [A-Z][a-z]+ \d{4}\./g);
    assert.equal(days.length, 1, 'the day is said once');
    const paper = await page.innerText('main');
    assert.match(paper, /Check that this list is still right before you agree\./);
    assert.match(paper, /My notes/);
    assert.match(paper, /#[a-z0-9-]+,[a-z0-9-]+/);
    assert.equal(await page.locator('main button:visible').count(), 0);
    assert.ok(await page.locator('.shortlist-sheet').isHidden());
  });

  test(
    'without scripts: a table to fill in',
    async (page, open) => {
      await open('shortlist/');
      assert.ok(await page.locator('.shortlist-sheet').isVisible());
      assert.equal(await page.locator('main .js-only:visible').count(), 0);
      await open('providers/');
      assert.equal(await page.locator('.shortlist-button:visible').count(), 0);
    },
    { javaScriptEnabled: false },
  );

  it('from a memory stick', { timeout: PATIENCE }, async () => {
    const top = pathToFileURL(diskSite()).href;
    await withPage(shared.browser, {}, async (page) => {
      const problems = [];
      page.on('console', (message) => problems.push(message.text()));
      await page.goto(`${top}/providers/${ids()[0]}/index.html`);
      await page.click('.shortlist-button');
      await page.click('.shortlist');
      await page.waitForSelector('.shortlist-compare__cell');
      assert.equal(await page.locator('.shortlist-list__item').count(), 1);
      await page.click('.shortlist-list__link');
      assert.equal(page.url(), `${top}/providers/${ids()[0]}/index.html`);
      assert.deepEqual(problems, []);
    });
  });
});
