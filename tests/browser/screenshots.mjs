// Photographs one page of every kind: `node screenshots.mjs FOLDER`.
// Not a test. For people who work on the theme, and for showing it to others.
//
// FOLDER/index.html             the contact sheet: one row for each page, small, with links
// FOLDER/contact-sheet-N.png    the same as pictures, some rows on each
// FOLDER/KIND-WIDTH-LOOK.png    each page in full
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DESK, PHONE, startBrowser, withPage } from './lib/browser.mjs';
import { pagesOfEveryKind } from './lib/pages.mjs';
import { serve } from './lib/server.mjs';
import { webSite } from './lib/site.mjs';

const SCREEN = { media: 'screen', colorScheme: 'light', forcedColors: 'none' };
const LOOKS = {
  light: SCREEN,
  dark: { ...SCREEN, colorScheme: 'dark' },
  forced: { ...SCREEN, colorScheme: 'dark', forcedColors: 'active' },
  print: { ...SCREEN, media: 'print' },
};

/** The ground of an A4 page with its margins, in CSS pixels. */
const PAPER = { width: 660, height: 940 };

/** How the sheet shows a photo: the top of the page, small enough to see many at once. */
const SMALL = { width: 190, height: 285 };
const ROWS_A_SHEET = 6;

const out = process.argv[2];
if (!out) {
  console.error('Say where to put the pictures: node screenshots.mjs FOLDER');
  process.exit(2);
}

const pages = pagesOfEveryKind(webSite());
const server = await serve(webSite());
const browser = await startBrowser();
await mkdir(out, { recursive: true });

const rows = pages.map(({ kind, address }) => ({ kind, address, photos: [] }));
const waiting = [...rows];
// Two at a time, for a machine with two cores.
await Promise.all([0, 1].map(photographAll));
await contactSheet();
await browser.close();
await server.close();
console.log(`${rows.length} pages in ${rows[0].photos.length} ways: see ${path.join(out, 'index.html')}`);

async function photographAll() {
  for (let row = waiting.shift(); row; row = waiting.shift()) {
    row.photos = [...(await photograph(row, PHONE)), ...(await photograph(row, DESK))];
  }
}

async function photograph({ kind, address }, size) {
  return withPage(browser, { viewport: size }, async (page) => {
    const photos = [];
    await page.goto(server.base + address, { waitUntil: 'networkidle' });
    for (const [look, media] of Object.entries(LOOKS)) {
      if (look === 'print' && size === PHONE) {
        continue; // Paper has one size.
      }
      await page.setViewportSize(look === 'print' ? PAPER : size);
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
      const width = look === 'print' ? 'a4' : size.width;
      const name = `${kind.replace(/[^a-z0-9]+/g, '-')}-${width}-${look}.png`;
      await page.screenshot({ path: path.join(out, name), fullPage: true, caret: 'initial' });
      photos.push({ name, look: `${width}, ${look}` });
    }
    return photos;
  });
}

/** One page with all pictures, and pictures of it for people who look at files. */
async function contactSheet() {
  const columns = rows[0].photos.length;
  const width = columns * (SMALL.width + 12) + 12;
  const figure = ({ name, look }, kind) =>
    `<figure><a href="${name}"><img src="${name}" alt="${kind}, ${look}"></a><figcaption>${look}</figcaption></figure>`;
  const section = ({ kind, address, photos }) =>
    `<section><h2>${kind} <small>/${address}</small></h2>
     <div>${photos.map((photo) => figure(photo, kind)).join('\n')}</div></section>`;
  const sheet = (some) => `<!doctype html><html lang="en"><meta charset="utf-8">
    <title>Contact sheet</title><style>
    body { margin: 12px; font: 15px sans-serif; background: #ccc; width: ${width - 24}px }
    h2 { margin: 12px 0 6px; font-size: 18px } small { font-weight: normal }
    div { display: grid; gap: 12px; grid-template-columns: repeat(${columns}, ${SMALL.width}px) }
    figure { margin: 0; background: #fff } figcaption { padding: 4px }
    a { display: block; height: ${SMALL.height}px; overflow: hidden } img { width: 100% }
    </style>${some.map(section).join('\n')}</html>`;
  await writeFile(path.join(out, 'index.html'), sheet(rows));

  const part = path.resolve(out, 'part.html');
  await withPage(browser, { viewport: { width, height: 800 } }, async (page) => {
    for (let first = 0; first < rows.length; first += ROWS_A_SHEET) {
      await writeFile(part, sheet(rows.slice(first, first + ROWS_A_SHEET)));
      await page.goto(pathToFileURL(part).href, { waitUntil: 'load' });
      const name = `contact-sheet-${first / ROWS_A_SHEET + 1}.png`;
      await page.screenshot({ path: path.join(out, name), fullPage: true });
    }
  });
  await rm(part);
}
