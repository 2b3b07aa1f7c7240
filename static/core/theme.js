/* Runs before anything is drawn, so that a dark computer never flashes white. */
(function () {
  "use strict";
  var page = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function draw() {
    if (page.dataset.ktScheme === "auto") {
      page.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
    }
  }

  draw();
  if (dark.addEventListener) { dark.addEventListener("change", draw); }
})();
