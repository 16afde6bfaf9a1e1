// Fills in the day of printing, and prints when a button asks for it.
handrail.module('paper', (element) => {
  if (element.type === 'button') {
    element.addEventListener('click', () => print());
    return;
  }
  const language = document.documentElement.lang;
  const form = { day: 'numeric', month: 'long', year: 'numeric' };
  addEventListener('beforeprint', () => {
    // Plain "en" would give the order of the United States.
    const day = new Date().toLocaleDateString(language === 'en' ? 'en-GB' : language, form);
    element.lastElementChild.textContent = day;
  });
});
