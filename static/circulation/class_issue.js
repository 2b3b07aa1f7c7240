/* A class's pile, given out or taken back: each scan goes out with where the work stands; the
   answer says whose the book is and who is next. */
(() => {
  "use strict";
  const page = document.querySelector("[data-class-issue]");
  if (!page) return;
  const { words, commands, key, urls } = JSON.parse(document.getElementById("ci-words").textContent);
  const form = document.getElementById("ci-form");
  const field = document.getElementById("scan");
  const log = document.getElementById("ci-log");
  const BEEP = 2000;
  const LINES = 8;
  let last = { code: "", at: 0 };
  let other = ""; // the copy of another title that was refused: scanned again, it changes the title

  const focus = () => { if (!document.querySelector("dialog[open]")) field.focus({ preventScroll: true }); };
  const line = window.deskLine({
    key: `kt-class-queue:${String(window.kt.person).split(":")[0]}:${key}`,
    chip: document.querySelector("[data-desk-offline]"),
    words,
    reader: () => "",
    late: () => ({ item: form.elements.item.value, pupil: form.elements.pupil.value }),
    place,
    closed: focus,
    failed: () => { document.getElementById("ci-loud").replaceChildren(document.getElementById("ci-failed").content.cloneNode(true)); window.deskSounds.play("refused"); },
    kept: () => window.deskSounds.play("click"),
  });

  function place(html, values) {
    const parts = document.createElement("template");
    parts.innerHTML = html;
    let kind = "";
    for (const part of parts.content.querySelectorAll("template[data-into]")) {
      const into = document.getElementById(part.dataset.into);
      if (part.dataset.into === "ci-log") { addLine(part.content); continue; }
      into.replaceChildren(part.content);
      if ("pupil" in part.dataset) {
        form.elements.item.value = part.dataset.item;
        form.elements.pupil.value = part.dataset.pupil;
        kind = part.dataset.kind;
        other = part.dataset.code === "other_title" ? values.code : "";
        showStates(JSON.parse(part.dataset.state));
      }
    }
    if (kind) window.deskSounds.play(kind);
    showNow();
    focus();
  }

  function addLine(content) {
    const nothing = log.querySelector("[data-ci-nothing]");
    if (nothing) nothing.remove();
    log.prepend(content);
    while (log.children.length > LINES) log.lastElementChild.remove();
  }

  /* Two of forty lines change with a scan: only those are drawn anew. */
  function showStates({ rows, titles }) {
    const lines = document.querySelectorAll("#ci-roster > li[data-value]");
    const books = document.querySelectorAll(".c-tit tbody tr");
    if (lines.length !== rows.length || books.length !== titles.length) { window.location.reload(); return; }
    rows.forEach(([state, value], at) => {
      const row = lines[at];
      if (row.className === `is-${state}` && row.dataset.value === value) return;
      row.className = `is-${state}`;
      row.dataset.value = value;
      if (state === "now") row.setAttribute("aria-current", "true"); else row.removeAttribute("aria-current");
      const tail = document.querySelector(`template[data-ci-tail="${state}"]`).content.cloneNode(true);
      const place_ = tail.querySelector("[data-value]");
      if (place_) place_.textContent = value;
      const present = tail.querySelector("[data-ci-present]");
      if (present) present.dataset.ciPresent = row.dataset.code;
      row.lastElementChild.replaceWith(tail);
    });
    let given = 0;
    let all = 0;
    titles.forEach(([state, count, of], at) => {
      const row = books[at];
      given += count;
      all += of;
      row.querySelector("[data-ci-count]").textContent = `${count} / ${of}`;
      if (row.dataset.state === state) return;
      row.dataset.state = state;
      row.classList.toggle("is-sel", state === "now");
      row.querySelector(".c-mark").replaceChildren(document.querySelector(`template[data-ci-mark="${state}"]`).content.cloneNode(true));
    });
    document.querySelector("[data-ci-total]").textContent = `${given} / ${all}`;
  }

  function showNow() {
    const now = document.querySelector("#ci-roster .is-now");
    const list = document.getElementById("ci-roster");
    // Only the list moves: scrollIntoView would move the page of a phone too.
    if (now) list.scrollTop = now.offsetTop - list.offsetTop - (list.clientHeight - now.clientHeight) / 2;
    const title = document.querySelector(".c-tit .is-sel");
    const titles = document.querySelector(".c-tit .c-scroll");
    if (title) titles.scrollTop = title.offsetTop - (titles.clientHeight - title.clientHeight) / 2;
  }

  function scan(code, more) {
    return line.send(urls.scan, { code, order: form.elements.order.value, confirmed: "", ...more });
  }

  async function turn(item, pupil) {
    const asked = new URLSearchParams({ order: form.elements.order.value, item, pupil });
    try {
      const answer = await fetch(`${urls.page}?${asked}`, { headers: { "X-Desk": "fragments", Accept: "text/html" } });
      if (answer.ok && !answer.redirected) place(await answer.text(), { code: "" });
    } catch { window.deskSounds.play("refused"); }
  }

  function read(text) {
    const code = text.trim();
    field.value = "";
    if (!code) return;
    const now = Date.now();
    if (code === last.code && now - last.at < BEEP) { window.deskSounds.play("click"); return; }
    last = { code, at: now };
    const command = commands[code];
    scan(command || code, { confirmed: code === other ? "other_title" : "" });
  }

  /* A key is the button that shows it: what the page has no button for does nothing. */
  function press(which) {
    const button = document.querySelector(which);
    if (button && !button.disabled) deed(button.dataset.ciDo);
  }

  function deed(name) { last.at = 0; scan(name); }

  form.addEventListener("submit", (event) => { event.preventDefault(); if (!event.submitter || !event.submitter.dataset.ciDo) read(field.value); });
  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-ci-do], [data-ci-present], [data-ci-item], [data-ci-turn]");
    if (!target) return;
    event.preventDefault();
    const data = target.dataset;
    if ("ciDo" in data) deed(data.ciDo);
    else if ("ciPresent" in data) deed(data.ciPresent);
    else if ("ciItem" in data) {
      if (form.elements.order.value === "titles") turn(data.ciItem, form.elements.pupil.value);
      else window.location.assign(target.href);
    } else turn(form.elements.item.value, data.ciTurn);
  });

  let burst = "";
  let beat = 0;
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    const open = document.querySelector("dialog[open]");
    if (plain && (event.code === "F8" || event.code === "F9")) {
      event.preventDefault();
      if (!open) press(`[data-ci-do="${event.code === "F8" ? "absent" : "skip"}"]`);
      return;
    }
    if (event.altKey && !event.ctrlKey && /^Digit[1-4]$/.test(event.code)) {
      event.preventDefault();
      if (!open) press(`[data-ci-alt="${event.code.slice(-1)}"]`);
      return;
    }
    if (event.ctrlKey && !event.altKey && !event.shiftKey && event.code === "KeyZ" && !field.value && !open) {
      event.preventDefault();
      deed("undo");
      return;
    }
    // A scanner types fast: a burst that ends in Enter outside any field is a scan.
    if (event.target.closest("input:not([type=checkbox], [type=range]), textarea, select")) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.timeStamp - beat > 120) burst = "";
    beat = event.timeStamp;
    if (event.code === "Enter" && burst.length >= 6) { event.preventDefault(); read(burst); burst = ""; focus(); }
    else if (event.key.length === 1) burst += event.key;
  });

  showNow();
  focus();
})();
