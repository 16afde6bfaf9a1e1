// "Change how this site looks": each choice counts at once, before the first paint, on all pages
// and in all tabs, and can be taken back. Nothing goes wrong where nothing can be kept.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axeFindings } from './checks/axe.mjs';
import { cutOffFindings, sidewaysFindings, smallTargetFindings } from './checks/layout.mjs';
import { watch } from './checks/privacy.mjs';
import { PATIENCE, SMALL, withPage } from './lib/browser.mjs';
import { diskSite } from './lib/site.mjs';
import { BRITISH, giveVoices } from './lib/speech.mjs';
import { assertNone, useSite } from './lib/testing.mjs';

const shared = useSite();
const LOOKS = 'how-it-looks/';
const GROUNDS = ['light', 'dark', 'cream', 'blue', 'yellow'];
const limit = { timeout: PATIENCE };

const open = (page, address = LOOKS) => page.goto(shared.server.base + address);
const choose = (page, name, value) => page.locator(`input[name=${name}][value="${value}"]`).check();
const attributes = (page) => page.evaluate(() => ({ ...document.documentElement.dataset }));
const keptThings = (page) => page.evaluate(() => ({ ...localStorage }));
const keep = (page, look) => page.evaluate((choices) => handrail.keep('look', choices), look);
const words = (page) => page.locator('.look__status').textContent();
const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const providerPage = () => shared.pages.find(({ kind }) => kind === 'rich provider').address;

/** What a page looks like where a choice can be seen. */
const seen = (page) =>
  page.evaluate(() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    const picture = style('main .picture');
    return {
      size: parseFloat(style('main p').fontSize),
      space: style('main p').letterSpacing,
      line: parseFloat(style('main p').lineHeight) / parseFloat(style('main p').fontSize),
      ground: style('body').backgroundColor,
      pictures: picture.display === 'none' ? 0 : parseFloat(picture.inlineSize),
      font: style('body').fontFamily,
    };
  });

describe('each choice', { concurrency: 2 }, () => {
  const CHANGES = [
    ['size', 'large', ({ size }, before) => size === before.size * 1.25],
    ['size', 'largest', ({ size }, before) => size === before.size * 1.5],
    ['space', 'wide', ({ space, line }) => space !== 'normal' && line > 1.7],
    ['space', 'widest', ({ space, line }) => parseFloat(space) >= 0.12 * 19 && line > 2],
    ['pictures', 'big', ({ pictures }, before) => pictures > before.pictures * 1.5],
    ['pictures', 'few', ({ pictures }) => pictures === 0],
    ['font', 'wide', ({ font }) => font.startsWith('Verdana')],
    ['font', 'serif', ({ font }) => font.startsWith('Georgia')],
    ...GROUNDS.filter((name) => name !== 'light').map((name) => [
      'ground',
      name,
      (after, before) => after.ground !== before.ground,
    ]),
  ];
  for (const [name, value, changed] of CHANGES) {
    it(`${name}: ${value}`, limit, async () => {
      await withPage(shared.browser, {}, async (page) => {
        await open(page);
        const before = await seen(page);
        await choose(page, name, value);
        const after = await seen(page);
        assert.ok(changed(after, before), `${JSON.stringify(before)} ${JSON.stringify(after)}`);
        assert.match(await words(page), /: .+\. We keep this on your device\.$/);
        await choose(page, name, '');
        assert.deepEqual(await seen(page), before);
        assert.deepEqual(await keptThings(page), {}, 'the choice of the device is kept by nothing');
      });
    });
  }

  it('has no name that the style sheet does not know', limit, async () => {
    await withPage(shared.browser, {}, async (page) => {
      await open(page);
      const unknown = await page.evaluate(() => {
        const rules = [];
        const gather = (list) =>
          [...list].forEach((rule) => {
            rules.push(rule.selectorText ?? '');
            gather(rule.cssRules ?? []);
          });
        [...document.styleSheets].forEach((sheet) => gather(sheet.cssRules));
        const style = rules.join('\n');
        return [...document.querySelectorAll('.look__radio')]
          .filter(({ name, value }) => value !== '' && name !== 'voice')
          .map(({ name, value }) => `[data-${name}="${value}"]`)
          // Light is what is left when dark does not count.
          .filter((selector) => selector !== '[data-ground="light"]' && !style.includes(selector));
      });
      assertNone(unknown);
    });
  });
});

describe('dark', { concurrency: 2 }, () => {
  const groundOf = (colorScheme, look, contrast = 'no-preference') =>
    withPage(shared.browser, { colorScheme, contrast }, async (page) => {
      await open(page);
      await keep(page, look);
      await page.reload();
      return ground(page);
    });

  for (const contrast of ['no-preference', 'more']) {
    it(`is the same by choice and by device, contrast: ${contrast}`, limit, async () => {
      const byDevice = await groundOf('dark', null, contrast);
      const light = await groundOf('light', null, contrast);
      assert.notEqual(byDevice, light);
      assert.equal(await groundOf('light', { ground: 'dark' }, contrast), byDevice);
      assert.equal(await groundOf('dark', { ground: 'light' }, contrast), light);
    });
  }

  for (const name of ['cream', 'blue', 'yellow']) {
    it(`does not mix with ${name}`, limit, async () => {
      const look = { ground: name };
      assert.equal(await groundOf('dark', look), await groundOf('light', look));
    });
  }
});

describe('a look that is kept', { concurrency: 2 }, () => {
  it('is there before the page has a body', limit, async () => {
    await withPage(shared.browser, {}, async (page) => {
      await open(page);
      await choose(page, 'ground', 'cream');
      await choose(page, 'size', 'largest');
      await page.addInitScript(() => {
        const look = () => {
          if (document.body && !globalThis.atFirst) {
            globalThis.atFirst = { ...document.documentElement.dataset };
          }
        };
        new MutationObserver(look).observe(document, { childList: true, subtree: true });
      });
      // Scripts that wait until the page is read must not be needed.
      await page.route('**/assets/page.*.js', (route) => route.abort());
      await open(page, providerPage());
      const atFirst = await page.evaluate(() => globalThis.atFirst);
      assert.deepEqual(atFirst, { ground: 'cream', size: 'largest' });
    });
  });

  it('is kept over pages, followed by other tabs, and put back', limit, async () => {
    await withPage(shared.browser, {}, async (page, context) => {
      const other = await context.newPage();
      const third = await context.newPage();
      await open(other, providerPage());
      await open(third);
      await open(page);
      const before = await ground(other);
      await choose(page, 'ground', 'yellow');
      await other.waitForFunction(() => document.documentElement.dataset.ground === 'yellow');
      assert.notEqual(await ground(other), before);
      await third.waitForFunction(() => document.querySelector('[value=yellow]').checked);
      await page.goto(shared.server.base);
      assert.deepEqual(await attributes(page), { ground: 'yellow' });
      await page.goBack();
      assert.ok(await page.locator('[value=yellow]').isChecked());

      await page.getByRole('button', { name: 'Put everything back' }).click();
      assert.deepEqual(await attributes(page), {});
      assert.deepEqual(await keptThings(page), {});
      assert.match(await words(page), /^Everything is as it was/);
      await other.waitForFunction(() => document.documentElement.dataset.ground === undefined);
      assert.equal(await ground(other), before);
    });
  });

  it('is changed by keyboard, and said politely', limit, async () => {
    await withPage(shared.browser, {}, async (page) => {
      await open(page);
      await page.locator('input[name=size]').first().focus();
      await page.keyboard.press('ArrowDown');
      assert.deepEqual(await attributes(page), { size: 'large' });
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      assert.deepEqual(await attributes(page), { size: 'large', space: 'wide' });
      assert.equal(await page.getByRole('status').textContent(), await words(page));
      assert.match(await words(page), /^Lines and letters: More space\./);
    });
  });

  it('does not move what the reader presses', limit, async () => {
    await withPage(shared.browser, { viewport: SMALL }, async (page) => {
      await open(page);
      const radio = page.locator('input[name=space][value=widest]');
      await radio.scrollIntoViewIfNeeded();
      const before = (await radio.boundingBox()).y;
      await radio.check();
      assert.ok(Math.abs((await radio.boundingBox()).y - before) < 30);
    });
  });

  it('from a memory stick', limit, async () => {
    await withPage(shared.browser, {}, async (page) => {
      const address = (file) => pathToFileURL(`${diskSite()}/${file}`).href;
      await page.goto(address(`${LOOKS}index.html`));
      await choose(page, 'ground', 'blue');
      await page.goto(address('index.html'));
      assert.deepEqual(await attributes(page), { ground: 'blue' });
    });
  });
});

describe('where nothing can be kept', { concurrency: 2 }, () => {
  it('a choice counts on its page, and the page says so', limit, async () => {
    await withPage(shared.browser, {}, async (page) => {
      const reports = await watch(page, shared.server.origin);
      await page.addInitScript(() => {
        Object.defineProperty(globalThis, 'localStorage', {
          get() {
            throw new DOMException('Private', 'SecurityError');
          },
        });
      });
      await open(page);
      await choose(page, 'ground', 'cream');
      assert.deepEqual(await attributes(page), { ground: 'cream' });
      assert.match(await words(page), /counts on this page only\.$/);
      await page.getByRole('button', { name: 'Put everything back' }).click();
      assert.deepEqual(await attributes(page), {});
      assertNone(await reports());
    });
  });

  it('without scripts there is no choice that does nothing', limit, async () => {
    await withPage(shared.browser, { javaScriptEnabled: false }, async (page) => {
      await open(page);
      assert.equal(await page.locator('main :is(input, button)').filter({ visible: true }).count(), 0);
      assert.ok(await page.getByText('hold the Ctrl key').isVisible());
    });
  });

  const GARBAGE = [
    'cream',
    '{"ground":',
    '"cream"',
    '7',
    'true',
    '[["ground","cream"]]',
    '{"ground":{"a":1}}',
    '{"ground":"a b\\" onload=x"}',
    '{"__proto__":"cream","On Load":"x"}',
  ];
  for (const garbage of GARBAGE) {
    it(`garbage is left alone: ${garbage}`, limit, async () => {
      await withPage(shared.browser, {}, async (page) => {
        const reports = await watch(page, shared.server.origin);
        await open(page);
        await page.evaluate((text) => {
          handrail.keep('look', { ground: 'cream' });
          localStorage.setItem(Object.keys(localStorage)[0], text);
        }, garbage);
        await page.reload();
        assert.deepEqual(await attributes(page), {});
        assert.equal(await page.locator('.look__radio[value=""]:checked').count(), 6);
        assertNone(await reports());
      });
    });
  }

  it('a choice that this site no longer has counts as none', limit, async () => {
    await withPage(shared.browser, {}, async (page) => {
      await open(page);
      await keep(page, { size: 'enormous' });
      await page.reload();
      assert.ok(await page.locator('input[name=size]').first().isChecked());
    });
  });
});

describe('paper and forced colours come first', { concurrency: 2 }, () => {
  for (const name of GROUNDS) {
    it(name, limit, async () => {
      await withPage(shared.browser, { colorScheme: 'dark' }, async (page) => {
        await open(page);
        await keep(page, { ground: name });
        await open(page, providerPage());
        await page.emulateMedia({ media: 'print' });
        assert.equal(await ground(page), 'rgb(255, 255, 255)');
        const ink = await page.evaluate(() => getComputedStyle(document.body).color);
        assert.equal(ink, 'rgb(0, 0, 0)');
        await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
        assertNone(await axeFindings(page));
      });
    });
  }
});

describe('in every look, with the largest words on the smallest screen', { concurrency: 2 }, () => {
  const rich = shared.pages.find(({ kind }) => kind === 'rich provider').address;
  for (const name of ['', ...GROUNDS]) {
    for (const address of ['', LOOKS, rich]) {
      it(`${name || 'as the device'} /${address}`, limit, async () => {
        await withPage(shared.browser, { viewport: SMALL }, async (page, context) => {
          await giveVoices(context, [BRITISH]);
          await open(page);
          const look = { size: 'largest', space: 'widest', pictures: 'big', font: 'wide' };
          await keep(page, name ? { ...look, ground: name } : look);
          await open(page, address);
          assert.ok(await page.locator('.listen__button').first().isVisible());
          assertNone([
            ...(await axeFindings(page)),
            ...(await sidewaysFindings(page)),
            ...(await cutOffFindings(page)),
            ...(await smallTargetFindings(page)),
          ]);
        });
      });
    }
  }
});
