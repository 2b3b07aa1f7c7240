/* My class: marks without loading the whole page. Without it the forms are sent plainly. */
(() => {
  "use strict";
  const main = () => document.querySelector("main");
  let busy = false;

  const say = (words) => {
    const box = document.createElement("div");
    box.className = "kt-msg bad";
    box.setAttribute("role", "alert");
    box.dataset.mcOffline = "";
    box.textContent = words;
    main().querySelector("[data-mc-offline]")?.remove();
    main().querySelector("[data-my-class]").before(box);
    box.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const page = form.closest("[data-my-class]");
    if (!page) return;
    event.preventDefault();
    if (busy) return; // a second tap before the first has been answered
    busy = true;
    const body = main().querySelector(".kt-body");
    const top = body.scrollTop;
    const high = window.scrollY;
    const opened = [...page.querySelectorAll("details[open]")].map((one) => one.id);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const text = await answer.text();
      const found = new DOMParser().parseFromString(text, "text/html");
      if (!answer.ok || !found.querySelector("[data-my-class]")) { window.location.reload(); return; }
      main().replaceWith(found.querySelector("main"));
      opened.forEach((id) => { const one = document.getElementById(id); if (one) one.open = true; });
      main().querySelector(".kt-body").scrollTop = top;
      window.scrollTo(0, high);
    } catch (fault) {
      say(page.dataset.offline);
    } finally {
      busy = false;
    }
  });
})();
