// On a large site: to look for several words in all places takes more data than in one place. This says so
// while somebody does it, and leads to the places.
handrail.module('search-places', (root) => {
  const search = root.closest('.search');
  const places = search?.querySelector(`[data-facet="${root.dataset.places}"]`);
  if (!places) {
    return;
  }
  const [notice] = root.children;
  const small = search.dataset.stop.split(' ');
  const typed = (name) => search.querySelector(`#search-${name}`)?.value.trim() || '';
  const look = () => {
    const words = handrail.answers.wordsOf(typed('words')).filter((word) => !small.includes(word));
    // What is near is found among all that fits.
    const wide = words.length > (typed('near') ? 0 : 1);
    notice.hidden = !wide || Boolean(places.querySelector(':checked'));
  };
  // The search changes its boxes first.
  const soon = () => setTimeout(look);
  ['input', 'change', 'click'].forEach((event) => search.addEventListener(event, soon));
  addEventListener('popstate', soon);
  notice.lastElementChild.addEventListener('click', () => {
    places.parentElement.open = true;
    places.open = true;
    places.firstElementChild.focus();
  });
  soon();
});
