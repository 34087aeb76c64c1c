/**
 * The page works without this file. A receipt's link carries number and secret behind the "#", which no server sees:
 * they are put into the form, and out of the address, so that they stay in no history.
 */
(() => {
  const form = document.querySelector("form[data-track]");
  const said = new URLSearchParams(window.location.hash.slice(1));
  if (!form || !said.get("n")) return;
  form.elements.number.value = said.get("n");
  form.elements.secret.value = said.get("s") || "";
  window.history.replaceState(null, "", window.location.pathname);
  form.querySelector("[type=submit]").focus();
})();
