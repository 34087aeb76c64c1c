/**
 * Answers the form's challenge while the person looks the text through; see forms/proof.py.
 *
 * [data-challenge] in the form holds the challenge, [data-bits] how many zero bits the hash must begin with; the answer
 * goes into the field [name=proof]. Nothing is sent: when the answer is found, [data-proof-waits] is replaced by
 * [data-proof-ready]. Without this file, or without crypto.subtle, the page's words hold: press the button in a minute.
 */
(() => {
  const field = document.querySelector("[data-challenge]");
  if (!field || !window.crypto || !window.crypto.subtle) return;
  const encoder = new TextEncoder();
  const bits = Number(field.dataset.bits);
  const batch = 200;

  const isWork = (hash) => new DataView(hash).getUint32(0) >>> (32 - bits) === 0;

  const hashOf = (answer) =>
    crypto.subtle.digest("SHA-256", encoder.encode(`${field.dataset.challenge}:${answer}`));

  const search = async () => {
    for (let from = 0; ; from += batch) {
      const tries = Array.from({ length: batch }, (_, index) => String(from + index));
      const found = (await Promise.all(tries.map(hashOf))).findIndex(isWork);
      if (found >= 0) return tries[found];
    }
  };

  search().then((answer) => {
    field.value = answer;
    document.querySelectorAll("[data-proof-waits]").forEach((words) => {
      words.hidden = true;
    });
    document.querySelectorAll("[data-proof-ready]").forEach((words) => {
      words.hidden = false;
    });
  });
})();
