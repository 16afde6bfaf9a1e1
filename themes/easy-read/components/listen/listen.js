// Reads a part of the page aloud, sentence by sentence, with a voice of the device. A part is a main
// heading and what follows it. Voices that send the text to a server are not used.
//
// What browsers do wrong, and what is done about it: long speech breaks off or jams, so each piece is
// short; speech may never start or never end, so a clock watches; voices come late; an utterance that
// nothing holds is forgotten; speech goes on after the page is left.
handrail.module('listen', (template) => {
  const speech = window.speechSynthesis;
  if (!speech) {
    return;
  }
  const page = document.documentElement;
  const headings = [...document.querySelectorAll('main h1, main h2')].filter((heading) => !heading.closest('nav'));
  const { highlights } = CSS;
  // Milliseconds until speech must have started. After that, long sentences have longer.
  const PATIENCE = 5000;
  let utterance;
  let clock;
  let unmark = () => {};
  let end;

  const voiceFor = (element) => {
    const base = (tag) => tag.split(/[-_]/)[0];
    const language = base(element.closest('[lang]').lang);
    const voices = speech.getVoices().filter((voice) => voice.localService && base(voice.lang) === language);
    return voices.find((voice) => voice.default) || voices[0];
  };

  // The words of a part, in blocks such as paragraphs. What cannot be seen is not read.
  const blocksOf = (heading) => {
    const blocks = [];
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    let block = {};
    walker.currentNode = heading;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      let element = node.parentElement;
      const voice = voiceFor(element);
      const other = element.closest('h1, h2, nav, footer, button, thead, .hide, [role="status"], details:not([open]) > :not(summary)');
      if (other && other !== heading) {
        if (headings.includes(other) || other.tagName === 'FOOTER') {
          break;
        }
      } else if (voice && element.getClientRects().length) {
        while (!/^D[DT]$/.test(element.tagName) && /^inline/.test(getComputedStyle(element).display)) {
          element = element.parentElement;
        }
        if (block.element !== element || block.voice !== voice) {
          block = { element, voice, text: '', nodes: [] };
          blocks.push(block);
        }
        block.nodes.push([node, block.text.length]);
        block.text += node.data;
      }
    }
    return blocks;
  };

  // A long sentence is cut at a comma, or else between words.
  const sentencesOf = (block) =>
    [...block.text.matchAll(/[^]{1,180}?(?:[.!?…؟۔।]["'”’)]*(?=\s)|$)|[^]{1,180}[,،](?=\s)|[^]{1,180}(?=\s)|[^]{1,180}/g)]
      .map(({ 0: text, index }) => ({ block, text, index }))
      .filter(({ text }) => text.trim());

  // A cell of a table starts with the name of its column. A long number, such as of a phone, is said
  // digit by digit in its groups.
  const spoken = ({ block, text, index }) => {
    const cell = index ? null : block.element.closest('td');
    const names = cell && cell.closest('table').tHead;
    const column = names ? `${names.rows[0].cells[cell.cellIndex].textContent}: ` : '';
    const digits = (number) => number.replace(/ /g, ',').replace(/\d/g, '$& ');
    return column + text.trim().replace(/\s+/g, ' ').replace(/\d[\d ]{8,}\d/g, digits);
  };

  // Marks the sentence that is read. Older browsers mark its whole block.
  const mark = ({ block, text, index }) => {
    const range = new Range();
    const point = (offset) => {
      const [node, start] = block.nodes.filter((place) => place[1] <= offset).pop();
      return [node, offset - start];
    };
    range.setStart(...point(index));
    range.setEnd(...point(index + text.length));
    if (highlights) {
      highlights.set('listen', new Highlight(range));
      unmark = () => highlights.delete('listen');
    } else {
      block.element.classList.add('listen__now');
      unmark = () => block.element.classList.remove('listen__now');
    }
    block.element.scrollIntoView({ block: 'nearest' });
  };

  const stop = () => {
    if (end) {
      utterance = null;
      clearTimeout(clock);
      speech.cancel();
      unmark();
      end();
      end = null;
    }
  };

  const read = ([sentence, ...rest]) => {
    if (!sentence) {
      stop();
      return;
    }
    const { voice } = sentence.block;
    const own = new SpeechSynthesisUtterance(spoken(sentence));
    const next = () => {
      unmark();
      read(rest);
    };
    const inTurn = (then) => () => utterance === own && then();
    const wait = (time, then) => {
      clearTimeout(clock);
      clock = setTimeout(inTurn(then), time);
    };
    utterance = own;
    own.voice = voice;
    own.lang = voice.lang;
    own.rate = { slow: 0.75, fast: 1.25 }[page.dataset.voice] || 1;
    own.onerror = inTurn(stop);
    own.onend = inTurn(next);
    own.onstart = inTurn(() =>
      wait(PATIENCE + sentence.text.length * 300, () => {
        utterance = null;
        speech.cancel();
        next();
      }),
    );
    mark(sentence);
    wait(PATIENCE, stop);
    speech.speak(own);
  };

  const boxes = headings.map((heading) => {
    const box = template.content.firstElementChild.cloneNode(true);
    const button = box.firstElementChild;
    const start = button.textContent;
    const name = (words) => {
      button.textContent = words;
      button.setAttribute('aria-label', `${words}: ${heading.textContent}`);
    };
    name(start);
    button.addEventListener('click', () => {
      const reads = button.textContent !== start;
      stop();
      if (!reads) {
        speech.cancel();
        end = () => name(start);
        name(template.dataset.stop);
        read(blocksOf(heading).flatMap(sentencesOf));
      }
    });
    // In a row beside a picture, the box would be one more column.
    const row = heading.parentElement;
    (getComputedStyle(row).display === 'flex' ? row : heading).after(box);
    return box;
  });

  const show = () => boxes.forEach((box) => (box.hidden = !voiceFor(page)));
  show();
  speech.onvoiceschanged = show;
  setTimeout(show, 2000);
  addEventListener('pagehide', stop);
  addEventListener('keydown', ({ key }) => key === 'Escape' && stop());
});
