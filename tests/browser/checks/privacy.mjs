// Does the site keep itself to itself? Nothing is asked of others, kept or complained about.
import { readHeaders, headersFor } from '../lib/server.mjs';

/**
 * Watches a page from before it is opened. Call the result later to hear what was seen.
 *
 * Whoever leaves a page makes the browser give up what is still on its way, most often the icon: some
 * browsers ask for it only after the page is there, and no event tells when it came. That is no fault.
 */
export async function watch(page, origin) {
  const seen = [];
  const givenUp = [];
  const askedBy = new WeakMap();
  let documents = 0;
  page.on('framenavigated', (frame) => {
    documents += frame === page.mainFrame() ? 1 : 0;
  });
  page.on('request', (request) => {
    askedBy.set(request, documents);
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) {
      seen.push(`asks another server for ${url}`);
    }
  });
  page.on('console', (message) => seen.push(`message in the console: ${message.text()}`));
  page.on('pageerror', (error) => seen.push(`a script failed: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    const finding = `could not load ${request.url()}: ${why}`;
    if (why === 'net::ERR_ABORTED') {
      givenUp.push({ finding, by: askedBy.get(request) });
    } else {
      seen.push(finding);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document') {
      seen.push(`answer ${response.status()} for ${response.url()}`);
    }
  });
  await page.addInitScript(() => {
    globalThis.policyReports = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      const what = event.blockedURI || 'something in the page';
      globalThis.policyReports.push(`the policy (${event.effectiveDirective}) blocked ${what}`);
    });
  });
  return async () => {
    const refused = await page.evaluate(() => globalThis.policyReports ?? []);
    const inVain = givenUp.filter(({ by }) => by === documents).map(({ finding }) => finding);
    return [...seen, ...inVain, ...refused];
  };
}

/** Nothing may be kept in the reader's browser. */
export async function keptFindings(page, context) {
  const findings = (await context.cookies()).map(({ name }) => `keeps a cookie: ${name}`);
  const kept = await page.evaluate(async () => ({
    'local storage': localStorage.length,
    'session storage': sessionStorage.length,
    'databases': (await indexedDB.databases()).length,
    'caches': (await caches.keys()).length,
    'workers': (await navigator.serviceWorker.getRegistrations()).length,
  }));
  for (const [what, number] of Object.entries(kept)) {
    if (number > 0) {
      findings.push(`keeps ${number} things in ${what}`);
    }
  }
  return findings;
}

/** The content policy is in the page, before anything that it must govern, and it is strict. */
export async function policyFindings(page) {
  return page.evaluate(() => {
    const meta = document.querySelector('meta[http-equiv="Content-Security-Policy" i]');
    if (!meta) {
      return ['the page has no content policy of its own'];
    }
    const findings = [];
    const policy = meta.content;
    const loaders = document.querySelectorAll('link[href], script, style, img, iframe');
    if (
      [...loaders].some(
        (one) => one.compareDocumentPosition(meta) & Node.DOCUMENT_POSITION_FOLLOWING,
      )
    ) {
      findings.push('the content policy comes after something that it should govern');
    }
    if (!/default-src 'none'/.test(policy)) {
      findings.push(`the content policy does not start from nothing: ${policy}`);
    }
    if (/unsafe|\*|https?:|data:|blob:/.test(policy)) {
      findings.push(`the content policy is loose: ${policy}`);
    }
    return findings;
  });
}

const MUST = {
  'content-security-policy': /frame-ancestors 'none'/,
  'permissions-policy': /geolocation=\(\)/,
  'referrer-policy': /no-referrer/,
  'x-content-type-options': /^nosniff$/,
};

/** `_headers` holds what a `meta` cannot say, and the answer really carried it. */
export async function headerFindings(folder, response, sitePath) {
  const written = headersFor(await readHeaders(folder), sitePath);
  const sent = response.headers();
  const findings = written
    .filter(([name, value]) => !sent[name.toLowerCase()]?.includes(value))
    .map(([name]) => `the answer lacks the header ${name}`);
  for (const [name, wanted] of Object.entries(MUST)) {
    if (!wanted.test(sent[name] ?? '')) {
      findings.push(`_headers lacks ${name} with ${wanted.source}`);
    }
  }
  return findings;
}

/** The words of the main part that need no script, with their spaces made alike. */
export const mainText = (page) =>
  page.evaluate(() => {
    const hidden = new CSSStyleSheet();
    hidden.replaceSync('.js-only, noscript { display: none !important }');
    document.adoptedStyleSheets = [hidden];
    return document.querySelector('main')?.innerText.replace(/\s+/g, ' ').trim() ?? '';
  });
