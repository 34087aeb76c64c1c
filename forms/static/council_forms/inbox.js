/**
 * The list works without this file. It adds two keys: J and K move from proposal to proposal; Enter opens, as any link.
 *
 * The key on the keyboard counts, not the letter, so that it is the same with a Kazakh, Russian or Latin layout.
 * Nothing is taken from a field or from a shortcut, and a tick in the box turns the keys off for good (WCAG 2.1.4).
 */
(() => {
  const links = [...document.querySelectorAll("[data-inbox] [data-inbox-link]")];
  const box = document.querySelector("[data-inbox-keys]");
  if (!links.length || !box) return;
  const NAME = "kenes-inbox-keys";
  const remembered = (change) => {
    try {
      return change(window.localStorage);
    } catch {
      return null;
    }
  };

  box.closest("[data-inbox-help]").hidden = false;
  box.checked = remembered((store) => store.getItem(NAME)) !== "off";
  box.addEventListener("change", () => {
    remembered((store) => store.setItem(NAME, box.checked ? "on" : "off"));
  });

  const STEPS = { KeyJ: 1, KeyK: -1 };
  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.code];
    const isTyping = event.target.closest("textarea, select, [contenteditable], input:not([type=checkbox])");
    if (!step || !box.checked || isTyping || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const here = links.indexOf(document.activeElement);
    const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1);
    event.preventDefault();
    links[next].focus();
  });
})();
