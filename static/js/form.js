/**
 * The form works without this file. It adds two comforts: how many characters are left, and a draft on request.
 *
 * Counter: [data-counts=ID][data-limit][data-left][data-over] tells of the text field ID. Code points after NFC are
 * counted, as the server counts them; nothing is ever cut.
 * Draft: form[data-draft=KEY] with [data-draft-controls]; only texts are kept, never names or contacts. Any element
 * with [data-draft-sent=KEY], on the page that confirms the sending, drops the draft.
 * History: what was typed in form[data-draft], and its token, stay with the entry of the window's history: after "back"
 * the text stands there in every browser, and what was sent already is not sent a second time.
 * What works only with a script, [data-needs-script], is hidden until this one runs.
 */
(() => {
  document.querySelectorAll("[data-needs-script]").forEach((part) => {
    part.hidden = false;
  });

  // As the server writes numbers: 10 000, with a space that does not break.
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u00a0");

  const counters = document.querySelectorAll("[data-counts]");
  counters.forEach((counter) => {
    const field = document.getElementById(counter.dataset.counts);
    if (!field) return;
    let timer;
    const update = () => {
      const left = counter.dataset.limit - [...field.value.normalize("NFC")].length;
      const words = left < 0 ? counter.dataset.over : counter.dataset.left;
      counter.textContent = `${words}: ${grouped(Math.abs(left))}`;
      counter.toggleAttribute("data-exceeded", left < 0);
      // Read aloud only near the end: a count after every pause would drown the text.
      counter.setAttribute("aria-live", left < 200 ? "polite" : "off");
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(update, 250);
    });
    if (field.value) update();
  });

  const form = document.querySelector("form[data-draft]");
  const texts = [...(form?.querySelectorAll("textarea") ?? [])];
  const typed = () => Object.fromEntries(texts.map((text) => [text.name, text.value]));
  // What the server sent back with its errors is newer than what was kept.
  const fill = (kept) => {
    const empty = texts.filter((text) => !text.value && kept[text.name]);
    empty.forEach((text) => {
      text.value = kept[text.name];
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return empty.length > 0;
  };

  const before = form && window.history.state;
  if (before?.token) {
    form.elements.token.value = before.token;
    fill(before.texts);
  }
  const remember = () => window.history.replaceState({ token: form.elements.token.value, texts: typed() }, "");
  form?.addEventListener("change", remember);
  form?.addEventListener("submit", remember);

  const open = () => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  };
  const store = open();
  const sent = document.querySelector("[data-draft-sent]");
  if (store && sent) store.removeItem(`draft:${sent.dataset.draftSent}`);

  const controls = form?.querySelector("[data-draft-controls]");
  if (!store || !controls) return;
  const key = `draft:${form.dataset.draft}`;
  const save = controls.querySelector("[data-draft-save]");
  const drop = controls.querySelector("[data-draft-drop]");
  const say = (words) => {
    controls.querySelector(".draft__status").textContent = words;
  };

  const kept = () => {
    try {
      return JSON.parse(store.getItem(key));
    } catch {
      return null;
    }
  };

  controls.hidden = false;
  const draft = kept();
  if (draft) {
    drop.hidden = false;
    if (fill(draft)) say(controls.dataset.restored);
  }
  save.addEventListener("click", () => {
    try {
      store.setItem(key, JSON.stringify(typed()));
    } catch {
      say(controls.dataset.refused);
      return;
    }
    drop.hidden = false;
    say(controls.dataset.saved);
  });
  drop.addEventListener("click", () => {
    store.removeItem(key);
    drop.hidden = true;
    say(controls.dataset.dropped);
  });
})();
