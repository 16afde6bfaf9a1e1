// Small tools that the checks use inside a page. The browser's debugger puts them there, so they
// work under any content policy and with scripts turned off.

/** Puts the tools in the page, as `probe`. Nothing happens when they are there already. */
export async function addTools(page) {
  await page.evaluate(tools);
}

// This function is sent to the browser as text: it may use nothing from outside itself.
function tools() {
  if (globalThis.probe) {
    return;
  }

  const words = (element) => {
    const text = element.getAttribute('aria-label') || element.innerText || element.alt || '';
    return text.trim().replace(/\s+/g, ' ').slice(0, 50);
  };

  /** A name by which a person can find the element: `main > ul.cards > li:3 > a "Kite Care"`. */
  const name = (element) => {
    const steps = [];
    for (let at = element; at?.tagName && steps.length < 4; at = at.parentElement) {
      const tag = at.tagName.toLowerCase();
      if (at.id) {
        steps.unshift(`${tag}#${at.id}`);
        break;
      }
      const place = at.parentElement ? [...at.parentElement.children].indexOf(at) + 1 : 1;
      const look = at.classList.length > 0 ? `.${at.classList[0]}` : '';
      steps.unshift(`${tag}${look}${place > 1 ? `:${place}` : ''}`);
    }
    const text = words(element);
    return steps.join(' > ') + (text ? ` "${text}"` : '');
  };

  /** True when a person can see the element somewhere on the page. */
  const shown = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
      return false;
    }
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && !onlyHeard(element);
  };

  /** True for words that are only for screen readers: clipped away or moved off the page. */
  const onlyHeard = (element) => {
    const box = element.getBoundingClientRect();
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) {
      return true;
    }
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const own = at.getBoundingClientRect();
      const tiny = own.width <= 2 && own.height <= 2 && style.overflow !== 'visible';
      if (tiny || style.clipPath === 'inset(50%)' || style.clip === 'rect(0px, 0px, 0px, 0px)') {
        return true;
      }
    }
    return false;
  };

  /** The elements that hold words of their own and can be seen. */
  const textElements = (root = document.body) =>
    [...root.querySelectorAll('*')].filter((element) => {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '',
      );
      return own && !element.closest('svg') && shown(element);
    });

  /** Everything that a pointer or a key can use. */
  const controls = () => {
    const kinds =
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
    return [...document.querySelectorAll(kinds)].filter(
      (element) =>
        !element.disabled &&
        !element.closest('[inert]') &&
        (element.hasAttribute('tabindex') ? element.tabIndex !== -1 : true) &&
        element.checkVisibility({ visibilityProperty: true }),
    );
  };

  /** True when the element is a link within a sentence, where the line decides its height. */
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== 'inline') {
      return false;
    }
    const block = element.closest('p, li, dd, td, th, figcaption, caption, summary') ?? element;
    const around = block.innerText.replace(element.innerText, '');
    return /\p{L}{2}|\d{2}/u.test(around);
  };

  /** The element's own box, measured from the top of the page. */
  const box = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + scrollX, y: y + scrollY, width, height };
  };

  /**
   * The box that a finger can hit: the element's own box, and any more that belongs to it, such
   * as an `::after` that covers a whole card. Found by asking what lies at each point.
   */
  const hitBox = (element) => {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const rects = [...element.getClientRects()];
    const first = rects.find((rect) => rect.width > 0 && rect.height > 0) ?? rects[0];
    const centre = { x: first.x + first.width / 2, y: first.y + first.height / 2 };
    const mine = (x, y) => {
      const at = document.elementFromPoint(x, y);
      const label = at?.closest('label');
      return Boolean(at && (element.contains(at) || (label && label.control === element)));
    };
    const reach = (stepX, stepY) => {
      let steps = 0;
      while (steps < 60 && mine(centre.x + stepX * (steps + 1), centre.y + stepY * (steps + 1))) {
        steps += 1;
      }
      return steps;
    };
    const width = reach(-1, 0) + reach(1, 0) + 1;
    const height = reach(0, -1) + reach(0, 1) + 1;
    const own = box(element);
    return { ...own, width: Math.max(width, own.width), height: Math.max(height, own.height) };
  };

  globalThis.probe = { name, words, shown, textElements, controls, inSentence, box, hitBox };
}
