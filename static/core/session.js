/* Five minutes before the session ends: a word, and one button to go on (WCAG 2.2.1). The server
   is not asked meanwhile; every answer of its own begins the time anew, in all tabs. */
(function () {
  "use strict";

  var kt = window.kt;
  var KEY = "kt-heard";
  var WARN = 5 * 60 * 1000;
  /* The server dates the cookie once a minute only. */
  var lives = (kt.session - 60) * 1000;
  var timer = 0;
  var box = null;

  if (!kt.session || !kt.person) { return; }

  function last() {
    try { return Number(window.localStorage.getItem(KEY)) || 0; } catch (fault) { return 0; }
  }

  function heard() {
    try { window.localStorage.setItem(KEY, String(Date.now())); } catch (fault) { /* private */ }
    if (box) { box.remove(); box = null; }
    arm(Date.now());
  }

  function arm(since) {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      if (last() > since) { arm(last()); } else { warn(); }
    }, Math.max(0, since + lives - WARN - Date.now()));
  }

  function warn() {
    box = document.createElement("div");
    box.className = "kt-toast";
    box.setAttribute("role", "status");
    box.setAttribute("aria-live", "polite");
    document.body.appendChild(box);
    var words = document.createElement("span");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm";
    button.dataset.ktStay = "";
    button.textContent = kt.words.stay;
    button.addEventListener("click", stay);
    words.textContent = kt.words.session_ends;
    box.appendChild(words);
    box.appendChild(button);
  }

  function stay() {
    fetch(kt.places.stay, { headers: { Accept: "application/json" }, cache: "no-store" })
      .then(function (answer) {
        if (!answer.ok) { window.location.reload(); return; }
        heard();
      })
      .catch(function () { if (box) { box.firstChild.textContent = kt.words.no_connection; } });
  }

  /* A scan at the desk is an answer too, and so is one in another tab. */
  window.addEventListener("storage", function (event) {
    if (event.key === KEY && last()) {
      if (box) { box.remove(); box = null; }
      arm(last());
    }
  });
  if (window.PerformanceObserver) {
    new PerformanceObserver(function (list) {
      if (list.getEntries().some(function (one) {
        return one.initiatorType === "fetch" || one.initiatorType === "xmlhttprequest";
      })) { heard(); }
    }).observe({ entryTypes: ["resource"] });
  }
  heard();
})();
