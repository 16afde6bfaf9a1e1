// The preview's own script. It asks whether the site has changed, and loads the page again if this page
// has. The browser keeps the place on the page. It is never part of the built site.
(() => {
  const { page, mark: first } = document.currentScript.dataset;
  let mark = first;
  const AFTER_A_FAULT = 1000;
  let asking;

  const wait = (time) => new Promise((done) => setTimeout(done, time));

  /** Whether the page of this address is still the one that is shown. The shortlist shows facts of other files. */
  async function isSame({ signal }) {
    if (document.querySelector('[data-module~="shortlist-list"]')) {
      return false;
    }
    const answer = await fetch(location.href, { cache: 'no-store', signal });
    return (await answer.text()).includes(` data-page="${page}"`);
  }

  /** Asks until there is something new. The answer comes after a change, or after a while. */
  async function ask({ signal }) {
    while (!signal.aborted) {
      try {
        const address = `/.handrail/changes?since=${encodeURIComponent(mark)}`;
        const answer = await fetch(address, { cache: 'no-store', signal });
        const now = answer.ok ? await answer.text() : '';
        if (now !== '' && now !== mark && !signal.aborted) {
          if (!(await isSame({ signal }))) {
            location.reload();
            return;
          }
          mark = now;
        }
        if (!answer.ok) {
          await wait(AFTER_A_FAULT);
        }
      } catch {
        await wait(AFTER_A_FAULT); // The preview has stopped, or starts again.
      }
    }
  }

  function stop() {
    asking?.abort();
    asking = undefined;
  }

  /** A page that nobody looks at does not ask: a browser holds only a few questions at a time. */
  function look() {
    stop();
    if (!document.hidden) {
      asking = new AbortController();
      ask(asking);
    }
  }

  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', stop);
  addEventListener('pageshow', look);
  look();
})();
