// The shortlist: ids and names of providers. They are kept on this device, and only after a person
// pressed a button. This part is on every page and shows how many there are.
{
  const MOST = 20;
  const watchers = [];
  const tell = () => watchers.forEach((changed) => changed());

  const isId = (id) => typeof id === 'string' && /^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$/.test(id);

  handrail.shortlist = {
    MOST,
    isId,

    // The parts of the page of the shortlist that draw who is on it.
    shows: [],

    // Who is on it. What is kept may be old, or written by something else.
    list() {
      const kept = handrail.kept('shortlist');
      const seen = new Set();
      return (Array.isArray(kept) ? kept : [])
        .filter((one) => one && isId(one.id) && typeof one.name === 'string')
        .filter(({ id }) => !seen.has(id) && seen.add(id))
        .slice(0, MOST);
    },

    // Keeps it. Tells if that worked.
    save(list) {
      const worked = handrail.keep('shortlist', list.length > 0 ? list : null);
      tell();
      return worked;
    },

    // Calls `changed` now, and whenever the list changes, in any tab.
    watch(changed) {
      watchers.push(changed);
      changed();
    },
  };

  handrail.whenKept('shortlist', tell);
  // The Back button shows the page as it was left.
  addEventListener('pageshow', (event) => event.persisted && tell());
}

handrail.module('shortlist', (link) => {
  const count = document.createElement('span');
  link.append(count);
  handrail.shortlist.watch(() => {
    const number = handrail.shortlist.list().length;
    count.textContent = number > 0 ? `(${number})` : '';
  });
});
