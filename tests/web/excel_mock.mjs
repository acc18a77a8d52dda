// What the pane asks of Excel, asked of Microsoft's own stand-in. node excel_mock.mjs NODE_MODULES EXCEL_JS
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, source] = process.argv.slice(2);
const { OfficeMockObject } = createRequire(join(modules, "here.js"))("office-addin-mock");
const pane = new Function(`${readFileSync(source, "utf8")}\nreturn { openWorkbook, goTo, writeWords, putBack, openBeside, watch, officeReady };`);
const told = { selected: [], closed: 0, events: [] };
const CONTENT = new TextEncoder().encode("PK\u0003\u0004workbook");
const handlers = [];
let back = false; // from then on formulas are written, and no longer read
const listens = { add: (handler) => handlers.push(handler) };
const sheet = { name: "Submission", activate() {}, place: { formulas: [["said"]], select() {} } };
const data = {
  host: "excel",
  workbook: { name: "form", worksheets: { sheet, onChanged: listens, onSelectionChanged: listens } },
};
const document = (refuse) => ({
  getFileAsync: (type, { sliceSize }, done) => done(refuse
    ? { status: "failed", error: { message: "no file here" } }
    : { status: "succeeded", value: { size: CONTENT.length, sliceCount: 2, closeAsync: () => { told.closed += 1; },
      getSliceAsync: (index, then) => then({ status: "succeeded", value: { data: [...CONTENT.slice(index * 5, index ? undefined : 5)] } }) } }),
});
globalThis.Office = {
  HostType: { Excel: "Excel" }, FileType: { Compressed: "compressed" }, AsyncResultStatus: { Succeeded: "succeeded" },
  onReady: async () => ({ host: "Excel" }), context: { document: document(false), requirements: { isSetSupported: () => true } },
};
// A new stand-in each time: nothing that was loaded before is known.
globalThis.Excel = {
  run: async (work) => {
    const context = new OfficeMockObject(data, "Excel");
    context.workbook.worksheets.getItem = () => {
      const page = context.workbook.worksheets.sheet;
      Object.defineProperty(page.place, "values", { set: (value) => { told.cell = value; } });
      if (back) Object.defineProperty(page.place, "formulas", { set: (value) => { told.back = value; } });
      page.getRange = (address) => { page.place.select = () => told.selected.push(`Submission!${address}`); return page.place; };
      return page;
    };
    const given = await work(context);
    await context.sync();
    return given;
  },
  createWorkbook: async (base64) => { told.copy = base64; },
};
const { openWorkbook, goTo, writeWords, putBack, openBeside, watch } = pane();
const book = await openWorkbook();
Object.assign(told, { name: book.name, bytes: [...book.bytes] });
await goTo({ sheet: "Submission", range: "J7:J9" });
told.before = await writeWords({ sheet: "Submission", cell: "P7" }, "=words");
back = true;
await putBack({ sheet: "Submission", cell: "P7" }, told.before);
await openBeside(new TextEncoder().encode("PK"));
await watch((...event) => told.events.push(event), () => {});
await handlers[0]({ worksheetId: "{1}", address: "J7" });
globalThis.Office.context.document = document(true);
told.failed = await openWorkbook().catch((error) => error.message);
console.log(JSON.stringify(told));
