// What the tests of the search share.

/** Waits until the status says what was found. On a slow machine it says first that it still looks. */
export const settled = (page) =>
  page.waitForFunction(() => {
    const status = document.querySelector('.search__status').textContent;
    return /\S/.test(status) && status !== document.querySelector('[data-looking]').dataset.looking;
  });
