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

  // Waits until the new worker has kept everything, or has given up.
  function finished(registration) {
    const worker = registration.installing || registration.waiting || registration.active;
    return new Promise((resolve, refuse) => {
      const check = () => {
        if (worker.state === 'activated') {
          resolve();
        } else if (worker.state === 'redundant') {
          refuse();
        }
      };
      worker.addEventListener('statechange', check);
      check();
    });
  }

  async function start() {
    show('working', false, false);
    try {
      await finished(await workers.register(`${handrail.root}sw.js`));
      await look();
    } catch {
      await caches.delete(store);
      show('failed', true, false);
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
