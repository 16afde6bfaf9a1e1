// Lets a person fill a sheet in on the screen. What they write stays on the page. It is kept on the
// device only while they want that, and is never sent anywhere.
handrail.module('sheet', (element) => {
  const place = `sheet ${element.dataset.name}`;
  const part = (name) => element.querySelector(`[data-part="${name}"]`);
  const [keep, clear, back] = ['keep', 'clear', 'back'].map(part);
  const status = element.querySelector('.sheet__status');
  const say = (what) => {
    status.textContent = status.dataset[what];
  };

  // What stands in front of a field names it: a sheet that gets another order keeps its answers.
  const fields = new Map();
  const add = (field, heading, words) => {
    let name = `${heading}: ${words}`;
    while (fields.has(name)) {
      name += ' +';
    }
    fields.set(name, field);
    field.id = `sheet_${element.dataset.name}_${fields.size}`;
  };

  // A text to write in, and the same text for paper, which shows all of it.
  const writing = (rows) => {
    const field = document.createElement('textarea');
    const written = document.createElement('p');
    field.className = 'sheet__field';
    written.className = 'sheet__written';
    field.rows = rows;
    field.autocomplete = 'off';
    field.show = () => {
      written.textContent = field.value;
      field.rows = rows;
      while (field.scrollHeight > field.clientHeight && field.rows < 40) {
        field.rows += 1;
      }
    };
    return [field, written];
  };

  // The inside of an element, put into a label.
  const label = (inside) => {
    const made = document.createElement('label');
    made.append(...inside.childNodes);
    inside.append(made);
    return made;
  };

  element.querySelectorAll('.sheet__part').forEach((group) => {
    const heading = group.querySelector('.sheet__heading').textContent;
    group.querySelectorAll('.sheet__question').forEach((question) => {
      const [ask, lines] = question.children;
      const [field, written] = writing(lines.children.length);
      add(field, heading, ask.textContent);
      label(ask).htmlFor = field.id;
      lines.before(written);
      lines.after(field);
    });
    group.querySelectorAll('.sheet__tick').forEach((tick) => {
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.className = 'sheet__box';
      add(box, heading, tick.textContent);
      tick.firstChild.replaceWith(box);
      label(tick).className = tick.className;
    });
    group.querySelectorAll('.sheet__cell').forEach((cell) => {
      const [field, written] = writing(1);
      add(field, heading, cell.dataset.name);
      field.setAttribute('aria-label', cell.dataset.name);
      cell.append(written, field);
    });
  });

  const values = () => {
    const filled = {};
    fields.forEach((field, name) => {
      const value = field.show ? field.value : field.checked;
      if (value) {
        filled[name] = value;
      }
    });
    return filled;
  };
  const fill = (filled) =>
    fields.forEach((field, name) => {
      if (field.show) {
        field.value = filled[name] || '';
        field.show();
      } else {
        field.checked = Boolean(filled[name]);
      }
    });

  // Answers to questions that the sheet no longer has are not lost.
  const save = () => {
    const others = Object.entries(handrail.kept(place) || {}).filter(([name]) => !fields.has(name));
    const worked = handrail.keep(place, { ...Object.fromEntries(others), ...values() });
    keep.checked = worked;
    return worked;
  };

  keep.addEventListener('change', () => {
    if (!keep.checked) {
      handrail.keep(place, null);
      say('free');
    } else {
      say(save() ? 'kept' : 'refused');
    }
  });
  element.addEventListener('input', ({ target }) => {
    if (target === keep) {
      return;
    }
    target.show?.();
    if (keep.checked && !save()) {
      say('refused');
    }
  });

  let before = {};
  let wasKept = false;
  clear.addEventListener('click', () => {
    before = { ...handrail.kept(place), ...values() };
    wasKept = keep.checked;
    handrail.keep(place, null);
    keep.checked = false;
    fill({});
    back.hidden = false;
    say('gone');
  });
  back.addEventListener('click', () => {
    const all = { ...before, ...values() };
    const again = wasKept || keep.checked;
    fill(all);
    back.hidden = true;
    clear.focus();
    keep.checked = again && handrail.keep(place, all);
    if (again) {
      say(keep.checked ? 'again' : 'refused');
    } else {
      say('back');
    }
  });

  const restore = () => {
    const kept = handrail.kept(place);
    keep.checked = kept !== null;
    if (kept) {
      fill(kept);
    }
  };
  restore();
  handrail.whenKept(place, restore);
});
