// The search: a form, what was found, and the address bar. Only `answers.js` knows how pages are found.
handrail.module('search', (root) => {
  const { answers, fill } = handrail;
  const words = root.dataset;
  const find = (name) => root.querySelector(`.search__${name}`);
  const [form, field, status, notes, results, more] = ['form', 'words', 'status', 'notes', 'results', 'more'].map(find);
  const template = root.querySelector('template').content.firstElementChild;
  const boxes = [...form.querySelectorAll('[type=checkbox]')];
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
  const index = answers.open({
    load,
    documents: Number(words.documents),
    tokens: Number(words.tokens),
    dictionary: listed(words.dictionary, ' '),
    long: listed(words.long, ' '),
    reversed: listed(words.reversed, ' '),
    stop: new Set(listed(words.stop, ' ')),
    means: new Map(
      listed(words.means, '|').map((one) => {
        const [from, to] = one.split('=');
        return [from, to.split(' ')];
      }),
    ),
  });

  // What was chosen to narrow down: any value of a filter will do, and every filter must fit.
  const chosen = (but) => {
    const filters = new Map();
    boxes.filter((box) => box.checked && box.dataset.name !== but).forEach((box) => {
      const facet = box.closest('[data-facet]').dataset.facet;
      filters.set(facet, [...(filters.get(facet) || []), `f${facet}-${box.dataset.value}`]);
    });
    return filters;
  };
  const kept = async (filters) => {
    let keep = null;
    for (const pieces of filters.values()) {
      const sets = (await Promise.all(pieces.map(load))).map(answers.documentsOf);
      const any = new Set(sets.flatMap((set) => [...set]));
      keep = keep ? new Set([...keep].filter((document) => any.has(document))) : any;
    }
    return keep;
  };
  const answer = async (text, options, filters) => {
    const keep = await kept(filters);
    const found = await index.ask(text, { ...options, keep });
    if (found.words.length === 0 && keep) {
      const documents = [...keep].sort((one, other) => one - other);
      return { ...found, documents, total: documents.length };
    }
    return found;
  };

  const marked = (element, text, forms) => {
    const parts = text.split(/([\p{Alphabetic}\p{N}'’\u0300-\u036f]+)/u).map((part, at) => {
      const [word] = at % 2 ? answers.wordsOf(part) : [];
      if (!forms.has(word)) {
        return part;
      }
      const mark = document.createElement('mark');
      mark.textContent = part;
      return mark;
    });
    element.replaceChildren(...parts);
  };

  const card = async (number, forms) => {
    const cards = JSON.parse(await load(`c${Math.floor(number / 8)}`));
    const [href, name, kind, summary, standing, state, ages] = cards[number % 8];
    const item = template.cloneNode(true);
    const part = (className) => item.querySelector(`.${className}`);
    const link = part('card__link');
    link.setAttribute('href', href);
    marked(link, name, forms);
    part('card__kinds').textContent = kind;
    marked(part('card__summary'), summary, forms);
    const line = part('standing');
    if (standing) {
      line.textContent = standing;
      line.dataset.state = state;
      if (ages) {
        line.dataset.ages = ages;
      }
    } else {
      line.remove();
    }
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
  const spaced = (word) => word.replaceAll('_', ' ');
  const notesOf = ({ words: asked, needed, found, total }) => {
    const all = asked
      .filter(({ how }) => how === 'spelling' || how === 'ending' || how === 'unknown')
      .map((one) => note(fill(one.as ? words.instead : words.unknown, { word: spaced(one.word), as: one.as })));
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
    boxes.filter((box) => box.checked).forEach((box) => parameters.append(box.dataset.name, box.value));
    return parameters.toString();
  };

  const countAgain = async () => {
    const open = [...root.querySelectorAll('.search__narrow[open] .search__facet[open]')];
    for (const facet of open) {
      const own = boxes.filter((box) => facet.contains(box));
      const found = await answer(field.value, { all: true }, chosen(own[0]?.dataset.name));
      const isAll = !field.value.trim() && chosen(own[0]?.dataset.name).size === 0;
      const documents = new Set(found.documents);
      const lists = listed(await load(`f${facet.dataset.facet}`), '\n');
      own.forEach((box) => {
        const list = [...answers.documentsOf(lists[box.dataset.value])];
        const count = isAll ? list.length : list.filter((document) => documents.has(document)).length;
        box.parentElement.querySelector('.search__count').textContent = `(${count})`;
      });
    }
  };

  // Shows what fits. `from` is how many cards stand there already.
  const show = async ({ isTyping = false, from = 0 } = {}) => {
    turn += 1;
    const own = turn;
    const text = field.value;
    const filters = chosen();
    const slow = setTimeout(() => {
      status.textContent = own === turn ? words.looking : status.textContent;
    }, 1500);
    try {
      const found = await answer(text, { isTyping, all: from > 0 }, filters);
      const forms = new Set(found.words.flatMap(({ entries }) => entries.flatMap((entry) => entry.forms)));
      const parts = new Set([...forms].flatMap((one) => one.split('_')));
      const next = found.documents.slice(from, from + PAGE);
      const items = await Promise.all(next.map((document) => card(document, parts)));
      if (own !== turn) {
        return;
      }
      asked = state();
      if (from === 0) {
        status.textContent = heading(text, found, filters.size > 0);
        put(notes, notesOf(found));
        put(results, items);
      } else {
        results.append(...items);
        items[0]?.querySelector('a').focus();
      }
      more.hidden = results.children.length >= found.total;
      find('chosen').textContent = filters.size > 0 ? fill(words.chosen, { n: boxes.filter((box) => box.checked).length }) : '';
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
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
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
      address('pushState');
      show();
    }
  });
  find('narrow').addEventListener('toggle', () => countAgain().catch(() => {}), true);
  find('clear').addEventListener('click', () => {
    boxes.forEach((box) => {
      box.checked = false;
    });
    address('pushState');
    show();
  });
  more.firstElementChild.addEventListener('click', () => show({ from: results.children.length }));
  addEventListener('popstate', follow);
  follow();
});
