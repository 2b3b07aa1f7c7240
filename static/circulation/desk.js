/* The desk: what is scanned, answered and undone; line.js sends it, sounds.js is heard. */
(() => {
  "use strict";
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const { words, commands, urls } = JSON.parse(document.getElementById("desk-words").textContent);
  const form = document.getElementById("desk-form");
  const field = document.getElementById("scan");
  const readerField = form.querySelector("[data-desk-reader]");
  const returns = document.querySelector("[data-desk-return]");
  const card = document.getElementById("desk-reader");
  const loud = document.getElementById("desk-loud");
  const calm = document.getElementById("desk-calm");
  const waiting = document.getElementById("desk-idle");
  const names = document.getElementById("desk-names");
  const nameField = names.querySelector("[data-desk-name]");
  const noteBox = document.getElementById("desk-note");
  const BEEP = 2000;

  let question = null; // {code, confirmed} of the scan that waits for an answer
  let last = { code: "", reader: "", at: 0 };
  let idle = 0;

  const dialog = () => document.querySelector("dialog[open]");
  const focus = () => { if (!dialog()) field.focus(); };

  const line = window.deskLine({
    key: `kt-desk-queue:${String(window.kt.person).split(":")[0]}`,
    chip: document.querySelector("[data-desk-offline]"),
    words,
    reader: () => readerField.value,
    place,
    closed: showNobody,
    failed: () => { clear(); loud.append(document.getElementById("desk-failed").content.cloneNode(true)); window.deskSounds.play("refused"); },
    kept: () => window.deskSounds.play("click"),
  });

  function send(url, values) {
    if (url !== urls.scan || values.confirmed) last.at = 0; // after a deed a scan is meant anew
    question = null; // what comes next leaves the question
    return line.send(url, values);
  }

  /* ---- showing ---- */

  function clear() {
    calm.textContent = "";
    loud.textContent = "";
    waiting.hidden = true;
  }

  function place(html, values) {
    const parts = document.createElement("template");
    parts.innerHTML = html;
    clear();
    for (const part of parts.content.querySelectorAll("template[data-into]")) {
      document.getElementById(part.dataset.into).replaceChildren(part.content);
      if (part.dataset.into === "desk-reader") readerField.value = part.dataset.reader;
    }
    const strip = document.querySelector(".k-now [data-kind]");
    waiting.hidden = Boolean(strip);
    window.deskSounds.play(strip ? strip.dataset.kind : "closed");
    question = null;
    if (strip && strip.dataset.question) {
      question = {
        code: strip.dataset.code || values.code,
        confirmed: [values.confirmed, strip.dataset.question].filter(Boolean).join(","),
        isAsked: strip.dataset.kind === "question",
        canTakeBack: Boolean(strip.querySelector("[data-desk-back]")),
      };
    }
    rest();
    focus();
  }

  function rest() {
    clearTimeout(idle);
    const seconds = Number(desk.dataset.idle);
    if (readerField.value && seconds > 0) idle = setTimeout(closeReader, seconds * 1000);
  }

  /* ---- deeds ---- */

  function scan(code, more) {
    return send(urls.scan, { code, mode: returns.checked ? "return" : "auto", confirmed: "", ...more });
  }
  function yes() { if (question) scan(question.code, { confirmed: question.confirmed }); }
  function backOnly() { if (question && question.canTakeBack) scan(question.code, { mode: "return" }); }
  function second() { if (question && question.isAsked) backOnly(); else renewAll(); }
  function cancel() {
    if (!question) return false;
    question = null;
    window.deskSounds.hush();
    loud.textContent = "";
    waiting.hidden = false;
    focus();
    return true;
  }
  function undo(deed) { send(urls.undo, { deed: deed || "" }); }
  function closeReader() {
    if (line.isBusy()) { line.close(); return true; } // after the scans that are on their way
    if (!readerField.value) return false;
    showNobody();
    return true;
  }
  async function showNobody() {
    cancel();
    clearTimeout(idle);
    readerField.value = "";
    card.replaceChildren(document.getElementById("desk-nobody").content.cloneNode(true));
    focus();
    try {
      const answer = await fetch(`${urls.reader}0`, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected && !readerField.value) card.innerHTML = await answer.text();
    } catch { /* the line is down: the card without the last readers will do */ }
  }
  function open(number) {
    names.close();
    scan(String(number), { mode: "auto" });
  }
  function renewAll() {
    if (readerField.value) send(`${urls.readers}${readerField.value}/renew`, {});
  }
  const COMMANDS = {
    yes, take_back_only: backOnly, cancel, close_reader: closeReader, undo: () => undo(""),
  };

  function read(text) {
    const code = text.trim();
    field.value = "";
    if (!code) return;
    if (dialog()) dialog().close();
    const now = Date.now();
    if (code === last.code && readerField.value === last.reader && now - last.at < BEEP) {
      window.deskSounds.play("click"); // a double beep counts once
      return;
    }
    last = { code, reader: readerField.value, at: now };
    const command = commands[code];
    if (command && COMMANDS[command]) { COMMANDS[command](); last.at = 0; return; }
    scan(code);
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); read(field.value); });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const data = button.dataset;
    if ("deskYes" in data) yes();
    else if ("deskBack" in data) backOnly();
    else if ("deskCancel" in data) cancel();
    else if ("deskUndo" in data) undo(data.deskUndo);
    else if ("deskClose" in data) closeReader();
    else if ("deskOpen" in data) open(data.deskOpen);
    else if ("deskRenew" in data) renewAll();
    else if ("deskFind" in data) find();
    else if ("deskLoan" in data) loanDeed(data.deskLoan);
    else if ("deskNote" in data) note(data.deskNote, data.note);
  });

  function loanDeed(path) { send(`${urls.loans}${path}`, {}); }
  function note(loan, before) {
    const text = noteBox.querySelector("input");
    noteBox.dataset.loan = loan;
    text.value = before;
    window.kt.openDialog(noteBox);
    text.select();
  }
  noteBox.querySelector("form").addEventListener("submit", () => {
    send(`${urls.loans}${noteBox.dataset.loan}/note`, { note: noteBox.querySelector("input").value });
  });
  noteBox.addEventListener("close", focus);
  returns.addEventListener("change", focus);

  /* ---- readers by name: F4 ---- */

  let looking = 0;
  function find() {
    names.showModal();
    nameField.value = "";
    names.querySelector("[data-desk-names]").textContent = "";
    nameField.focus();
  }
  nameField.addEventListener("input", () => {
    clearTimeout(looking);
    looking = setTimeout(async () => {
      const text = nameField.value.trim();
      if (text.length < 2) return;
      const answer = await fetch(`${urls.find}?q=${encodeURIComponent(text)}`, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected && nameField.value.trim() === text) names.querySelector("[data-desk-names]").innerHTML = await answer.text();
    }, 150);
  });
  nameField.addEventListener("keydown", (event) => {
    const first = names.querySelector("[data-desk-open]");
    if (event.code === "Enter" && /^\d{6,}$/.test(nameField.value.trim())) { event.preventDefault(); read(nameField.value); return; }
    if (event.code === "Enter" && first) { event.preventDefault(); open(first.dataset.deskOpen); }
  });
  names.addEventListener("close", focus);

  /* ---- keys: by code, since letters differ by layout ---- */

  let burst = "";
  let beat = 0;
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (plain && ["F4", "F8", "F9"].includes(event.code)) {
      event.preventDefault();
      if (dialog()) return;
      if (event.code === "F4") find(); else if (event.code === "F8") yes(); else second();
      return;
    }
    if (event.ctrlKey && !event.altKey && !event.shiftKey && event.code === "KeyZ" && !field.value && !dialog()) {
      event.preventDefault();
      undo("");
      return;
    }
    // A scanner types fast: a burst that ends in Enter outside any field is a scan.
    const free = !event.target.closest("input:not([type=checkbox], [type=range]), textarea, select");
    if (!free || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.timeStamp - beat > 120) burst = "";
    beat = event.timeStamp;
    if (event.code === "Enter" && burst.length >= 6) { event.preventDefault(); read(burst); burst = ""; focus(); }
    else if (event.key.length === 1) burst += event.key;
  });
  window.kt.onEscape(10, cancel);
  window.kt.onEscape(20, closeReader);

  rest();
  focus();
})();
