/* Long work: how far it is, asked every half second; then the page with its result. */
(() => {
  "use strict";
  const box = document.querySelector("[data-kt-task]");
  if (!box) return;
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-kt-task-words]");

  async function ask() {
    try {
      const answer = await fetch(box.dataset.ktTask, {
        headers: { Accept: "application/json" }, cache: "no-store",
      });
      if (!answer.ok) { window.location.reload(); return; }
      const task = await answer.json();
      if (task.is_over) { window.location.reload(); return; }
      if (task.total) {
        bar.max = task.total;
        bar.value = task.done;
        words.textContent = task.words;
      }
    } catch (fault) { /* the network was away for a moment: ask again */ }
    window.setTimeout(ask, 500);
  }
  window.setTimeout(ask, 500);
})();
