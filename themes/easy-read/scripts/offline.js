// The worker that answers from the device when there is no internet. It is in use only after the
// reader asked for it on the page "Use this site without internet".
//
// Before this text the build writes `kept`: `pages`, the addresses that are kept from the start,
// each with the sum of its content; `offline`, the page that is shown when nothing was kept; and
// `notices`, the words on a kept copy in each language, with `{date}`.
//
// With internet, pages always come from the internet. Every page from the device says from which
// day it is, so that no old check or price looks new.
{
  const root = new URL('./', self.location).href;
  const STORE = `handrail ${root}`;
  // Pages that were visited and may be kept besides. The oldest go first.
  const MOST_VISITED = 200;
  // After so many seconds without an answer, a kept copy is shown.
  const PATIENCE = 8;

  const address = (path) => new URL(path, root).href;
  const dayOf = (response) => response.headers.get('x-kept-on');
  const isNamedByContent = (url) => url.startsWith(`${root}assets/`);

  // A copy that knows its day and the sum of its content.
  async function copyOf(response, sum) {
    const headers = new Headers(response.headers);
    headers.set('x-kept-on', new Date().toISOString());
    headers.set('x-kept-sum', sum);
    return new Response(await response.blob(), { status: 200, headers });
  }

  async function keepFromTheStart() {
    const store = await caches.open(STORE);
    for (const [path, sum] of kept.pages) {
      const url = address(path);
      const old = await store.match(url);
      if (old && sum && old.headers.get('x-kept-sum') === sum) {
        continue;
      }
      const response = await fetch(url, { cache: 'no-cache' });
      if (!response.ok) {
        throw new Error(path);
      }
      await store.put(url, await copyOf(response, sum));
    }
  }

  // Takes away files of older versions, and the oldest of the visited pages.
  async function tidy() {
    const store = await caches.open(STORE);
    const fromTheStart = new Set(kept.pages.map(([path]) => address(path)));
    const visited = (await store.keys()).filter((request) => !fromTheStart.has(request.url));
    const tooMany = Math.max(0, visited.length - MOST_VISITED);
    await Promise.all(visited.slice(0, tooMany).map((request) => store.delete(request)));
  }

  // A kept page with the words that say from which day it is.
  async function withNotice(response) {
    const text = await response.text();
    const language = (/<html lang="([^"]*)"/.exec(text) || [])[1];
    const { notice, months, full } = kept.notices[language] || kept.notices[kept.language];
    const day = new Date(dayOf(response));
    const date = full
      .replace('{day}', day.getDate())
      .replace('{month}', months[day.getMonth()])
      .replace('{year}', day.getFullYear());
    const shown = text.replace(/<main[^>]*>/, (main) => main + notice.replace('{date}', date));
    return new Response(shown, { headers: response.headers });
  }

  function late(seconds) {
    return new Promise((resolve, refuse) => setTimeout(refuse, seconds * 1000));
  }

  async function answer(request) {
    const store = await caches.open(STORE);
    const url = request.url.split('#')[0];
    const old = await store.match(url);
    if (old && isNamedByContent(url)) {
      return old;
    }
    try {
      const fresh = fetch(request);
      const response = await (old ? Promise.race([fresh, late(PATIENCE)]) : fresh);
      if (response.ok && response.type === 'basic') {
        // Taken out first, so that the newest stands last.
        await store.delete(url);
        await store.put(url, await copyOf(response.clone(), ''));
      }
      return response;
    } catch {
      const isPage = request.mode === 'navigate';
      const found = old || (isPage && (await store.match(address(kept.offline))));
      if (!found) {
        return Response.error();
      }
      return isPage ? withNotice(found) : found;
    }
  }

  self.addEventListener('install', (event) => {
    self.skipWaiting();
    event.waitUntil(keepFromTheStart());
  });

  self.addEventListener('activate', (event) => {
    event.waitUntil(tidy().then(() => self.clients.claim()));
  });

  self.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method === 'GET' && request.url.startsWith(root)) {
      event.respondWith(answer(request));
    }
  });
}
