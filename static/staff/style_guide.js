/** The style guide: each frame is as tall as what stands in it. Without this file it has a handle to pull. */
(() => {
  const fit = (frame) => {
    const inner = frame.contentDocument?.documentElement;
    // A document is never lower than its window.
    frame.style.blockSize = "1px";
    if (inner) frame.style.blockSize = `${Math.min(inner.scrollHeight + 2, 2000)}px`;
  };
  for (const frame of document.querySelectorAll("[data-stage]")) {
    frame.addEventListener("load", () => fit(frame));
    fit(frame);
  }
})();
