// Takes the place of the worker when the site does not offer copies for use without internet. It
// takes away what an older version of the site has kept, and then itself.
{
  const root = new URL('./', self.location).href;

  async function end() {
    await caches.delete(`handrail ${root}`);
    await self.registration.unregister();
  }

  self.addEventListener('install', () => self.skipWaiting());
  self.addEventListener('activate', (event) => event.waitUntil(end()));
}
