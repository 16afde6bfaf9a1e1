// The same files work at the top of a host, in a folder of it, and on a memory stick.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PATIENCE, withPage } from './lib/browser.mjs';
import { pagesOfEveryKind } from './lib/pages.mjs';
import { serve } from './lib/server.mjs';
import { diskSite, folderSite } from './lib/site.mjs';
import { assertNone, useSite } from './lib/testing.mjs';
import { brokenLinkFindings, linksOf, prefixFindings } from './checks/links.mjs';
import { watch } from './checks/privacy.mjs';
import { unstyledFindings } from './checks/layout.mjs';

const shared = useSite();
const IN_FOLDER = '/leeds/directory/';

/** Opens one page of every kind under a prefix, and looks at its links and what it loads. */
function worksUnder(name, prefix, folder, pages) {
  describe(name, { concurrency: 2 }, () => {
    let server;
    const known = new Map();
    before(async () => {
      server = await serve(folder, prefix);
    });
    after(async () => {
      assert.deepEqual(server.outside, [], 'no request leaves the prefix');
      await server.close();
    });
    for (const { kind, address } of pages) {
      it(`${kind} (${prefix}${address})`, { timeout: PATIENCE }, async () => {
        await withPage(shared.browser, {}, async (page) => {
          const reports = await watch(page, server.origin);
          await page.goto(server.base + address);
          assertNone([
            ...(await prefixFindings(page, server)),
            ...(await brokenLinkFindings(page, server, known)),
            ...(await reports()),
            ...(await unstyledFindings(page)),
          ]);
        });
      });
    }
  });
}

worksUnder('at the top of a host', '/', shared.folder, shared.pages);

// The 404 page is shown at any depth (/leeds/directory/no/such/page), so its links cannot be
// relative. They start from the site's own address, and are right only for a site that knows its
// folder: that is the third build.
const relative = shared.pages.filter(({ kind }) => kind !== 'not found');
worksUnder('in a folder, the same files', IN_FOLDER, shared.folder, relative);
worksUnder(
  'in a folder that the site knows',
  IN_FOLDER,
  folderSite(),
  pagesOfEveryKind(folderSite()),
);

it('the 404 page works at any depth', { timeout: PATIENCE }, async () => {
  const server = await serve(folderSite(), IN_FOLDER);
  try {
    await withPage(shared.browser, {}, async (page) => {
      const response = await page.goto(`${server.base}no/such/page`);
      assert.equal(response.status(), 404);
      assertNone([...(await prefixFindings(page, server)), ...(await unstyledFindings(page))]);
      assertNone(await brokenLinkFindings(page, server));
    });
  } finally {
    await server.close();
  }
});

describe('from a memory stick', { concurrency: 2 }, () => {
  const folder = diskSite();
  const top = pathToFileURL(folder).href;

  for (const { kind, file } of pagesOfEveryKind(folder)) {
    it(`${kind} (${file})`, { timeout: PATIENCE }, async () => {
      await withPage(shared.browser, {}, async (page) => {
        const problems = [];
        page.on('console', (message) => problems.push(message.text()));
        page.on('requestfailed', (request) => problems.push(`could not load ${request.url()}`));
        await page.goto(pathToFileURL(path.join(folder, file)).href);
        const links = await linksOf(page);
        // A disk has no index pages: a link to a folder would show a list of its files.
        const wrong = links
          .filter(({ url }) => url.startsWith('file:'))
          .filter(({ url }) => url.split('#')[0].endsWith('/') || !url.startsWith(`${top}/`))
          .map(({ text }) => `not a file of the site: ${text}`);
        assertNone([...problems, ...wrong, ...(await unstyledFindings(page))]);
      });
    });
  }

  it('home, list, provider and guide by clicks', { timeout: PATIENCE }, async () => {
    await withPage(shared.browser, {}, async (page) => {
      const problems = [];
      page.on('console', (message) => problems.push(message.text()));
      await page.goto(`${top}/index.html`);
      const steps = [
        /\/providers\/index\.html$/,
        /\/providers\/(?!page-)[^/]+\/index\.html$/,
        /\/guides\/index\.html$/,
        /\/guides\/[^/]+\/index\.html$/,
        { test: (href) => href === `${top}/index.html` },
      ];
      for (const step of steps) {
        await click(page, step);
        assertNone([...problems, ...(await unstyledFindings(page))]);
        assert.equal(await page.locator('h1').count(), 1, page.url());
      }
    });
  });
});

/** Clicks the first link in sight whose address fits. */
async function click(page, wanted) {
  for (const link of await page.locator('a[href]').all()) {
    const href = await link.evaluate((element) => element.href);
    if (wanted.test(href) && (await link.isVisible())) {
      await Promise.all([page.waitForURL(href), link.click()]);
      return;
    }
  }
  assert.fail(`No link on ${page.url()} leads to ${wanted}`);
}
