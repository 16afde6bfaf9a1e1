// axe-core on one page of every kind: phone and desk, light and dark, and forced colours.
import { DESK, PHONE } from './lib/browser.mjs';
import { onPages, useSite } from './lib/testing.mjs';
import { axeFindings } from './checks/axe.mjs';

const shared = useSite();

async function inAllViews(page, views) {
  const findings = [];
  for (const { name, size, media } of views) {
    await page.setViewportSize(size);
    await page.emulateMedia(media);
    const found = await axeFindings(page);
    findings.push(...found.map((finding) => `${name}: ${finding}`));
  }
  return findings;
}

const VIEWS = [
  { name: 'phone, light', size: PHONE, media: { colorScheme: 'light' } },
  { name: 'phone, dark', size: PHONE, media: { colorScheme: 'dark' } },
  { name: 'desk, dark', size: DESK, media: { colorScheme: 'dark' } },
  { name: 'desk, light', size: DESK, media: { colorScheme: 'light' } },
];

const FORCED = [
  { name: 'forced light', size: PHONE, media: { forcedColors: 'active', colorScheme: 'light' } },
  { name: 'forced dark', size: DESK, media: { forcedColors: 'active', colorScheme: 'dark' } },
];

onPages(shared, 'axe finds nothing', shared.pages, {}, (page) => inAllViews(page, VIEWS));

onPages(shared, 'axe finds nothing in forced colours', shared.few, {}, (page) =>
  inAllViews(page, FORCED),
);
