// Can everything be reached and seen with the Tab key alone?
import { difference } from '../lib/pixels.mjs';
import { addTools } from './in-page.mjs';

/** More stops than any page should have. Reaching it means that Tab goes round for ever. */
const MOST_STOPS = 400;

/** How many controls of one look are photographed on one page. Their focus is drawn alike. */
const PHOTOS_A_LOOK = 2;

/** The first Tab stop is a skip link that can be seen, and using it leads into `main`. */
export async function skipLinkFindings(page) {
  await addTools(page);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => {
    const element = document.activeElement;
    const target = element.hash ? document.getElementById(element.hash.slice(1)) : null;
    return {
      name: probe.name(element),
      intoMain: Boolean(target?.closest('main') || target?.querySelector('main')),
      seen: probe.shown(element),
    };
  });
  if (!first.intoMain) {
    return [`the first Tab stop is not a skip link into main: ${first.name}`];
  }
  if (!first.seen) {
    return [`the skip link cannot be seen when it has the focus: ${first.name}`];
  }
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const after = await page.evaluate(() => {
    const main = document.querySelector('main');
    const element = document.activeElement;
    const before = main.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
    const links = [...main.querySelectorAll('a[href], summary, button')].some(probe.shown);
    // A main part without links passes the focus on to the footer, which is right too.
    const landed = main.contains(element) || (!links && !before);
    return {
      landed,
      name: probe.name(element),
      scrolled: main.getBoundingClientRect().top < innerHeight,
    };
  });
  if (!after.landed) {
    return [`after the skip link, Tab goes to ${after.name}, not into main`];
  }
  return after.scrolled ? [] : ['the skip link does not bring main into view'];
}

/**
 * Walks the whole page with Tab. Every control must be reached, in the order of the page, without
 * a trap; it must be in view and uncovered; and its focus must be drawn so that it can be seen.
 */
export async function walkFindings(page) {
  await addTools(page);
  const findings = await page.evaluate(startWalk);
  const looks = new Map();
  let previous = null;
  for (let stop = 0; ; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(whereIsFocus);
    if (!at || (at.place === 0 && stop > 0)) {
      break; // Past the last control, or round to the first one again.
    }
    if (stop > MOST_STOPS || at.place === previous?.place) {
      findings.push(`Tab does not get away from ${at.name}`);
      break;
    }
    findings.push(...orderFindings(at, previous), ...at.findings);
    const photos = looks.get(at.look) ?? 0;
    if (at.inView && photos < PHOTOS_A_LOOK) {
      looks.set(at.look, photos + 1);
      findings.push(...(await focusFindings(page, at)));
    }
    previous = at;
  }
  return [...findings, ...(await page.evaluate(missed))];
}

function orderFindings(at, previous) {
  if (!previous) {
    return [];
  }
  if (at.place >= 0 && at.place < previous.place) {
    return [`Tab goes back from ${previous.name} to ${at.name}`];
  }
  // Up is fine at the top of a next column, but never up and towards the start of the line.
  const jumps = at.bottom <= previous.top && at.left <= previous.left;
  return jumps ? [`Tab jumps up the page from ${previous.name} to ${at.name}`] : [];
}

/**
 * Photographs the control with its focus and without. The points that change by 3:1 must at least
 * make a line of one pixel around it.
 */
async function focusFindings(page, at) {
  // A busy browser sometimes cannot take one, and can the next moment.
  const take = () => page.screenshot({ clip: at.clip, caret: 'initial', animations: 'allow' });
  const photo = () => take().catch(take);
  const withFocus = await photo();
  await page.evaluate(() => probe.walk.last.blur());
  const without = await photo();
  await page.evaluate(() => probe.walk.last.focus({ preventScroll: true, focusVisible: true }));
  const { changed, strong } = difference(withFocus, without);
  if (changed === 0) {
    return [`nothing shows that this has the focus: ${at.name}`];
  }
  if (strong < at.edge) {
    return [`the focus is hard to see (${strong} of ${at.edge} points change by 3:1): ${at.name}`];
  }
  return [];
}

// The functions below run in the page.

function startWalk() {
  document.activeElement?.blur();
  getSelection()?.removeAllRanges();
  scrollTo(0, 0);
  // Tab goes to one radio button of a group, the chosen one. Arrow keys reach the others.
  const passedOver = ({ type, name, checked }) =>
    type === 'radio' &&
    !checked &&
    [...document.querySelectorAll('input[type=radio]:checked')].some((one) => one.name === name);
  const controls = probe.controls().filter((element) => !passedOver(element));
  probe.walk = { controls, seen: new Set(), last: null };
  return controls
    .filter((element) => element.tabIndex > 0)
    .map((element) => `tabindex above 0 changes the order: ${probe.name(element)}`);
}

function whereIsFocus() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) {
    return null;
  }
  const { walk } = probe;
  walk.last = element;
  const place = walk.controls.indexOf(element);
  walk.seen.add(place);

  const box = element.getBoundingClientRect();
  // A link that goes on in a second line has two small boxes, with an outline around each.
  const around = (boxes) =>
    [...boxes]
      .map(({ width, height }) => Math.min(width, innerWidth) + Math.min(height, innerHeight))
      .reduce((sum, half) => sum + 2 * half, 0);
  const points = [...element.getClientRects()]
    .flatMap(({ x, y, width, height }) =>
      [
        [0.5, 0.5],
        [0.1, 0.2],
        [0.9, 0.2],
        [0.1, 0.8],
        [0.9, 0.8],
      ].map(([across, down]) => ({
        x: x + width * across,
        y: y + height * down,
      })),
    )
    .filter(({ x, y }) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  const covers = points
    .map(({ x, y }) => document.elementFromPoint(x, y))
    .find((top) => top && !element.contains(top) && !top.contains(element));

  const findings = [];
  if (points.length === 0) {
    findings.push(`out of view when it has the focus: ${probe.name(element)}`);
  } else if (covers) {
    findings.push(`covered by ${probe.name(covers)}: ${probe.name(element)}`);
  }

  const space = 8; // An outline may stand a little way off.
  const x = Math.max(0, box.x - space);
  const y = Math.max(0, box.y - space);
  const look = [];
  for (let one = element; one && look.length < 3; one = one.parentElement) {
    look.push(`${one.tagName}.${one.className}`);
  }
  return {
    place,
    name: probe.name(element),
    look: look.join(' '),
    findings,
    inView: points.length > 0,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
    left: box.left + scrollX,
    edge: Math.round(Math.min(around([box]), around(element.getClientRects()))),
    clip: {
      x,
      y,
      width: Math.max(1, Math.min(innerWidth - x, box.right + space - x)),
      height: Math.max(1, Math.min(innerHeight - y, box.bottom + space - y)),
    },
  };
}

function missed() {
  const { controls, seen } = probe.walk;
  return controls
    .filter((element, place) => !seen.has(place) && element.tabIndex >= 0)
    .map((element) => `Tab never reaches ${probe.name(element)}`);
}
