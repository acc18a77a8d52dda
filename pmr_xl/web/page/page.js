"use strict";
// The page: gives workbooks to the worker and shows what comes back. Nothing is ever written as HTML: text stays text.
const $ = (id) => document.getElementById(id);
const INFO = {{info}};
const PARTS = {{names}};
const asked = new Map();
const files = []; // {file, bytes, told, view}, the newest last
let open = null;
let worker = null;
// What Excel's task pane does in its own way (pane.js): where a file goes, how a place and a list of findings are drawn.
const ways = { offer: (name) => `Download ${name}`, keep: save, place: (one) => make("span", { class: "place" }, one.place), listed: card, order: (rows) => rows, shown: () => {}, takeaways };

function make(tag, traits = {}, ...children) {
  const one = tag === "svg" || traits.svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name === "svg" || value === undefined || value === false) continue;
    if (name.startsWith("on")) one.addEventListener(name.slice(2), value);
    else one.setAttribute(name, value === true ? "" : value);
  }
  one.append(...children.filter((child) => child !== null && child !== ""));
  return one;
}

const say = (text, busy = false) => {
  $("said").textContent = text;
  $("progress").hidden = !busy;
};
const plural = (count, word) => `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;

// ---- the parts: inside this file, or beside it on a host

async function part(name) {
  const inside = $(`part-${name}`);
  if (!inside) {
    const answer = await fetch(name);
    if (!answer.ok) throw new Error(`${name} could not be loaded (${answer.status}).`);
    return new Uint8Array(await answer.arrayBuffer());
  }
  const text = atob(inside.textContent);
  inside.remove();
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

function ask(name, ...values) {
  return new Promise((resolve) => {
    const id = asked.size + 1;
    asked.set(id, resolve);
    worker.postMessage({ id, name, values });
  });
}

const ready = (async () => {
  const source = new Blob([$("worker").textContent], { type: "text/javascript" });
  worker = new Worker(URL.createObjectURL(source));
  const parts = Object.fromEntries(await Promise.all(PARTS.map(async (name) => [name, await part(name)])));
  await new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || "the worker could not be started"));
    worker.onmessage = ({ data }) => {
      if (data.step) say(`${data.step} …`, true);
      if (data.ready) resolve();
      if (data.broken && data.id === undefined) reject(new Error(data.broken));
    };
    worker.postMessage({ parts, info: INFO }, Object.values(parts).map((bytes) => bytes.buffer));
  });
  worker.onmessage = ({ data }) => {
    asked.get(data.id)?.(data.answer ?? { fault: `The program stopped: ${data.broken}`, remedy: "Load the page again." });
  };
  worker.onerror = null;
  const { agencies, reports } = await ask("about");
  $("report").append(...reports.map((one) => make("option", { value: one.code, "data-when": one.when }, one.when === "-M" ? `${one.code} (monthly)` : one.code)));
  $("agency").append(...agencies.map((one) => make("option", { value: one.code }, `${one.code} · ${one.name}`)));
  say("Ready.");
  document.body.dataset.ready = "true";
})();
ready.catch((error) => {
  say(`✕ The program could not be started: ${error.message} A browser of the last two years is needed: Edge, Chrome, Firefox or Safari.`);
});

// ---- checking

async function check(name, bytes) {
  say(`Checking ${name} …`, true);
  const told = await ask("check", name, bytes);
  const one = { name, bytes, told, at: new Date(), view: told.view ? JSON.parse(told.view) : null };
  const again = files.findIndex((other) => other.name === name);
  if (again >= 0) one.before = files.splice(again, 1)[0];
  delete one.before?.before;
  files.push(one);
  open = one;
}

async function take(list) {
  await ready;
  for (const file of list) await check(file.name, new Uint8Array(await file.arrayBuffer()));
  if (list.length) say(`${plural(list.length, "workbook")} checked.`);
  draw();
  if (list.length) $("title").focus();
}

function save(name, content, type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
  const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// ---- drawing

function button(text, act, first = false) {
  return make("button", { type: "button", class: first ? "first" : undefined, onclick: act }, text);
}

function note(kind, ...children) {
  $("more").replaceChildren(make("div", { class: `note ${kind}`, role: "status" }, ...children));
}

function fault(told) {
  note("fault", make("p", {}, `✕ ${told.fault}`), make("p", {}, told.remedy));
}

function table(headings, rows, label = "Table") {
  const head = make("tr", {}, ...headings.map((text) => make("th", { scope: "col" }, text)));
  const body = rows.map((row) => make("tr", {}, ...row.map((text) => make("td", {}, text))));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
}

function draw() {
  $("checked").hidden = files.length < 2;
  $("checked").className = "row";
  $("checked").replaceChildren(...files.map((one) => {
    const text = `${one.name} · ${one.view ? one.view.summary : "could not be checked"}`;
    const choose = button(text, () => { open = one; draw(); });
    choose.setAttribute("aria-current", String(one === open));
    return choose;
  }));
  $("result").hidden = open === null;
  if (open === null) return;
  const { view, told } = open;
  $("more").replaceChildren();
  $("filters").hidden = $("shown").hidden = !view?.findings.length;
  $("status").hidden = !view?.status.length;
  $("title").textContent = view ? view.title : open.name;
  $("summary").textContent = view ? `${view.exit ? "" : "✓ "}${view.summary}` : "";
  $("remark").textContent = view ? [open.name, view.remark, since(open)].filter(Boolean).join(" · ") : "";
  $("take").replaceChildren(...(view ? ways.takeaways(open) : []));
  $("findings").replaceChildren();
  if (!view) return fault(told);
  $("counts").replaceChildren(...view.status.map(([word, count]) => make("li", {}, `${word}: ${count}`)));
  choices(view, open.before);
  list();
}

function since(one) {
  if (!one.before?.view) return "";
  const key = (finding) => `${finding.rule} ${finding.place} ${finding.found}`;
  const was = new Set(one.before.view.findings.map(key));
  const now = new Set(one.view.findings.map(key));
  const gone = [...was].filter((finding) => !now.has(finding)).length;
  const fresh = [...now].filter((finding) => !was.has(finding)).length;
  return `Since the check before: ${plural(gone, "finding")} gone, ${fresh} new.`;
}

function takeaways(one) {
  const { view, told } = one;
  const rows = [];
  if (told.review) rows.push(button(ways.offer("the review copy"), () => ways.keep(told.review.name, told.review.bytes), true));
  if (view.repairs) rows.push(button(`Make ${plural(view.repairs, "suggested fix").replace("fixs", "fixes")} in a copy`, () => fixes(one)));
  if (view.drafts) rows.push(button("Take over ticked drafts", () => drafts(one)));
  const earlier = make("input", { type: "file", hidden: true, accept: ".xlsx,.xlsm", "aria-label": "Earlier version" });
  earlier.addEventListener("change", () => earlier.files[0] && changes(one, earlier.files[0]));
  rows.push(button("Compare with an earlier version …", () => earlier.click()), earlier);
  const brought = make("input", { type: "file", hidden: true, accept: ".csv,.txt,.xlsx,.xlsm", "aria-label": "List" });
  brought.addEventListener("change", () => brought.files[0] && fill(one, brought.files[0]));
  rows.push(button("Fill from a list …", () => brought.click()), brought);
  const stem = one.name.replace(/\.[^.]*$/, "");
  if (JSON.parse(told.json).form.agency) rows.push(button("Receipt", () => receipt(one)));
  rows.push(button("Findings as JSON", () => save(`${stem}_findings.json`, told.json, "application/json")));
  if (view.findings.length) rows.push(button("Print", () => window.print()));
  return rows;
}

async function fixes(one) {
  const told = await ask("repair", one.name, one.bytes);
  if (told.fault) return fault(told);
  const done = JSON.parse(told.done).map((row) => [row.where, row.old, row.new, row.why]);
  const left = JSON.parse(told.left).map((text) => make("p", {}, `Left alone: ${text}`));
  const first = told.file ? button(ways.offer(told.file.name), () => ways.keep(told.file.name, told.file.bytes), true) : null;
  note("", make("p", {}, `${plural(done.length, "cell")} changed in a copy; your workbook is as it was.`), table(["Cell", "Was", "Is", "Why that is safe"], done), ...left, make("p", {}, first ?? "No copy was made."));
}

async function receipt(one) {
  const told = await ask("receipt", one.name, one.bytes);
  if (told.fault) return fault(told);
  const { file, sheet } = told;
  note("", make("p", {}, told.says), make("p", {}, `Whoever has the workbook compares it: pmr verify ${file.name} ${one.name}`),
    make("p", {}, button(`Download ${file.name}`, () => save(file.name, file.bytes, "application/json"), true), " ", button(`Download ${sheet.name}, to print`, () => save(sheet.name, sheet.bytes))));
}

async function drafts(one) {
  const told = await ask("take_over", one.name, one.bytes);
  if (told.fault) return fault(told);
  const left = JSON.parse(told.left).map((text) => make("p", {}, `Left as it is: ${text}`));
  const first = told.file ? button(ways.offer(told.file.name), () => ways.keep(told.file.name, told.file.bytes), true) : "No draft bears a tick on the sheet Drafts.";
  note("", make("p", {}, `${told.summary} Your workbook is as it was.`), ...left, make("p", {}, first));
}

async function changes(one, earlier) {
  const told = await ask("compare", one.name, one.bytes, earlier.name, new Uint8Array(await earlier.arrayBuffer()));
  if (told.fault) return fault(told);
  const rows = JSON.parse(told.changes).map((row) => [row.where, row.indicator, row.column, row.before || "(empty)", row.now || "(empty)"]);
  const first = button(ways.offer(told.name), () => ways.keep(told.name, told.bytes), true);
  note("", make("p", {}, `${rows.length} ${rows.length === 1 ? "cell differs" : "cells differ"} from ${earlier.name}.`), rows.length ? table(["Cell", "Indicator", "Column", "Before", "Now"], rows) : "", make("p", {}, first));
}

async function fill(one, table) {
  const told = await ask("fill", one.name, one.bytes, table.name, new Uint8Array(await table.arrayBuffer()));
  if (told.fault) return fault(told);
  const left = JSON.parse(told.left).map((text) => make("p", {}, text));
  const files = [told.file, told.page].filter(Boolean).map((file, at) => button(ways.offer(file.name), () => ways.keep(file.name, file.bytes), at === 0));
  note("", make("p", {}, `${told.summary}. Your workbook is as it was.`), ...left, make("p", { class: "row" }, ...files));
}

// What can be filtered by; a workbook that is checked again keeps what was chosen.
function choices(view, again) {
  const chosen = again ? { service: $("service").value, rule: $("rule").value, text: $("text").value } : { service: "", rule: "", text: "" };
  const out = new Set(again ? [...$("severities").querySelectorAll("input:not(:checked)")].map((box) => box.value) : []);
  const tally = (key) => view.findings.reduce((seen, one) => seen.set(one[key], (seen.get(one[key]) ?? 0) + 1), new Map());
  const options = (id, key, all, word = (value) => value) => {
    const seen = [...tally(key)].filter(([value]) => value !== "");
    $(id).replaceChildren(make("option", { value: "" }, all), ...seen.map(([value, count]) => make("option", { value }, `${word(value)} (${count})`)));
    $(id).value = seen.some(([value]) => value === chosen[id]) ? chosen[id] : "";
  };
  options("service", "service", "All services");
  options("rule", "rule", "All rules", (code) => `${code} ${view.rules[code]?.title ?? ""}`);
  $("text").value = chosen.text;
  const words = { error: "✕ Error", query: "▲ Query", info: "ℹ Info" };
  const boxes = [...tally("severity")].map(([name, count]) => make("label", {}, make("input", { type: "checkbox", value: name, checked: !out.has(name) }), `${words[name]} (${count})`));
  $("severities").replaceChildren($("severities").querySelector("legend"), ...boxes);
}

function list() {
  const severities = new Set([...$("severities").querySelectorAll("input:checked")].map((box) => box.value));
  const wanted = { service: $("service").value, rule: $("rule").value };
  const text = $("text").value.trim().toLowerCase();
  const fits = (one) => severities.has(one.severity) && Object.entries(wanted).every(([key, value]) => !value || one[key] === value)
    && (!text || [one.place, one.indicator, one.found, one.fault, one.remedy, one.column].join(" ").toLowerCase().includes(text));
  const shown = ways.order(open.view.findings.filter(fits));
  $("shown").textContent = `${shown.length} of ${plural(open.view.findings.length, "finding")} shown.`;
  $("findings").replaceChildren(...shown.map((one) => make("li", {}, ways.listed(one, open.view))));
  ways.shown(shown);
}

function card(one, view) {
  const facts = [["Found", one.found], ["Expected", one.expected], ["Suggested fix", one.fix && `${one.fix} (${one.why})`], ["Answer", one.answer]].filter(([, text]) => text);
  const rule = view.rules[one.rule];
  return make("article", { class: `finding ${one.severity}` },
    make("div", { class: "head" }, make("span", { class: "sign" }, one.sign), ways.place(one), make("span", { class: "quiet" }, [`No ${one.no}`, one.column, one.state].filter(Boolean).join(" · "))),
    one.indicator ? make("h3", {}, one.indicator) : null,
    make("p", {}, one.fault),
    facts.length ? make("dl", {}, ...facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])) : null,
    make("p", { class: "how" }, one.remedy),
    rule ? make("details", {}, make("summary", {}, `${one.rule} · ${rule.title}: why it is asked`), whole(one.rule, rule)) : null,
    chart(view.charts[one.id], one.indicator));
}

function chart(points, name) {
  if (!points || points.filter((point) => point.value !== null).length < 2) return null;
  const step = 240 / points.length, top = 16, base = 84;
  const values = points.map((point) => point.value ?? 0);
  const high = Math.max(0, ...values), low = Math.min(0, ...values), height = (value) => top + ((high - value) / (high - low || 1)) * (base - top);
  const few = points.length <= 6;
  const bars = points.flatMap((point, at) => {
    const middle = step * (at + 0.5), zero = height(0), y = point.value === null ? zero : height(point.value);
    const told = few || point.sent ? point.printed || "–" : "";
    return [
      make("rect", { svg: true, class: point.sent ? "sent" : undefined, x: middle - step * 0.34, width: step * 0.68, y: Math.min(y, zero), height: Math.abs(zero - y) }),
      make("text", { svg: true, x: middle, y: Math.min(y, zero) - 3 }, told),
      make("text", { svg: true, class: "label", x: middle, y: 98 }, few || at === 0 || point.sent ? point.label.replace(/ .*month$/, "") : ""),
    ];
  });
  const words = points.map((point) => `${point.label} ${point.printed || "nothing"}`).join(", ");
  return make("figure", {}, make("svg", { viewBox: "0 0 240 102", role: "img", "aria-label": `${name}: ${words}` }, ...bars, make("line", { svg: true, x1: 0, x2: 240, y1: height(0), y2: height(0) })), make("figcaption", {}, "Published before; dark: as sent"));
}

// ---- what a person does

const when = () => $("report").selectedOptions[0]?.dataset.when ?? "";

$("files").addEventListener("change", () => { const list = [...$("files").files]; $("files").value = ""; take(list); });
$("filters").addEventListener("input", list);
$("filters").addEventListener("submit", (event) => event.preventDefault());
for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, (event) => {
  event.preventDefault();
  $("drop").classList.toggle("over", kind === "dragover");
  if (kind === "drop") take([...event.dataTransfer.files]);
});
$("report").addEventListener("change", () => { $("monthly").hidden = when() !== "-M"; });
$("blank").querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  await ready;
  const two = (number) => String(number % 100).padStart(2, "0");
  const month = when() === "-M" ? `-M${two(Number($("month").value))}` : when();
  $("blank-said").textContent = "Making the form …";
  const told = await ask("blank", $("agency").value, `${$("report").value}-FY${two(Number($("year").value))}${month}`, $("due").value);
  if (!told.fault) save(told.name, told.bytes);
  $("blank-said").textContent = told.fault ? `✕ ${told.fault} ${told.remedy}` : `✓ ${told.name}`;
});
if ("serviceWorker" in navigator && location.protocol.startsWith("http") && INFO.hosted) navigator.serviceWorker.register("offline.js").catch(() => {});
