// The choices on the page "Change how this site looks". A choice counts at once, here and in other
// tabs, and is kept on the device. The choice of the device itself is kept by keeping nothing.
handrail.module('look', (element) => {
  const page = document.documentElement;
  const radios = [...element.querySelectorAll('.look__radio')];
  const status = element.querySelector('.look__status');

  const chosen = () => {
    const choices = radios.filter((radio) => radio.checked && radio.value !== '');
    return Object.fromEntries(choices.map((radio) => [radio.name, radio.value]));
  };

  // Ticks what the page shows now. A name or value that is not known counts as not chosen.
  const tick = () => {
    for (const radio of radios) {
      const value = page.dataset[radio.name];
      const known = radios.some(({ name, value: own }) => name === radio.name && own === value);
      radio.checked = radio.value === (known ? value : '');
    }
  };

  // Words above grow or shrink with a choice. What the reader just pressed stays where it is.
  const apply = (pressed) => {
    const before = pressed.getBoundingClientRect().top;
    const choices = chosen();
    handrail.look(choices);
    scrollBy(0, pressed.getBoundingClientRect().top - before);
    return handrail.keep('look', Object.keys(choices).length > 0 ? choices : null);
  };

  element.addEventListener('change', ({ target }) => {
    const kept = apply(target);
    const choice = target.closest('fieldset').querySelector('legend').textContent;
    const value = target.closest('label').textContent.trim();
    const sentence = kept ? element.dataset.kept : element.dataset.shown;
    status.textContent = handrail.fill(sentence, { choice, value });
  });

  element.querySelector('[data-part="back"]').addEventListener('click', ({ target }) => {
    radios.forEach((radio) => (radio.checked = radio.value === ''));
    apply(target);
    status.textContent = element.dataset.back;
  });

  // The browser would move the page a second time.
  page.style.overflowAnchor = 'none';
  tick();
  handrail.whenKept('look', tick);
  addEventListener('pageshow', tick);
});
