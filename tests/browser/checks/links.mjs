// Does every link lead somewhere, inside the folder that the site was put in?
import { addTools } from './in-page.mjs';

const LINKS = [
  ['a[href]', 'href'],
  ['area[href]', 'href'],
  ['link[href]:not([rel=canonical])', 'href'],
  ['img[src]', 'src'],
  ['source[src]', 'src'],
  ['script[src]', 'src'],
  ['iframe[src]', 'src'],
];

/** The addresses that a page names: `{ url, text }`. Mail and phone links are left out. */
export async function linksOf(page) {
  const found = await page.evaluate(
    (kinds) =>
      kinds.flatMap(([selector, attribute]) =>
        [...document.querySelectorAll(selector)].map((element) => ({
          url: new URL(element.getAttribute(attribute), document.baseURI).href,
          text: element.getAttribute(attribute),
        })),
      ),
    LINKS,
  );
  return found.filter(({ url }) => /^(https?|file):/.test(url));
}

/** Is this the place on a page? What has `=` in it are answers that a script carries along. */
const namesPlace = (fragment) => Boolean(fragment) && !fragment.includes('=');

/** Links to the site's own host that leave the folder which the site was put in. */
export async function prefixFindings(page, server) {
  const links = await linksOf(page);
  return links
    .filter(({ url }) => url.startsWith(`${server.origin}/`) && !url.startsWith(server.base))
    .map(({ text }) => `a link leaves ${server.prefix}: ${text}`);
}

/**
 * Links to pages, files and places on pages that do not exist. `known` remembers answers from one
 * page to the next, since all pages share most of their links.
 */
export async function brokenLinkFindings(page, server, known = new Map()) {
  const findings = [];
  for (const { url, text } of await linksOf(page)) {
    if (!url.startsWith(`${server.origin}/`)) {
      continue; // Another site. Looking there would need the network.
    }
    const [address, fragment] = url.split('#');
    if (text.startsWith('#')) {
      const there = await page.evaluate((id) => Boolean(document.getElementById(id)), fragment);
      findings.push(
        ...(there ? [] : [`a link leads to a place that is not on this page: ${text}`]),
      );
      continue;
    }
    if (!known.has(address)) {
      known.set(
        address,
        fetch(address).then(async (answer) => [answer.status, await answer.text()]),
      );
    }
    const [status, body] = await known.get(address);
    if (status !== 200) {
      findings.push(`a link answers ${status}: ${text}`);
    } else if (namesPlace(fragment) && !body.includes(`id="${decodeURIComponent(fragment)}"`)) {
      findings.push(`a link leads to a place that is not on its page: ${text}`);
    }
  }
  return [...new Set(findings)];
}

/** Links in the main part that lead to the very page they are on: pressing one does nothing. */
export async function idleLinkFindings(page) {
  await addTools(page);
  return page.evaluate(() =>
    [...document.querySelectorAll('main a[href]')]
      .filter((link) => !link.hash && link.href === location.href.split('#')[0])
      .map((link) => `a link leads to the page that it is on: ${probe.name(link)}`),
  );
}
