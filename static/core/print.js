/* The print button of a page for paper. */
document.addEventListener("click", function (event) {
  "use strict";
  if (event.target instanceof Element && event.target.closest("[data-kt-print-now]")) { window.print(); }
});
