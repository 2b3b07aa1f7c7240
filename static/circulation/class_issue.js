/* Issue to a class: each scan goes out with where the issue stands; the answer says who is next. */
(() => {
  "use strict";
  const page = document.querySelector("[data-class-issue]");
  if (!page) return;
  const { words, commands, short, short_words: shortWords, key, urls } = JSON.parse(document.getElementById("ci-words").textContent);
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
      }
    }
    if (kind) window.deskSounds.play(kind);
    showShort();
    showNow();
    focus();
  }

  function addLine(content) {
    const nothing = log.querySelector("[data-ci-nothing]");
    if (nothing) nothing.remove();
    log.prepend(content);
    while (log.children.length > LINES) log.lastElementChild.remove();
  }

  /* What is short was known before the start; a scan does not count it anew. */
  function showShort() {
    for (const place_ of document.querySelectorAll("[data-ci-short]")) {
      const count = short[place_.dataset.ciShort];
      if (count && !place_.textContent) place_.textContent = shortWords.replace("{n}", count);
    }
  }

  function showNow() {
    const now = document.querySelector("#ci-roster .is-now");
    const list = document.getElementById("ci-roster");
    // Only the list moves: scrollIntoView would move the page of a phone too.
    if (now) list.scrollTop = now.offsetTop - list.offsetTop - (list.clientHeight - now.clientHeight) / 2;
    const title = document.querySelector("#ci-titles .is-sel");
    const titles = document.querySelector("#ci-titles .c-scroll");
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
      if (!open) deed(event.code === "F8" ? "absent" : "skip");
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
