/**
 * Reading without a connection, for a reader who asked for it (`offline.js`). The server writes `self.KENES` before this
 * (`cms/offline.py`); another release is another script, which fetches everything anew and drops what was kept before.
 *
 * Kept are copies of the open questions that a list of the server names, the page `offline/`, and the files of both.
 * For pages the network wins wherever it answers. What is sent to the site passes by: never read, never kept, never repeated.
 */
const { release, files, header, languages } = self.KENES;
const PREFIX = "kenes-";
const KEPT = `${PREFIX}${release}`;
const MOST = 30;
const DAY = 24 * 60 * 60 * 1000;
const PATIENCE = 10 * 1000;
const spoken = `/(${languages.join("|")})`;
const LIST = new RegExp(`^${spoken}/offline/questions\\.json(\\?council=[-\\w]+)?$`);
const QUESTION = new RegExp(`^${spoken}/councils/[-\\w]+/questions/[-\\w]+/$`);
const SHELLS = languages.map((language) => `/${language}/offline/`);
// As a stranger: whoever is signed in keeps what everybody reads.
const PLAIN = { credentials: "omit", redirect: "manual", cache: "no-cache" };

const addressOf = (request) => request.url.slice(self.location.origin.length);
const pathOf = (request) => new URL(request.url).pathname;
const found = async (path) => caches.match(path, { ignoreVary: true });

const isOpen = (answer) =>
  answer.ok &&
  !/no-store|private/.test(answer.headers.get("Cache-Control") || "") &&
  /^text\/html/.test(answer.headers.get("Content-Type") || "");

const isGone = ({ status }) => status < 500 && status !== 429;

// One page as a copy; what the site no longer shows is no longer kept.
const keep = async (cache, path) => {
  const answer = await fetch(path, Object.assign({ headers: { [header]: "1" } }, PLAIN));
  if (isOpen(answer)) await cache.put(path, answer);
  else if (isGone(answer)) await cache.delete(path, { ignoreVary: true });
};

const read = async (address) => {
  const answer = await fetch(address, PLAIN);
  if (answer.status === 404) return { isGone: true, questions: [] };
  const said = answer.ok ? await answer.json() : {};
  // After a change of release the new worker does the work, and this one is gone in a moment.
  if (said.release !== release) throw new Error("No list of this release");
  return said;
};

// Everything that the lists name; the last one was asked for last, and comes first.
const fill = async (cache, addresses) => {
  for (const file of files) if (!(await cache.match(file, { ignoreVary: true }))) await cache.add(file);
  const lists = await Promise.all(addresses.map(read));
  const named = lists.reduceRight((urls, list) => urls.concat(list.questions.map(({ url }) => url)), []);
  const wanted = [...new Set(named)].filter((url) => QUESTION.test(url)).slice(0, MOST);
  // One after another: the line may be a slow one.
  for (const path of [...(lists.length ? SHELLS : []), ...wanted]) await keep(cache, path);
  for (const request of await cache.keys()) {
    const path = pathOf(request);
    if (QUESTION.test(path) && !wanted.includes(path)) await cache.delete(request, { ignoreVary: true });
  }
  for (const [place, address] of addresses.entries()) {
    const said = JSON.stringify(Object.assign({ taken: Date.now() }, lists[place]));
    await cache.delete(address);
    if (!lists[place].isGone) await cache.put(address, new Response(said));
  }
};

const listsIn = async (cache) => (await cache.keys()).map(addressOf).filter((address) => LIST.test(address));

const earlier = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== KEPT);

const install = async () => {
  try {
    const cache = await caches.open(KEPT);
    const lists = [];
    for (const name of await earlier()) lists.push(...(await listsIn(await caches.open(name))));
    await fill(cache, [...new Set(lists)]);
  } catch (error) {
    await caches.delete(KEPT);
    throw error;
  }
  await self.skipWaiting();
};

const forgetEarlier = async () => {
  for (const name of await earlier()) await caches.delete(name);
};

// What was read a day ago is read again, by the way; without a connection it is tried once more at the next page.
const renew = async () => {
  if (!(await caches.has(KEPT))) return;
  const cache = await caches.open(KEPT);
  const lists = await listsIn(cache);
  const kept = await Promise.all(lists.map(async (address) => (await cache.match(address)).json()));
  if (kept.some(({ taken }) => Date.now() - taken > DAY)) await fill(cache, lists);
};

let renewing;
const renewOnce = () => {
  const done = () => {
    renewing = undefined;
  };
  renewing = renewing || renew().then(done, done);
  return renewing;
};

const add = async (address) => {
  if (!LIST.test(address)) throw new Error("No list of ours");
  const cache = await caches.open(KEPT);
  await fill(cache, [...(await listsIn(cache)).filter((other) => other !== address), address]);
};

const shellFor = (request) => {
  const from = [request.url, request.referrer].filter(Boolean).map((url) => new URL(url).pathname);
  return SHELLS.find((_shell, place) => from.some((path) => path.startsWith(`/${languages[place]}/`))) || SHELLS[0];
};

const waited = (kept) => new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE));

const open = async (request) => {
  const path = pathOf(request);
  const kept = QUESTION.test(path) || SHELLS.includes(path) ? await found(path) : undefined;
  const instead = async () => kept || (await found(shellFor(request))) || Response.error();
  return Promise.race([fetch(request), ...(kept ? [waited(kept)] : [])]).catch(instead);
};

// A file's name says which content it has: what is kept under it is what the network would give, only sooner.
const load = async (request) => (await found(pathOf(request))) || fetch(request);

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(forgetEarlier()));

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const said = (isKept) => port.postMessage({ isKept });
  event.waitUntil(add(event.data.list).then(() => said(true), () => said(false)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request);
  if (request.method !== "GET" || !request.url.startsWith(`${self.location.origin}/`)) return;
  if (request.mode === "navigate") {
    if (path.startsWith("/admin/")) return;
    event.respondWith(open(request));
    event.waitUntil(renewOnce());
  } else if (files.includes(path)) {
    event.respondWith(load(request));
  }
});
