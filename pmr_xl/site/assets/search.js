// The search over all indicators. Its list is a script of its own, loaded when somebody begins to search: a page that is
// opened from a disk may load nothing else, and most readers never search.
"use strict";
(() => {
  const form = document.querySelector(".search"), words = form.querySelector("#words");
  const count = form.querySelector("#count"), found = form.querySelector("#found"), MOST = 40;
  let loading = null;
  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());

  function list() {
    loading = loading || new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = form.dataset.up + "indicators.js";
      script.onload = () => done(window.PMR_INDICATORS.map(one => [one, plain(one.slice(1).join(" "))]));
      script.onerror = failed;
      document.head.append(script);
    });
    return loading;
  }

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, "");
  }

  async function search() {
    const asked = plain(words.value).split(/\s+/).filter(Boolean);
    if (!asked.length) { found.replaceChildren(); count.textContent = ""; return; }
    let all;
    try { all = await list(); } catch { count.textContent = "The list of indicators cannot be loaded."; return; }
    const hits = all.filter(([, text]) => asked.every(word => text.includes(word)));
    count.textContent = hits.length === 0 ? "No indicator has these words." :
      `${hits.length} indicator${hits.length === 1 ? "" : "s"}${hits.length > MOST ? `; the first ${MOST} are listed` : ""}`;
    found.replaceChildren(...hits.slice(0, MOST).map(([[page, name, agency]]) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = `${form.dataset.up}indicator/${page}.html`;
      link.textContent = `${name} · ${agency}`;
      item.append(link);
      return item;
    }));
  }

  words.addEventListener("focus", () => list().catch(() => {}), { once: true });
  words.addEventListener("input", search);
  words.addEventListener("keydown", event => {
    if (event.key === "Escape") { words.value = ""; search(); }
    if (event.key === "ArrowDown" && found.firstChild) { event.preventDefault(); found.querySelector("a").focus(); }
  });
})();
