/* Stock-take: each scan is sent at once, answered in a sentence and a sound; the box keeps the focus. */
(() => {
  "use strict";
  const form = document.querySelector("[data-kt-stocktake]");
  if (!form) return;
  const box = form.elements.code;
  const answer = form.querySelector("[data-kt-answer]");
  const rows = document.querySelector("[data-kt-scans]");
  const SOUND = { ok: "lent", ask: "click", warn: "question", bad: "refused" };
  let line = Promise.resolve();

  function show(tone, sentence, code, word) {
    answer.className = `s-answer kt-msg ${tone}`;
    answer.textContent = sentence;
    window.deskSounds?.hush();
    window.deskSounds?.play(SOUND[tone]);
    window.deskSounds?.hush();
    const row = rows.insertRow(0);
    for (const text of [new Date().toTimeString().slice(0, 5), code, word || ""]) row.insertCell().textContent = text;
    while (rows.rows.length > 12) rows.deleteRow(-1);
  }

  async function send(code) {
    try {
      const body = new URLSearchParams({ code, csrf_token: form.elements.csrf_token.value });
      const got = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await got.json();
      show(told.tone || "bad", told.message, code, told.word);
    } catch {
      // Nothing was noted: the page sends it again when the line is back.
      show("bad", form.dataset.lost || "…", code);
      box.value = code;
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const code = box.value.trim();
    box.value = "";
    box.focus();
    if (code) line = line.then(() => send(code)); // in the order they were scanned
  });
})();
