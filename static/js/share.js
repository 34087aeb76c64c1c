/**
 * Ways to send a page that need a script: the device's own (where it has one), and the clipboard. Plain links stand
 * beside them in [data-share][data-text][data-url]; these buttons are hidden until this file runs. Where a text field
 * stands in [data-share], its text is copied instead of the address.
 */
(() => {
  document.querySelectorAll("[data-share]").forEach((share) => {
    const { text, url } = share.dataset;
    const field = share.querySelector("textarea");
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
          await navigator.clipboard.writeText(field?.value ?? url);
          done.textContent = done.dataset.done;
        } catch {
          // The browser refuses: what was to be copied is marked, or stands there to be marked, and is copied by hand.
          field?.select();
          done.textContent = url ?? "";
        }
      });
    }
  });
})();
