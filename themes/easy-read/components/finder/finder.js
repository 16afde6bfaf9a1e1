// The finder: each answer carries the answers before it along, after `#`, where browsers send it to nobody.
handrail.module('finder', (root) => {
  const answers = [...root.querySelectorAll('[data-next]')];
  const ticks = [...root.querySelectorAll('.finder__tick')];
  const carry = () => {
    const ticked = ticks.filter((tick) => tick.checked).map((tick) => tick.value);
    answers.forEach((answer) => {
      const { next, adds } = answer.dataset;
      const all = [location.hash.slice(1), adds, ...ticked].filter((part) => part.includes('='));
      answer.setAttribute('href', all.length > 0 ? `${next}#${all.join('&')}` : next);
    });
  };
  root.addEventListener('change', carry);
  addEventListener('hashchange', carry);
  addEventListener('pageshow', carry);
  carry();
});
