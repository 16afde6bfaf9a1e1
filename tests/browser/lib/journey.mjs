// Goes through the site as somebody does who has a keyboard and no pointer, or a switch that
// presses Tab and Enter. Counts every key, because each one can cost such a person seconds.
import assert from 'node:assert/strict';

/** More presses than any one step should need. */
const MOST_PRESSES = 120;

/** All the keys that a journey may use. */
const KEYS = [
  'Tab',
  'Shift+Tab',
  'Enter',
  'Space',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
];

/** `wanted` is a name, a pattern, or `{ role, name }` where a link and a table have one name. */
function fits({ role, name }, wanted) {
  if (wanted.role) {
    return role === wanted.role && fits({ name }, wanted.name);
  }
  return wanted instanceof RegExp ? wanted.test(name) : name === wanted;
}

const told = (wanted) => (wanted.role ? `${wanted.role} ${wanted.name}` : wanted);

/** Starts a journey on an open page. */
export async function journeyOn(page) {
  const browser = await page.context().newCDPSession(page);
  let presses = 0;
  let all = 0;
  const steps = [];

  async function press(key) {
    assert.ok(KEYS.includes(key), `${key} is not a key of these journeys`);
    presses += 1;
    all += 1;
    await page.keyboard.press(key);
  }

  /** The role and name of the control that has the focus, as the browser tells a screen reader. */
  async function focused() {
    const { result } = await browser.send('Runtime.evaluate', {
      expression: 'document.activeElement',
    });
    const { nodes } = await browser.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId,
      fetchRelatives: false,
    });
    await browser.send('Runtime.releaseObject', { objectId: result.objectId });
    const [{ role, name }] = nodes;
    return { role: role?.value ?? '', name: (name?.value ?? '').trim().replace(/\s+/g, ' ') };
  }

  /** Keeps what a step cost, and starts to count the next. */
  function note(words) {
    steps.push(`${words} (${presses})`);
    presses = 0;
  }

  async function moveTo(key, wanted, most) {
    const passed = [];
    for (let times = 0; times < most; times += 1) {
      await press(key);
      const { role, name } = await focused();
      const isControl = role !== 'RootWebArea';
      if (isControl && fits({ role, name }, wanted)) {
        return name;
      }
      passed.push(name);
    }
    const last = passed.slice(-5).join(' | ');
    return assert.fail(
      `${most} times ${key} on ${page.url()} did not reach ${told(wanted)}. The last were: ${last}`,
    );
  }

  async function step(key, wanted, most) {
    const name = await moveTo(key, wanted, most);
    note(name);
    return name;
  }

  return {
    page,
    press,
    focused,

    /** Presses Tab until the control with this name has the focus. A pattern fits more names. */
    tabTo: (name, most = MOST_PRESSES) => step('Tab', name, most),

    /** The same, backwards. */
    tabBackTo: (name, most = MOST_PRESSES) => step('Shift+Tab', name, most),

    /** Goes to a link and follows it. The address of the page that opens must fit. */
    async follow(name, address, most = MOST_PRESSES) {
      const found = await moveTo('Tab', name, most);
      await Promise.all([page.waitForURL(address), press('Enter')]);
      await page.waitForLoadState('load');
      note(found);
      return { name: found, heading: await page.locator('h1').innerText() };
    },

    /** Writes a number into the field that has the focus. Each digit is a key. */
    async write(number) {
      presses += number.length;
      all += number.length;
      await page.keyboard.type(number);
      note(`"${number}"`);
    },

    /** Uses the skip link, which is the first stop of each page. */
    async skip() {
      const name = await moveTo('Tab', /skip to the main part/i, 1);
      await press('Enter');
      note(name);
    },

    /** Every step with the number of keys that it took, and the sum. */
    told: () => `${steps.join(' → ')}; ${all} keys in all`,
  };
}
