// Stands in for Excel's own library in a test, served at Microsoft's address: as strict as the real one where it matters.
// What is read must be loaded and synced before; nothing happens before a sync; a file must be closed; slices keep their size.
(() => {
  const workbooks = globalThis.WORKBOOKS; // base64, put before this text
  const seen = (globalThis.desk = { now: 0, name: "PMR_FDNY_MMR_FY26_v1.xlsx", selected: [], activated: [], written: [], opened: [], open: 0, slices: 0, answers: {}, refuse: "" });
  const handlers = { onChanged: [], onSelectionChanged: [] };
  const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const sheetIds = { "{1}": "Submission" };

  class Proxied {
    constructor(context, values, acts = {}) {
      this.context = context;
      const known = new Set();
      this.load = (names) => {
        const wanted = String(names).split(",").map((one) => one.trim());
        for (const one of wanted) if (!(one in values)) throw new Error(`${one} is no property here`);
        context.work.push(() => wanted.forEach((one) => known.add(one)));
        return this;
      };
      for (const name of Object.keys(values)) Object.defineProperty(this, name, {
        get: () => { if (!known.has(name)) throw Object.assign(new Error(`The property '${name}' is not available.`), { code: "PropertyNotLoaded" }); return typeof values[name] === "function" ? values[name]() : values[name]; },
        set: (value) => context.work.push(() => acts.set(name, value)),
      });
    }
  }

  const rangeOf = (context, sheet, address) => {
    if (!/^[A-Z]+\d+(:[A-Z]+\d+)?$/.test(address)) throw new Error(`${address} is no address`);
    const range = new Proxied(context, { formulas: () => [[seen.answers[`${sheet}!${address}`] ?? ""]], values: null }, {
      set: (name, [[value]]) => {
        if (seen.refuse) throw Object.assign(new Error("Excel is in cell-editing mode."), { code: seen.refuse });
        seen.written.push([name, `${sheet}!${address}`, value]);
        seen.answers[`${sheet}!${address}`] = value;
      },
    });
    range.select = () => context.work.push(() => { seen.selected.push(`${sheet}!${address}`); });
    return range;
  };
  const sheets = (context) => ({
    getItem: (key) => {
      const name = sheetIds[key] ?? key;
      const sheet = new Proxied(context, { name });
      sheet.activate = () => context.work.push(() => { seen.activated.push(name); });
      sheet.getRange = (address) => rangeOf(context, name, address);
      return sheet;
    },
    ...Object.fromEntries(Object.keys(handlers).map((event) => [event, { add: (handler) => context.work.push(() => handlers[event].push(handler)) }])),
  });
  seen.fire = (event, address) => Promise.all(handlers[event].map((handler) => handler({ worksheetId: "{1}", address, changeType: "RangeEdited", source: "Local" })));

  globalThis.Office = {
    HostType: { Excel: "Excel" }, FileType: { Compressed: "compressed" }, AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
    onReady: async () => ({ host: globalThis.HOST === undefined ? "Excel" : globalThis.HOST, platform: "OfficeOnline" }),
    context: {
      requirements: { isSetSupported: (name, version) => name === "ExcelApi" && Number(version.split(".")[1]) <= (globalThis.NEWEST ?? 17) },
      document: {
        getFileAsync: (type, { sliceSize }, done) => {
          const failed = (message) => setTimeout(() => done({ status: "failed", error: { message } }));
          if (globalThis.NO_FILE) return failed("This file type is not supported here.");
          if (type !== "compressed" || sliceSize > 4194304 || seen.open >= 2) return failed("Internal error");
          seen.open += 1;
          const bytes = bytesOf(workbooks[seen.now]);
          setTimeout(() => done({ status: "succeeded", value: {
            size: bytes.length, sliceCount: Math.ceil(bytes.length / sliceSize),
            getSliceAsync: (index, then) => { seen.slices += 1; setTimeout(() => then({ status: "succeeded", value: { index, size: sliceSize, data: Array.from(bytes.subarray(index * sliceSize, (index + 1) * sliceSize)) } })); },
            closeAsync: (then) => { seen.open -= 1; then?.({ status: "succeeded" }); },
          } }));
        },
      },
    },
  };
  globalThis.Excel = {
    run: async (batch) => {
      const context = { work: [], sync: async () => { const work = context.work.splice(0); for (const one of work) one(); } };
      context.workbook = Object.assign(new Proxied(context, { name: () => seen.name }), { worksheets: sheets(context) });
      const given = await batch(context);
      await context.sync();
      return given;
    },
    createWorkbook: async (base64) => { if (globalThis.NO_COPY) throw new Error("This operation is not permitted."); seen.opened.push(base64); },
  };
})();
