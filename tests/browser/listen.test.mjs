// Listen, with a stand-in for the device's voices: what is said, in which order, what is marked, and
// that it ends well whatever the browser does.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { axeFindings } from './checks/axe.mjs';
import { smallTargetFindings } from './checks/layout.mjs';
import { watch } from './checks/privacy.mjs';
import { PATIENCE, PHONE, SMALL, withPage } from './lib/browser.mjs';
import { ARABIC, BRITISH, NETWORK, WELSH, giveVoices } from './lib/speech.mjs';
import { assertNone, useSite } from './lib/testing.mjs';

const shared = useSite();
const limit = { timeout: PATIENCE };

const LONG =
  'This sentence goes on and on, with one thing after another, until it is so very long that no voice ' +
  'should be asked to say all of it at once, because some voices stop in the middle of it, and then ' +
  'nobody hears how it ends.';

const MAIN = `<main class="wrap" id="page_main" tabindex="-1">
<nav aria-labelledby="own_contents"><h2 id="own_contents">On this page</h2><a href="#b">Second part</a></nav>
<h1>First part</h1>
<p>One sentence here. And <b>another</b> one? It costs £75.50
  an hour.<span hidden> Never this.</span> <span class="hide">Nor this.</span></p>
<nav aria-label="More"><h2>More pages</h2><a href="#c">Next</a></nav>
<ul><li>A point</li><li>Another <a href="#d">point</a></li></ul>
<dl class="facts facts--short"><div class="facts__row"><dt class="facts__name">Phone</dt>
<dd class="facts__line"><a href="tel:+442079460100"><bdi>020 7946 0100</bdi></a></dd></div></dl>
<table><caption>Prices</caption><thead><tr><th scope="col">What</th><th scope="col">Price</th></tr></thead>
<tbody><tr><th scope="row">Help at home</th><td>£24 an hour. Ask first.</td></tr></tbody></table>
<details><summary>More about prices</summary><p>Closed.</p></details>
<p>Written <span lang="cy">Cymraeg</span> too.</p>
<button type="button">Press</button><p role="status">Kept.</p>
<h2 id="b">Second part</h2>
<p>${LONG}</p>
</main>`;

const SAID = [
  'First part',
  'One sentence here.',
  'And another one?',
  'It costs £75.50 an hour.',
  'A point',
  'Another point',
  'Phone',
  '0 2 0 ,7 9 4 6 ,0 1 0 0 ',
  'Prices',
  'Help at home',
  'Price: £24 an hour.',
  'Ask first.',
  'More about prices',
  'Written too.',
];

/** Opens a page with the main part of the tests. */
async function open(page, { main = MAIN, change = (html) => html } = {}) {
  const address = `${shared.server.base}about/`;
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replace(/<main[^]*<\/main>/, () => main);
    await route.fulfill({ response, body: change(html) });
  });
  await page.goto(address);
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const listen = (page, heading = 'First part') => button(page, `Listen: ${heading}`);
const stop = (page, heading = 'First part') => button(page, `Stop: ${heading}`);
const buttons = (page) => page.locator('.listen__button').filter({ visible: true }).count();
const said = (page) => page.evaluate(() => speechSynthesis.said.map(({ text }) => text));
const quiet = (page) => page.evaluate(() => speechSynthesis.now === null);
const marked = (page) =>
  page.evaluate(() => {
    const text = (node) => node.toString().replace(/\s+/g, ' ').trim();
    return [...(CSS.highlights.get('listen') ?? [])].map(text).join('|');
  });

/** The button says "Listen" again, nothing is said and nothing is marked. */
async function assertEnded(page) {
  await listen(page).waitFor();
  assert.ok(await quiet(page));
  assert.equal(await marked(page), '');
}

/** Words and pictures that a button stands on. */
const coveredFindings = (page) =>
  page.evaluate(() => {
    const words = (heading) => {
      const range = document.createRange();
      range[heading.matches('svg') ? 'selectNode' : 'selectNodeContents'](heading);
      return [...range.getClientRects()];
    };
    const boxes = [...document.querySelectorAll('.listen__button')].map((one) =>
      one.getBoundingClientRect(),
    );
    const touch = (one, other) =>
      one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
    return [...document.querySelectorAll('main :is(h1, h2, p, dt, dd, li > a, .picture)')]
      .filter((element) => element.checkVisibility())
      .filter((element) => words(element).some((line) => boxes.some((box) => touch(line, box))))
      .map((element) => `the button stands on: ${element.outerHTML.slice(0, 60)}`);
  });

function withVoices(voices, how, use, options = {}) {
  return withPage(shared.browser, options, async (page, context) => {
    await giveVoices(context, voices, how);
    const reports = await watch(page, shared.server.origin);
    await use(page, context);
    assertNone(await reports());
  });
}

describe('listen', { concurrency: 2 }, () => {
  it('says each sentence in order, and nothing that is not to be read', limit, () =>
    withVoices([BRITISH], 'quick', async (page) => {
      await open(page);
      assert.deepEqual(await said(page), [], 'it never starts by itself');
      await listen(page).click();
      await page.waitForFunction(() => speechSynthesis.said.at(-1)?.text === 'Written too.');
      await assertEnded(page);
      assert.deepEqual(await said(page), SAID);
    }));

  it('cuts a long sentence at a comma', limit, () =>
    withVoices([BRITISH], 'quick', async (page) => {
      await open(page);
      await listen(page, 'Second part').click();
      await page.waitForFunction(() => speechSynthesis.said.at(-1)?.text.endsWith('it ends.'));
      const [heading, ...pieces] = await said(page);
      assert.equal(heading, 'Second part');
      assert.equal(pieces.join(' '), LONG);
      assert.ok(pieces.length > 1 && pieces.every((piece) => piece.length <= 180), pieces.join('|'));
      assert.match(pieces[0], /,$/);
    }));

  it('marks the sentence that is said', limit, () =>
    withVoices([BRITISH], 'slow', async (page) => {
      await open(page);
      const before = await page.locator('main').evaluate((main) => main.outerHTML.length);
      await listen(page).click();
      for (const sentence of ['First part', 'One sentence here.', 'And another one?']) {
        assert.equal(await marked(page), sentence);
        await page.evaluate(() => speechSynthesis.finish());
      }
      await stop(page).click();
      await assertEnded(page);
      assert.equal(await page.locator('main').evaluate((main) => main.outerHTML.length), before);
    }));

  it('marks the block where a sentence cannot be marked', limit, () =>
    withVoices([BRITISH], 'slow', async (page) => {
      await page.addInitScript(() => {
        Object.defineProperty(CSS, 'highlights', { value: undefined });
      });
      await open(page);
      await listen(page).click();
      assert.deepEqual(await page.locator('.listen__now').allTextContents(), ['First part']);
      await page.evaluate(() => speechSynthesis.finish());
      assert.match((await page.locator('.listen__now').allTextContents()).join('|'), /^One sentence[^|]+$/);
      assertNone(await axeFindings(page));
      await stop(page).click();
      assert.equal(await page.locator('.listen__now').count(), 0);
    }));

  it('keeps the sentence in sight', limit, () =>
    withVoices(
      [BRITISH],
      'slow',
      async (page) => {
        await open(page);
        await listen(page).click();
        for (let step = 1; step < SAID.length; step += 1) {
          await page.evaluate(() => speechSynthesis.finish());
          const inSight = await page.evaluate(() => {
            const [range] = CSS.highlights.get('listen');
            const { top, bottom } = range.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight;
          });
          assert.ok(inSight, SAID[step]);
        }
      },
      { viewport: { width: 320, height: 300 } },
    ));

  it('stops by its button, by Escape, and when another part is asked for', limit, () =>
    withVoices([BRITISH], 'slow', async (page) => {
      await open(page);
      await listen(page).click();
      await stop(page).click();
      await assertEnded(page);

      await listen(page).press('Enter');
      await page.keyboard.press('Escape');
      await assertEnded(page);

      await listen(page).click();
      await listen(page, 'Second part').click();
      assert.equal(await page.getByRole('button', { name: /^Stop:/ }).count(), 1);
      assert.equal(await marked(page), 'Second part');
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
      await assertEnded(page);
    }));

  it('is as fast as the reader chose', limit, () =>
    withVoices([BRITISH], 'slow', async (page) => {
      await open(page);
      const rates = [];
      for (const voice of ['slow', 'fast', null]) {
        await page.evaluate((choice) => handrail.look(choice && { voice: choice }), voice);
        await listen(page).click();
        rates.push(await page.evaluate(() => speechSynthesis.said.at(-1).rate));
        await page.keyboard.press('Escape');
      }
      assert.ok(rates[0] < 1 && rates[1] > 1 && rates[2] === 1, rates.join());
    }));
});

describe('listen where browsers fail', { concurrency: 2 }, () => {
  const clocked = (how, use) =>
    withVoices([BRITISH], how, async (page) => {
      await page.clock.install();
      await open(page);
      await page.clock.runFor(100);
      await use(page);
    });

  it('speech that never starts ends calmly', limit, () =>
    clocked('mute', async (page) => {
      await listen(page).click();
      await page.clock.runFor(4000);
      assert.ok(await stop(page).isVisible());
      await page.clock.runFor(2000);
      await assertEnded(page);
      assert.deepEqual(await said(page), ['First part']);
    }));

  it('speech that never ends goes on to the next sentence', limit, () =>
    clocked('slow', async (page) => {
      await listen(page).click();
      await page.clock.runFor(6000);
      assert.deepEqual(await said(page), ['First part']);
      await page.clock.runFor(4000);
      assert.deepEqual(await said(page), ['First part', 'One sentence here.']);
      assert.equal(await marked(page), 'One sentence here.');
    }));

  it('a late end of an old sentence does not skip the new one', limit, () =>
    withVoices([BRITISH], 'slow', async (page) => {
      await open(page);
      await listen(page).click();
      await page.evaluate(() => {
        const old = speechSynthesis.now;
        speechSynthesis.finish();
        old.onend();
        old.onerror();
      });
      assert.deepEqual(await said(page), ['First part', 'One sentence here.']);
      assert.ok(await stop(page).isVisible());
    }));

  it('another tab takes the voice', limit, () =>
    withVoices([BRITISH], 'slow', async (page) => {
      await open(page);
      await listen(page).click();
      await page.evaluate(() => speechSynthesis.interrupt());
      await assertEnded(page);
      await listen(page).click();
      assert.equal(await marked(page), 'First part');
    }));

  it('voices that went away leave the buttons alive', limit, () =>
    withVoices([BRITISH], 'slow', async (page) => {
      await open(page);
      await page.evaluate(() => {
        const voices = speechSynthesis.getVoices;
        speechSynthesis.getVoices = () => [];
        globalThis.comeBack = () => {
          speechSynthesis.getVoices = voices;
        };
      });
      await listen(page).click();
      await assertEnded(page);
      await page.evaluate(() => globalThis.comeBack());
      await listen(page).click();
      assert.equal(await marked(page), 'First part');
    }));

  for (const [name, voices] of [
    ['no voice', []],
    ['only a voice that sends the words away', [NETWORK]],
    ['only voices of other languages', [WELSH, ARABIC]],
  ]) {
    it(`${name}: no button`, limit, () =>
      withVoices(voices, 'quick', async (page) => {
        await open(page);
        assert.equal(await buttons(page), 0);
      }));
  }

  it('no speech at all: no button, and no room for it', limit, () =>
    withPage(shared.browser, {}, async (page) => {
      const reports = await watch(page, shared.server.origin);
      await page.addInitScript(() => {
        delete globalThis.speechSynthesis;
        delete Window.prototype.speechSynthesis;
      });
      await open(page);
      assert.equal(await page.locator('.listen').count(), 0);
      const room = (heading) => getComputedStyle(heading).paddingInlineEnd;
      assert.equal(await page.locator('h1').evaluate(room), '0px');
      assertNone(await reports());
    }));

  for (const viewport of [SMALL, PHONE, { width: 1280, height: 900 }]) {
    it(`voices that come late move nothing at ${viewport.width} px`, limit, () =>
      withVoices(
        [],
        'quick',
        async (page) => {
          await page.goto(`${shared.server.base}guides/start-here/`);
          const places = () =>
            page.evaluate(() =>
              [...document.querySelectorAll('main :is(h1, h2, p, li)')].map((element) => {
                const { x, y, width } = element.getBoundingClientRect();
                return [x, y, width].join();
              }),
            );
          const before = await places();
          assert.equal(await buttons(page), 0);
          await page.evaluate((voice) => speechSynthesis.arrive([voice]), BRITISH);
          assert.ok((await buttons(page)) > 2);
          assert.deepEqual(await places(), before);
        },
        { viewport },
      ));
  }
});

describe('listen on pages', { concurrency: 2 }, () => {
  it('from right to left', limit, () =>
    withVoices([BRITISH, ARABIC], 'quick', async (page) => {
      const main = `<main class="wrap" id="page_main"><h1>البداية</h1>
        <p>هل تريد المساعدة؟ اتصل بنا. <bdi lang="en">Kite Care</bdi></p></main>`;
      const change = (html) => html.replace(/<html[^>]*>/, '<html lang="ar" dir="rtl">');
      await open(page, { main, change });
      await page.locator('.listen__button').click();
      await page.waitForFunction(() => speechSynthesis.said.length === 4);
      const all = await page.evaluate(() => speechSynthesis.said);
      assert.deepEqual(
        all.map(({ text, voice }) => [text, voice]),
        [
          ['البداية', 'Laila'],
          ['هل تريد المساعدة؟', 'Laila'],
          ['اتصل بنا.', 'Laila'],
          ['Kite Care', 'Daniel'],
        ],
      );
      const heading = await page.locator('h1').boundingBox();
      const box = await page.locator('.listen__button').boundingBox();
      assert.ok(box.x < heading.x + 20, 'it stands at the end of the line, which is on the left');
    }));

  // The page of the search has no such button: what is found comes later.
  for (const { kind, address } of shared.pages.filter((one) => one.kind !== 'search')) {
    it(`${kind} (/${address})`, limit, () =>
      withVoices(
        [BRITISH],
        'slow',
        async (page) => {
          await page.goto(shared.server.base + address);
          const shown = page.locator('.listen__button').filter({ visible: true });
          assert.ok((await shown.count()) >= 1);
          await shown.first().click();
          assertNone([...(await axeFindings(page)), ...(await smallTargetFindings(page))]);
          assertNone(await coveredFindings(page));
          await page.evaluate(() => handrail.keep('look', { size: 'largest' }));
          for (const width of [320, 768, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            await page.reload();
            assertNone((await coveredFindings(page)).map((finding) => `${width} px: ${finding}`));
          }
        },
        { viewport: PHONE },
      ));
  }
});
