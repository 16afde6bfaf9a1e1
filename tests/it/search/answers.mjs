// Asks the script of the site, in Node, what tantivy was asked: `node answers.mjs WHAT FOLDER`.
// What comes out is JSON: how many answers are the same, and those that are not.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const [what, folder] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const script = path.join(here, '../../../themes/easy-read/components/answers/answers.js');
const handrail = { module: (name, start) => start() };
vm.runInNewContext(readFileSync(script, 'utf8'), { handrail, console, atob });
const { answers } = handrail;
const json = (name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

// A piece as a browser loads it: the script runs, or nothing comes.
const pieces = new Map();
const textOf = (name) => {
  if (!pieces.has(name)) {
    pieces.set(name, readFileSync(path.join(folder, 'pieces', `${name}.js`), 'utf8'));
  }
  return pieces.get(name);
};
const library = (change = (name, text) => text) => {
  const page = json('page.json');
  const loaded = [];
  const load = async (name) => {
    const text = change(name, textOf(name));
    let found = null;
    vm.runInNewContext(text, { handrail: { piece: (own, words) => { found = words; } } });
    if (found === null) {
      throw new Error(`${name} is empty`);
    }
    loaded.push(name);
    return found;
  };
  const index = answers.open({ ...page, stop: new Set(page.stop), means: new Map(page.means), best: new Map(page.best), load });
  return { index, loaded };
};

const near = (one, other) => Math.abs(one - other) <= 1e-5 * Math.max(Math.abs(one), 1);

// What narrows a question down: the documents that count, and the parts of the index that have all of them.
const within = ({ keep, parts }) => (keep ? { wanted: Promise.resolve(new Set(keep)), parts } : {});

// What differs between an answer and the one that is wanted, or nothing.
const difference = async (index, wanted) => {
  const { isTyping } = wanted;
  let got = await index.ask(wanted.question, { isTyping, ...within(wanted) });
  const words = got.words.map(({ word, how, as }) => [word, as ? `${how} ${as}` : how]);
  const facts = { total: got.total, needed: got.needed, found: got.found, words };
  for (const [name, value] of Object.entries(facts)) {
    if (JSON.stringify(value) !== JSON.stringify(wanted[name])) {
      return { question: wanted.question, isTyping, name, wanted: wanted[name], got: value };
    }
  }
  const first = got.documents.slice(0, wanted.documents.length);
  if (JSON.stringify(first) === JSON.stringify(wanted.documents)) {
    return null;
  }
  // Documents that fit equally well may change places: 32 bits do not add up in every order.
  got = await index.ask(wanted.question, { isTyping, all: true, ...within(wanted) });
  const isNear = wanted.documents.every((document, at) => {
    const place = got.documents.indexOf(document);
    return near(got.scores[at], wanted.scores[at]) && near(got.scores[place], wanted.scores[at]);
  });
  return isNear ? null : { question: wanted.question, wanted: wanted.documents, got: first };
};

const wrong = [];
let same = 0;
let refused = 0;
let rust = 0;
if (what === 'words') {
  for (const [text, words] of json('texts.json')) {
    const got = answers.wordsOf(text);
    if (JSON.stringify([...got]) === JSON.stringify(words)) {
      same += 1;
    } else {
      wrong.push({ text, wanted: words, got });
    }
  }
} else if (what === 'same') {
  const { index } = library();
  for (const wanted of json('questions.json')) {
    const found = await difference(index, wanted);
    if (found) {
      wrong.push(found);
    } else {
      same += 1;
    }
  }
} else if (what === 'parts') {
  // Parts give what the whole gives, and what tantivy gives if it can say.
  const { index, loaded } = library();
  for (const wanted of json('questions.json')) {
    const { question, isTyping, total, parts } = wanted;
    loaded.length = 0;
    const part = await index.ask(question, { isTyping, ...within(wanted) });
    const whole = loaded.filter((name) => /^(n|b\d+)$/.test(name));
    const expected = await index.ask(question, { isTyping, ...within({ ...wanted, parts: undefined }) });
    const isSame = JSON.stringify(part) === JSON.stringify(expected) && whole.length === 0;
    rust += total > 0 ? 1 : 0;
    const found = isSame ? total > 0 && (await difference(index, wanted)) : { question, parts, whole, part, expected };
    if (found) {
      wrong.push(found);
    } else {
      same += 1;
    }
  }
} else {
  // Each piece that a question needs, missing or cut off at three places: the answer is refused.
  for (const wanted of json('questions.json')) {
    const { index, loaded } = library();
    await index.ask(wanted.question, { isTyping: wanted.isTyping, ...within(wanted) });
    for (const broken of new Set(loaded)) {
      for (const part of [0, 0.3, 0.9, 0.999]) {
        const cut = (name, text) => (name === broken ? text.slice(0, Math.min(text.length * part, text.length - 4)) : text);
        try {
          const found = await difference(library(cut).index, wanted);
          if (found) {
            wrong.push({ broken, part, ...found });
          } else {
            same += 1;
          }
        } catch {
          refused += 1;
        }
      }
    }
  }
}
console.log(JSON.stringify({ same, refused, rust, wrong: wrong.slice(0, 5) }));
