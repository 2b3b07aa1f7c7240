/* Fields that need more than HTML gives: search boxes instead of long lists, a calendar beside a
   date. They take Flask-Admin's data-role attributes and do the work of its select2 and
   daterangepicker (2014), which cannot be used by keyboard and reader, nor in Kazakh. */
(function () {
  "use strict";

  var kt = window.kt;
  var count = 0;

  /* Dress the fields inside ``root``: the page at first, later a row that was added to a form. */
  kt.dress = function (root) {
    root.querySelectorAll('[data-role="select2-ajax"]').forEach(searchBox);
    root.querySelectorAll('[data-role="datepicker"], form[data-kt-save] input[type="date"]').forEach(dateField);
  };

  function make(tag, attributes, parent) {
    var one = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (name === "text") { one.textContent = attributes.text; } else { one.setAttribute(name, attributes[name]); }
    });
    if (parent) { parent.appendChild(one); }
    return one;
  }

  function iconButton(name, words, parent) {
    var button = make("button", { type: "button", class: "btn btn-quiet btn-icon", "aria-label": words, title: words }, parent);
    button.innerHTML = kt.icon(name, "s");
    return button;
  }

  /* ---- a search box: the hidden field keeps the id, the person sees and types words ---- */

  function searchBox(hidden) {
    if (hidden.dataset.ktDressed) { return; }
    hidden.dataset.ktDressed = "1";
    hidden.type = "hidden";
    count += 1;
    var listId = "kt-options-" + count;
    var many = hidden.dataset.multiple === "1";
    var separator = hidden.dataset.separator || ",";
    var least = Number(hidden.dataset.minimumInputLength || 0);
    var picked = [];
    try { picked = JSON.parse(hidden.dataset.json || "null") || []; } catch (fault) { picked = []; }
    if (picked.length && !Array.isArray(picked[0])) { picked = [picked]; }

    var tags = make("div", { class: "f-picked" });
    var frame = make("div", { class: "f-find" });
    frame.innerHTML = kt.icon("search", "s");
    var input = make("input", {
      class: hidden.className || "form-control", id: (hidden.id || listId) + "-find", type: "text",
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": listId, placeholder: hidden.dataset.placeholder || kt.words.type_more,
    }, frame);
    ["aria-describedby", "aria-invalid", "aria-required"].forEach(function (name) {
      if (hidden.hasAttribute(name)) { input.setAttribute(name, hidden.getAttribute(name)); }
    });
    var clear = iconButton("x", kt.words.clear, frame);
    var list = make("ul", { class: "f-options", id: listId, role: "listbox" }, frame);
    list.hidden = true;
    hidden.after(tags, frame);
    var label = hidden.id && document.querySelector('label[for="' + hidden.id + '"]');
    if (label) { label.htmlFor = input.id; }
    var leads = hidden.id && document.querySelector('[data-kt-errors] a[href="#' + hidden.id + '"]');
    if (leads) { leads.hash = input.id; }
    list.setAttribute("aria-label", label ? label.textContent.trim() : input.placeholder);

    var active = -1;
    var timer = 0;
    var asked = 0;

    function options() { return list.querySelectorAll('[role="option"]'); }

    function show() {
      hidden.value = picked.map(function (one) { return one[0]; }).join(separator);
      tags.textContent = "";
      if (many) {
        picked.forEach(function (one) {
          var tag = make("span", { class: "kt-chip on", text: one[1] }, tags);
          var off = make("button", { type: "button", "aria-label": kt.words.remove_row + ": " + one[1] }, tag);
          off.innerHTML = kt.icon("x", "s");
          off.addEventListener("click", function () {
            picked = picked.filter(function (other) { return other !== one; });
            changed();
            input.focus();
          });
        });
        input.value = "";
      } else {
        input.value = picked.length ? picked[0][1] : "";
      }
      clear.hidden = many || !picked.length;
    }

    function changed() {
      show();
      hidden.dispatchEvent(new Event("input", { bubbles: true }));
      hidden.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(to) {
      var all = options();
      if (!all.length) { return; }
      active = (to + all.length) % all.length;
      all.forEach(function (one, i) { one.setAttribute("aria-selected", String(i === active)); });
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }

    function choose(pair) {
      if (!many) { picked = [pair]; } else if (!picked.some(function (one) { return String(one[0]) === String(pair[0]); })) { picked.push(pair); }
      changed();
      close();
      input.focus();
    }

    function note(words) {
      list.textContent = "";
      make("li", { class: "is-note", role: "option", "aria-disabled": "true", "aria-selected": "false", text: words }, list).removeAttribute("id");
      list.hidden = false;
    }

    function fill(pairs) {
      if (!pairs.length) { note(kt.words.nothing_found); options()[0].removeAttribute("role"); return; }
      list.textContent = "";
      pairs.forEach(function (pair, i) {
        var line = make("li", { role: "option", id: listId + "-" + i, "aria-selected": "false", text: pair[1] }, list);
        line.addEventListener("mousedown", function (event) { event.preventDefault(); choose(pair); });
      });
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(0);
    }

    function ask() {
      var text = input.value.trim();
      if (!many && picked.length && text === picked[0][1]) { return; }
      if (text.length < least) { close(); return; }
      asked += 1;
      var mine = asked;
      var address = new URL(hidden.dataset.url, window.location.href);
      address.searchParams.set("query", text);
      address.searchParams.set("offset", "0");
      address.searchParams.set("limit", "10");
      fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" })
        .then(function (answer) { if (!answer.ok) { throw new Error(String(answer.status)); } return answer.json(); })
        .then(function (pairs) { if (mine === asked && document.activeElement === input) { fill(pairs); } })
        .catch(function () { if (mine === asked) { note(kt.words.no_connection); } });
    }

    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, 180);
    });
    input.addEventListener("keydown", function (event) {
      if (event.code === "ArrowDown" || event.code === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) { ask(); } else { mark(active + (event.code === "ArrowDown" ? 1 : -1)); }
      } else if (event.code === "Enter" || event.code === "NumpadEnter") {
        // Enter never sends a half-filled form; Ctrl + Enter does.
        if (event.ctrlKey || event.metaKey) { return; }
        event.preventDefault();
        if (!list.hidden && active >= 0 && options()[active]) {
          options()[active].dispatchEvent(new MouseEvent("mousedown", { cancelable: true }));
        }
      } else if (event.code === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      } else if (event.code === "Backspace" && many && !input.value && picked.length) {
        picked.pop();
        changed();
      }
    });
    input.addEventListener("blur", function () {
      close();
      asked += 1;
      // An emptied box is an emptied field; words that were not chosen are not kept.
      if (!many && !input.value.trim() && picked.length) { picked = []; changed(); } else { show(); }
    });
    clear.addEventListener("click", function () { picked = []; changed(); input.focus(); });
    show();
  }

  /* ---- a date: typed, with a calendar beside ---- */

  function twoDigits(number) { return (number < 10 ? "0" : "") + number; }

  function dateField(input) {
    if (input.dataset.ktDressed) { return; }
    input.dataset.ktDressed = "1";
    var format = input.dataset.dateFormat || "DD.MM.YYYY";
    if (input.type === "date") {
      // A phone's own wheel is better. Elsewhere the browser would write days its own way.
      if (window.matchMedia("(pointer: coarse)").matches) { return; }
      var day = (input.getAttribute("value") || "").match(/^(\d{4})-(\d\d)-(\d\d)$/);
      input.type = "text";
      input.value = day ? day[3] + "." + day[2] + "." + day[1] : input.getAttribute("value") || "";
      input.placeholder = kt.words.date_form;
    }
    input.setAttribute("autocomplete", "off");
    input.setAttribute("inputmode", "numeric");
    input.classList.add("is-date");
    var frame = make("span", { class: "f-with" });
    input.before(frame);
    frame.appendChild(input);
    var button = iconButton("calendar", kt.words.choose_date, frame);
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", function () { calendar(input, button, format); });
  }

  function written(day, format) {
    return format.replace("YYYY", day.getFullYear()).replace("MM", twoDigits(day.getMonth() + 1)).replace("DD", twoDigits(day.getDate()));
  }

  function understood(text, format) {
    var numbers = text.match(/\d+/g) || [];
    if (numbers.length < 3) { return null; }
    var places = format.match(/YYYY|MM|DD/g);
    var year = Number(numbers[places.indexOf("YYYY")]);
    var day = new Date(year, Number(numbers[places.indexOf("MM")]) - 1, Number(numbers[places.indexOf("DD")]));
    return isNaN(day) || year < 1000 ? null : day;
  }

  function calendar(input, button, format) {
    var chosen = understood(input.value, format);
    var at = chosen || new Date();
    var box = make("dialog", { class: "kt-dlg f-cal", "aria-label": kt.words.choose_date });
    var head = make("div", { class: "f-cal-head" }, box);
    var back = iconButton("chevron-left", kt.words.previous_month, head);
    var title = make("b", { "aria-live": "polite" }, head);
    var on = iconButton("chevron-right", kt.words.next_month, head);
    var table = make("table", {}, box);
    var row = make("tr", {}, make("thead", {}, table));
    kt.words.weekdays.forEach(function (name, i) {
      var cell = make("th", { scope: "col" }, row);
      make("span", { class: "visually-hidden", text: name }, cell);
      make("span", { "aria-hidden": "true", text: kt.words.weekdays_short[i] }, cell);
    });
    var body = make("tbody", {}, table);
    var foot = make("div", { class: "r-pop-foot" }, box);
    var close = make("button", { type: "button", class: "btn btn-sm btn-quiet", text: kt.words.cancel }, foot);
    var today = make("button", { type: "button", class: "btn btn-sm btn-plain", text: kt.words.today }, foot);

    function take(day) {
      input.value = written(day, format);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      box.close();
    }

    function same(one, other) { return one && other && one.toDateString() === other.toDateString(); }

    function draw(focus) {
      title.textContent = kt.words.months[at.getMonth()] + " " + at.getFullYear();
      body.textContent = "";
      var day = new Date(at.getFullYear(), at.getMonth(), 1);
      day.setDate(1 - (day.getDay() + 6) % 7); // the week begins on Monday
      for (var week = 0; week < 6; week += 1) {
        var line = make("tr", {}, body);
        for (var i = 0; i < 7; i += 1) { cell(line, new Date(day)); day.setDate(day.getDate() + 1); }
      }
      if (focus) { body.querySelector('[tabindex="0"]').focus(); }
    }

    function cell(line, day) {
      var one = make("button", {
        type: "button", text: String(day.getDate()), tabindex: same(day, at) ? "0" : "-1",
        "aria-label": written(day, "DD.MM.YYYY"), "aria-pressed": String(Boolean(same(day, chosen))),
      }, make("td", {}, line));
      if (day.getMonth() !== at.getMonth()) { one.classList.add("is-out"); }
      if (same(day, new Date())) { one.classList.add("is-today"); }
      one.addEventListener("click", function () { take(day); });
    }

    function move(days, months) {
      at = new Date(at.getFullYear(), at.getMonth() + (months || 0), at.getDate() + days);
      draw(true);
    }

    box.addEventListener("keydown", function (event) {
      var steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
      if (!body.contains(document.activeElement)) { return; }
      if (steps[event.code]) { event.preventDefault(); move(steps[event.code]); }
      if (event.code === "PageUp") { event.preventDefault(); move(0, -1); }
      if (event.code === "PageDown") { event.preventDefault(); move(0, 1); }
    });
    back.addEventListener("click", function () { at = new Date(at.getFullYear(), at.getMonth() - 1, 1); draw(); });
    on.addEventListener("click", function () { at = new Date(at.getFullYear(), at.getMonth() + 1, 1); draw(); });
    today.addEventListener("click", function () { take(new Date()); });
    close.addEventListener("click", function () { box.close(); });
    box.addEventListener("close", function () { box.remove(); button.focus(); });
    document.body.appendChild(box);
    draw();
    box.showModal();
    body.querySelector('[tabindex="0"]').focus();
  }

  kt.dress(document);
})();
