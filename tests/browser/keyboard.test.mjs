// One page of every kind with the Tab key. Whole errands are in `journeys.test.mjs`.
import { PHONE } from './lib/browser.mjs';
import { onPages, useSite } from './lib/testing.mjs';
import { skipLinkFindings, walkFindings } from './checks/keyboard.mjs';

const shared = useSite();

onPages(shared, 'the skip link comes first and works', shared.pages, {}, skipLinkFindings);
onPages(shared, 'Tab reaches everything, in order and in sight', shared.pages, {}, walkFindings);

const phone = { viewport: PHONE };
onPages(shared, 'Tab on a phone with a keyboard', shared.few, phone, walkFindings);

// The window that 1280 by 1024 px leave at 400% zoom. A header that stays would cover what has the focus.
const zoomed = { viewport: { width: 320, height: 256 } };
onPages(shared, 'focus is not covered at 400% zoom', shared.few, zoomed, walkFindings);

const dark = { colorScheme: 'dark' };
onPages(shared, 'focus can be seen in dark colours', shared.few, dark, walkFindings);

const forced = { forcedColors: 'active' };
onPages(shared, 'focus can be seen in forced colours', shared.few, forced, walkFindings);
