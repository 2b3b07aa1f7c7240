/* The form of a record: marks that fit, a tree to pick an index from, a scanner's Enter. */
(function () {
  "use strict";

  var form = document.querySelector("[data-cat-entry]");
  if (!form) { return; }

  function named(name) { return form.elements[name]; }

  function make(tag, parent, text) {
    var element = document.createElement(tag);
    if (text) { element.textContent = text; }
    if (parent) { parent.appendChild(element); }
    return element;
  }

  function put(input, value) {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* ---- a scanned ISBN ends with Enter: it leads on and sends nothing ---- */

  form.querySelectorAll("[data-cat-next]").forEach(function (input) {
    input.addEventListener("keydown", function (event) {
      if (event.code !== "Enter" && event.code !== "NumpadEnter") { return; }
      if (event.ctrlKey || event.metaKey) { return; }
      event.preventDefault();
      named(input.dataset.catNext).focus();
    });
  });

  /* ---- author marks: what fits stands below the field; one press puts it in ---- */

  var mark = form.querySelector("[data-cat-marks]");
  if (mark) {
    var chips = make("div");
    chips.className = "cat-marks";
    chips.setAttribute("aria-live", "polite");
    mark.after(chips);
    var asked = "";

    var suggest = function () {
      var authors = named("authors").value.trim();
      var title = named("title").value.trim();
      var key = authors + "\n" + title;
      if (key === asked || (!authors && !title)) { return; }
      asked = key;
      var address = new URL(mark.dataset.catMarks, window.location.href);
      address.searchParams.set("authors", authors);
      address.searchParams.set("title", title);
      fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" })
        .then(function (answer) { return answer.ok ? answer.json() : []; })
        .then(function (found) {
          if (key !== asked) { return; } // what was typed meanwhile asks anew
          chips.textContent = "";
          found.forEach(function (one) {
            var chip = make("button", chips);
            chip.type = "button";
            chip.className = "kt-chip";
            make("b", chip, one.mark);
            make("span", chip, one.why);
            chip.addEventListener("click", function () { put(mark, one.mark); mark.focus(); });
          });
          // An empty field takes the first; whoever types another has the last word.
          if (found.length && !mark.value.trim() && document.activeElement === mark) {
            put(mark, found[0].mark);
            mark.select();
          }
        })
        .catch(function () { asked = ""; });
    };

    mark.addEventListener("focus", suggest);
    named("authors").addEventListener("change", suggest);
    named("title").addEventListener("change", suggest);
  }

  /* ---- classes: a tree in a dialog ---- */

  var dialog = document.getElementById("cat-classes");
  var words = dialog.querySelector("[data-cat-words]");
  var tree = dialog.querySelector("[data-cat-tree]");
  var field = null;
  var timer = 0;
  var turn = 0;

  function load() {
    turn += 1;
    var mine = turn;
    var address = new URL(field.dataset.catPick, window.location.href);
    address.searchParams.set("q", words.value.trim());
    fetch(address, { credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : ""; })
      .then(function (html) { if (mine === turn) { tree.innerHTML = html; } });
  }

  form.querySelectorAll("[data-cat-pick]").forEach(function (input) {
    var frame = make("div");
    frame.className = "cat-with";
    input.before(frame);
    frame.appendChild(input);
    var button = document.getElementById("cat-pick-button").content.firstElementChild.cloneNode(true);
    button.setAttribute("aria-label", button.title + ": " + input.dataset.catLabel);
    frame.appendChild(button);
    button.addEventListener("click", function () {
      field = input;
      words.value = "";
      tree.textContent = "";
      window.kt.openDialog(dialog);
      words.focus();
      load();
    });
  });

  words.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(load, 180);
  });
  words.addEventListener("keydown", function (event) {
    var first = tree.querySelector("[data-cat-index]");
    if (event.code === "Enter" || event.code === "NumpadEnter") {
      event.preventDefault();
      if (words.value.trim() && first) { first.click(); }
    } else if (event.code === "ArrowDown" && first) {
      event.preventDefault();
      (tree.querySelector("summary, [data-cat-index]")).focus();
    }
  });
  tree.addEventListener("click", function (event) {
    var chosen = event.target.closest("[data-cat-index]");
    if (!chosen) { return; }
    put(field, chosen.dataset.catIndex);
    dialog.close();
    field.focus();
  });
})();
