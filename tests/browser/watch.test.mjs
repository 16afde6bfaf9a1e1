// The watch over a page: what could not be loaded is told, what was given up by leaving is not.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { watch } from './checks/privacy.mjs';
import { PATIENCE, startBrowser, withPage } from './lib/browser.mjs';
import { assertNone } from './lib/testing.mjs';

const page = (main) => `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A</title>${main}`;
const PAGES = {
  '/slow/': page('<img alt="" src="/never">'),
  '/cut/': page('<img alt="" src="/cut-off">'),
  '/plain/': page('<p>Nothing more.</p>'),
};

let browser;
let server;
let origin;

before(async () => {
  browser = await startBrowser();
  server = createServer((request, response) => {
    if (request.url === '/cut-off') {
      request.socket.destroy();
    } else if (request.url !== '/never') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(PAGES[request.url]);
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${server.address().port}`;
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** What the watch tells of a visit. */
const told = (visit) =>
  withPage(browser, {}, async (tab) => {
    const reports = await watch(tab, origin);
    await visit(tab, (address, until = 'load') => tab.goto(origin + address, { waitUntil: until }));
    return reports();
  });

describe('the watch over what a page loads', () => {
  it('is silent when a page is left before its picture came', { timeout: PATIENCE }, async () => {
    const visit = async (tab, open) => {
      const givenUp = tab.waitForEvent('requestfailed');
      const asked = tab.waitForRequest('**/never');
      await open('/slow/', 'commit');
      await asked;
      await open('/plain/');
      await givenUp;
    };
    assertNone(await told(visit));
  });

  it('tells when the server breaks off, also of a page that was left', { timeout: PATIENCE }, async () => {
    const visit = async (tab, open) => {
      await open('/cut/');
      await open('/plain/');
    };
    assert.match((await told(visit)).join(), /could not load \S+\/cut-off: net::ERR_EMPTY_RESPONSE/);
  });

  it('tells when a page gives up what it asked for itself', { timeout: PATIENCE }, async () => {
    const visit = async (tab, open) => {
      await open('/plain/');
      const givenUp = tab.waitForEvent('requestfailed');
      const asked = tab.waitForRequest('**/never');
      await tab.evaluate(() => {
        globalThis.stop = new AbortController();
        fetch('/never', { signal: globalThis.stop.signal }).catch(() => {});
      });
      await asked;
      await tab.evaluate(() => globalThis.stop.abort());
      await givenUp;
    };
    assert.match((await told(visit)).join(), /could not load \S+\/never: net::ERR_ABORTED/);
  });
});
