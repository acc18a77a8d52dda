"use strict";
// Excel's own pane: everything that is asked of Excel, and nothing of the page. Excel's objects are there once Office.onReady says so.

const SLICE = 65536; // bytes; the most that every Excel gives at once

const officeReady = async () => {
  if (typeof Office === "undefined") return "no library";
  const { host } = await Office.onReady();
  return host === Office.HostType.Excel ? "ready" : "no Excel";
};

const hasSet = (version) => Office.context.requirements.isSetSupported("ExcelApi", version);

// An answer of the older kind as a promise; what Excel refuses becomes an error with its words.
const answered = (order) => new Promise((resolve, reject) => {
  order(({ status, value, error }) => (status === Office.AsyncResultStatus.Succeeded ? resolve(value) : reject(new Error(error?.message ?? "no reason given"))));
});

// The open workbook as it stands now: its name, and the bytes Excel would save.
async function openWorkbook() {
  const name = await Excel.run(async (context) => {
    const { workbook } = context;
    workbook.load("name");
    await context.sync();
    return workbook.name;
  });
  const file = await answered((done) => Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, done));
  try {
    const bytes = new Uint8Array(file.size);
    let at = 0;
    for (let index = 0; index < file.sliceCount; index += 1) {
      const { data } = await answered((done) => file.getSliceAsync(index, done));
      bytes.set(data, at);
      at += data.length;
    }
    return { name: /\.[a-z]{3,4}$/i.test(name) ? name : `${name}.xlsx`, bytes };
  } finally {
    file.closeAsync(() => {}); // Excel keeps two files at most for a pane
  }
}

async function goTo({ sheet, range }) {
  await Excel.run(async (context) => {
    const page = context.workbook.worksheets.getItem(sheet);
    page.activate();
    if (range) page.getRange(range).select();
    await context.sync();
  });
}

// Words into one cell, as words: what begins like a formula is kept from being one. Gives what stood there.
async function writeWords({ sheet, cell }, words) {
  return Excel.run(async (context) => {
    const place = context.workbook.worksheets.getItem(sheet).getRange(cell);
    place.load("formulas");
    await context.sync();
    const before = place.formulas[0][0];
    place.values = [[/^[=+\-@']/.test(words) ? `'${words}` : words]];
    await context.sync();
    return before;
  });
}

// What stood in a cell before, a formula too.
async function putBack({ sheet, cell }, before) {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem(sheet).getRange(cell).formulas = [[before]];
    await context.sync();
  });
}

async function openBeside(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  await Excel.createWorkbook(btoa(text));
}

// Tells of every change of a cell and every cell that is chosen, with the name of its sheet. Gives false where this Excel tells of neither.
async function watch(changed, chosen) {
  if (!hasSet("1.9")) return false;
  const named = (tell) => async (event) => {
    const sheet = await Excel.run(async (context) => {
      const page = context.workbook.worksheets.getItem(event.worksheetId);
      page.load("name");
      await context.sync();
      return page.name;
    });
    tell(sheet, event.address);
  };
  await Excel.run(async (context) => {
    context.workbook.worksheets.onChanged.add(named(changed));
    context.workbook.worksheets.onSelectionChanged.add(named(chosen));
    await context.sync();
  });
  return true;
}
