// Finds one page of every kind in a built folder, so that the tests follow the content.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Every HTML file of a folder, as paths like `providers/kite-care/index.html`. */
export function allFiles(folder, below = '') {
  return readdirSync(path.join(folder, below), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const name = below + entry.name;
      if (entry.isDirectory()) {
        return allFiles(folder, `${name}/`);
      }
      return name.endsWith('.html') ? [name] : [];
    });
}

/** The address of a file on a web host: `providers/kite-care/`. */
export const addressOf = (file) => file.replace(/(^|\/)index\.html$/, '$1');

const PROVIDER = /^providers\/(?!page-\d)[^/]+\/index\.html$/;

/** The file of every provider's own page that shows the whole listing. */
export const providerPages = (folder) =>
  allFiles(folder).filter((file) => PROVIDER.test(file) && isWhole(folder, file));

/** A listing of which only the name and the status are shown has no parts. */
const isWhole = (folder, file) => readFileSync(path.join(folder, file), 'utf8').includes('id="part_services"');

/** The pages that a first visit is weighed on, and the largest page of each of these kinds. */
export function pagesToWeigh(folder) {
  const largest = (pattern) =>
    allFiles(folder)
      .filter((file) => pattern.test(file))
      .sort((one, other) => size(folder, one) - size(folder, other))
      .at(-1);
  const many = ['home', 'providers, page 1', 'rich provider', 'bare provider', 'easy provider'];
  const more = ['a person', 'short list', 'guides', 'guide', 'easy guide', 'contact'];
  const pages = pagesOfEveryKind(folder).filter(({ kind }) => [...many, ...more].includes(kind));
  // A booklet for paper holds whole pages of many providers. It is not a list to look through.
  const lists = largest(
    /^(providers\/page-|areas\/|services\/|needs\/|kinds\/)(?!.*\bbooklet\/).*index\.html$/,
  );
  const extra = [{ kind: 'largest list', file: lists, address: addressOf(lists) }];
  return [...pages, ...extra.filter(({ file }) => !pages.some((one) => one.file === file))];
}

/**
 * One page of every kind: `{ kind, file, address }`. The size of a file tells a rich page from a
 * bare one. A kind that the site does not have is left out; `pages.test.mjs` names those that
 * every site must have.
 */
export function pagesOfEveryKind(folder) {
  const files = allFiles(folder);
  const bySize = (pattern) =>
    files
      .filter((file) => pattern.test(file))
      .sort((one, other) => size(folder, one) - size(folder, other));
  const smallest = (pattern) => bySize(pattern)[0];
  const largest = (pattern) => bySize(pattern).at(-1);
  const exactly = (file) => (files.includes(file) ? file : undefined);

  const lists = ['services', 'needs', 'areas', 'kinds'];
  const item = (list) => new RegExp(`^${list}/(?!page-)[^/]+/index\\.html$`);
  const whole = providerPages(folder).sort((one, other) => size(folder, one) - size(folder, other));
  const [rich, bare] = [whole.at(-1), whole[0]];
  const reduced = smallest(PROVIDER);
  const kinds = {
    'home': exactly('index.html'),
    'search': exactly('search/index.html'),
    'what help': exactly('find/index.html'),
    'where': largest(/^find\/where\/[^/]+\/index\.html$/),
    'who for': exactly('find/who/index.html'),
    'what matters': exactly('find/what-matters/index.html'),
    'providers, page 1': exactly('providers/index.html'),
    'providers, last page': lastPage(files),
    'rich provider': rich,
    'bare provider': bare,
    'reduced provider': whole.includes(reduced) ? undefined : reduced,
    'easy reduced provider': exactly(reduced?.replace('index.html', 'easy/index.html')),
    'a person': personsPage(folder, files, [rich, bare]),
    'easy provider': largest(/^providers\/[^/]+\/easy\/index\.html$/),
    'easy provider, page 2': largest(/^providers\/[^/]+\/easy\/page-2\/index\.html$/),
    ...Object.fromEntries(lists.map((list) => [`list of ${list}`, exactly(`${list}/index.html`)])),
    ...Object.fromEntries(lists.map((list) => [`one of ${list}`, largest(item(list))])),
    'area and service': largest(/^areas\/[^/]+\/(?!page-|booklet)[^/]+\/index\.html$/),
    'short list': smallest(/^(services|needs)\/(?!page-)[^/]+\/index\.html$/),
    'criteria': exactly('criteria/index.html'),
    'criterion': largest(/^criteria\/[^/]+\/index\.html$/),
    'easy criterion': largest(/^criteria\/[^/]+\/easy\/index\.html$/),
    'guides': exactly('guides/index.html'),
    'guide': largest(/^guides\/[^/]+\/index\.html$/),
    'guide with tables': most(folder, files, /^guides\/[^/]+\/index\.html$/, /<table\b/g),
    'name in another script': most(folder, files, PROVIDER, /[\p{sc=Arabic}\p{sc=Bengali}]/gu),
    'easy guide': largest(/^guides\/[^/]+\/easy\/index\.html$/),
    'sheets': exactly('sheets/index.html'),
    'sheet': most(folder, files, /^sheets\/[^/]+\/index\.html$/, /sheet__cell/g),
    'card': most(folder, files, /^sheets\/[^/]+\/index\.html$/, /sheet--card/g),
    'booklet': largest(/^areas\/[^/]+\/booklet\/index\.html$/),
    'about': exactly('about/index.html'),
    'how we check': exactly('how-we-check/index.html'),
    'privacy': exactly('privacy/index.html'),
    'shortlist': exactly('shortlist/index.html'),
    'contact': exactly('contact/index.html'),
    'how it looks': exactly('how-it-looks/index.html'),
    'accessibility': exactly('accessibility/index.html'),
    'not found': exactly('404.html'),
  };

  const seen = new Set();
  return Object.entries(kinds)
    .filter(([, file]) => file && !seen.has(file) && seen.add(file))
    .map(([kind, file]) => ({ kind, file, address: addressOf(file) }));
}

/** The few pages for checks that are slow: together they hold every part of the theme. */
export function fewPages(pages) {
  const few = ['home', 'providers, page 1', 'rich provider', 'easy guide', 'guide'];
  return pages.filter(({ kind }) => few.includes(kind));
}

/** The file that holds a thing most often, or none when no file holds it. */
function most(folder, files, pattern, thing) {
  const count = (file) => readFileSync(path.join(folder, file), 'utf8').match(thing)?.length ?? 0;
  const counted = files.filter((file) => pattern.test(file)).map((file) => [count(file), file]);
  const [number, file] = counted.sort(([one], [other]) => one - other).at(-1) ?? [0];
  return number > 0 ? file : undefined;
}

function size(folder, file) {
  return statSync(path.join(folder, file)).size;
}

function lastPage(files) {
  const number = (file) => Number(/^providers\/page-(\d+)\/index\.html$/.exec(file)?.[1] ?? 0);
  const last = [...files].sort((one, other) => number(one) - number(other)).at(-1);
  return number(last) > 0 ? last : undefined;
}

/** A provider from the page of personal assistants, the kind that is always one person. */
function personsPage(folder, files, others) {
  const list = files.find((file) => /^kinds\/personal-assistant\/index\.html$/.test(file));
  if (!list) {
    return undefined;
  }
  const html = readFileSync(path.join(folder, list), 'utf8');
  const main = html.slice(html.indexOf('<main'));
  const links = main.matchAll(/href="(?:\.\.\/)*(providers\/(?!page-)[^/"]+\/)(?:index\.html)?"/g);
  return [...links]
    .map(([, address]) => `${address}index.html`)
    .filter((file) => existsSync(path.join(folder, file)) && isWhole(folder, file))
    .find((file) => !others.includes(file));
}
