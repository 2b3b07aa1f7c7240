/* Lists: ticks that survive paging, the filter being built, page size. One listener of each kind. */
(() => {
  "use strict";
  const card = document.querySelector("[data-kt-list]");
  if (!card) return;

  // The counts of a long list's presets come when the list is already there to be read.
  const tabs = document.querySelector("[data-kt-counts]");
  if (tabs) {
    fetch(tabs.dataset.ktCounts, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : {}))
      .then((counts) => {
        for (const one of tabs.querySelectorAll("[data-kt-count]")) {
          one.textContent = counts[one.dataset.ktCount] ?? one.textContent;
        }
      })
      .catch(() => {}); // the tabs work without their counts
  }

  // Page size is applied at once.
  card.addEventListener("change", (event) => {
    if (event.target.matches("[data-kt-submit]")) event.target.form.requestSubmit();
  });

  // A popover closes on Esc and on a click elsewhere.
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details[data-kt-pop][open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.code !== "Escape") return;
    for (const open of document.querySelectorAll("details[data-kt-pop][open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  // The filter: one field at a time, its choices fetched when it is chosen.
  const chooser = card.querySelector("[data-kt-filter-field]");
  async function fill(select) {
    if (!select || select.dataset.filled) return;
    select.dataset.filled = "1";
    const answer = await fetch(select.dataset.ktChoices, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const chosen = select.value;
    for (const [value, words] of await answer.json()) {
      if (value === chosen) { select.selectedOptions[0].textContent = words; continue; }
      select.add(new Option(words, value));
    }
  }
  function show(key) {
    for (const set of card.querySelectorAll("[data-kt-filter-of]")) {
      const mine = set.dataset.ktFilterOf === key;
      set.hidden = !mine;
      set.disabled = !mine;
      if (mine) fill(set.querySelector("[data-kt-choices]"));
    }
  }
  if (chooser) {
    chooser.addEventListener("change", () => show(chooser.value));
    chooser.closest("details").addEventListener("toggle", () => show(chooser.value));
    chooser.form.addEventListener("submit", () => {
      const name = `f-${chooser.value}`;
      const range = card.querySelector(`[data-kt-filter-of="${CSS.escape(chooser.value)}"] [data-kt-range]`);
      if (range) {
        const low = range.parentElement.querySelector("[data-kt-low]").value;
        const high = range.parentElement.querySelector("[data-kt-high]").value;
        range.value = low || high ? `${low}..${high}` : "";
      }
      for (const old of chooser.form.querySelectorAll("[data-kt-filter]")) {
        if (old.dataset.ktFilter === name) old.disabled = true;
      }
    });
  }

  // Ticks: kept by list and question, so that they survive paging.
  const form = card.querySelector("[data-kt-bulk]");
  const band = card.querySelector("[data-kt-band]");
  if (!band) return;
  const key = `kt-ticks:${card.dataset.ktList}`;
  const question = new URLSearchParams(location.search);
  question.delete("page");
  question.delete("page_size");
  const stored = JSON.parse(sessionStorage.getItem(key) || "{}");
  const picked = new Set(stored.question === question.toString() ? stored.ids : []);
  let all = false;
  const boxes = [...form.querySelectorAll("input[name=rowid]")];
  const page = form.querySelector("[data-kt-page]");
  if (!page) return; // a list without rows
  const count = band.querySelector("[data-kt-picked]");
  const allButton = band.querySelector("[data-kt-all]");
  function draw() {
    for (const box of boxes) {
      box.checked = all || picked.has(box.value);
      box.closest("tr").classList.toggle("is-sel", box.checked);
    }
    page.checked = boxes.length > 0 && boxes.every((box) => box.checked);
    const number = all ? Number(allButton.dataset.ktAll) : picked.size;
    band.hidden = number === 0;
    count.textContent = count.dataset.words.replace("{n}", number);
    allButton.hidden = all;
    band.querySelector("[data-kt-all-field]").value = all ? "1" : "";
    sessionStorage.setItem(key, JSON.stringify({ question: question.toString(), ids: [...picked] }));
  }
  form.addEventListener("change", (event) => {
    if (event.target === page) {
      for (const box of boxes) page.checked ? picked.add(box.value) : picked.delete(box.value);
    } else if (event.target.name === "rowid") {
      event.target.checked ? picked.add(event.target.value) : picked.delete(event.target.value);
    } else return;
    all = false;
    draw();
  });
  function none() { all = false; picked.clear(); draw(); }
  allButton.addEventListener("click", () => { all = true; draw(); });
  band.querySelector("[data-kt-none]").addEventListener("click", none);
  document.addEventListener("keydown", (event) => {
    if (event.code === "Escape" && !band.hidden && !document.querySelector("details[data-kt-pop][open], dialog[open]")) none();
  });
  form.addEventListener("submit", () => {
    const here = new Set(boxes.map((box) => box.value));
    for (const id of picked) {
      if (here.has(id)) continue;
      const field = document.createElement("input");
      field.type = "hidden"; field.name = "rowid"; field.value = id;
      form.append(field);
    }
    sessionStorage.removeItem(key);
  });
  draw();
})();
