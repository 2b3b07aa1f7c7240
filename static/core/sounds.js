/* The sounds of the desk (design.md 7): WebAudio, no files; never the only sign. */
(() => {
  "use strict";
  let context = null;
  let again = 0;

  function level() {
    const kept = localStorage.getItem("kt-volume");
    return localStorage.getItem("kt-mute") === "1" ? 0 : Number(kept === null ? 60 : kept) / 100;
  }

  function tone(frequency, from, length, shape) {
    const at = context.currentTime + from / 1000;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = shape || "sine";
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(level() * (shape === "square" ? 0.25 : 0.5), at + 0.005);
    gain.gain.setValueAtTime(level() * (shape === "square" ? 0.25 : 0.5), at + length / 1000 - 0.01);
    gain.gain.linearRampToValueAtTime(0, at + length / 1000);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + length / 1000 + 0.02);
  }

  const SOUNDS = {
    click: () => tone(1200, 0, 30),
    lent: () => tone(880, 0, 80),
    returned: () => { tone(660, 0, 60); tone(880, 70, 60); },
    question: () => { for (const at of [0, 90, 180]) tone(560, at, 50); },
    done: () => { tone(660, 0, 90); tone(880, 100, 90); tone(1100, 200, 140); },
    refused: () => tone(220, 0, 350, "square"),
  };
  const BY_KIND = {
    reader: "click", copy: "click", edition: "click", choice: "click", closed: "click",
    lent: "lent", renewed: "lent", noted: "click", lost: "click", undone: "returned", returned: "returned",
    cancelled: "click", done: "done",
    question: "question", refused: "refused", unknown: "refused",
  };

  window.deskSounds = {
    /* No second asking: the question has been answered or left. */
    hush() { clearTimeout(again); },
    play(kind) {
      clearTimeout(again);
      try {
        context = context || new AudioContext();
        if (context.state === "suspended") context.resume();
        const name = BY_KIND[kind] || "click";
        SOUNDS[name]();
        // A question is asked once more, for whoever has looked away.
        if (name === "question") again = setTimeout(() => SOUNDS.question(), 4000);
      } catch (fault) {
        console.warn("No sound:", fault);
      }
    },
  };

  // Loudness is the computer's matter: kept in this browser.
  const loudness = document.querySelector("[data-desk-volume]");
  const heard = document.querySelector("[data-desk-sounds]");
  if (loudness && heard) {
    const kept = localStorage.getItem("kt-volume");
    loudness.value = kept === null ? 60 : kept;
    heard.checked = localStorage.getItem("kt-mute") !== "1";
    loudness.addEventListener("change", () => {
      localStorage.setItem("kt-volume", loudness.value);
      window.deskSounds.play("lent");
    });
    heard.addEventListener("change", () => {
      localStorage.setItem("kt-mute", heard.checked ? "0" : "1");
      window.deskSounds.play("lent");
    });
  }
})();
