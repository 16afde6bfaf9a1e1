// What a screen reader hears: the tree of roles, names, levels and states, as text to read.

/**
 * Everything that can be heard on a page, one thing a line, set in by its place in the tree. The
 * first lines are the title, the language, and what the tree does not tell: what is marked as
 * current, and which words are in another language.
 */
export async function heardOn(page) {
  const tree = await page.locator('body').ariaSnapshot();
  const top = await page.evaluate(() => {
    const name = (element) =>
      (element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ');
    const all = (selector) => [...document.body.querySelectorAll(selector)];
    const { lang, dir } = document.documentElement;
    const current = all('[aria-current]').map(
      (element) => `current (${element.getAttribute('aria-current')}): ${name(element)}`,
    );
    const foreign = all('[lang]').map((element) => `in the language ${element.lang}: ${name(element)}`);
    return [`title: ${document.title}`, `language: ${lang}, ${dir}`, ...current, ...foreign];
  });
  const lines = tree
    .split('\n')
    // Nobody hears where a link leads. A line that announced only that then needs no colon.
    .filter((line) => !/^\s*- \/url: /.test(line))
    .map((line, place, all) => (isAlone(line, all[place + 1]) ? line.replace(/:$/, '') : line));
  return `${[...top, '', ...lines].join('\n')}\n`;
}

/** True when nothing stands under a line any more. */
function isAlone(line, next) {
  const depth = (one) => /^ */.exec(one)[0].length;
  return line.endsWith(':') && (next === undefined || depth(next) <= depth(line));
}

/** Lines that are no longer heard (-), and lines that are new (+), as a list of findings. */
export function differences(expected, found) {
  const [before, after] = [expected, found].map((text) => text.trimEnd().split('\n'));
  // How many lines the rest of both has in common, from each pair of places on.
  const common = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      const same = before[one] === after[other];
      common[one][other] = same
        ? common[one + 1][other + 1] + 1
        : Math.max(common[one + 1][other], common[one][other + 1]);
    }
  }
  const changes = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    if (one < before.length && other < after.length && before[one] === after[other]) {
      [one, other] = [one + 1, other + 1];
    } else if (other >= after.length || common[one + 1]?.[other] >= common[one]?.[other + 1]) {
      changes.push(`line ${one + 1} - ${before[one]}`);
      one += 1;
    } else {
      changes.push(`line ${one + 1} + ${after[other]}`);
      other += 1;
    }
  }
  return changes;
}
