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

  it('says what is wrong, and takes it back, by itself', { timeout: PATIENCE }, async () => {
    await withPage(browser, {}, async (page, context) => {
      const reports = await watch(page, preview.origin);
      await page.goto(preview.origin);
      preview.write(PROVIDER, 'name: Broken\nsumary: x\n');
      await says(page, 'This is the last good site.');
      assertNone(await axeFindings(page));
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
