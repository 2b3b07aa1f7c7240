/* The line from the desk to the server: deeds go out in order, one at a time, each with an id.
   What cannot be sent is kept in this browser and sent again; the server does each id once. */
(() => {
  "use strict";
  const PATIENCE = 10000; // a server that does not answer in this time counts as gone
  const AGAIN = 3000;
  const BEEP = 2100; // the server takes the same scan within 2 s for a second beep
  const GONE = [502, 503, 504];

  const sleep = (time) => new Promise((done) => { setTimeout(done, time); });
  const newId = () => (crypto.randomUUID ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join(""));

  /* reader(): the card that is open now; late(): values as they are when a deed goes out; place(html, values), closed(), failed(), kept(): what
     the desk does when an answer comes, a queued closing is due, an answer is none, a deed waits. */
  window.deskLine = ({ key, chip, words, reader, late, place, closed, failed, kept }) => {
    let down = false;
    let sending = Promise.resolve();
    let last = { code: "", read: 0, sent: 0 };

    function load() {
      try { return JSON.parse(localStorage.getItem(key)) || []; } catch { return []; }
    }
    function keep(list) {
      // Who is open is known for the first only; for the others it follows from the answers.
      if (list.length && list[0].values.reader === null) list[0].values.reader = reader();
      localStorage.setItem(key, JSON.stringify(list));
      show(list.length);
    }
    function show(count) {
      chip.hidden = !down || !count;
      chip.textContent = chip.hidden ? "" : words.offline.replace("{n}", count);
    }
    const drop = (one) => keep(load().filter((each) => each.values.request_id !== one.values.request_id));

    function add(url, values) {
      keep([...load(), { url, values: { ...values, reader: null, request_id: newId() }, read: Date.now() }]);
      if (down) kept();
      sending = sending.then(flush);
      return sending;
    }

    function post({ url, values }) {
      return fetch(url, {
        method: "POST",
        body: new URLSearchParams({ ...values, ...(late ? late() : {}) }),
        headers: { "X-Desk": "fragments", "X-CSRFToken": window.kt.token(), Accept: "text/html" },
        signal: AbortSignal.timeout(PATIENCE),
      });
    }

    /* The page's token has grown old (another sign-in in this browser): take the one of today. */
    async function renewToken() {
      const answer = await fetch(window.location.pathname, { headers: { Accept: "text/html" } });
      if (isLogin(answer)) return false;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector('meta[name="csrf-token"]');
      if (fresh) document.querySelector('meta[name="csrf-token"]').content = fresh.content;
      return true;
    }
    const isLogin = (answer) => answer.status === 401
      || (answer.redirected && new URL(answer.url).pathname.endsWith("/login"));

    async function beepApart(one) {
      const again = one.values.code && one.values.code === last.code && one.read - last.read > 2000;
      if (again) await sleep(Math.max(0, last.sent + BEEP - Date.now()));
    }

    /* Return false when the line is down or nobody is signed in: the rest waits. */
    async function sendOne(one) {
      if (!one.url) { closed(); drop(one); return true; }
      await beepApart(one);
      let answer;
      let html;
      try {
        answer = await post(one);
        if (answer.status === 400 && await renewToken()) answer = await post(one);
        html = await answer.text();
      } catch {
        return lost();
      }
      if (isLogin(answer) || (answer.status === 400 && !(await renewToken().catch(() => true)))) {
        window.location.reload(); // to the login; what is kept is sent afterwards
        return false;
      }
      if (GONE.includes(answer.status)) return lost();
      down = false;
      last = { code: one.values.code, read: one.read, sent: Date.now() };
      if (html.includes("data-into=")) place(html, one.values); else failed();
      drop(one);
      return true;
    }
    function lost() {
      down = true;
      show(load().length);
      setTimeout(() => { sending = sending.then(flush); }, AGAIN);
      return false;
    }

    async function flush() {
      for (let list = load(); list.length; list = load()) {
        if (list[0].values.reader === null) keep(list);
        if (!(await sendOne(load()[0]))) return;
      }
    }

    window.addEventListener("online", () => { sending = sending.then(flush); });
    sending = sending.then(flush);
    return { send: add, close: () => add("", {}), isBusy: () => load().length > 0 };
  };
})();
