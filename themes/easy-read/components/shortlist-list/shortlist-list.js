handrail.module('shortlist-list', (root) => {
  const { fill } = handrail;
  const { MOST, isId, list, save, shows, watch } = handrail.shortlist;
  const words = root.dataset;
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const find = (name) => root.querySelector(`.shortlist-list__${name}`);
  const template = root.querySelector('template').content.firstElementChild;
  const items = find('items');
  const field = find('field');
  const status = find('status');
  const undo = part('undo').firstElementChild;
  const press = (button, act) => button.addEventListener('click', act);
  const say = (text) => {
    status.textContent = text;
  };

  // Facts come in files: see src/render/compare.rs, which sorts providers into them.
  const known = new Map();
  const loads = new Map();
  handrail.providers = (all) => {
    Object.entries(all).forEach(([id, provider]) => known.set(id, provider));
  };

  const fileOf = (id) => {
    let sum = 0x811c9dc5;
    for (let at = 0; at < id.length; at += 1) {
      sum = Math.imul(sum ^ id.charCodeAt(at), 0x01000193);
    }
    return ((sum >>> 0) % words.files) + 1;
  };

  // Loads a file once. Tells if that worked.
  const load = (number) => {
    if (!loads.has(number)) {
      const done = (resolve) => {
        const script = document.createElement('script');
        script.src = fill(words.file, { n: number });
        script.onload = () => resolve(true);
        script.onerror = () => {
          loads.delete(number);
          resolve(false);
        };
        document.head.append(script);
      };
      loads.set(number, new Promise(done));
    }
    return loads.get(number);
  };

  // A provider that loads well and is in no file has left the site.
  const meet = async ({ id, name }) => {
    const loaded = await load(fileOf(id));
    const facts = known.get(id);
    const note = loaded ? words.gone : words.unread;
    const href = facts || !loaded ? fill(words.provider, { id }) : null;
    return facts ? { id, href, ...facts } : { id, href, name, note };
  };

  // The ids after `#`. Anyone can write them: only what can be an id is taken.
  const sharedIds = () => {
    const parts = location.hash.slice(1).replace(/%2c/gi, ',').split(',');
    return [...new Set(parts.filter(isId))].slice(0, MOST);
  };

  // The list that is shown if it was shared. Other changes of the address, such as by the skip link,
  // are no other list.
  let shared = sharedIds();

  const lineOf = (fact) => (fact ? fact.lines.map(({ text }) => text).join(', ') : '');

  const row = (provider, isShared) => {
    const item = template.cloneNode(true);
    const [link, note, phone, off] = ['link', 'note', 'phone', 'off'].map((name) =>
      item.querySelector(`.shortlist-list__${name}`),
    );
    const facts = provider.facts || {};
    link.textContent = provider.name;
    if (provider.href) {
      link.href = provider.href;
    }
    note.textContent = provider.note || lineOf(facts.kind);
    phone.textContent = lineOf(facts.phone) || lineOf(facts.email);
    off.hidden = isShared;
    off.firstElementChild.textContent = `: ${provider.name}`;
    press(off, () => {
      take(({ id }) => id === provider.id, fill(words.removed, provider));
    });
    return item;
  };

  let turn = 0;
  let providers = [];
  const show = async () => {
    turn += 1;
    const own = turn;
    const isShared = shared.length > 0;
    const wanted = isShared ? shared.map((id) => ({ id, name: id })) : list();
    const met = await Promise.all(wanted.map(meet));
    // Something may have changed while files came.
    if (own !== turn) {
      return;
    }
    providers = met;
    root.dataset.state = met.length > 0 ? 'filled' : 'empty';
    part('empty').hidden = met.length > 0;
    part('filled').hidden = met.length === 0;
    part('one').hidden = met.length !== 1;
    part('shared').hidden = !isShared;
    part('clear').hidden = isShared;
    items.replaceChildren(...met.map((provider) => row(provider, isShared)));
    const address = `${location.href.split('#')[0]}#${met.map(({ id }) => id).join(',')}`;
    field.value = address;
    find('address').textContent = address;
    shows.forEach((draw) => draw(met));
  };

  // People whose button is gone go on from the heading of what is shown.
  const goToHeading = () => {
    part(providers.length > 0 ? 'filled' : 'empty').querySelector('h2').focus();
  };

  // Takes providers off and lets people take that back.
  let removed = [];
  const take = (isOff, text) => {
    const old = list();
    if (!save(old.filter((one) => !isOff(one)))) {
      say(words.unkept);
      return;
    }
    removed = [...old.entries()].filter(([, one]) => isOff(one));
    say(text);
    part('undo').hidden = false;
    undo.focus();
  };

  press(part('clear'), () => take(() => true, words.cleared));
  press(undo, async () => {
    // Another tab may have changed the list since: only who was taken off comes back, in their place.
    const next = list();
    removed
      .filter(([, { id }]) => !next.some((one) => one.id === id))
      .forEach(([at, one]) => next.splice(at, 0, one));
    if (next.length > MOST) {
      say(words.full);
    } else if (save(next)) {
      part('undo').hidden = true;
      say(words.back);
      await show();
      goToHeading();
    } else {
      say(words.unkept);
    }
  });

  const showOwn = async (text) => {
    shared = [];
    location.hash = '';
    await show();
    say(text);
    goToHeading();
  };

  press(part('keep'), () => {
    const own = list();
    const more = providers
      .filter(({ id, facts }) => facts && !own.some((one) => one.id === id))
      .map(({ id, name }) => ({ id, name }));
    if (own.length + more.length > MOST) {
      say(words.full);
    } else if (save([...own, ...more])) {
      showOwn(words.kept);
    } else {
      say(words.unkept);
    }
  });
  press(part('own'), () => showOwn(words.ownShown));

  press(part('copy'), async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      say(words.copied);
    } catch {
      field.focus();
      field.select();
      say(words.select);
    }
  });

  press(part('print'), () => print());

  try {
    localStorage.getItem('');
  } catch {
    part('barred').hidden = false;
  }

  addEventListener('hashchange', () => {
    const ids = sharedIds();
    if (ids.join() !== shared.join() && (ids.length > 0 || location.hash === '')) {
      shared = ids;
      show();
    }
  });
  watch(show);
});
