// Did words that people wrote become a part of the page?

/** What the attacks of the corpus would leave in an open page, and links of kinds that no page may have. */
export const ownedFindings = (page) =>
  page.evaluate(() => {
    const findings = [];
    const tell = (what, element) => findings.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
    const isAddress = ({ name }) => ['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].includes(name);
    for (const element of document.querySelectorAll('*')) {
      const attributes = [...element.attributes];
      if (attributes.some(({ name }) => name === 'data-owned' || name === 'srcdoc' || /^on/.test(name))) {
        tell('words became markup', element);
      }
      if (element.matches('base, embed, form, frame, iframe, math, meta[http-equiv=refresh i], object, style')) {
        tell('no page may have this', element);
      }
      if (element.matches('script') && !/(^|\/)(assets|search|compare)\/[\w./-]+\.js$/.test(element.getAttribute('src') ?? '')) {
        tell('a script that is not the theme\'s own', element);
      }
      for (const { value } of attributes.filter(isAddress)) {
        const url = new URL(value, document.baseURI);
        const isOwn = url.origin === location.origin && !/^([a-z]+:|[\\/]{2})/i.test(value);
        const isFar = /^https?:\/\//.test(value) || /^(mailto|tel|sms):/.test(value);
        if ((!isOwn && !isFar) || /(^|\.)evil\./.test(url.hostname)) {
          tell('an address that no link may have', element);
        }
      }
    }
    if ('owned' in globalThis || document.title === 'owned') {
      findings.push('a planted script ran');
    }
    return findings;
  });

/** How many elements of each kind an open page has. */
export const countsOf = (page) =>
  page.evaluate(() => {
    const counts = {};
    for (const { localName } of document.querySelectorAll('*')) {
      counts[localName] = (counts[localName] ?? 0) + 1;
    }
    return counts;
  });

/**
 * Compares pages as the browser's own reader of HTML understands them: `pairs` are `[name, page, the same page with
 * harmless words]`. Elements, their order and the names of their attributes must be the same.
 */
export const shapeFindings = (page, pairs) =>
  page.evaluate((all) => {
    const shape = (html) => {
      const read = new DOMParser().parseFromString(html, 'text/html');
      const nodes = read.createTreeWalker(read, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
      const found = [];
      while (nodes.nextNode()) {
        const { localName, attributes, parentNode } = nodes.currentNode;
        const names = [...(attributes ?? [])].map(({ name }) => name).sort();
        found.push(`${parentNode.localName ?? ''} > ${[localName ?? 'a comment', ...names].join(' ')}`);
      }
      return found;
    };
    return all.flatMap(([name, attacked, harmless]) => {
      const [one, other] = [shape(attacked), shape(harmless)];
      const at = one.findIndex((element, index) => element !== other[index]);
      if (at < 0 && one.length === other.length) {
        return [];
      }
      return [`${name} has another structure: ${one[at]}, where harmless words give ${other[at]}`];
    });
  }, pairs);
