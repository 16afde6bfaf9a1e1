// The search: a form, what was found, and the address bar. Only `answers.js` knows how pages are found.
handrail.module('search', (root) => {
  const { answers, fill } = handrail;
  const words = root.dataset;
  const find = (name) => root.querySelector(`.search__${name}`);
  const [form, field, status, notes, results, more] = ['form', 'words', 'status', 'notes', 'results', 'more'].map(find);
  const template = root.querySelector('template').content.firstElementChild;
  const boxes = [...form.querySelectorAll('[type=checkbox]')];
  const ticked = () => boxes.filter((box) => box.checked);
  const PAGE = 10;

  // Pieces of the index are small scripts, because browsers read no other file of a memory stick.
  const texts = new Map();
  const loads = new Map();
  handrail.piece = (name, text) => texts.set(name, text);
  const load = (name) => {
    if (!loads.has(name)) {
      const wait = (resolve, reject) => {
        const script = document.createElement('script');
        const fail = () => {
          loads.delete(name);
          reject(new Error(name));
        };
        script.src = fill(words.piece, { name });
        script.onload = () => (texts.has(name) ? resolve(texts.get(name)) : fail());
        script.onerror = fail;
        document.head.append(script);
      };
      loads.set(name, new Promise(wait));
    }
    return loads.get(name);
  };

  const listed = (text, between) => text.split(between).filter(Boolean);
  const pairs = (text, read) =>
    new Map(listed(text, '|').map((one) => one.split('=')).map(([from, to]) => [from, read(to)]));
  // Words that stand on many cards: a card names them by their number.
  const phrases = words.phrases.split('~');
  const index = answers.open({
    load,
    documents: Number(words.documents),
    tokens: Number(words.tokens),
    dictionary: listed(words.dictionary, ' '),
    long: listed(words.long, ' '),
    runs: answers.documentsOf(words.runs || '!!'),
    reversed: listed(words.reversed, ' '),
    stop: new Set(listed(words.stop, ' ')),
    means: pairs(words.means, (to) => to.split(' ')),
    best: pairs(words.best, Number),
  });

  // What was chosen to narrow down: any value of a filter will do, and every filter must fit.
  const chosen = (but) => {
    const filters = new Map();
    ticked().filter((box) => box.dataset.name !== but).forEach((box) => {
      const facet = box.closest('[data-facet]').dataset.facet;
      filters.set(facet, [...(filters.get(facet) || []), `${facet}-${box.dataset.value}`]);
    });
    return filters;
  };
  const kept = async (filters) => {
    let keep = null;
    for (const values of filters.values()) {
      const lists = await Promise.all(values.map((value) => load(`f${value}`)));
      const any = new Set(lists.flatMap(answers.documentsOf));
      keep = keep ? new Set([...keep].filter((document) => any.has(document))) : any;
    }
    return keep;
  };
  const answer = async (text, options, filters) => {
    const wanted = filters.size > 0 ? kept(filters) : null;
    const found = await index.ask(text, { ...options, wanted, parts: filters.get(words.split) });
    const keep = await wanted;
    if (found.words.length === 0 && keep) {
      found.documents = [...keep].sort((one, other) => one - other);
      found.total = keep.size;
    }
    return found;
  };

  const marked = (element, forms) => {
    const parts = element?.textContent.split(/([\p{Alphabetic}\p{N}'’\u0300-\u036f]+)/u).map((part, at) => {
      const [word] = at % 2 ? answers.wordsOf(part) : [];
      if (!forms.has(word)) {
        return part;
      }
      const mark = document.createElement('mark');
      mark.textContent = part;
      return mark;
    });
    if (parts) {
      element.replaceChildren(...parts);
    }
  };

  // Only the first part of a postcode counts. How far it is from there to each page whose place is known.
  const near = find('near');
  const outward = () =>
    /^([a-z]{1,2}\d[a-z\d]?)( *\d[a-z]{2})?$/i.exec(near?.value.trim())?.[1].toUpperCase() || '';
  const milesFrom = async (code) => {
    const lines = (await load('near')).split('\n').map((line) => line.split(' '));
    const here = lines.find(([other]) => other === code);
    const miles = new Map();
    lines.forEach(([, latitude, longitude, list]) => {
      if (here && list) {
        // As `src/model/centre.rs` does it.
        const east = (longitude - here[2]) * Math.cos(here[1] / 57296);
        const far = Math.hypot(latitude - here[1], east) * 0.06906;
        answers.documentsOf(list).forEach((document) => miles.set(document, far));
      }
    });
    return here && miles;
  };
  const nearest = (found, miles, documents) => {
    const far = (document) => miles.get(document) ?? 1e9;
    found.documents = documents.sort((one, other) => far(one) - far(other));
    found.total = documents.length;
  };

  const card = async (number, forms, far) => {
    const cards = JSON.parse(await load(`c${Math.floor(number / 3)}`));
    const [href, name, kind, summary, state, ...aged] = cards[number % 3];
    const [standing, ages] = aged.map((text) => text.replace(/~(\d+)~/g, (all, at) => phrases[at]));
    const item = template.cloneNode(true);
    const part = (className, text) => {
      const element = item.querySelector(`.${className}`);
      element.textContent = text;
      return text ? element : element.remove();
    };
    const link = part('card__link', name);
    link.setAttribute('href', href);
    marked(link, forms);
    marked(part('card__summary', summary), forms);
    part('card__kinds', kind);
    part('search__far', far < 1.5 ? words.mile : far && fill(words.miles, { n: Math.round(far) }));
    Object.assign(part('standing', standing)?.dataset || {}, { state, ages });
    handrail.age?.(item);
    return item;
  };

  // A list with nothing in it is no list.
  const put = (list, items) => {
    list.replaceChildren(...items);
    list.hidden = items.length === 0;
  };

  const note = (text) => {
    const item = document.createElement('li');
    item.textContent = text;
    return item;
  };
  const notesOf = ({ words: asked, needed, found, total }) => {
    const all = asked
      .filter((one) => one.as || one.how === 'unknown')
      .map((one) => note(fill(one.as ? words.instead : words.unknown, { ...one, word: one.word.replaceAll('_', ' ') })));
    if (total > 0 && needed < found) {
      all.push(note(fill(words.some, { n: needed, all: found })));
    }
    return all;
  };
  const heading = (text, { total, words: asked }, hasFilter) => {
    if (asked.length === 0 && !hasFilter) {
      return text.trim() ? words.small : '';
    }
    return fill(total === 0 ? words.none : total === 1 ? words.one : words.many, { n: total });
  };

  let turn = 0;
  let asked = null;
  const state = () => {
    const parameters = new URLSearchParams();
    const text = field.value.trim();
    if (text) {
      parameters.set('q', text);
    }
    if (outward()) {
      parameters.set('near', outward());
    }
    ticked().forEach((box) => parameters.append(box.dataset.name, box.value));
    return parameters.toString();
  };

  const countAgain = async () => {
    for (const facet of root.querySelectorAll('.search__narrow[open] .search__facet[open]')) {
      const own = boxes.filter((box) => facet.contains(box));
      const others = chosen(own[0]?.dataset.name);
      const text = field.value.trim();
      // To count what is in other places would take the lists of all places.
      const isUnknown = text && facet.dataset.facet === words.split && chosen().has(words.split);
      const found = isUnknown ? {} : await answer(text, { all: true }, others);
      const isAll = !text && others.size === 0;
      const documents = new Set(found.documents);
      const lists = (await load(`f${facet.dataset.facet}`)).split('\n');
      own.forEach((box) => {
        const list = answers.documentsOf(lists[box.dataset.value]);
        const count = isAll ? list.length : list.filter((document) => documents.has(document)).length;
        box.parentElement.querySelector('.search__count').textContent = isUnknown ? '' : `(${count})`;
      });
    }
  };

  // Shows what fits. `from` is how many cards stand there already.
  const show = async ({ isTyping = false, from = 0 } = {}) => {
    turn += 1;
    const own = turn;
    const text = field.value;
    const code = outward();
    const filters = chosen();
    const slow = setTimeout(() => {
      status.textContent = own === turn ? words.looking : status.textContent;
    }, 1500);
    try {
      const [found, miles] = await Promise.all([
        answer(text, { isTyping, all: from > 0 || Boolean(code) }, filters),
        code ? milesFrom(code) : null,
      ]);
      if (miles) {
        nearest(found, miles, found.words.length + filters.size > 0 ? found.documents : [...miles.keys()]);
      }
      const forms = found.words.flatMap(({ entries }) => entries.flatMap((entry) => entry.forms));
      const parts = new Set(forms.flatMap((form) => form.split('_')));
      const next = found.documents.slice(from, from + PAGE);
      const items = await Promise.all(next.map((document) => card(document, parts, miles?.get(document))));
      if (own !== turn) {
        return;
      }
      asked = state();
      if (from === 0) {
        status.textContent = heading(text, found, filters.size > 0 || Boolean(miles));
        const postcode = code || near?.value;
        put(notes, notesOf(found).concat(postcode ? note(fill(miles ? words.from : words.lost, { postcode })) : []));
        put(results, items);
      } else {
        results.append(...items);
        items[0]?.querySelector('a').focus();
      }
      more.hidden = results.children.length >= found.total;
      find('chosen').textContent = filters.size > 0 ? fill(words.chosen, { n: ticked().length }) : '';
      await countAgain();
    } catch {
      if (own === turn) {
        put(results, []);
        put(notes, []);
        more.hidden = true;
        status.textContent = words.broken;
      }
    } finally {
      clearTimeout(slow);
    }
  };

  // The address holds what was asked, so that a search can be shared and Back works. It stands after
  // `#`: browsers send that to nobody.
  const address = (how) => history[how](null, '', `#${state()}`);
  const follow = () => {
    const text = location.hash.slice(1);
    if (text && !text.includes('=')) {
      return;
    }
    const parameters = new URLSearchParams(text);
    field.value = (parameters.get('q') || '').slice(0, field.maxLength);
    if (near) {
      near.value = (parameters.get('near') || '').slice(0, near.maxLength);
    }
    boxes.forEach((box) => {
      box.checked = parameters.getAll(box.dataset.name).includes(box.value);
    });
    show();
  };

  // There is no form: this site sends nothing anywhere, and its policy says so.
  const go = () => {
    address(state() === asked ? 'replaceState' : 'pushState');
    show();
  };
  find('go').addEventListener('click', go);
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.matches('.search__words')) {
      go();
    }
  });
  let wait = null;
  field.addEventListener('input', () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      address('replaceState');
      show({ isTyping: true });
    }, 250);
  });
  form.addEventListener('change', (event) => {
    if (event.target !== field) {
      go();
    }
  });
  find('narrow').addEventListener('toggle', () => countAgain().catch(() => {}), true);
  find('clear').addEventListener('click', () => {
    boxes.forEach((box) => {
      box.checked = false;
    });
    go();
  });
  more.firstElementChild.addEventListener('click', () => show({ from: results.children.length }));
  addEventListener('popstate', follow);
  follow();
});
