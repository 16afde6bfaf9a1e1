// `handrail serve`: an open page is loaded again by itself after a change, and stays where it was.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { PATIENCE, startBrowser, withPage } from './lib/browser.mjs';
import { startPreview } from './lib/preview.mjs';
import { assertNone } from './lib/testing.mjs';
import { axeFindings } from './checks/axe.mjs';
import { watch } from './checks/privacy.mjs';

const SETTINGS = 'content/site.yml';
const PROVIDER = 'providers/broken.yml';

/** A page that is loaded again stops asking: that is no fault. */
const withoutQuestions = (findings) =>
  findings.filter((finding) => !finding.includes('/.handrail/changes'));

/** How many times the site is built while a page is open. A hundred take half a minute. */
const REBUILDS = Number(process.env.HANDRAIL_REBUILDS ?? 25);

/** A guide of many lines, so that there is something to scroll. */
const guide = (title) => {
  const lines = Array.from({ length: 60 }, (_, line) => `Line ${line + 1} of the guide.\n\n`);
  return `---\ntitle: ${title}\nlast_check: 2026-11-01\n---\n\n${lines.join('')}`;
};
const GUIDE = 'content/guides/long.md';

/** The settings of a small site. */
const SMALL = `name: Small Directory
run_by:
  name: Example Body
areas: [camden]
contact:
  phone: 020 7946 0000
`;

/** What a page holds in the browser, after everything is thrown away that nobody needs. */
async function weigh(session) {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const named = new Map(metrics.map(({ name, value }) => [name, value]));
  return {
    listeners: named.get('JSEventListeners'),
    documents: named.get('Documents'),
    bytes: named.get('JSHeapUsedSize'),
  };
}

/** The questions of a page about changes that have no answer yet. */
function openQuestions(page) {
  const open = new Set();
  const isQuestion = (request) => request.url().includes('/.handrail/changes');
  page.on('request', (request) => isQuestion(request) && open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return open;
}

/** Waits until the page says this. It may be loaded again in between. */
const says = (page, words) => page.getByText(words).first().waitFor();

describe('the preview', () => {
  let browser;
  let preview;

  before(async () => {
    [browser, preview] = await Promise.all([startBrowser(), startPreview()]);
  });

  after(async () => {
    await browser?.close();
    preview?.close();
  });

  it('loads a page again after a change, at the same place', { timeout: PATIENCE }, async () => {
    await withPage(browser, {}, async (page) => {
      const reports = await watch(page, preview.origin);
      await page.goto(`${preview.origin}/providers/`);
      await page.evaluate(() => scrollTo(0, 900));
      const place = await page.evaluate(() => scrollY);
      assert.ok(place > 500, 'the page is long enough');
      for (const name of ['First New Name', 'Second New Name']) {
        const text = preview.read(SETTINGS).replace(/^name: .*$/m, `name: ${name}`);
        preview.write(SETTINGS, text);
        await says(page, name);
        await page.waitForFunction((wanted) => Math.abs(scrollY - wanted) < 2, place);
      }
      assertNone(withoutQuestions(await reports()));
    });
  });

  it('leaves a page alone that did not change', { timeout: PATIENCE }, async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(`${preview.origin}/about/`);
      const mark = await page.evaluate(() => {
        document.body.dataset.seen = 'yes';
        return document.querySelector('script[data-mark]').dataset.mark;
      });
      const asksOn = page.waitForRequest((request) => {
        const [, since] = request.url().split('/.handrail/changes?since=');
        return since !== undefined && since !== encodeURIComponent(mark);
      });
      const list = 'content/lists/services.yml';
      preview.write(list, preview.read(list).replace(/explanation: .*/, 'explanation: Quite other words.'));
      await asksOn;
      assert.equal(await page.evaluate(() => document.body.dataset.seen), 'yes');
      await page.goto(`${preview.origin}/services/`);
      await says(page, 'Quite other words.');
    });
  });

  it('says what is wrong, and takes it back, by itself', { timeout: PATIENCE }, async () => {
    await withPage(browser, {}, async (page, context) => {
      const reports = await watch(page, preview.origin);
      await page.goto(preview.origin);
      preview.write(PROVIDER, 'name: Broken\nsumary: x\n');
      await says(page, 'This is the last good site.');
      // Axe cannot tell colours where the notice lies over other words.
      await page.evaluate(() => scrollTo(0, 0));
      assertNone(await axeFindings(page));
      await page.keyboard.press('Tab');
      const isOnTop = await page.evaluate(() => {
        const skip = document.querySelector('.skip:focus');
        const { x, y, width, height } = skip.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) === skip;
      });
      assert.ok(isOnTop, 'the link that skips to the words lies over the notice');
      const top = () => document.querySelector('.handrail-notice').getBoundingClientRect().top;
      await page.evaluate(() => scrollTo(0, 700));
      assert.ok((await page.evaluate(top)) >= 0, 'the notice is on the screen wherever the reader is');
      const problems = await context.newPage();
      const moreReports = await watch(problems, preview.origin);
      await problems.goto(`${preview.origin}/.handrail/problems/`);
      await says(problems, PROVIDER);
      await says(problems, 'on line 2');
      assertNone(await axeFindings(problems));
      preview.remove(PROVIDER);
      await says(problems, 'The pages are up to date.');
      await page.getByText('This is the last good site.').waitFor({ state: 'detached' });
      assertNone(withoutQuestions([...(await reports()), ...(await moreReports())]));
    });
  });
});

describe('a page that is open all day', () => {
  let browser;
  let preview;

  before(async () => {
    const small = { files: [], texts: { [SETTINGS]: SMALL, [GUIDE]: guide('Draft 0') } };
    [browser, preview] = await Promise.all([startBrowser(), startPreview(small)]);
  });

  after(async () => {
    await browser?.close();
    preview?.close();
  });

  it(`stays where it is through ${REBUILDS} rebuilds, and holds no more`, { timeout: PATIENCE }, async () => {
    await withPage(browser, {}, async (page, context) => {
      const open = openQuestions(page);
      const session = await context.newCDPSession(page);
      await session.send('Performance.enable');
      await page.goto(`${preview.origin}/guides/long/`);
      await page.evaluate(() => scrollTo(0, 700));
      const place = await page.evaluate(() => scrollY);
      assert.ok(place > 500, 'the page is long enough');
      let early;
      for (let draft = 1; draft <= REBUILDS; draft += 1) {
        preview.write(GUIDE, guide(`Draft ${draft}`));
        await page.waitForFunction(
          ([title, wanted]) =>
            document.querySelector('h1')?.textContent.trim() === title && Math.abs(scrollY - wanted) < 2,
          [`Draft ${draft}`, place],
        );
        if (draft === 5) {
          early = { ...(await weigh(session)), ...preview.held() };
        }
      }
      const late = { ...(await weigh(session)), ...preview.held() };
      for (const what of ['listeners', 'documents']) {
        assert.ok(late[what] <= early[what], `${what}: ${early[what]}, later ${late[what]}`);
      }
      // A line or two may be about to close.
      for (const what of ['files', 'threads']) {
        assert.ok(late[what] <= early[what] + 3, `${what}: ${early[what]}, later ${late[what]}`);
      }
      assert.ok(late.bytes < early.bytes * 1.2, `bytes: ${early.bytes}, later ${late.bytes}`);
      assert.equal(open.size, 1, 'one question is open');
    });
  });
});
