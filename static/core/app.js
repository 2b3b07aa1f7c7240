/* Every page: keys, menu, messages, toasts, dialogs. Pages talk to it through window.kt. */
(function () {
  "use strict";

  var page = document.documentElement;
  var said = JSON.parse(document.getElementById("kt-words").textContent);
  var escapes = [];

  var kt = window.kt = {
    words: said.words,
    places: said.places,
    person: said.person,
    session: said.session,

    /* The token that every POST made by a script must carry. */
    token: function () {
      var meta = document.querySelector('meta[name="csrf-token"]');
      return meta ? meta.content : "";
    },

    icon: function (name, size) {
      return '<svg class="kt-i' + (size ? " kt-i-" + size : "") + '" aria-hidden="true" focusable="false">' +
        '<use href="' + said.places.icons + "#" + name + '"/></svg>';
    },

    /* Esc asks in rising order; the first that answers true has taken it. The order of
       design.md: question 10, reader 20, dialog 30 (native), menus 35, drawer 36, selection 40. */
    onEscape: function (order, answer) {
      escapes.push({ order: order, answer: answer });
      escapes.sort(function (a, b) { return a.order - b.order; });
    },

    toast: toast,
    confirm: confirmed,
    openDialog: openDialog,
  };

  /* ---- keys: by place on the keyboard (code), since the letters differ by layout ---- */

  document.addEventListener("keydown", function (event) {
    var plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    var ctrl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;

    if (plain && event.code === "F1") {
      event.preventDefault();
      openDialog(document.getElementById("kt-keys"));
    } else if (plain && event.code === "F2") {
      event.preventDefault();
      var field = document.querySelector("[data-kt-scan]");
      if (field) { field.focus(); field.select(); } else { window.location.assign(said.places.desk); }
    } else if (ctrl && event.code === "KeyK") {
      var find = document.getElementById("kt-find");
      if (find) {
        event.preventDefault();
        if (!find.offsetParent) { setMenu(true); }
        find.focus();
        find.select();
      }
    } else if (ctrl && event.code === "KeyP") {
      var print = document.querySelector("a[data-kt-print]");
      if (print) { event.preventDefault(); window.location.assign(print.href); }
    } else if (plain && event.code === "Escape" && !document.querySelector("dialog[open]")) {
      for (var i = 0; i < escapes.length; i += 1) {
        if (escapes[i].answer(event)) { event.preventDefault(); return; }
      }
    }
  });

  /* ---- one listener for what is clicked ---- */

  document.addEventListener("click", function (event) {
    var target = event.target instanceof Element ? event.target : null;
    if (!target) { return; }
    var hit;
    if ((hit = target.closest("[data-kt-menu]"))) {
      setMenu(!page.classList.contains("kt-menu-open"));
    } else if (target.closest("[data-kt-menu-close]")) {
      setMenu(false);
    } else if ((hit = target.closest("[data-kt-dismiss]"))) {
      dismiss(hit.closest(".kt-msg, .kt-toast"));
    } else if ((hit = target.closest("[data-kt-close]"))) {
      hit.closest("dialog").close();
    } else if ((hit = target.closest("[data-kt-keys]"))) {
      openDialog(document.getElementById("kt-keys"));
    } else if ((hit = target.closest("[data-kt-open]"))) {
      event.preventDefault();
      openDialog(document.getElementById(hit.dataset.ktOpen));
    } else if (target.matches("dialog")) {
      // A click beside the dialog lands on the dialog itself: its content has no padding.
      target.close();
    }
    closePopovers(target);
  });

  /* ---- menus that open from a <summary> ---- */

  function popovers() { return document.querySelectorAll("details[data-kt-popover][open]"); }

  function closePopovers(except) {
    popovers().forEach(function (menu) {
      if (!except || !menu.contains(except)) { menu.open = false; }
    });
  }

  kt.onEscape(35, function () {
    var open = popovers();
    if (!open.length) { return false; }
    open.forEach(function (menu) { menu.open = false; menu.querySelector("summary").focus(); });
    return true;
  });

  document.addEventListener("focusin", function (event) { closePopovers(event.target); });

  /* ---- the drawer on a phone ---- */

  var side = document.getElementById("kt-side");
  var opener = document.querySelector(".kt-mobtop [data-kt-menu]");

  function setMenu(open) {
    if (!side || !opener || open === page.classList.contains("kt-menu-open")) { return; }
    page.classList.toggle("kt-menu-open", open);
    opener.setAttribute("aria-expanded", String(open));
    document.querySelectorAll(".kt-main, .kt-mobtop").forEach(function (part) { part.inert = open; });
    if (open) { side.querySelector("[data-kt-menu]").focus(); } else { opener.focus(); }
  }

  kt.onEscape(36, function () {
    if (!page.classList.contains("kt-menu-open")) { return false; }
    setMenu(false);
    return true;
  });

  window.matchMedia("(min-width: 992px)").addEventListener("change", function (wide) {
    if (wide.matches) { setMenu(false); }
  });

  /* ---- messages and toasts ---- */

  function dismiss(box) {
    if (!box) { return; }
    var group = box.parentElement;
    var hadFocus = box.contains(document.activeElement);
    box.remove();
    if (group && group.classList.contains("kt-msgs") && !group.children.length) { group.remove(); }
    if (hadFocus) { document.getElementById("main").focus(); }
  }

  /* What happened, for 8 seconds, with one way back. Never for errors. */
  function toast(text, undo) {
    document.querySelectorAll(".kt-toast").forEach(function (old) { old.remove(); });
    var box = document.createElement("div");
    box.className = "kt-toast";
    box.setAttribute("role", "status");
    document.body.appendChild(box);
    var words = document.createElement("span");
    words.textContent = text;
    box.appendChild(words);
    if (undo) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm";
      button.textContent = said.words.undo;
      button.addEventListener("click", function () { dismiss(box); undo(); });
      box.appendChild(button);
    }
    fade(box);
    return box;
  }

  function fade(box) {
    var timer = 0;
    function wait() { timer = window.setTimeout(function () { dismiss(box); }, 8000); }
    function hold() { window.clearTimeout(timer); }
    box.addEventListener("mouseenter", hold);
    box.addEventListener("focusin", hold);
    box.addEventListener("mouseleave", wait);
    box.addEventListener("focusout", wait);
    wait();
  }

  document.querySelectorAll("[data-kt-toast]").forEach(fade);

  /* ---- dialogs: native, so that the focus stays inside and comes back ---- */

  function openDialog(dialog) {
    if (!dialog || dialog.open) { return; }
    closePopovers();
    dialog.showModal();
    var safe = dialog.querySelector("[autofocus]") || dialog.querySelector("button, a, input");
    if (safe) { safe.focus(); }
  }

  /* ask: {title, text, verb, bad}. Resolves to true when the verb was pressed. */
  function confirmed(ask) {
    return new Promise(function (answer) {
      var dialog = document.createElement("dialog");
      dialog.className = "kt-dlg";
      dialog.setAttribute("aria-labelledby", "kt-ask-title");
      dialog.innerHTML = '<div class="kt-h"><h2 id="kt-ask-title"></h2></div>' +
        '<div class="kt-dlg-body"></div><div class="kt-dlg-foot">' +
        '<button type="button" class="btn btn-plain" autofocus></button>' +
        '<button type="button" class="btn"></button></div>';
      var buttons = dialog.querySelectorAll("button");
      dialog.querySelector("h2").textContent = ask.title || said.words.sure;
      dialog.querySelector(".kt-dlg-body").textContent = ask.text || "";
      buttons[0].textContent = said.words.cancel;
      buttons[1].textContent = ask.verb || said.words.delete;
      buttons[1].classList.add(ask.bad ? "btn-bad" : "btn-primary");
      buttons[0].addEventListener("click", function () { dialog.close(); });
      buttons[1].addEventListener("click", function () { dialog.close("yes"); });
      dialog.addEventListener("close", function () {
        dialog.remove();
        answer(dialog.returnValue === "yes");
      });
      document.body.appendChild(dialog);
      openDialog(dialog);
    });
  }

  /* A form or a submit button with data-kt-confirm asks first; data-kt-verb names the button. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var button = event.submitter;
    var source = button && button.dataset.ktConfirm ? button : form;
    var text = source.dataset.ktConfirm;
    if (!text || form.dataset.ktConfirmed) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    confirmed({
      title: source.dataset.ktTitle, text: text,
      verb: source.dataset.ktVerb || (button && button.textContent.trim()),
      bad: source.dataset.ktBad !== undefined,
    }).then(function (yes) {
      if (!yes) { if (button) { button.focus(); } return; }
      form.dataset.ktConfirmed = "1";
      form.requestSubmit(button || undefined);
      delete form.dataset.ktConfirmed;
    });
  }, true);
})();
