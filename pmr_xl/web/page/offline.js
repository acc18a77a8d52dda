// Keeps the page for use without a network, one state of it at a time: the name of the state is its hash.
const STATE = "pmr-{{state}}";
const FILES = {{files}};
self.addEventListener("install", (event) => event.waitUntil(caches.open(STATE).then((kept) => kept.addAll(FILES)).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("pmr-") && name !== STATE) await caches.delete(name);
  await self.clients.claim();
})()));
self.addEventListener("fetch", (event) => {
  if (new URL(event.request.url).origin === location.origin && event.request.method === "GET")
    event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((found) => found ?? fetch(event.request)));
});
