/**
 * The plain view, remembered on this device and nowhere else: no cookie, nothing is sent. In the head and not deferred,
 * so that no page begins in the other view. Without this file the box in the header still works for the page it is on.
 */
(() => {
  const KEY = "view";
  const root = document.documentElement;
  const stored = (act) => {
    try {
      return act(window.localStorage);
    } catch {
      return null;
    }
  };
  if (stored((store) => store.getItem(KEY)) === "plain") root.dataset.view = "plain";
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("plain-view");
    if (!box) return;
    box.checked = root.dataset.view === "plain";
    box.addEventListener("change", () => {
      if (box.checked) root.dataset.view = "plain";
      else delete root.dataset.view;
      stored((store) => (box.checked ? store.setItem(KEY, "plain") : store.removeItem(KEY)));
    });
  });
})();
