// Photographs one page of every kind: `node screenshots.mjs FOLDER`.
// Not a test. For people who work on the theme, and for showing it to others.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startBrowser, withPage } from './lib/browser.mjs';
import { pagesOfEveryKind } from './lib/pages.mjs';
import { serve } from './lib/server.mjs';
import { webSite } from './lib/site.mjs';

const WIDTHS = [360, 1280];
const LOOKS = {
  light: { media: 'screen', colorScheme: 'light' },
  dark: { media: 'screen', colorScheme: 'dark' },
  print: { media: 'print', colorScheme: 'light' },
};

const out = process.argv[2];
if (!out) {
  console.error('Say where to put the pictures: node screenshots.mjs FOLDER');
  process.exit(2);
}

const folder = webSite();
const pages = pagesOfEveryKind(folder);
const server = await serve(folder);
const browser = await startBrowser();
await mkdir(out, { recursive: true });
for (const width of WIDTHS) {
  const photos = [];
  for (const { kind, address } of pages) {
    photos.push(...(await photograph(kind, address, width)));
  }
  await contactSheet(photos, width);
}
await browser.close();
await server.close();
console.log(
  `${pages.length} pages, ${WIDTHS.length} widths and ${Object.keys(LOOKS).length} looks are in ${out}`,
);

async function photograph(kind, address, width) {
  const size = { width, height: 800 };
  return withPage(browser, { viewport: size }, async (page) => {
    const photos = [];
    await page.goto(server.base + address, { waitUntil: 'networkidle' });
    for (const [look, media] of Object.entries(LOOKS)) {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
      const name = `${kind.replace(/[^a-z0-9]+/g, '-')}-${width}-${look}.png`;
      await page.screenshot({ path: path.join(out, name), fullPage: true, caret: 'initial' });
      photos.push({ name, kind, look });
    }
    return photos;
  });
}

/** One picture of all pictures: the top of each page, small. */
async function contactSheet(photos, width) {
  const shown = Math.min(width, 400);
  const figures = photos
    .map(
      ({ name, kind, look }) =>
        `<figure><div><img src="${name}" alt=""></div><p>${kind}, ${look}</p></figure>`,
    )
    .join('\n');
  const html = `<!doctype html><meta charset="utf-8"><style>
    body { margin: 12px; font: 16px sans-serif; background: #888;
           display: grid; gap: 12px; grid-template-columns: repeat(${Object.keys(LOOKS).length * 2}, ${shown}px) }
    figure { margin: 0; background: #fff } p { margin: 0; padding: 6px }
    div { width: ${shown}px; height: ${shown * 1.5}px; overflow: hidden } img { width: 100% }
    </style>${figures}`;
  const sheet = path.resolve(out, `contact-sheet-${width}.html`);
  await writeFile(sheet, html);
  await withPage(
    browser,
    { viewport: { width: (shown + 12) * 6 + 12, height: 800 } },
    async (page) => {
      await page.goto(`file://${sheet}`, { waitUntil: 'load' });
      await page.screenshot({ path: path.join(out, `contact-sheet-${width}.png`), fullPage: true });
    },
  );
}
