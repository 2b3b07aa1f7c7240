/* The calendar: an event is dragged to a day, or moved by its button; either can be undone. */
(function () {
  "use strict";

  var kt = window.kt;
  var box = document.getElementById("ev-cal");
  var dialog = document.getElementById("ev-dlg");
  var moving = null;
  if (!box || !dialog) { return; }

  function address(item) { return item.querySelector("[data-ev-move]").dataset.evMove; }

  function target(node) {
    return node instanceof Element ? node.closest("[data-ev-day], [data-ev-month], [data-ev-day-month]") : null;
  }

  /* {day} or {month}: where a thing is dropped. */
  function place(found) {
    if (!found) { return null; }
    if (found.dataset.evDayMonth) { return { month: found.dataset.evDayMonth }; }
    return found.tagName === "TD" ? { day: found.dataset.evDay } : { month: found.dataset.evMonth };
  }

  function clear() { box.querySelectorAll(".ev-over").forEach(function (one) { one.classList.remove("ev-over"); }); }

  box.addEventListener("dragstart", function (event) {
    var item = event.target instanceof Element ? event.target.closest("[data-ev]") : null;
    if (!item) { return; }
    moving = item;
    item.classList.add("is-moving");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.ev);
  });

  box.addEventListener("dragend", function () {
    if (moving) { moving.classList.remove("is-moving"); }
    moving = null;
    clear();
  });

  box.addEventListener("dragover", function (event) {
    var found = target(event.target);
    if (!moving || !place(found)) { return; }
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    if (!found.classList.contains("ev-over")) { clear(); found.classList.add("ev-over"); }
  });

  box.addEventListener("drop", function (event) {
    var to = place(target(event.target));
    if (!moving || !to) { return; }
    event.preventDefault();
    var item = moving;
    moving = null;
    clear();
    send(address(item), to, item.dataset.ev, true);
  });

  /* Moves it, draws the calendar anew, and offers the way back. */
  function send(where, values, id, can_undo) {
    var body = new URLSearchParams(values);
    body.set("csrf_token", kt.token());
    fetch(where, { method: "POST", body: body, headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.json(); })
      .then(function (said) {
        if (said.kind !== "moved") { kt.toast(said.message); return null; }
        return redraw().then(function () {
          var again = box.querySelector('[data-ev="' + id + '"] a');
          if (again) { again.focus({ preventScroll: true }); }
          kt.toast(said.message, can_undo ? function () {
            send(where, said.before.day ? { day: said.before.day } : { month: said.before.month }, id, false);
          } : null);
        });
      })
      .catch(function () { kt.toast(box.dataset.evFailed); });
  }

  function redraw() {
    return fetch(window.location.href, { headers: { Accept: "text/html" } })
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("ev-cal");
        if (fresh) { box.replaceChildren.apply(box, Array.prototype.slice.call(fresh.childNodes)); }
      });
  }

  box.addEventListener("click", function (event) {
    var button = event.target instanceof Element ? event.target.closest("[data-ev-move]") : null;
    if (!button) { return; }
    var form = dialog.querySelector("form");
    var field = form.querySelector('[name="day"]');
    var day = button.dataset.evAt;
    form.action = button.dataset.evMove;
    form.dataset.ev = button.closest("[data-ev]").dataset.ev;
    dialog.querySelector("[data-ev-name]").textContent = button.dataset.evTitle;
    field.value = day && field.type !== "date" ? day.split("-").reverse().join(".") : day;
    form.querySelector('[name="month"]').value = button.dataset.evAtMonth;
    form.querySelector(".ev-steps").hidden = !day;
    field.dataset.was = field.value;
    form.querySelector('[name="month"]').dataset.was = button.dataset.evAtMonth;
    kt.openDialog(dialog);
    field.focus();
  });

  dialog.addEventListener("submit", function (event) {
    event.preventDefault();
    var form = event.target;
    var day = form.querySelector('[name="day"]');
    var month = form.querySelector('[name="month"]');
    var step = event.submitter && event.submitter.name === "step" ? event.submitter.value : "";
    var values;
    if (step) {
      values = { step: step };
    } else if (day.value && (day.value !== day.dataset.was || month.value === month.dataset.was)) {
      values = { day: day.value };
    } else {
      values = { month: month.value }; // only the month was changed, or the day was emptied
    }
    dialog.close();
    send(form.action, values, form.dataset.ev, true);
  });
})();
