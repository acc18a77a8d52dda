"use strict";
// The page as Excel's task pane: the open workbook instead of a dropped one, its findings beside the sheet.

const PATIENCE = 700; // milliseconds without a further change before the workbook is checked again
const pane = { now: null, shown: [], row: null, asked: Promise.resolve(), wait: 0, watching: false };

// One thing at a time: what is asked of Excel while it is still answering waits its turn.
const inTurn = (work) => (pane.asked = pane.asked.then(work).catch((error) => say(`✕ Excel refused: ${error.message} ${remedy(error)}`)));
const remedy = ({ code }) => ({
  InvalidOperationInCellEditMode: "Press Enter or Esc in the cell you are typing in, then try again.",
  ItemNotFound: "The sheet has another name now, or is gone: check again.",
  AccessDenied: "The cell is locked.",
})[code] ?? "Check again; if it stays so, use the page outside Excel.";
const rowsOf = (address) => (address.match(/\d+/g) ?? []).map(Number);
const spans = (one, row) => { const rows = rowsOf(one.range); return rows.length > 0 && rows[0] <= row && row <= rows.at(-1); };
const isIn = (one, sheet, row) => one.sheet === sheet && spans(one, row);

const checkOpen = () => inTurn(async () => {
  await ready;
  say("Reading the open workbook …", true);
  let book;
  try {
    book = await openWorkbook();
  } catch (error) {
    document.body.classList.add("drops");
    return say(`✕ Excel does not give the open workbook here: ${error.message} Save it, and choose its file below.`);
  }
  const place = pane.now;
  await check(book.name, book.bytes);
  pane.now = open.view?.findings.find((one) => place && one.rule === place.rule && one.place === place.place) ?? null;
  draw();
  say(told());
});

function told() {
  if (!open.view) return "The workbook could not be checked.";
  if (!pane.row) return "Checked as it stands now.";
  const { sheet, row } = pane.row;
  const left = open.view.findings.filter((one) => isIn(one, sheet, row));
  const asks = left.filter((one) => one.severity === "error" || (one.severity === "query" && !one.answer));
  if (!asks.length) return `✓ ${sheet}, row ${row}: ${left.length ? "nothing more is asked" : "nothing is found any more"}.`;
  return `${sheet}, row ${row}: ${plural(asks.length, "finding")} left.`;
}

// ---- going through

function show(one, follow = true) {
  pane.now = one;
  const at = pane.shown.indexOf(one);
  $("where").textContent = at < 0 ? `${pane.shown.length} shown` : `${at + 1} of ${pane.shown.length}`;
  $("now").replaceChildren(...(one ? [card(one, open.view), ...explaining(one)] : []));
  for (const line of $("findings").querySelectorAll("button")) line.setAttribute("aria-current", String(line.dataset.no === String(one?.no)));
  if (one && follow) inTurn(() => goTo(one));
}

function step(by) {
  const { shown, now } = pane;
  if (!shown.length) return;
  const at = shown.indexOf(now);
  show(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length]);
}

function line(one) {
  const label = make("span", { class: "sign" }, one.sign);
  const where = make("span", { class: "place" }, one.place);
  const traits = { type: "button", class: `line ${one.severity}`, "data-no": one.no, onclick: () => { show(one); $("now").focus({ preventScroll: true }); scrollTo({ top: $("now").offsetTop - $("steps").offsetHeight }); } };
  return make("button", traits, make("span", { class: "head" }, label, where), make("span", { class: "what" }, one.indicator || one.fault));
}

// ---- Explain here

function explaining(one) {
  const cell = open.view.explanations[one.row];
  if (one.severity !== "query" || !cell || cell.sheet !== one.sheet) return [];
  const words = make("textarea", { id: "words", rows: 3 });
  words.value = cell.text;
  const label = make("label", { for: "words" }, `Explanation of row ${one.row} (${cell.cell}): at least two of what changed, by how much, why`);
  return [make("div", { class: "explain" }, label, words, button("Explain here", () => explain(one, cell, words.value.trim()), true))];
}

const explain = (one, cell, words) => words && inTurn(async () => {
  const before = await writeWords(cell, words);
  const back = button("Take back", () => { $("done").replaceChildren(); inTurn(() => putBack(cell, before)); changed(cell.sheet, cell.cell); });
  $("done").replaceChildren(make("div", { class: "note row", role: "status" }, `The words stand in ${cell.sheet}!${cell.cell}.`, back));
  changed(cell.sheet, cell.cell);
});

// ---- what happens in Excel

function changed(sheet, address) {
  pane.row = { sheet, row: rowsOf(address)[0] };
  if (!$("live").checked) return say(`${sheet}!${address} has changed since the check.`);
  clearTimeout(pane.wait);
  pane.wait = setTimeout(checkOpen, PATIENCE);
}

function chosen(sheet, address) {
  const row = rowsOf(address)[0];
  if (!open?.view || !row || (pane.now && isIn(pane.now, sheet, row))) return;
  const here = pane.shown.filter((one) => isIn(one, sheet, row));
  const found = here.find((one) => one.range === address) ?? here[0];
  if (found) show(found, false);
}

// ---- the page's own ways, as a pane has them

Object.assign(ways, {
  offer: (name) => `Open ${name} beside`,
  keep: (name, bytes) => inTurn(async () => {
    try {
      await openBeside(bytes);
      say(`✓ ${name} is open beside; it is not saved yet.`);
    } catch (error) {
      say(`✕ Excel did not open ${name}: ${error.message} The page outside Excel can save it.`);
    }
  }),
  place: (one) => make("button", { type: "button", class: "place", title: "Go to the cell", onclick: () => inTurn(() => goTo(one)) }, one.place),
  listed: line,
  order: (rows) => {
    if (!pane.row) return rows;
    const { sheet, row } = pane.row;
    return [...rows.filter((one) => isIn(one, sheet, row)), ...rows.filter((one) => !isIn(one, sheet, row))];
  },
  shown: (rows) => {
    pane.shown = rows;
    show(rows.includes(pane.now) ? pane.now : pane.row && rows[0] && isIn(rows[0], pane.row.sheet, pane.row.row) ? rows[0] : null, false);
  },
  takeaways: (one) => takeaways(one).filter((child) => child.tagName === "INPUT" || !/^(Receipt|Findings as JSON|Print)$/.test(child.textContent)),
});

// In a pane the findings come first, what can be taken away last.
$("remark").after($("steps"), $("done"), $("now"));
$("only").append($("filters"));
$("shown").before($("only"));
$("result").append($("take"), $("more"), $("status"));
$("again").addEventListener("click", () => { pane.row = null; checkOpen(); });
$("next").addEventListener("click", () => step(1));
$("previous").addEventListener("click", () => step(-1));

(async () => {
  const state = await officeReady();
  if (state !== "ready") {
    document.body.classList.add("drops");
    await ready;
    return say(state === "no library"
      ? "✕ Excel's library was not loaded from Microsoft's address. Choose a file below, or ask who looks after your network."
      : "This is the pane for Excel; outside Excel, choose a file below.");
  }
  await checkOpen();
  pane.watching = await watch(changed, chosen);
  $("live").disabled = !pane.watching;
  if (!pane.watching) $("live").checked = false;
})();
