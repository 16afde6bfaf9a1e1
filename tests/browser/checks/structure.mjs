// Is the page built so that a screen reader can tell what is what?
import { readFile } from 'node:fs/promises';
import { HtmlValidate } from 'html-validate';
import { addTools } from './in-page.mjs';

const LANDMARKS = {
  banner: 'body > header, [role=banner]',
  navigation: 'nav',
  main: 'main',
  contentinfo: 'body > footer, [role=contentinfo]',
};

/** Headings, landmarks, language, pictures, tables and ids. */
export async function structureFindings(page) {
  await addTools(page);
  return page.evaluate((landmarks) => {
    const findings = [];
    const all = (selector) => [...document.querySelectorAll(selector)];

    const headings = all('h1, h2, h3, h4, h5, h6').filter((heading) => heading.checkVisibility());
    const mains = headings.filter((heading) => heading.tagName === 'H1').length;
    if (mains !== 1) {
      findings.push(`${mains} h1 headings, not 1`);
    }
    let level = 0;
    for (const heading of headings) {
      const own = Number(heading.tagName[1]);
      if (own > level + 1) {
        findings.push(`heading level goes from ${level} to ${own}: ${probe.name(heading)}`);
      }
      if (heading.innerText.trim() === '') {
        findings.push(`empty heading: ${probe.name(heading)}`);
      }
      level = own;
    }

    for (const [landmark, selector] of Object.entries(landmarks)) {
      const number = all(selector).length;
      if (number === 0 || (number > 1 && landmark !== 'navigation')) {
        findings.push(`${number} ${landmark} landmarks`);
      }
    }
    const navigations = all('nav').map(
      (nav) =>
        nav.getAttribute('aria-label') ||
        (nav.getAttribute('aria-labelledby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.innerText ?? '')
          .join(' '),
    );
    if (new Set(navigations).size < navigations.length) {
      findings.push(`navigations with the same name: ${navigations.join(', ')}`);
    }

    if (!document.documentElement.lang) {
      findings.push('the page does not say its language');
    }
    if (!document.title.trim()) {
      findings.push('the page has no title');
    }
    const viewport = document.querySelector('meta[name=viewport]')?.content ?? '';
    if (!/width=device-width/.test(viewport) || /user-scalable|maximum-scale/.test(viewport)) {
      findings.push(`the viewport does not let people zoom: "${viewport}"`);
    }

    for (const image of all('img, area[href]')) {
      if (!image.hasAttribute('alt')) {
        findings.push(`picture without alt: ${probe.name(image)}`);
      }
      if (
        image.tagName === 'IMG' &&
        image.complete &&
        image.naturalWidth === 0 &&
        image.loading !== 'lazy'
      ) {
        findings.push(`picture that cannot be shown: ${image.src}`);
      }
    }
    for (const drawing of all('svg')) {
      const named = drawing.getAttribute('aria-label') || drawing.querySelector('title');
      if (!named && !drawing.closest('[aria-hidden=true]')) {
        findings.push(`drawing that is neither named nor hidden: ${probe.name(drawing)}`);
      }
    }

    for (const table of all('table')) {
      const label = table.getAttribute('aria-label') || table.getAttribute('aria-labelledby');
      const region = table.closest('section, [role=region]');
      if (!table.caption && !label && !region?.getAttribute('aria-label')) {
        findings.push(`table without a caption or label: ${probe.name(table)}`);
      }
      const headers = [...table.querySelectorAll('th')];
      if (headers.length === 0) {
        findings.push(`table without headers: ${probe.name(table)}`);
      }
      for (const header of headers.filter((one) => !one.hasAttribute('scope'))) {
        findings.push(`table header without a scope: ${probe.name(header)}`);
      }
    }

    const ids = all('[id]').map((element) => element.id);
    for (const id of new Set(ids.filter((one, place) => ids.indexOf(one) !== place))) {
      findings.push(`more than one element has the id "${id}"`);
    }
    return findings;
  }, LANDMARKS);
}

/** Titles that more than one page has. `files` are all HTML files of the site. */
export async function titleFindings(files) {
  const pages = new Map();
  for (const file of files) {
    const title = /<title>([^<]*)<\/title>/.exec(await readFile(file, 'utf8'))?.[1].trim() ?? '';
    pages.set(title, [...(pages.get(title) ?? []), file]);
  }
  return [...pages]
    .filter(([, all]) => all.length > 1)
    .map(
      ([title, all]) =>
        `${all.length} pages have the title "${title}": ${all.slice(0, 3).join(', ')}`,
    );
}

// The recommended rules, less those that are about taste. HTML has more than one good spelling.
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'attribute-boolean-style': 'off', // taste: `hidden` or `hidden=""`
    'attr-quotes': 'off', // taste: which quotes
    'doctype-style': 'off', // taste: `doctype` or `DOCTYPE`
    'long-title': 'off', // for search engines: a title must first be clear and unique
    'no-trailing-whitespace': 'off', // nobody sees it
    'tel-non-breaking': 'off', // taste: how a phone number may break
    'void-style': 'off', // taste: `<br>` or `<br/>`
    // `role="list"` is there on purpose: see below.
    'prefer-native-element': ['error', { exclude: ['list'] }],
  },
});

// Safari does not tell VoiceOver of a list whose bullets are styled away, unless it says its role.
const ON_PURPOSE = [/^Redundant role "list" on/];

/** What html-validate finds in the file of a page. */
export async function htmlFindings(file) {
  const report = await validator.validateString(await readFile(file, 'utf8'), file);
  return report.results
    .flatMap(({ messages }) => messages)
    .filter(({ message }) => !ON_PURPOSE.some((purpose) => purpose.test(message)))
    .map(({ line, column, message, ruleId }) => `line ${line}:${column} ${message} (${ruleId})`);
}
