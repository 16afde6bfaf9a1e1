// Is the page fit for paper? Emulate the medium `print` first.
import { addTools } from './in-page.mjs';

/** Screen parts that are left out, letters that are large enough, black on white, nothing cut off. */
export async function printFindings(page, points) {
  await addTools(page);
  return page.evaluate((least) => {
    const findings = [];
    const shown = (selector) =>
      [...document.querySelectorAll(selector)].filter((element) => probe.shown(element));
    for (const element of shown('nav a, button, .skip, input:not([type=checkbox], [type=radio]), textarea')) {
      findings.push(`is printed: ${probe.name(element)}`);
    }
    if (shown('.paper').length !== 1) {
      findings.push('no line says where the print is from');
    }

    for (const element of probe.textElements()) {
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize) * 0.75;
      if (size < least - 0.05) {
        findings.push(`letters of ${size.toFixed(1)} point, not ${least}: ${probe.name(element)}`);
      }
      if (style.color !== 'rgb(0, 0, 0)') {
        findings.push(`not black, but ${style.color}: ${probe.name(element)}`);
      }
    }
    for (const element of document.querySelectorAll('body, body *:not(svg, svg *)')) {
      const ground = getComputedStyle(element).backgroundColor;
      if (!['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(ground) && probe.shown(element)) {
        findings.push(`on ${ground}, not on white: ${probe.name(element)}`);
      }
    }

    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth > width + 1) {
      findings.push(`is ${document.scrollingElement.scrollWidth - width} px wider than the paper`);
    }
    for (const element of shown('section.table')) {
      if (element.scrollWidth > element.clientWidth + 1) {
        findings.push(`a table is cut off on paper: ${probe.name(element)}`);
      }
    }

    for (const link of shown('main a[href^="http"]')) {
      const address = getComputedStyle(link, '::after').content;
      if (!address.includes(link.getAttribute('href'))) {
        findings.push(`its address is not printed: ${probe.name(link)}`);
      }
    }
    return findings;
  }, points);
}
