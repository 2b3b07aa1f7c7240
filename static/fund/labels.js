/* The label workbench: whatever is changed, the page is drawn anew; without this the button does it. */
(() => {
  "use strict";
  const form = document.querySelector("[data-kt-labels]");
  if (!form) return;
  const presets = JSON.parse(form.dataset.presets);
  const paper = document.getElementById("lb-preview");
  const sheet = form.elements.sheet;
  let timer = 0;
  let last = 0;

  async function draw() {
    const mine = (last += 1);
    paper.classList.add("is-old");
    try {
      const body = new URLSearchParams(new FormData(form));
      const got = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await got.text(), "text/html");
      if (mine !== last) return;
      for (const id of ["lb-error", "lb-count", "lb-preview"]) {
        const fresh = page.getElementById(id);
        if (fresh) document.getElementById(id).replaceChildren(...fresh.childNodes);
      }
      // The cells stay as they are, with the focus in them, unless the sheet has others.
      const cells = document.getElementById("lb-cells");
      const others = page.getElementById("lb-cells");
      if (others && others.dataset.lbGrid !== cells.dataset.lbGrid) cells.replaceWith(others);
    } catch {
      return; // no connection: the button says so
    }
    paper.classList.remove("is-old");
  }

  form.addEventListener("input", (event) => {
    const name = event.target.name;
    if (["printer_name", "dx", "dy", "printer"].includes(name)) return;
    if (event.target.matches("[data-lb-range]")) form.querySelector("#w-range").checked = true;
    if (event.target.matches("[data-lb-set]")) form.querySelector("#w-set").checked = true;
    if (event.target === sheet && presets[sheet.value]) {
      for (const [key, value] of Object.entries(presets[sheet.value])) form.elements[key].value = value;
    }
    if (event.target.closest("[data-lb-measures]")) sheet.value = "own";
    if (event.target === sheet && sheet.value === "own") form.querySelector("[data-lb-measures]").open = true;
    clearTimeout(timer);
    timer = setTimeout(draw, 350);
  });
})();
