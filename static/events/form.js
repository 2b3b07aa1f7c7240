/* The form of an event: grades and classes stand there only if they are asked for. */
(function () {
  "use strict";

  var choice = document.getElementById("f-audience");
  if (!choice) { return; }

  function show() {
    document.querySelectorAll("[data-ev-only]").forEach(function (one) {
      one.hidden = one.dataset.evOnly !== choice.value;
    });
  }

  choice.addEventListener("change", show);
  show();
})();
