// The worker that answers from the device when there is no internet. It keeps something only after
// the reader asked for it on the page "Use this site without internet".
//
// Before this text the build writes `kept`: `pages`, the addresses that are kept from the start,
// each with the sum of its content; `folders`, the first part of every address of the site;
// `offline`, the page that is shown when nothing was kept; `shortlist` and `facts`, the page of the
// shortlist and the folder of what it compares; `provider`, the pattern of a provider's address; and
// `notices`, the words on a kept copy in each language, with `{date}`.
//
// With internet, pages always come from the internet. Every page from the device says from which
// day it is, so that no old check or price looks new.
{
  const root = new URL('./', self.location).href;
  const STORE = `handrail ${root}`;
  // Pages and files that were visited and may be kept besides. The oldest go first.
  const MOST_VISITED = 200;
  // After so many seconds without an answer, a kept page is shown.
  const PATIENCE = 8;

  const address = (path) => new URL(path, root).href;
  const dayOf = (response) => new Date(response.headers.get('x-kept-on'));
  const isOurs = (url) => url === root || kept.folders.some((folder) => url.startsWith(root + folder));
  const fromTheStart = new Set(kept.pages.map(([path]) => address(path)));

  // The same sum as the build makes: the start of SHA-256.
  async function sumOf(bytes) {
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return [...sum.slice(0, 5)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  // Puts a copy in that knows its day and its sum.
  async function keep(store, url, response) {
    const bytes = await response.arrayBuffer();
    const headers = new Headers(response.headers);
    // The bytes are unpacked here.
    headers.delete('content-encoding');
    const sent = new Date(headers.get('date') || Date.now());
    headers.set('x-kept-on', (Number.isNaN(+sent) ? new Date() : sent).toISOString());
    headers.set('x-kept-sum', await sumOf(bytes));
    await store.put(url, new Response(bytes, { status: 200, headers }));
  }

  const mayKeep = (response) =>
    response.status === 200 &&
    response.type === 'basic' &&
    !/no-store|private/.test(response.headers.get('cache-control'));

  async function load(store, url) {
    const response = await fetch(url, { cache: 'no-cache' });
    if (!mayKeep(response)) {
      throw new Error(url);
    }
    await keep(store, url, response);
  }

  // Keeps all from the start, and the pages of these providers. All of it or nothing.
  async function keepFromTheStart(ids) {
    const isFirst = !(await caches.has(STORE));
    const store = await caches.open(STORE);
    try {
      for (const [path, sum] of kept.pages) {
        const old = await store.match(address(path));
        if (!old || old.headers.get('x-kept-sum') !== sum) {
          await load(store, address(path));
        }
      }
    } catch (error) {
      if (isFirst) {
        await caches.delete(STORE);
      }
      throw error;
    }
    const pages = ids.filter((id) => /^[a-z0-9-]+$/.test(id)).map((id) => kept.provider.replace('{id}', id));
    await Promise.allSettled(pages.map((path) => load(store, address(path))));
  }

  // Takes away the oldest of what was visited.
  async function tidy(store) {
    const visited = (await store.keys()).filter((request) => !fromTheStart.has(request.url));
    const tooMany = Math.max(0, visited.length - MOST_VISITED);
    await Promise.all(visited.slice(0, tooMany).map((request) => store.delete(request)));
  }

  // Keeps what came from the internet. What fails here, such as a full disk, fails for itself.
  async function remember(url, response) {
    const store = await caches.open(STORE);
    if (response.status === 404 || response.status === 410) {
      await store.delete(url);
    } else if (mayKeep(response)) {
      await keep(store, url, response);
      await tidy(store);
    }
  }

  // The day of a kept page. The shortlist is as old as the oldest facts that it may show.
  async function oldest(store, url, page) {
    let day = dayOf(page);
    if (url === address(kept.shortlist)) {
      const files = (await store.keys()).filter((file) => file.url.startsWith(address(kept.facts)));
      for (const file of files) {
        const own = dayOf(await store.match(file));
        day = own < day ? own : day;
      }
    }
    return day;
  }

  // A kept page with the words that say from which day it is.
  async function withNotice(store, url, page) {
    const text = await page.text();
    const language = (/<html lang="([^"]*)"/.exec(text) || [])[1];
    const { notice, months, full } = kept.notices[language] || kept.notices[kept.language];
    const day = await oldest(store, url, page);
    const values = { day: day.getDate(), month: months[day.getMonth()], year: day.getFullYear() };
    const date = full.replace(/{(day|month|year)}/g, (all, name) => values[name]);
    const words = notice.replace(/{date}/g, () => date);
    const shown = text.replace(/<main[^>]*>/, (main) => main + words);
    return new Response(shown, { headers: page.headers });
  }

  const late = () => new Promise((resolve, refuse) => setTimeout(refuse, PATIENCE * 1000));

  async function answer(event) {
    const { request } = event;
    if (!(await caches.has(STORE))) {
      return fetch(request);
    }
    const store = await caches.open(STORE);
    const url = request.url.split('#')[0];
    const isPage = request.mode === 'navigate';
    const old = await store.match(url);
    if (old && url.startsWith(`${root}assets/`)) {
      // Named by its content, so it is never old.
      return old;
    }
    try {
      // Not from the browser's own store, which may be old too.
      const fresh = fetch(request, { cache: 'no-cache' });
      const response = await (old && isPage ? Promise.race([fresh, late()]) : fresh);
      const copy = response.clone();
      event.waitUntil(remember(url, copy).catch(() => {}));
      return response;
    } catch {
      const found = old || (isPage && (await store.match(address(kept.offline))));
      if (!found) {
        return Response.error();
      }
      return isPage ? withNotice(store, old ? url : address(kept.offline), found) : found;
    }
  }

  self.addEventListener('install', (event) => {
    self.skipWaiting();
    // A new version brings what was kept up to date. The first time, the page asks.
    event.waitUntil(caches.has(STORE).then((isKept) => (isKept ? keepFromTheStart([]) : null)));
  });

  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

  self.addEventListener('message', (event) => {
    const [port] = event.ports;
    const work = keepFromTheStart(event.data).then(
      () => port.postMessage(true),
      () => port.postMessage(false),
    );
    event.waitUntil(work);
  });

  self.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method === 'GET' && isOurs(request.url.split(/[?#]/)[0])) {
      event.respondWith(answer(event));
    }
  });
}
