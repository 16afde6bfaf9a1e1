// Finds pages by words. `src/search/` in Rust makes the index and answers in the same way: when one
// changes, the other changes too. `load(name)` gets the text of a piece of the index; its formats are
// in `src/search/pieces.rs`.
handrail.module('answers', () => {
  const F = Math.fround;
  const K1 = F(1.2);
  const ENDINGS = new Set(
    ' s es ed d ing er ers r rs ly y ies ied e ment ments al ion ions ive able ful fully ally ness ations ation ity ities'.split(' '),
  );
  const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i' };
  const LONGEST = 4;
  const MOST_WORDS = 20;
  const broken = () => new Error('broken piece');

  // Text -> words, as `src/search/words.rs` does it.
  const plain = (text) =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/['’\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g, '')
      .replace(/[ßæœþøłđðı]/g, (letter) => LETTERS[letter]);
  const wordsOf = (text) =>
    (plain(text).match(/[\p{Alphabetic}\p{N}]+/gu) || []).map((word) => [...word].slice(0, 40).join(''));

  const number = (text) => {
    if (!/^[0-9a-z]+$/.test(text)) {
      throw broken();
    }
    return parseInt(text, 36);
  };
  const backwards = (word) => [...word].reverse().join('');
  const pieceOf = (starts, word) => {
    const after = starts.findIndex((start) => start > word);
    return after < 0 ? starts.length : after;
  };

  // How alike two words are that may be the same word with another ending, or 0.
  const ending = (typed, known) => {
    let same = 0;
    while (same < typed.length && typed[same] === known[same]) {
      same += 1;
    }
    const [left, right] = [typed.slice(same), known.slice(same)];
    const last = typed[same - 1];
    const are = (one, other) => ENDINGS.has(one) && ENDINGS.has(other);
    const fits =
      are(left, right) ||
      (left[0] === last && are(left.slice(1), right)) ||
      (right[0] === last && are(left, right.slice(1)));
    return same > 2 && fits ? same * 10 - left.length - right.length : 0;
  };

  // How many slips lie between two words, or more than `most`.
  const slips = (one, other, most) => {
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (none, at) => at);
    for (let row = 0; row < one.length; row += 1) {
      const next = [row + 1];
      for (let at = 0; at < other.length; at += 1) {
        let least = Math.min(last[at + 1] + 1, next[at] + 1, last[at] + (one[row] === other[at] ? 0 : 1));
        if (row > 0 && at > 0 && one[row - 1] === other[at] && other[at - 1] === one[row]) {
          least = Math.min(least, before[at - 1] + 1);
        }
        next.push(least);
      }
      if (Math.min(...next) > most) {
        return most + 1;
      }
      [before, last] = [last, next];
    }
    return last[other.length];
  };

  // A list of documents with how often each has the word.
  const listOf = (text) => {
    const documents = [];
    let counts = [];
    if (text[0] === '!') {
      const [, packed, often] = text.split('!');
      const bits = atob(packed);
      for (let at = 0; at < bits.length * 8; at += 1) {
        if ((bits.charCodeAt(at >> 3) << at % 8) & 128) {
          documents.push(at);
        }
      }
      counts = [...often].map(number);
      if (counts.length !== documents.length) {
        throw broken();
      }
    } else {
      let next = 0;
      for (const part of text.split(',')) {
        const [step, often] = part.split('.');
        next += number(step) + 1;
        documents.push(next - 1);
        counts.push(often === undefined ? 1 : often === '' ? 2 : number(often));
      }
    }
    return { documents, counts };
  };
  // The documents of one value of a filter.
  const documentsOf = (text) => listOf(text).documents;

  const open = ({ load, documents, tokens, dictionary, long, runs, reversed, stop, means, best }) => {
    const average = F(F(tokens) / F(documents));
    const lengths = Array.from({ length: 256 }, (none, id) => {
      const [bits, shift] = [(id - 24) & 7, (id - 24) >> 3];
      const length = id < 24 ? id : 24 + (shift > 0 ? (bits | 8) * 2 ** (shift - 1) : bits);
      return F(K1 * F(F(0.25) + F(F(F(0.75) * F(length)) / average)));
    });
    const weight = (count) => F(F(Math.log(F(1 + F(F(F(documents - count) + 0.5) / F(count + 0.5))))) * F(2.2));

    const hurry = (name) => load(name).catch(() => {});

    const shards = new Map();
    const shard = async (at) => {
      const text = await load(`s${at}`);
      if (!shards.has(at)) {
        const forms = new Map();
        for (const line of text.split('\n')) {
          const [left, body] = line.split('\t');
          if (!body) {
            throw broken();
          }
          const entry = { forms: left.split(' '), body };
          entry.forms.forEach((form) => forms.set(form, entry));
        }
        shards.set(at, forms);
      }
      return shards.get(at);
    };
    const entryOf = async (form) => {
      const entry = (await shard(pieceOf(dictionary, form))).get(form);
      if (entry?.body[0] !== '>') {
        return entry;
      }
      const real = (await shard(Number(entry.body.slice(1)))).get(form);
      if (!real) {
        throw broken();
      }
      return real;
    };
    const countOf = ({ body }) =>
      body[0] === '*' ? number(body.slice(1).split(' ')[0]) : body.split(',').length;
    // Long lists are in pieces: those of all documents, and on large sites those of each part once more.
    // `src/search/parts.rs` says how.
    const startOf = (part, piece) => (part ? runs[pieceOf(runs, piece) - 1] : piece);
    const longPiece = (part, piece) => `b${part && `${part}-`}${startOf(part, piece)}`;
    const listOfEntry = async (entry, [part, own]) => {
      const count = countOf(entry);
      if (entry.body[0] !== '*') {
        return [count, listOf(entry.body)];
      }
      const [piece, line] = entry.body.split(' ')[1].split('.').map(Number);
      const text = (await load(longPiece(part, piece))).split('\n\n')[piece - startOf(part, piece)];
      const list = listOf(text?.split('\n')[line] || '');
      list.documents = list.documents.map((document) => own[document]);
      if (list.documents.includes(undefined) || (!part && list.documents.length !== count)) {
        throw broken();
      }
      return [count, list];
    };
    // The forms that are looked up in one piece of the dictionary, in order.
    const formsIn = async (at) =>
      [...(await shard(at)).keys()].filter((form) => pieceOf(dictionary, form) === at).sort();

    const beginnings = async (word, own) => {
      if ([...word].length < 3) {
        return [];
      }
      const found = new Set();
      const last = pieceOf(dictionary, `${word}\uffff`);
      for (let at = pieceOf(dictionary, word); at <= last; at += 1) {
        for (const form of await formsIn(at)) {
          if (form.startsWith(word)) {
            found.add(await entryOf(form));
          }
        }
      }
      found.delete(own);
      const first = (one, other) => (one.forms[0] < other.forms[0] ? -1 : 1);
      return [...found]
        .sort((one, other) => countOf(other) - countOf(one) || first(one, other))
        .slice(0, 8);
    };

    const otherEnding = async (word) => {
      let [best, most] = [null, 0];
      for (const form of await formsIn(pieceOf(dictionary, word))) {
        const alike = ending(word, form);
        if (alike > most) {
          [best, most] = [form, alike];
        }
      }
      return best;
    };

    const slip = async (word) => {
      const most = [...word].length > 8 ? 2 : [...word].length > 3 ? 1 : 0;
      if (most === 0) {
        return null;
      }
      const found = new Map();
      const look = async (form, often) => {
        const count = slips([...word], [...form], most);
        if (count <= most && /^[^_]{4,}$/u.test(form)) {
          found.set(form, [count, await often()]);
        }
      };
      for (const form of await formsIn(pieceOf(dictionary, word))) {
        await look(form, async () => countOf(await entryOf(form)));
      }
      for (const line of (await load(`x${pieceOf(reversed, backwards(word))}`)).split('\n')) {
        const [left, often] = line.split(' ');
        await look(backwards(left), () => number(often || ''));
      }
      // By name, and then by what counts more.
      return [...found].sort().sort(([, [a, b]], [, [c, d]]) => a - c || d - b)[0]?.[0];
    };

    const lookUp = async (word, isTyping) => {
      const own = await entryOf(word);
      const more = !own || isTyping ? await beginnings(word, own) : [];
      if (own) {
        return { word, how: 'found', entries: [own, ...more] };
      }
      if (more.length > 0) {
        return { word, how: 'beginning', entries: more };
      }
      for (const [how, find] of [['ending', otherEnding], ['spelling', slip]]) {
        const form = await find(word);
        if (form) {
          return { word, how, as: form, entries: [await entryOf(form)] };
        }
      }
      return { word, how: 'unknown', entries: [] };
    };

    // The words that say something, with what they are called here in their place.
    const spoken = (text) => wordsOf(text).filter((word) => !stop.has(word));
    const meant = (words) => {
      const all = [];
      for (let at = 0; at < words.length; ) {
        let length = LONGEST;
        while (length > 0 && !means.has(words.slice(at, at + length).join('_'))) {
          length -= 1;
        }
        all.push(...(length > 0 ? means.get(words.slice(at, at + length).join('_')) : [words[at]]));
        at += Math.max(length, 1);
      }
      return all;
    };

    const asked = async (words, isTyping) => {
      const found = [];
      for (let at = 0; at < words.length; ) {
        let phrase = null;
        let length = Math.min(LONGEST, words.length - at);
        for (; length > 1 && !phrase; length -= 1) {
          const form = words.slice(at, at + length).join('_');
          const entry = await entryOf(form);
          phrase = entry && { word: form, how: 'found', entries: [entry] };
        }
        found.push(phrase || lookUp(words[at], isTyping && at + 1 === words.length));
        at += phrase ? length + 1 : 1;
      }
      return Promise.all(found);
    };

    // The answer: `documents` in order; `total`, of which `documents` may be only the best; `words`
    // with what happened to each; and how many of the `found` words each document has at least. `wanted`
    // are the only documents that count, now or soon. If all of them are in `parts`, only those are read.
    const ask = async (text, { isTyping = false, wanted = null, parts = [''], all = false } = {}) => {
      // All that is needed soon comes together, so that there are few ways there and back. What fails
      // here fails again where it is needed.
      const said = spoken(text);
      const soon = meant(said).slice(0, MOST_WORDS);
      soon.forEach((word, at) => {
        for (let length = 1; length <= LONGEST; length += 1) {
          hurry(`s${pieceOf(dictionary, soon.slice(at, at + length).join('_'))}`);
        }
      });
      if (soon.length > 1 || wanted) {
        parts.forEach((part) => {
          hurry(`n${part}`);
          soon.filter(() => long.length > 0).forEach((word) => hurry(longPiece(part, pieceOf(long, word))));
        });
      }
      const [words, keep] = await Promise.all([asked(soon, isTyping), wanted]);
      // A page that people chose for these words stands before all others.
      const first = best.get(said.join('_'));
      const lead = (list) => (first === undefined || keep?.has(first) === false ? list : [...new Set([first, ...list])]);
      const used = new Map();
      words.filter(({ entries }) => entries.length > 0).forEach((word) => {
        if (!used.has(word.entries[0])) {
          used.set(word.entries[0], word);
        }
      });
      const found = used.size;
      if (found === 0) {
        const documents = lead([]);
        return { words, found, needed: 0, total: documents.length, documents };
      }
      const [[entry, other]] = [...used.values()].map(({ entries }) => entries);
      const few = entry.body.split(' ')[2];
      if (found === 1 && !other && few && !keep && !all && first === undefined) {
        return { words, found, needed: 1, total: countOf(entry), documents: few.split(',').map(number) };
      }
      const norms = [];
      const places = await Promise.all(
        parts.map(async (part) => {
          const own = part ? documentsOf(await load(`f${part}`)) : [...Array(documents).keys()];
          const letters = await load(`n${part}`);
          if (letters.length !== own.length) {
            throw broken();
          }
          own.forEach((document, at) => {
            norms[document] = letters.charCodeAt(at) - 35;
          });
          return [part, own];
        }),
      );
      const scores = new Map();
      const listsOf = ({ entries }) =>
        Promise.all(entries.flatMap((entry) => places.map((place) => listOfEntry(entry, place))));
      const lists = await Promise.all([...used.values()].map(listsOf));
      for (const word of lists) {
        const own = new Map();
        for (const [count, list] of word) {
          const points = weight(count);
          list.documents.forEach((document, at) => {
            if (!keep || keep.has(document)) {
              const often = list.counts[at];
              const length = lengths[norms[document]];
              const score = F(points * F(often / F(often + length)));
              if (!(own.get(document) >= score)) {
                own.set(document, score);
              }
            }
          });
        }
        own.forEach((score, document) => {
          const known = scores.get(document) || [0, 0];
          scores.set(document, [F(known[0] + score), known[1] + 1]);
        });
      }
      let needed = found;
      let fit = [];
      for (; needed > 0 && fit.length === 0; needed -= 1) {
        fit = [...scores].filter(([, [, count]]) => count >= needed);
      }
      fit.sort(([one, [a]], [other, [b]]) => b - a || one - other);
      const list = lead(fit.map(([document]) => document));
      return {
        words,
        found,
        needed: fit.length > 0 ? needed + 1 : 0,
        total: list.length,
        documents: list,
        scores: fit.map(([, [score]]) => score),
      };
    };

    return { ask };
  };

  handrail.answers = { open, documentsOf, wordsOf };
});
