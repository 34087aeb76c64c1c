/**
 * Reading without a connection, on the reader's own press and never before: [data-offline=LIST][data-worker=ADDRESS] is
 * hidden until this file finds that the browser can do it. The button [data-offline-keep] starts the worker and has it
 * keep what LIST names; [data-offline-drop] removes everything, the worker too. [data-offline-kept] shows what is kept.
 */
(() => {
  const box = document.querySelector("[data-offline]");
  if (!box || !("serviceWorker" in navigator) || !window.caches) return;
  const { offline, worker, kept, keeping, dropped, refused } = box.dataset;
  const [keep, drop] = ["keep", "drop"].map((act) => box.querySelector(`[data-offline-${act}]`));
  const status = box.querySelector("[role=status]");
  const shelf = document.querySelector("[data-offline-kept]");
  const PREFIX = "kenes-";

  const own = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

  // Every question that is kept, by its address, and the moment of the last list in the words of the server.
  const look = async () => {
    const questions = new Map();
    let when = "";
    for (const name of await own()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (!/\/offline\/questions\.json/.test(request.url)) continue;
        const { language, kept: said, questions: listed } = await (await cache.match(request)).json();
        when = said[document.documentElement.lang];
        for (const question of listed) {
          if (!(await cache.match(question.url, { ignoreVary: true }))) continue;
          questions.set(question.url, Object.assign({ language }, question));
        }
      }
    }
    return { questions: [...questions.values()], when };
  };

  const line = ({ url, title, lang, language, council, closes, until }) => {
    const [item, link, whose, term] = ["li", "a", "p", "p"].map((name) => document.createElement(name));
    const isOver = Date.parse(closes) < Date.now();
    link.href = url;
    link.lang = lang;
    link.textContent = title;
    whose.lang = language;
    whose.textContent = council;
    term.lang = isOver ? document.documentElement.lang : language;
    term.textContent = isOver ? shelf.dataset.over : until;
    item.append(link, whose, term);
    return item;
  };

  const show = async (words) => {
    const { questions, when } = await look();
    drop.hidden = !when;
    status.textContent = words || (when ? `${kept}: ${questions.length} (${when})` : "");
    if (!shelf) return;
    shelf.hidden = !questions.length;
    const list = shelf.querySelector("ul");
    list.textContent = "";
    list.append(...questions.map(line));
  };

  const started = async () => {
    const registration = await navigator.serviceWorker.register(worker);
    if (registration.active) return registration.active;
    const fresh = registration.installing || registration.waiting;
    return new Promise((resolve, reject) => {
      fresh.addEventListener("statechange", () => {
        if (fresh.state === "activated") resolve(fresh);
        if (fresh.state === "redundant") reject(new Error("The worker did not start"));
      });
    });
  };

  const asked = async (one) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data.isKept);
      one.postMessage({ list: offline }, [port2]);
    });

  keep.addEventListener("click", async () => {
    keep.disabled = true;
    status.textContent = keeping;
    const isKept = await started().then(asked, () => false);
    keep.disabled = false;
    await show(isKept ? "" : refused);
  });

  drop.addEventListener("click", async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await own()) await caches.delete(name);
    await show(dropped);
  });

  box.hidden = false;
  document.querySelectorAll("[data-offline-cannot]").forEach((part) => {
    part.hidden = true;
  });
  show("");
})();
