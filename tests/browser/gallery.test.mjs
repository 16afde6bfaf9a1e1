// The gallery: every component with every example, as accessible and as narrow as any page.
import { after, before, describe, it } from 'node:test';
import path from 'node:path';
import { axeFindings } from './checks/axe.mjs';
import {
  cutOffFindings,
  lowActionFindings,
  sidewaysFindings,
  smallTargetFindings,
  smallTextFindings,
} from './checks/layout.mjs';
import { htmlFindings, structureFindings, titleFindings } from './checks/structure.mjs';
import { DESK, PHONE, SMALL, startBrowser } from './lib/browser.mjs';
import { addressOf, allFiles } from './lib/pages.mjs';
import { serve } from './lib/server.mjs';
import { gallerySite } from './lib/site.mjs';
import { assertNone, onPages } from './lib/testing.mjs';

const folder = gallerySite();
const pages = allFiles(folder, 'gallery/').map((file) => ({
  kind: path.basename(path.dirname(file)),
  file,
  address: addressOf(file),
}));
const shared = { folder, pages };
before(async () => {
  shared.browser = await startBrowser();
  shared.server = await serve(folder);
});
after(async () => {
  await shared.browser?.close();
  await shared.server?.close();
});

const LOOKS = [
  { size: PHONE, media: { colorScheme: 'light' } },
  { size: PHONE, media: { colorScheme: 'dark' } },
  { size: DESK, media: { colorScheme: 'light' } },
];

onPages(shared, 'axe on every component', pages, {}, async (page) => {
  const findings = [];
  for (const { size, media } of LOOKS) {
    await page.setViewportSize(size);
    await page.emulateMedia(media);
    const found = await axeFindings(page);
    findings.push(...found.map((finding) => `${size.width} ${media.colorScheme}: ${finding}`));
  }
  return findings;
});

onPages(shared, 'every component fits', pages, {}, async (page) => {
  const findings = [];
  for (const size of [SMALL, PHONE, DESK]) {
    await page.setViewportSize(size);
    const found = [
      ...(await sidewaysFindings(page)),
      ...(await cutOffFindings(page)),
      ...(await smallTargetFindings(page)),
      ...(await lowActionFindings(page)),
      ...(await smallTextFindings(page)),
    ];
    findings.push(...found.map((finding) => `${size.width} px: ${finding}`));
  }
  return findings;
});

onPages(shared, 'every component is well built', pages, {}, structureFindings);

describe('valid HTML', () => {
  for (const { kind, file } of pages) {
    it(kind, async () => assertNone(await htmlFindings(path.join(folder, file))));
  }
});

it('every page of the gallery has a title of its own', async () => {
  assertNone(await titleFindings(pages.map(({ file }) => path.join(folder, file))));
});

it('the gallery has a page for each component', () => {
  const names = pages.map(({ kind }) => kind);
  const missing = ['gallery', 'card', 'facts', 'tell-us'].filter((name) => !names.includes(name));
  assertNone(missing.map((name) => `no page for ${name}`));
});
