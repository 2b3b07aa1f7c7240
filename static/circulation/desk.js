/* The desk: one POST a scan, each with an id; kept and sent again when the line is down. */
(() => {
  "use strict";
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const { words, commands, urls } = JSON.parse(document.getElementById("desk-words").textContent);
  const form = document.getElementById("desk-form");
  const field = document.getElementById("scan");
  const readerField = form.querySelector("[data-desk-reader]");
  const returns = document.querySelector("[data-desk-return]");
  const offline = document.querySelector("[data-desk-offline]");
  const names = document.getElementById("desk-names");
  const nameField = names.querySelector("[data-desk-name]");
  const QUEUE = "kt-desk-queue";

  let question = null; // {code, confirmed} of the scan that waits for an answer
  let last = { code: "", reader: "", at: 0 };
  let idle = 0;
  let sending = Promise.resolve();

  const id = () => (crypto.randomUUID ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join(""));
  const focus = () => { if (!names.open) field.focus(); };

  /* ---- sending: in order, one at a time, nothing lost ---- */

  const queue = () => JSON.parse(localStorage.getItem(QUEUE) || "[]");
  function keep(list) {
    localStorage.setItem(QUEUE, JSON.stringify(list));
    offline.hidden = list.length === 0;
    offline.textContent = list.length ? words.offline.replace("{n}", list.length) : "";
  }

  async function post(url, values) {
    const body = new URLSearchParams(values);
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: { "X-Desk": "fragments", "X-CSRFToken": window.kt.token(), Accept: "text/html" },
    });
    if (answer.redirected || answer.status === 401) { window.location.reload(); throw new Error("signed out"); }
    if (answer.status === 400 || answer.status >= 500) throw new Error(`status ${answer.status}`);
    return answer.text();
  }

  function send(url, values) {
    if (url !== urls.scan || values.confirmed) last.at = 0; // after a deed a scan is meant anew
    const list = queue();
    list.push({ url, values: { ...values, request_id: id() } });
    keep(list);
    offline.hidden = true; // shown only when the sending fails
    sending = sending.then(flush);
    return sending;
  }

  async function flush() {
    for (let list = queue(); list.length; list = queue()) {
      const [first] = list;
      let html;
      try {
        html = await post(first.url, first.values);
      } catch (fault) {
        if (fault.message === "signed out") return;
        keep(queue());
        setTimeout(() => { sending = sending.then(flush); }, 3000);
        return;
      }
      keep(queue().filter((one) => one.values.request_id !== first.values.request_id));
      place(html, first.values);
    }
  }

  /* ---- showing ---- */

  function place(html, values) {
    const parts = document.createElement("template");
    parts.innerHTML = html;
    document.getElementById("desk-calm").textContent = "";
    document.getElementById("desk-loud").textContent = "";
    for (const part of parts.content.querySelectorAll("template[data-into]")) {
      document.getElementById(part.dataset.into).replaceChildren(part.content);
      if (part.dataset.into === "desk-reader") readerField.value = part.dataset.reader;
    }
    const strip = document.querySelector(".k-now [data-kind]");
    document.getElementById("desk-idle").hidden = Boolean(strip);
    question = null;
    if (strip) {
      window.deskSounds.play(strip.dataset.kind);
      if (strip.dataset.question) {
        const confirmed = [values.confirmed, strip.dataset.question].filter(Boolean).join(",");
        question = { code: values.code, confirmed, kind: strip.dataset.kind };
      }
    } else {
      window.deskSounds.play("closed");
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
    const values = {
      code, reader: readerField.value, mode: returns.checked ? "return" : "auto", confirmed: "", ...more,
    };
    return send(urls.scan, values);
  }
  function yes() { if (question) scan(question.code, { confirmed: question.confirmed }); }
  function backOnly() { if (question) scan(question.code, { mode: "return" }); }
  function cancel() {
    if (!question) return false;
    question = null;
    document.getElementById("desk-loud").textContent = "";
    document.getElementById("desk-idle").hidden = false;
    focus();
    return true;
  }
  function undo(deed) { send(urls.undo, { deed: deed || "", reader: readerField.value }); }
  async function closeReader() {
    if (!readerField.value) return false;
    readerField.value = "";
    clearTimeout(idle);
    const answer = await fetch(`${urls.reader}0`, { headers: { Accept: "text/html" } });
    if (answer.ok) document.getElementById("desk-reader").innerHTML = await answer.text();
    focus();
    return true;
  }
  function open(card) {
    names.close();
    scan(String(card), { reader: "", mode: "auto", open: "1" });
  }
  function renewAll() {
    if (readerField.value) send(`${urls.readers}${readerField.value}/renew`, { reader: readerField.value });
  }
  const COMMANDS = {
    yes, take_back_only: backOnly, cancel, close_reader: closeReader, undo: () => undo(""),
  };

  function read(text) {
    const code = text.trim();
    field.value = "";
    if (!code) return;
    const now = Date.now();
    if (code === last.code && readerField.value === last.reader && now - last.at < 2000 && !question) {
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

  function loanDeed(path) { send(`${urls.loans}${path}`, { reader: readerField.value }); }
  function note(loan, before) {
    const text = window.prompt(words.note, before);
    if (text !== null) send(`${urls.loans}${loan}/note`, { reader: readerField.value, note: text });
  }

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
      if (answer.ok && nameField.value.trim() === text) names.querySelector("[data-desk-names]").innerHTML = await answer.text();
    }, 150);
  });
  nameField.addEventListener("keydown", (event) => {
    const first = names.querySelector("[data-desk-open]");
    if (event.code === "Enter" && first) { event.preventDefault(); open(first.dataset.deskOpen); }
  });
  names.addEventListener("close", focus);

  /* ---- keys: by code, since letters differ by layout ---- */

  let burst = "";
  let beat = 0;
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (plain && event.code === "F4") { event.preventDefault(); find(); return; }
    if (plain && event.code === "F8") { event.preventDefault(); yes(); return; }
    if (plain && event.code === "F9") {
      event.preventDefault();
      if (question) backOnly(); else renewAll();
      return;
    }
    if (event.ctrlKey && !event.altKey && event.code === "KeyZ" && !field.value && !names.open) {
      event.preventDefault();
      undo("");
      return;
    }
    // A scanner types fast: a burst that ends in Enter outside any field is a scan.
    const free = !event.target.closest("input, textarea, select, dialog");
    if (!free || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.timeStamp - beat > 120) burst = "";
    beat = event.timeStamp;
    if (event.code === "Enter" && burst.length >= 6) { event.preventDefault(); read(burst); burst = ""; focus(); }
    else if (event.key.length === 1) burst += event.key;
  });
  window.kt.onEscape(10, cancel);
  window.kt.onEscape(20, () => { if (!readerField.value) return false; closeReader(); return true; });

  window.addEventListener("online", () => { sending = sending.then(flush); });
  if (queue().length) { keep(queue()); sending = sending.then(flush); }
  rest();
  focus();
})();
