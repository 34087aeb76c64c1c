/**
 * The page works without this file: who else has the proposal open is then told when it is loaded. With it the page
 * says every half minute that it is still open, while somebody can see it, and shows who else has it open.
 */
(() => {
  const hint = document.querySelector("[data-still-open]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!hint || !token) return;

  const tell = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(hint.dataset.stillOpen, {
        method: "POST",
        headers: { "X-CSRFToken": token.value, Accept: "application/json" },
      });
      if (!answer.ok) return;
      const { words } = await answer.json();
      // Read aloud only when it has changed.
      if (hint.textContent !== words) hint.textContent = words;
    } catch {
      // No network: the next half minute tries again.
    }
  };
  window.setInterval(tell, 30_000);
  document.addEventListener("visibilitychange", tell);
})();
