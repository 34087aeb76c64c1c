/**
 * Ways to send a page that need a script: the device's own (where it has one), and the clipboard. Plain links stand
 * beside them in [data-share][data-text][data-url]; these buttons are hidden until this file runs.
 */
(() => {
  document.querySelectorAll("[data-share]").forEach((share) => {
    const { text, url } = share.dataset;
    const offer = (way, act) => {
      const part = share.querySelector(`[data-share-${way}]`);
      if (!part) return;
      part.hidden = false;
      part.querySelector("button").addEventListener("click", act);
    };
    const done = share.querySelector("[data-done]");

    if (navigator.share) {
      // Whoever closes the list of ways has changed their mind: there is nothing to say.
      offer("native", () => navigator.share({ text, url }).catch(() => {}));
    }
    if (navigator.clipboard) {
      offer("copy", async () => {
        try {
          await navigator.clipboard.writeText(url);
          done.textContent = done.dataset.done;
        } catch {
          // The browser refuses: the address stands there to be marked and copied by hand.
          done.textContent = url;
        }
      });
    }
  });
})();
