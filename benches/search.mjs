// What searches cost on the way to a phone: bytes (gzip), files, and ways there and back, on a built site.
//
//     node benches/search.mjs FOLDER-OF-A-BUILT-SITE
//
// It asks for names, kinds of help, places and words of the cards, each as a first visit would: the page of
// the search is there, and its script, the pieces of the index and ten cards come. No network is used;
// the sizes are those of the files as a host compresses them (gzip -9).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';

const [site] = process.argv.slice(2);
const page = path.join(site ?? '.', 'search/index.html');
if (!site || !existsSync(page)) {
  console.error('Name the folder of a built site: node benches/search.mjs public');
  process.exit(2);
}
const html = readFileSync(page, 'utf8');
const unescaped = (text) => text.replace(/&quot;/g, '"').replace(/&#x?\d+;|&lt;|&gt;/g, ' ').replace(/&amp;/g, '&');
const attribute = (name) => unescaped(new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1] ?? '');
const listed = (name, between = ' ') => attribute(name).split(between).filter(Boolean);
const weight = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

const scripts = [...html.matchAll(/<script src="([^"]+)"/g)].map(([, src]) => path.join(site, 'search', src));
const script = scripts.reduce((sum, file) => sum + weight(file), 0);

// The engine as the theme has it. The page loads it with the other scripts that it needs.
const handrail = { module: (name, start) => start() };
const engine = new URL('../themes/easy-read/components/answers/answers.js', import.meta.url);
vm.runInNewContext(readFileSync(engine, 'utf8'), { handrail, console, atob });

const folder = path.join(site, 'search', path.dirname(attribute('piece')));
const open = () => {
  const loaded = new Map();
  let round = 0;
  const load = async (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, { round, file: path.join(folder, `${name}.js`) });
    }
    let text = null;
    const piece = (own, words) => {
      text = words;
    };
    vm.runInNewContext(readFileSync(loaded.get(name).file, 'utf8'), { handrail: { piece } });
    // What is asked for together comes together.
    await new Promise((resolve) => setTimeout(resolve, 2));
    round = Math.max(round, loaded.get(name).round + 1);
    return text;
  };
  const index = handrail.answers.open({
    load,
    documents: Number(attribute('documents')),
    tokens: Number(attribute('tokens')),
    dictionary: listed('dictionary'),
    long: listed('long'),
    runs: handrail.answers.documentsOf(attribute('runs') || '!!'),
    reversed: listed('reversed'),
    stop: new Set(listed('stop')),
    best: new Map(listed('best', '|').map((one) => one.split('=')).map(([from, to]) => [from, Number(to)])),
    means: new Map(listed('means', '|').map((one) => [one.split('=')[0], one.split('=')[1].split(' ')])),
  });
  return { index, load, loaded };
};

const cards = readdirSync(folder)
  .filter((name) => /^c\d+\.js$/.test(name))
  .flatMap((name) => {
    let text = '[]';
    const piece = (own, words) => {
      text = words;
    };
    vm.runInNewContext(readFileSync(path.join(folder, name), 'utf8'), { handrail: { piece } });
    return JSON.parse(text);
  });
let seed = 7;
const chance = (end) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed % end;
};
const wordOf = (text) => {
  const words = text.split(/[^\p{L}]+/u).filter((word) => word.length > 3);
  return words[chance(words.length || 1)] ?? 'care';
};
const labels = cards.filter(([href]) => /(services|needs|areas)\//.test(href)).map(([, name]) => name);
const providers = cards.filter(([href]) => href.includes('providers/'));
// A place is a value of the filter of places: on large sites it has lists of its own.
const places = [...html.matchAll(/data-name="areas"[^>]* data-value="(\d+)"/g)].map(([, value]) => Number(value));
const facet = /data-facet="(\d+)"(?:(?!data-facet)[^])*data-name="areas"/.exec(html)?.[1];
const ofPlace = (load) => {
  const value = `${facet}-${places[chance(places.length)]}`;
  const parts = attribute('runs') ? [value] : undefined;
  return { wanted: load(`f${value}`).then((text) => new Set(handrail.answers.documentsOf(text))), parts };
};
const threeWords = () => {
  const [, name, , summary] = providers[chance(providers.length)];
  return `${wordOf(labels[chance(labels.length)])} ${wordOf(summary)} ${wordOf(name)}`;
};
const questions = {
  'one word': () => wordOf(labels[chance(labels.length)]),
  'three words': threeWords,
  'one word, in a place': [() => wordOf(labels[chance(labels.length)]), ofPlace],
  'three words, in a place': [threeWords, ofPlace],
  'a name': () => providers[chance(providers.length)][1],
  'a slip': () => {
    const word = wordOf(labels[chance(labels.length)]);
    return word.length > 4 ? word.slice(0, 2) + word[3] + word[2] + word.slice(4) : word;
  },
};

const median = (list) => list.sort((one, other) => one - other)[Math.floor(list.length / 2)];
const kilo = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
console.log(`${attribute('documents')} pages; the page of the search ${kilo(weight(page))}, its scripts ${kilo(script)}`);
for (const [name, one] of Object.entries(questions)) {
  const [ask, narrowed] = [one].flat();
  const [bytes, files, ways] = [[], [], []];
  for (let round = 0; round < 100; round += 1) {
    const { index, load, loaded } = open();
    const { documents } = await index.ask(ask(), narrowed?.(load));
    const wait = Math.max(0, ...[...loaded.values()].map((one) => one.round)) + 1;
    for (const document of documents.slice(0, 10)) {
      loaded.set(`c${Math.floor(document / 3)}`, { file: path.join(folder, `c${Math.floor(document / 3)}.js`) });
    }
    bytes.push(script + [...loaded.values()].reduce((sum, { file }) => sum + weight(file), 0));
    files.push(loaded.size);
    ways.push(wait + 1);
  }
  console.log(`${name}: ${kilo(median(bytes))} with the scripts, ${median(files)} files, ${median(ways)} ways there and back`);
}
