// One page of every kind in narrow, wide and zoomed windows, with more space and larger letters.
import { DESK, PHONE, SMALL } from './lib/browser.mjs';
import { onPages, useSite } from './lib/testing.mjs';
import {
  cutOffFindings,
  lowActionFindings,
  motionFindings,
  overlapFindings,
  sidewaysFindings,
  smallTargetFindings,
  smallTextFindings,
  spaceOut,
  stickyFindings,
  stuckTextFindings,
} from './checks/layout.mjs';

const shared = useSite();

/** A desk of 1280 by 1024 px at 400% zoom leaves a window of 320 by 256 px (WCAG 1.4.10). */
const ZOOMED = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };

onPages(shared, 'fits and can be hit at 320, 360 and 1280 px', shared.pages, {}, async (page) => {
  const findings = [];
  for (const size of [SMALL, PHONE, DESK]) {
    await page.setViewportSize(size);
    const found = [
      ...(await sidewaysFindings(page)),
      ...(await cutOffFindings(page)),
      ...(await overlapFindings(page)),
      ...(await smallTargetFindings(page)),
      ...(await lowActionFindings(page)),
      ...(await smallTextFindings(page)),
    ];
    findings.push(...found.map((finding) => `${size.width} px: ${finding}`));
  }
  return findings;
});

onPages(shared, 'fits at 400% zoom', shared.pages, ZOOMED, async (page) => [
  ...(await sidewaysFindings(page)),
  ...(await cutOffFindings(page)),
  ...(await overlapFindings(page)),
  ...(await stickyFindings(page)),
]);

onPages(shared, 'fits with more space in its text', shared.pages, {}, async (page) => {
  const findings = [];
  await spaceOut(page);
  for (const size of [SMALL, DESK]) {
    await page.setViewportSize(size);
    const found = [
      ...(await sidewaysFindings(page)),
      ...(await cutOffFindings(page)),
      ...(await overlapFindings(page)),
    ];
    findings.push(...found.map((finding) => `${size.width} px: ${finding}`));
  }
  return findings;
});

onPages(
  shared,
  'grows with the letters of the browser',
  shared.pages,
  {},
  async (page, { context }) => {
    const findings = await stuckTextFindings(page, context); // It leaves letters of 32 px behind.
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size);
      const found = [
        ...(await sidewaysFindings(page)),
        ...(await cutOffFindings(page)),
        ...(await overlapFindings(page)),
      ];
      findings.push(...found.map((finding) => `${size.width} px: ${finding}`));
    }
    return findings;
  },
);

onPages(shared, 'nothing moves by itself', shared.pages, {}, motionFindings);

/** A4 less the margins of the print style, in CSS pixels. */
const PAPER = { viewport: { width: 660, height: 986 } };

onPages(shared, 'fits on paper', shared.pages, PAPER, async (page) => {
  await page.emulateMedia({ media: 'print' });
  return [
    ...(await sidewaysFindings(page)),
    ...(await cutOffFindings(page)),
    ...(await overlapFindings(page)),
  ];
});
