/* A page for paper: its print button; and a list asks for the printer as soon as it is drawn. */
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    if (event.target instanceof Element && event.target.closest("[data-kt-print-now]")) { window.print(); }
  });
  if (document.body.hasAttribute("data-kt-print-at-once")) {
    window.addEventListener("load", function () { window.print(); });
  }
})();
