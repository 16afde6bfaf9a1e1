// Faults to plant in a good page, and the check that must find each one.
//
// Each has a `name`; what to add to the end of `main` (`add`), to the style sheet (`style`), or
// to change in the page (`change`); the `check`; and the words that it must find (`finds`).
// `bare` pages have no content policy, so that a planted script or address can do its harm.
import { axeFindings, openWithoutScripts } from '../checks/axe.mjs';
import { ownedFindings, shapeFindings } from '../checks/injection.mjs';
import { skipLinkFindings, walkFindings } from '../checks/keyboard.mjs';
import * as layout from '../checks/layout.mjs';
import { brokenLinkFindings, idleLinkFindings, prefixFindings } from '../checks/links.mjs';
import { keptFindings, mainText, policyFindings } from '../checks/privacy.mjs';
import { htmlFindings, structureFindings } from '../checks/structure.mjs';
import { PHONE, SMALL } from './browser.mjs';

const heading = (page) => page.replace(/<h1[\s>]/, '<h5>Too deep</h5>$&');

async function small(page) {
  await page.setViewportSize(SMALL);
  return layout.sidewaysFindings(page);
}

async function largeLetters(page, { context }) {
  await page.setViewportSize(PHONE);
  const before = await layout.sidewaysFindings(page);
  await layout.stuckTextFindings(page, context);
  return before.length > 0 ? before.map(() => 'too wide before') : layout.sidewaysFindings(page);
}

const inLook = (media) => async (page) => {
  await page.emulateMedia(media);
  return axeFindings(page);
};

async function spaced(page) {
  await layout.spaceOut(page);
  return layout.cutOffFindings(page);
}

const TRAP = `<button id="trap">Stay</button><script>
  trap.addEventListener('keydown', (event) => event.preventDefault());</script>`;

export const FAULTS = [
  // Structure
  {
    name: 'a picture without alt',
    add: '<img src="no.png">',
    check: structureFindings,
    finds: /picture without alt/,
  },
  {
    name: 'no language',
    change: (page) => page.replace(/<html[^>]*>/, '<html>'),
    check: structureFindings,
    finds: /does not say its language/,
  },
  {
    name: 'a skipped heading level',
    change: heading,
    check: structureFindings,
    finds: /heading level goes from 0 to 5/,
  },
  {
    name: 'two h1',
    add: '<h1>Another</h1>',
    check: structureFindings,
    finds: /2 h1 headings/,
  },
  {
    name: 'the same id twice',
    add: '<p id="twin">One</p><p id="twin">Two</p>',
    check: structureFindings,
    finds: /the id "twin"/,
  },
  {
    name: 'a table without caption and scope',
    add: '<table><tr><th>What</th></tr><tr><td>Help</td></tr></table>',
    check: structureFindings,
    finds: /table without a caption[^]*without a scope/,
  },
  {
    name: 'no main part',
    change: (page) => page.replace('<main', '<div').replace('</main>', '</div>'),
    check: structureFindings,
    finds: /0 main landmarks/,
  },
  {
    name: 'zoom is locked',
    change: (page) => page.replace('width=device-width', '$&, user-scalable=no'),
    check: structureFindings,
    finds: /does not let people zoom/,
  },
  {
    name: 'HTML that is not closed',
    add: '<div><p>Open</div></section>',
    check: (page, { file }) => htmlFindings(file),
    finds: /close/,
  },

  // axe
  {
    name: 'grey words on white',
    add: '<p class="fault">Hard to see</p>',
    style: '.fault { color: #aaa; background: #fff }',
    check: axeFindings,
    finds: /axe color-contrast:/,
  },
  {
    name: 'words that are only AA',
    add: '<p class="fault">A little hard to see</p>',
    style: '.fault { color: #6b6b6b; background: #fff }',
    check: axeFindings,
    finds: /axe color-contrast-enhanced:/,
  },
  {
    name: 'a link without words',
    add: '<p><a href="#page_main"></a></p>',
    check: axeFindings,
    finds: /axe link-name/,
  },
  {
    name: 'grey words in dark colours only',
    add: '<p class="fault">Hard to see at night</p>',
    style: '@media (prefers-color-scheme: dark) { .fault { color: #333; background: #222 } }',
    check: inLook({ colorScheme: 'dark' }),
    finds: /axe color-contrast:/,
  },
  {
    name: 'own colours in forced colours',
    add: '<p class="fault">Hard to see when forced</p>',
    style: `@media (forced-colors: active) {
      .fault { forced-color-adjust: none; color: #888; background: #999 } }`,
    check: inLook({ forcedColors: 'active' }),
    finds: /axe color-contrast:/,
  },
  {
    name: 'a fault that only people without scripts meet',
    add: '<noscript><p><a href="#page_main"></a></p></noscript>',
    check: async (page) => {
      const withScripts = await axeFindings(page);
      await openWithoutScripts(page, page.url());
      return [`with scripts: ${withScripts.length}`, ...(await axeFindings(page))];
    },
    finds: /^with scripts: 0\n[^]*axe link-name/,
  },

  // Layout
  {
    name: 'a target of 3 px',
    add: '<div class="fault"><a href="#page_main">a</a> <a href="#page_main">b</a></div>',
    style: '.fault a { display: inline-block; width: 3px; height: 3px; overflow: hidden }',
    check: layout.smallTargetFindings,
    finds: /too small a target, \d by \d px/,
  },
  {
    name: 'a low menu link',
    style:
      'header nav a { display: inline !important; padding: 0 !important; font-size: 1rem !important }',
    check: layout.lowActionFindings,
    finds: /menu link is \d+ px high/,
  },
  {
    name: 'too wide for 320 px',
    add: '<p class="fault">Wide</p>',
    style: '.fault { width: 50rem }',
    check: small,
    finds: /scrolls sideways by \d+ px at 320 px: .*fault/,
  },
  {
    name: 'words cut off when spaced out',
    add: '<p class="fault">Words that just fit</p>',
    style: '.fault { font: 20px/1 sans-serif; height: 1.1em; overflow: hidden }',
    check: spaced,
    finds: /words are cut off: .*fault/,
  },
  {
    name: 'words on other words',
    add: '<p class="fault">A line that is too low</p><p>The words after it</p>',
    style: '.fault { height: 2px; margin: 0 } .fault + p { margin: 0 }',
    check: layout.overlapFindings,
    finds: /words lie on other words: .*fault.*The words after it/,
  },
  {
    name: 'a low phone link',
    add: '<ul><li><a class="fault" href="tel:+442079460100">020 7946 0100</a></li></ul>',
    style: '.fault { display: block; min-height: 0 !important; padding: 0 !important; line-height: 1 }',
    check: layout.lowActionFindings,
    finds: /phone or email link is \d+ px high/,
  },
  {
    name: 'a low button',
    add: '<button class="fault">Send</button>',
    style: '.fault { min-height: 0 !important; padding: 0 !important; font-size: 19px }',
    check: layout.lowActionFindings,
    finds: /button or field is \d+ px high/,
  },
  {
    name: 'something that moves by itself',
    add: '<p class="fault">Moving</p>',
    style: '.fault { animation: fault 9s infinite } @keyframes fault { to { opacity: .5 } }',
    check: layout.motionFindings,
    finds: /moves by itself: .*fault[^]*although calm was asked for: .*fault/,
  },
  {
    name: 'large letters that do not fit',
    add: '<p class="fault">Verylongword</p>',
    style: '.fault { font-size: 1.2rem; width: 18rem; overflow-wrap: normal }',
    check: largeLetters,
    finds: /scrolls sideways by \d+ px at 360 px: .*fault/,
  },
  {
    name: 'small words',
    add: '<p class="fault">Small</p>',
    style: '.fault { font-size: 14px }',
    check: layout.smallTextFindings,
    finds: /text of 14\.0 px/,
  },
  {
    name: 'words that do not grow',
    add: '<p class="fault">Stuck</p>',
    style: '.fault { font-size: 20px }',
    check: (page, { context }) => layout.stuckTextFindings(page, context),
    finds: /text grows only 1\.00 times: .*fault/,
  },
  {
    name: 'a bar that covers the window',
    add: '<div class="fault">Cover</div>',
    style: '.fault { position: fixed; inset: 0 0 30% 0; background: #fff; color: #000 }',
    check: layout.stickyFindings,
    finds: /covers the window/,
  },
  {
    name: 'no style',
    change: (page) => page.replace(/<link rel="?stylesheet[^>]*>/, ''),
    check: layout.unstyledFindings,
    finds: /style sheet is not applied/,
  },

  // Keyboard
  {
    name: 'focus without an outline',
    add: '<p><a class="fault" href="#page_main">Plain</a></p>',
    style: '.fault, .fault:focus { all: initial !important; font-size: 20px !important }',
    check: walkFindings,
    finds: /nothing shows that this has the focus: .*fault/,
  },
  {
    name: 'focus with a pale outline',
    add: '<p class="pale"><a class="fault" href="#page_main">Pale</a></p>',
    style: `.pale { background: #fff }
      .fault, .fault:focus { all: initial !important; font-size: 20px !important }
      .fault:focus { outline: 3px solid #ffd000 !important }`,
    check: walkFindings,
    finds: /the focus is hard to see.*fault/,
  },
  {
    name: 'a positive tabindex',
    add: '<p><a href="#page_main" tabindex="3">First</a></p>',
    check: walkFindings,
    finds: /tabindex above 0/,
  },
  {
    name: 'covered focus',
    add: '<div class="fault"></div>',
    style: '.fault { position: fixed; inset: 0; background: #fff; z-index: 99 }',
    check: walkFindings,
    finds: /covered by .*fault/,
  },
  {
    name: 'a keyboard trap',
    bare: true,
    add: TRAP,
    check: walkFindings,
    finds: /Tab does not get away from button#trap/,
  },
  {
    name: 'no skip link',
    change: (page) => page.replace(/<a [^>]*href="#[^>]*>[^<]*<\/a>/, ''),
    check: skipLinkFindings,
    finds: /not a skip link/,
  },
  {
    name: 'a skip link to nowhere',
    change: (page) => page.replace(/(<a [^>]*href="#)[^"]*/, '$1nowhere'),
    check: skipLinkFindings,
    finds: /not a skip link/,
  },

  // Privacy
  {
    name: 'an inline style',
    add: '<p style="color: red">Red</p>',
    check: (page, { reports }) => reports(),
    finds: /the policy \(style-src-attr\) blocked/,
  },
  {
    name: 'a picture from another server, under the policy',
    add: '<img src="https://127.0.0.1:9/a.png" alt="">',
    check: (page, { reports }) => reports(),
    finds: /the policy \(img-src\) blocked https:\/\/127/,
  },
  {
    name: 'a picture from another server, without a policy',
    bare: true,
    add: '<img src="https://127.0.0.1:9/a.png" alt="">',
    check: (page, { reports }) => reports(),
    finds: /asks another server for https:\/\/127/,
  },
  {
    name: 'no policy in the page',
    change: (page) => page.replace(/<meta http-equiv[^>]*>/, ''),
    check: policyFindings,
    finds: /no content policy/,
  },
  {
    name: 'a cookie and something kept',
    bare: true,
    add: '<script>document.cookie = "a=1"; localStorage.a = 1</script>',
    check: (page, { context }) => keptFindings(page, context),
    finds: /cookie: a[^]*1 things in local storage/,
  },
  {
    name: 'a script that talks to the console',
    bare: true,
    add: '<script>console.warn("hello")</script>',
    check: (page, { reports }) => reports(),
    finds: /message in the console: hello/,
  },
  {
    name: 'words that need a script',
    bare: true,
    add: '<p id="late"></p><script>late.textContent = "Too late"</script>',
    check: async (page) => [await mainText(page)],
    finds: /Too late$/,
    scriptsOff: /^(?![^]*Too late)/,
  },

  // Injection
  {
    name: 'words that became an element',
    add: '<p>Words <b data-owned>bold</b></p>',
    check: ownedFindings,
    finds: /words became markup: <b/,
  },
  {
    name: 'words that became a handler',
    add: '<p onclick="alert(1)">Words</p>',
    check: ownedFindings,
    finds: /words became markup: <p/,
  },
  {
    name: 'a script that ran',
    bare: true,
    add: '<script>globalThis.owned = true</script>',
    check: ownedFindings,
    finds: /script that is not the theme's own[^]*a planted script ran/,
  },
  {
    name: 'links that no page may have',
    add: '<a href="javascript:alert(1)">A</a> <a href="//evil.example.org/">B</a>',
    check: ownedFindings,
    finds: /link may have: <a href="javascript:[^]*link may have: <a href="\/\/evil/,
  },
  {
    name: 'an element more than with harmless words',
    add: '<i>x</i>',
    check: async (page) => shapeFindings(page, [['page', await page.content(), (await page.content()).replace('<i>x</i>', 'x')]]),
    finds: /page has another structure: main > i, where/,
  },

  // Links
  {
    name: 'a broken link',
    add: '<a href="no-such-page/">Nowhere</a>',
    check: (page, { server }) => brokenLinkFindings(page, server),
    finds: /a link answers 404: no-such-page/,
  },
  {
    name: 'a link to a missing place',
    add: '<a href="../#no-such-place">Nowhere</a> <a href="#nor-this">Here</a>',
    check: (page, { server }) => brokenLinkFindings(page, server),
    finds: /not on its page: \.\.\/#no-such-place[^]*not on this page: #nor-this/,
  },
  {
    name: 'a link that does nothing',
    add: '<a href="./">Here again</a>',
    check: idleLinkFindings,
    finds: /leads to the page that it is on: .*"Here again"/,
  },
  {
    name: 'a link out of the folder',
    add: '<a href="/contact/">Contact</a>',
    check: (page, { server }) => prefixFindings(page, server),
    finds: /a link leaves \/leeds\/directory\/: \/contact\//,
  },
];
