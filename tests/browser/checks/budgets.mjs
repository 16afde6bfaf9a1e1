// How many bytes does a page cost? Brotli at its best quality gives the same number every time.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const KB = 1024;

/** The most that each part may weigh over the wire, in bytes. */
export const BUDGETS = {
  styles: 6 * KB, // all style sheets of one page
  script: 4 * KB, // all scripts of one provider page
  // HTML of a provider page, half of them: about 1.1 KB of it is every check with its days.
  providerMedian: 5.25 * KB,
  providerWorst: 8 * KB, // HTML of a provider page, each of them
  // All of a first visit but photos. A page comes in the first round of packets (ten of 1,460 bytes),
  // and what it loads in the second.
  firstVisit: 15.5 * KB,
  requests: 5, // of a first visit, without photos
};

/** Bytes as a person reads them: `4.08 KB`. */
export const inKilobytes = (bytes) => `${(bytes / KB).toFixed(2)} KB`;

const BEST = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** What a text weighs over the wire. */
export const weightOf = (body) => brotliCompressSync(body, BEST).length;

/** The value in the middle; between the two in the middle when their number is even. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)];
}

const TAGS = {
  styles: [/<link\b[^>]*>/gi, /\brel=["']?[^"'>]*\bstylesheet\b/i, /\bhref=["']?([^"'\s>]+)/i],
  scripts: [/<script\b[^>]*>/gi, /\bsrc=/i, /\bsrc=["']?([^"'\s>]+)/i],
  modules: [/<link\b[^>]*>/gi, /\brel=["']?modulepreload\b/i, /\bhref=["']?([^"'\s>]+)/i],
};

/**
 * The files of one kind that a page names, as paths below `folder`: `styles` or `scripts`. With
 * scripts come the modules that they import, since those travel too.
 */
export function filesNamedBy(folder, file, kind) {
  const html = readFileSync(path.join(folder, file), 'utf8');
  const kinds = kind === 'scripts' ? ['scripts', 'modules'] : [kind];
  const named = kinds.flatMap((one) => {
    const [tag, fits, address] = TAGS[one];
    return (html.match(tag) ?? []).filter((text) => fits.test(text)).map((text) => address.exec(text)[1]);
  });
  const found = new Set(named.map((address) => beside(file, address)));
  if (kind === 'scripts') {
    for (const script of found) {
      importsOf(folder, script).forEach((one) => found.add(one)); // The set grows as it is walked.
    }
  }
  return [...found].sort();
}

function importsOf(folder, script) {
  const text = readFileSync(path.join(folder, script), 'utf8');
  const imports = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.{0,2}\/[^"']+)["']/g;
  return [...text.matchAll(imports)].map(([, address]) => beside(script, address));
}

/** The path of what `address` means in `file`. A site at the top of a host starts with `/`. */
function beside(file, address) {
  const { pathname } = new URL(address, `https://host/${file}`);
  return decodeURIComponent(pathname.slice(1));
}

/** What all files of one kind weigh that a page names. */
export const weightOfNamed = (folder, file, kind) =>
  filesNamedBy(folder, file, kind)
    .map((one) => weightOf(readFileSync(path.join(folder, one))))
    .reduce((sum, weight) => sum + weight, 0);

/** Pages whose files of one kind weigh more than they may. */
export function heavyFindings(folder, files, kind, most) {
  return files
    .map((file) => ({ file, weight: weightOfNamed(folder, file, kind) }))
    .filter(({ weight }) => weight > most)
    .map(
      ({ file, weight }) =>
        `${kind} of ${inKilobytes(weight)}, more than ${inKilobytes(most)}: ${file}`,
    );
}

/** Pages of providers that weigh too much, one by one or in the middle. */
export function providerFindings(folder, files, budgets = BUDGETS) {
  const pages = files
    .map((file) => ({ file, weight: weightOf(readFileSync(path.join(folder, file))) }))
    .sort((one, other) => one.weight - other.weight);
  const findings = pages
    .filter(({ weight }) => weight > budgets.providerWorst)
    .map(
      ({ file, weight }) =>
        `a provider page of ${inKilobytes(weight)}, more than ${inKilobytes(budgets.providerWorst)}: ${file}`,
    );
  const middle = median(pages.map(({ weight }) => weight));
  if (middle > budgets.providerMedian) {
    const over = Math.ceil(middle - budgets.providerMedian);
    findings.push(
      `the middle provider page weighs ${inKilobytes(middle)}, ${over} bytes more than ` +
        `${inKilobytes(budgets.providerMedian)}: ${pages[Math.floor(pages.length / 2)].file}`,
    );
  }
  return findings;
}

/**
 * Opens a page as a first visit and weighs what the browser asked for, without photos. Photos are
 * what `img` and `picture` show; the icon and pictures of style sheets count.
 */
export async function firstVisit(page, address) {
  const asked = [];
  page.on('requestfinished', (request) => asked.push(request));
  await page.goto(address, { waitUntil: 'networkidle' });
  // Headless browsers draw no tab, so they do not ask for its icon. Others do.
  const { photos, icons } = await page.evaluate(() => ({
    photos: [...document.images].map((image) => image.currentSrc),
    icons: [...document.querySelectorAll('link[rel~=icon]')].map((link) => link.href),
  }));
  const counted = asked.filter((request) => !photos.includes(request.url()));
  const bodies = await Promise.all(
    counted.map(async (request) => [request.url(), await (await request.response()).body()]),
  );
  for (const icon of icons.filter((one) => !bodies.some(([url]) => url === one))) {
    bodies.push([icon, Buffer.from(await (await fetch(icon)).arrayBuffer())]);
  }
  return {
    requests: bodies.length,
    weight: bodies.map(([, body]) => weightOf(body)).reduce((sum, one) => sum + one, 0),
    parts: bodies.map(([url, body]) => `${inKilobytes(weightOf(body))} ${new URL(url).pathname}`),
  };
}

/** What is too much about a first visit. */
export function visitFindings({ requests, weight, parts }, budgets = BUDGETS) {
  const findings = [];
  if (weight > budgets.firstVisit) {
    findings.push(
      `a first visit of ${inKilobytes(weight)}, more than ${inKilobytes(budgets.firstVisit)}: ${parts.join(', ')}`,
    );
  }
  if (requests > budgets.requests) {
    findings.push(`${requests} requests, more than ${budgets.requests}: ${parts.join(', ')}`);
  }
  return findings;
}
