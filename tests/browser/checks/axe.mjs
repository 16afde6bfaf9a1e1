// Runs axe-core, the library of accessibility rules, in a page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const GROUPS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

// Rules that axe leaves off unless they are asked for.
const MORE = {
  'color-contrast-enhanced': { enabled: true }, // text at 7:1, the AAA level
  'target-size': { enabled: true },
};

/** The HTML that a reader gets whose browser runs no scripts: `noscript` is open. */
export const withoutScripts = (html) =>
  html.replace(/<script\b[^]*?<\/script\s*>/gi, '').replace(/<\/?noscript\b[^>]*>/gi, '');

/**
 * Opens a page as it is without scripts. axe is a script itself and gives no answer in a browser
 * that runs none, so the scripts are taken out of the page instead.
 */
export async function openWithoutScripts(page, url) {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: withoutScripts(await response.text()) });
  });
  return page.goto(url);
}

/** Everything that axe finds wrong, or is not sure about, as sentences. */
export async function axeFindings(page) {
  // The browser's debugger puts axe in the page, so it works under any content policy.
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    await page.evaluate(source);
    await page.evaluate(readForcedColours);
  }
  const problems = await page.evaluate(
    async ([groups, rules]) => {
      const result = await globalThis.axe.run(document, {
        runOnly: { type: 'tag', values: groups },
        rules,
        resultTypes: ['violations', 'incomplete'],
      });
      // A wide table on a phone is moved sideways. axe cannot tell the colours behind the cells that
      // are out of sight; it sees them at desk width.
      const outOfSight = ({ target }) => {
        const box = document.querySelector(target[0])?.closest('[tabindex="0"]');
        return Boolean(box && box.scrollWidth > box.clientWidth);
      };
      // axe cannot tell the colours of a field in which nothing is written. Its ink and ground are a pair
      // of colours.yml, whose contrast every build computes.
      const isEmpty = ({ target }) => document.querySelector(target[0])?.value === '';
      const unsure = result.incomplete
        .map((rule) =>
          rule.id.startsWith('color-contrast')
            ? { ...rule, nodes: rule.nodes.filter((node) => !outOfSight(node) && !isEmpty(node)) }
            : rule,
        )
        .filter((rule) => rule.nodes.length > 0);
      return [...result.violations, ...unsure].map(({ id, help, nodes }) => ({
        id,
        help,
        places: nodes.map(({ target, any }) => `${target.join(' ')} ${any[0]?.message ?? ''}`),
      }));
    },
    [GROUPS, MORE],
  );
  return problems.flatMap(({ id, help, places }) =>
    places.map((place) => `axe ${id}: ${help}: ${place.trim()}`),
  );
}

/**
 * axe reads the colour of letters from `-webkit-text-fill-color`. In forced colours that still
 * names the colour of the style sheet, which nobody sees. Without it axe reads `color`, which is
 * right. This runs in the page.
 */
function readForcedColours() {
  const read = CSSStyleDeclaration.prototype.getPropertyValue;
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
    const misleading = name === '-webkit-text-fill-color' && matchMedia('(forced-colors)').matches;
    return misleading ? '' : read.call(this, name);
  };
}
