// Keeps the site on the device when the reader asks, and takes it away again.
handrail.module('offline', (element) => {
  const state = element.querySelector('[role="status"]');
  const [keep, end] = element.querySelectorAll('button');
  const store = `handrail ${handrail.root}`;
  const workers = location.protocol !== 'file:' && window.caches && navigator.serviceWorker;

  function show(words, canKeep, canEnd) {
    state.textContent = state.dataset[words];
    keep.disabled = !canKeep;
    end.disabled = !canEnd;
  }

  async function look() {
    const worker = await workers.getRegistration(handrail.root);
    const isKept = Boolean(worker && worker.active) && (await caches.has(store));
    show(isKept ? 'kept' : 'none', !isKept, isKept);
  }

  // The worker, when it is ready to work.
  function active(registration) {
    const worker = registration.installing || registration.waiting || registration.active;
    return new Promise((resolve, refuse) => {
      const check = () => {
        if (worker.state === 'activated') {
          resolve(worker);
        } else if (worker.state === 'redundant') {
          refuse();
        }
      };
      worker.addEventListener('statechange', check);
      check();
    });
  }

  // Asks the worker to keep the site and the pages of these providers. Tells if that worked.
  function ask(worker, ids) {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => resolve(event.data);
      worker.postMessage(ids, [port2]);
    });
  }

  async function start() {
    show('working', false, false);
    const ids = handrail.shortlist ? handrail.shortlist.list().map(({ id }) => id) : [];
    let worked = false;
    try {
      worked = await ask(await active(await workers.register(`${handrail.root}sw.js`)), ids);
    } catch {
      // The words below say so.
    }
    if (worked) {
      show('kept', false, true);
      end.focus();
    } else {
      show('failed', true, false);
      keep.focus();
    }
  }

  async function stop() {
    const worker = await workers.getRegistration(handrail.root);
    if (worker) {
      await worker.unregister();
    }
    await caches.delete(store);
    show('none', true, false);
    keep.focus();
  }

  if (workers) {
    keep.addEventListener('click', start);
    end.addEventListener('click', stop);
    look().catch(() => show('cannot', false, false));
  } else {
    show('cannot', false, false);
  }
});
