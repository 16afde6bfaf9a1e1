// Words on a page that stop being true on a day carry the words of later days with them:
// `2027-03-05 late Our check is late.`, with `|` between. When such a day has come, by the clock of
// this device, its words are put in. A clock that is behind changes nothing.
handrail.module('ages', () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

  handrail.age = (part) => {
    for (const words of part.querySelectorAll('[data-ages]')) {
      for (const later of words.dataset.ages.split('|')) {
        const [, from, state, text] = /^(\S+) (\S+) ?(.*)$/.exec(later) || [];
        if (from && from <= today) {
          words.textContent = text;
          words.dataset.state = state;
          words.closest('[data-aged]')?.setAttribute('data-aged', state);
        }
      }
    }
  };
  handrail.age(document);
});
