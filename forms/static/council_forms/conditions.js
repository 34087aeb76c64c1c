/**
 * A field that is asked only after a certain answer is hidden until that answer is given.
 *
 * [data-shown-when=NAME][data-shown-value=KEY] around such a field names the earlier field and its answer. Without this
 * file every field is there, with words on when to answer it; the server decides by itself what counts.
 */
(() => {
  const parts = [...document.querySelectorAll("[data-shown-when]")];
  if (!parts.length) return;

  const isHidden = (control) => Boolean(control.closest("[data-shown-when][hidden]"));
  const isChosen = (control, key) =>
    control.value === key && (control.tagName === "SELECT" || control.checked) && !isHidden(control);
  // In the order of the form: what hides an answer hides what depends on it.
  const update = () => {
    parts.forEach((part) => {
      const controls = [...document.getElementsByName(part.dataset.shownWhen)];
      part.hidden = !controls.some((control) => isChosen(control, part.dataset.shownValue));
    });
  };

  document.addEventListener("change", update);
  // A browser fills in what was typed when one comes back to the page.
  window.addEventListener("pageshow", update);
  update();
})();
