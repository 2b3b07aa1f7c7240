/* Forms: Ctrl+Enter saves, drafts keep themselves, one press sends once. */
(function () {
  "use strict";

  var kt = window.kt;
  var DRAFTS = "kt-draft:";

  /* ---- Ctrl + Enter saves the form the focus is in, or the page's only one ---- */

  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey)) { return; }
    if (event.code !== "Enter" && event.code !== "NumpadEnter") { return; }
    var inside = document.activeElement && document.activeElement.closest("form[data-kt-save]");
    var form = inside || document.querySelector("form[data-kt-save]");
    if (form && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[type=submit]"));
    }
  });

  /* ---- an impatient second press does not send twice ---- */

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") { return; }
    if (form.dataset.ktSent) { event.preventDefault(); return; }
    form.dataset.ktSent = "1";
    var button = event.submitter;
    if (button) { button.classList.add("is-waiting"); }
    // The answer may be a file: then the page stays, and the form must work again.
    window.setTimeout(function () {
      delete form.dataset.ktSent;
      if (button) { button.classList.remove("is-waiting"); }
    }, 4000);
  });

  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-kt-sent]").forEach(function (form) {
      delete form.dataset.ktSent;
      form.querySelectorAll(".is-waiting").forEach(function (one) { one.classList.remove("is-waiting"); });
    });
  });

  /* ---- passwords ---- */

  document.addEventListener("click", function (event) {
    var button = event.target instanceof Element && event.target.closest("[data-kt-reveal]");
    if (!button) { return; }
    var field = document.getElementById(button.dataset.ktReveal);
    var show = field.type === "password";
    field.type = show ? "text" : "password";
    var words = show ? kt.words.hide_password : kt.words.show_password;
    button.setAttribute("aria-pressed", String(show));
    button.setAttribute("aria-label", words);
    button.title = words;
    button.innerHTML = kt.icon(show ? "eye-off" : "eye");
    field.focus();
  });

  /* Browsers do not tell the layout; Cyrillic letters in a password do. */
  document.querySelectorAll("[data-kt-layout]").forEach(function (hint) {
    var field = document.getElementById(hint.dataset.ktLayout);
    if (!field) { return; }
    field.addEventListener("input", function () {
      var wrong = /[\u0400-\u04FF]/.test(field.value);
      if (wrong && !hint.textContent) { hint.textContent = kt.words.layout; }
      if (!wrong) { hint.textContent = ""; }
    });
  });

  /* ---- what was not saved leads to its field ---- */

  var wrongs = document.querySelector("[data-kt-errors]");
  if (wrongs) { wrongs.focus(); }

  /* ---- drafts: kept in this browser until saved, by person and page ---- */

  function draftName(form) {
    return DRAFTS + kt.person + ":" + window.location.pathname + window.location.search + "#" + (form.id || "");
  }

  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name && one.name !== "csrf_token" && !one.disabled &&
        ["password", "file", "submit", "button", "hidden"].indexOf(one.type) < 0;
    });
  }

  function read(form) {
    return fields(form).map(function (one) {
      return [one.name, one.value, Boolean(one.checked)];
    });
  }

  function write(form, kept) {
    var places = fields(form);
    kept.forEach(function (line, i) {
      var one = places[i];
      if (!one || one.name !== line[0]) { return; }
      if (one.type === "checkbox" || one.type === "radio") { one.checked = line[2]; } else { one.value = line[1]; }
      one.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  function twoDigits(number) { return (number < 10 ? "0" : "") + number; }

  function moment(at) {
    return twoDigits(at.getDate()) + "." + twoDigits(at.getMonth() + 1) + "." + at.getFullYear() + ", " +
      twoDigits(at.getHours()) + ":" + twoDigits(at.getMinutes());
  }

  function offer(form, at, empty) {
    var box = document.createElement("div");
    box.className = "kt-msg prim";
    box.setAttribute("role", "status");
    box.innerHTML = '<span class="prim">' + kt.icon("history") + "</span><div></div>" +
      '<button type="button" class="btn btn-sm btn-quiet"></button>';
    box.querySelector("div").textContent = kt.words.draft.replace("%(when)s", moment(new Date(at)));
    var button = box.querySelector("button");
    button.textContent = kt.words.drop_draft;
    button.addEventListener("click", function () {
      window.localStorage.removeItem(draftName(form));
      write(form, empty);
      box.remove();
      var first = fields(form)[0];
      if (first) { first.focus(); }
    });
    form.prepend(box);
  }

  document.querySelectorAll("form[data-kt-draft]").forEach(function (form) {
    var empty = read(form);
    var name = draftName(form);
    var kept = null;
    try { kept = JSON.parse(window.localStorage.getItem(name)); } catch (fault) { kept = null; }
    // The server has sent the form back with errors: what it sent is newer than any draft.
    if (kept && !form.querySelector("[aria-invalid=true]") && JSON.stringify(kept.values) !== JSON.stringify(empty)) {
      write(form, kept.values);
      offer(form, kept.at, empty);
    }
    var timer = 0;
    form.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        try {
          window.localStorage.setItem(name, JSON.stringify({ at: Date.now(), values: read(form) }));
        } catch (fault) { /* A full or forbidden store: the form works without drafts. */ }
      }, 400);
    });
    form.addEventListener("submit", function (event) {
      if (event.defaultPrevented) { return; }
      window.clearTimeout(timer);
      window.localStorage.removeItem(name);
    });
  });

  /* Who leaves takes his drafts along: the next person at this computer is not he. */
  document.querySelectorAll("form[data-kt-leave]").forEach(function (form) {
    form.addEventListener("submit", function () {
      Object.keys(window.localStorage).forEach(function (name) {
        if (name.indexOf(DRAFTS) === 0) { window.localStorage.removeItem(name); }
      });
    });
  });
})();
