// Starts the browser. Debian's own Chromium is used, so that nothing is downloaded.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { TODAY } from './site.mjs';

const PLACES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

// --no-sandbox: tests often run as root in a container, where the sandbox cannot start.
// The rest keeps the browser from talking to anyone while it is being watched.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const PHONE = { width: 360, height: 740 };
export const SMALL = { width: 320, height: 640 };
export const DESK = { width: 1280, height: 900 };

/** How long one test may take, in milliseconds. Slow shared machines need room. */
export const PATIENCE = 120_000;

export function browserPath() {
  const named = process.env.CHROMIUM ? [process.env.CHROMIUM] : [];
  const found = [...named, ...PLACES].find((path) => existsSync(path));
  if (!found) {
    throw new Error('No Chromium. Run: apt-get install -y chromium-headless-shell');
  }
  return found;
}

/** Starts the browser, with more flags if a test needs them. */
export function startBrowser(more = []) {
  const args = [...FLAGS, ...more];
  return chromium.launch({ executablePath: browserPath(), headless: true, args });
}

/** Makes it midday of this day for the scripts of a page. Time still goes by. */
function liveOn(day) {
  const Real = Date;
  const ahead = new Real(`${day}T12:00`) - new Real();
  globalThis.Date = class extends Real {
    constructor(...parts) {
      super(...(parts.length > 0 ? parts : [Real.now() + ahead]));
    }

    static now() {
      return Real.now() + ahead;
    }
  };
}

/**
 * Opens a page in a fresh, empty profile, gives it to `use` and closes it whatever happens. It lives
 * on `day`: the day of the build, if nothing is said.
 * Animations are asked to be still: a colour that is half way through a change tells nothing.
 */
export async function withPage(browser, { day = TODAY, ...options }, use) {
  const context = await browser.newContext({
    viewport: DESK,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    ...options,
  });
  context.setDefaultTimeout(30_000);
  await context.addInitScript(liveOn, day);
  try {
    return await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
}
