// Does everything fit, can it be read, and can it be hit with a finger?
import { addTools } from './in-page.mjs';

/** WCAG 1.4.10: the page must not scroll sideways, and nothing may stick out of it. */
export async function sidewaysFindings(page) {
  await addTools(page);
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const needed = document.scrollingElement.scrollWidth;
    if (needed <= width + 1) {
      return [];
    }
    const scrollsAlone = (element) =>
      element.parentElement?.closest('*') &&
      /auto|scroll|hidden|clip/.test(getComputedStyle(element.parentElement).overflowX);
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && !scrollsAlone(element),
    );
    const inner = wide.filter((element) => !wide.some((one) => one.parentElement === element));
    const names = inner.slice(0, 3).map(probe.name).join('; ');
    return [`scrolls sideways by ${needed - width} px at ${width} px: ${names}`];
  });
}

/**
 * Words that are cut off: a box that hides what does not fit. A box that scrolls is fine when the
 * keyboard can scroll it.
 */
export async function cutOffFindings(page) {
  await addTools(page);
  return page.evaluate(() => {
    const findings = [];
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('svg') || !probe.shown(element) || !element.innerText?.trim()) {
        continue;
      }
      const style = getComputedStyle(element);
      if (style.display === 'inline') {
        continue;
      }
      const tooWide = element.scrollWidth > element.clientWidth + 2;
      const tooHigh = element.scrollHeight > element.clientHeight + 3;
      const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
      const scrolls = (overflow) => overflow === 'auto' || overflow === 'scroll';
      if ((tooWide && hides(style.overflowX)) || (tooHigh && hides(style.overflowY))) {
        findings.push(`words are cut off: ${probe.name(element)}`);
      }
      const stuck = element.tabIndex < 0 && !element.querySelector('a[href], button');
      if (stuck && tooWide && scrolls(style.overflowX)) {
        findings.push(`the keyboard cannot scroll this: ${probe.name(element)}`);
      }
    }
    return findings;
  });
}

/** Spaces text as WCAG 1.4.12 asks. A constructed style sheet is allowed by every policy. */
export async function spaceOut(page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: .12em !important;
          word-spacing: .16em !important }
      p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets.push(sheet);
  });
}

/**
 * WCAG 2.5.8: a target is 24 px wide and high, or stands so far from the others that circles of
 * 24 px do not touch. Links within a sentence are let off by the rule itself.
 */
export async function smallTargetFindings(page) {
  await addTools(page);
  return page.evaluate(() => {
    const targets = probe
      .controls()
      .filter((element) => probe.shown(element))
      .map((element) => ({ element, box: probe.box(element) }))
      .map(({ element, box }) => ({
        element,
        // Most are large enough. Only the others are worth the slow search for their real edges.
        box: box.width >= 24 && box.height >= 24 ? box : probe.hitBox(element),
      }));
    const centre = ({ box }) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    const isSmall = ({ box }) => box.width < 23.5 || box.height < 23.5;
    const clash = (small, other) => {
      const from = centre(small);
      if (isSmall(other)) {
        const to = centre(other);
        return Math.hypot(from.x - to.x, from.y - to.y) < 24;
      }
      const { x, y, width, height } = other.box;
      const aside = Math.max(x - from.x, 0, from.x - x - width);
      const above = Math.max(y - from.y, 0, from.y - y - height);
      return Math.hypot(aside, above) < 12;
    };
    return targets
      .filter((target) => isSmall(target) && !probe.inSentence(target.element))
      .filter((small) =>
        targets.some(
          (other) =>
            other !== small &&
            !other.element.contains(small.element) &&
            !small.element.contains(other.element) &&
            clash(small, other),
        ),
      )
      .map(({ element, box }) => {
        const size = `${Math.round(box.width)} by ${Math.round(box.height)} px`;
        return `too small a target, ${size}: ${probe.name(element)}`;
      });
  });
}

/** The main actions must be 44 px high: people with shaky hands use them most. */
export async function lowActionFindings(page) {
  await addTools(page);
  return page.evaluate(() => {
    const skip = document.querySelector('a[href^="#"]');
    skip?.focus();
    const actions = new Map();
    const add = (what, found) => found.forEach((element) => actions.set(element, what));
    add('skip link', skip ? [skip] : []);
    add('menu link', [...document.querySelectorAll('header nav a')]);
    add('card link', [
      ...document.querySelectorAll('main li :is(h2, h3) a, main article :is(h2, h3) a'),
    ]);
    add(
      'page link',
      [...document.querySelectorAll('main nav a')].filter(
        (link) =>
          /\/page-\d+\/|\/$/.test(link.getAttribute('href')) &&
          link.closest('nav').querySelector('a[href*="page-"], a[rel]'),
      ),
    );
    // Calling, writing, opening, sending: whoever is on this page came to do one of these.
    add('phone or email link', [
      ...document.querySelectorAll('main :is([href^="tel:"], [href^="mailto:"], [href^="sms:"])'),
    ].filter((link) => !probe.inSentence(link)));
    add('summary', [...document.querySelectorAll('main summary')]);
    add('button or field', [
      ...document.querySelectorAll(
        'button, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio])',
      ),
    ]);
    // A box to tick is small, but its words belong to it: together they are the target.
    add('box to tick', [
      ...document.querySelectorAll(':is([type=checkbox], [type=radio])'),
    ].map((box) => box.labels[0] ?? box));
    const findings = [];
    for (const [element, what] of actions) {
      if (!probe.shown(element)) {
        continue;
      }
      const height = probe.hitBox(element).height;
      if (height < 43.5) {
        findings.push(
          `${what} is ${Math.round(height)} px high, not 44: ${probe.name(element)}`,
        );
      }
    }
    skip?.blur();
    return findings;
  });
}

/** Words that lie on other words, as happens when a box is too low for what is in it. */
export async function overlapFindings(page) {
  await addTools(page);
  return page.evaluate(() => {
    const boxes = probe.textElements().flatMap((element) =>
      [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '')
        .flatMap((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          return [...range.getClientRects()].map(({ left, right, top, bottom }) => {
            // Fonts are higher than their letters: the edges may touch without harm.
            const edge = (bottom - top) / 4;
            return { element, node, left: left + 1, right: right - 1, top: top + edge, bottom: bottom - edge };
          });
        }),
    );
    boxes.sort((one, other) => one.top - other.top);
    const findings = new Set();
    boxes.forEach((one, place) => {
      for (const other of boxes.slice(place + 1)) {
        if (other.top >= one.bottom) {
          break; // Sorted by their tops: nothing further down can touch this one.
        }
        if (other.node !== one.node && other.left < one.right && one.left < other.right) {
          findings.add(
            `words lie on other words: ${probe.name(one.element)} and ${probe.name(other.element)}`,
          );
        }
      }
    });
    return [...findings];
  });
}

/** Nothing moves for people who asked for calm, and nothing starts to move by itself. */
export async function motionFindings(page) {
  await addTools(page);
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .map(({ effect }) => `moves by itself: ${probe.name(effect.target)}`),
    );
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const byItself = await moving();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const restless = await page.evaluate(() =>
    [document.documentElement, ...document.body.querySelectorAll('*')]
      .filter((element) => {
        const style = getComputedStyle(element);
        const lasts = `${style.transitionDuration}, ${style.animationDuration}`.split(', ');
        return lasts.some((time) => parseFloat(time) > 0.01) || style.scrollBehavior === 'smooth';
      })
      .map((element) => `moves although calm was asked for: ${probe.name(element)}`),
  );
  return [...new Set([...byItself, ...restless])];
}

/** Text to read must be 19 px or more. */
export async function smallTextFindings(page) {
  await addTools(page);
  return page.evaluate(() =>
    probe
      .textElements()
      .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 19)
      .map((element) => {
        const size = parseFloat(getComputedStyle(element).fontSize);
        return `text of ${size.toFixed(1)} px: ${probe.name(element)}`;
      }),
  );
}

/**
 * All text must grow when a reader sets their browser to letters twice as large. It may grow by a
 * little less than twice where a size depends on the window too.
 */
export async function stuckTextFindings(page, context) {
  await addTools(page);
  await page.evaluate(() => {
    probe.sizes = new Map(
      probe
        .textElements()
        .map((element) => [element, parseFloat(getComputedStyle(element).fontSize)]),
    );
  });
  const debuggerSession = await context.newCDPSession(page);
  await debuggerSession.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  return page.evaluate(() =>
    [...probe.sizes]
      .map(([element, before]) => ({
        element,
        times: parseFloat(getComputedStyle(element).fontSize) / before,
      }))
      .filter(({ times }) => times < 1.5)
      .map(
        ({ element, times }) =>
          `text grows only ${times.toFixed(2)} times: ${probe.name(element)}`,
      ),
  );
}

/** Nothing may sit on top of a small window while the page scrolls beneath it. */
export async function stickyFindings(page) {
  await addTools(page);
  return page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => /fixed|sticky/.test(getComputedStyle(element).position))
      .filter((element) => probe.shown(element) && element.offsetHeight > innerHeight / 3)
      .map((element) => `stays on top and covers the window: ${probe.name(element)}`),
  );
}

/**
 * The style sheet is really applied: without it the page would look different. Its rules cannot
 * be read on a page from a disk, where every file is a stranger to the others.
 */
export async function unstyledFindings(page) {
  return page.evaluate(() => {
    const look = () =>
      ['body', 'header', 'main', 'h1', 'a']
        .map((selector) => {
          const style = getComputedStyle(document.querySelector(selector) ?? document.body);
          return [style.font, style.color, style.backgroundColor, style.padding].join();
        })
        .join();
    const styled = look();
    const sheets = [...document.styleSheets];
    sheets.forEach((sheet) => (sheet.disabled = true));
    const plain = look();
    sheets.forEach((sheet) => (sheet.disabled = false));
    return styled === plain ? [`the style sheet is not applied (${sheets.length} found)`] : [];
  });
}
