handrail.module('shortlist-button', (button) => {
  const { fill } = handrail;
  const { MOST, list, save, watch } = handrail.shortlist;
  const status = document.querySelector('[data-added]');
  if (!status) {
    return;
  }
  const words = status.dataset;
  const add = button.textContent;
  const heading = (button.closest('li') || document).querySelector('h1 bdi, h2 bdi');
  const name = button.dataset.name || heading.textContent;

  // The name is for listeners, who may come to the button without its card.
  const label = document.createElement('span');
  const hidden = document.createElement('span');
  const note = document.createElement('span');
  hidden.className = 'hide';
  hidden.textContent = `: ${name}`;
  note.className = 'shortlist-button__note';
  button.replaceChildren(label, hidden);

  watch(() => {
    const isOn = list().some(({ id }) => id === button.value);
    label.textContent = isOn ? words.remove : add;
  });

  button.addEventListener('click', () => {
    const before = list();
    const others = before.filter(({ id }) => id !== button.value);
    const isNew = others.length === before.length;
    let what = isNew ? 'added' : 'removed';
    if (isNew && before.length >= MOST) {
      what = 'full';
    } else if (!save(isNew ? [...before, { id: button.value, name }] : others)) {
      what = 'unkept';
    }
    status.textContent = fill(words[what], { name });
    note.remove();
    // The button shows what worked. What did not is said beside it.
    if (what === 'full' || what === 'unkept') {
      note.textContent = words[what];
      button.after(note);
    }
  });
});
