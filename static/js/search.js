/**
 * The search works without this file. It adds one comfort: titles below the box while something is typed.
 *
 * input[data-suggest=ADDRESS][data-suggest-label][data-suggest-count] becomes a combobox. ADDRESS?q=… answers
 * {"titles": [{title, url, lang}]}. Arrows walk, Enter opens the chosen title or sends the form, Escape closes.
 */
document.querySelectorAll("input[data-suggest]").forEach((box) => {
  const { suggest, suggestLabel, suggestCount } = box.dataset;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer, request, active = -1;
  list.id = `${box.id}-titles`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", suggestLabel);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  box.parentElement.append(list, status);
  const said = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  };
  Object.entries(said).forEach(([name, value]) => box.setAttribute(name, value));

  const point = (place) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = list.children[place];
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    clearTimeout(timer);
    request?.abort();
    point(-1);
    list.hidden = true;
    status.textContent = "";
    box.setAttribute("aria-expanded", "false");
  };

  const show = (titles) => {
    point(-1);
    const options = titles.map(({ title, url, lang }, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.lang = lang || document.documentElement.lang;
      option.dataset.url = url;
      option.textContent = title;
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = !options.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = `${suggestCount}: ${options.length}`;
  };

  const ask = async () => {
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(`${suggest}?q=${encodeURIComponent(box.value.trim())}`, { signal });
      const { titles } = await answer.json();
      if (!signal.aborted) show(titles);
    } catch {
      // Somebody typed on, or the line is down: the form is still there.
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    request?.abort();
    if (box.value.trim().length < 2) return close();
    timer = setTimeout(ask, 150);
  });

  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const { length } = list.children;
    const moves = {
      ArrowDown: () => point(active + 1 < length ? active + 1 : -1),
      ArrowUp: () => point(active < 0 ? length - 1 : active - 1),
      Enter: () => active >= 0 && window.location.assign(list.children[active].dataset.url),
      Escape: close,
      Tab: close,
    };
    if (!moves[event.key]) return;
    if (event.key !== "Tab" && (event.key !== "Enter" || active >= 0)) event.preventDefault();
    moves[event.key]();
  });

  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  // The press would take the focus away before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) window.location.assign(option.dataset.url);
  });
});
