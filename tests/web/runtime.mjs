// One runtime process for all cases: reads a list of requests, writes each answer beside it.
// node run.mjs PARTS WORKER REQUESTS: a folder of the page's parts, the page's worker, a JSON file [[name, values…], …]
// in which {"file": path} is that file's bytes; answers go to REQUESTS.answers.json, bytes as base64.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

process.on("uncaughtException", (error) => {
  console.error(String(error?.message ?? error)); // without the source line, which is a megabyte long
  process.exit(1);
});
const [parts, worker, requests] = process.argv.slice(2);
const room = mkdtempSync(join(tmpdir(), "pmr-runtime-"));
const put = (theirs, bytes) => writeFileSync(join(room, theirs), bytes);
for (const [ours, theirs] of [["loader.mjs", "pyodide.mjs"], ["machine.mjs", "pyodide.asm.mjs"], ["machine.wasm", "pyodide.asm.wasm"]])
  put(theirs, gunzipSync(readFileSync(join(parts, `${ours}.pack`))));
put("python_stdlib.zip", gunzipSync(readFileSync(join(parts, "library.zip.pack"))));
const { loadPyodide } = await import(pathToFileURL(join(room, "pyodide.mjs")));
await import(pathToFileURL(worker));
const times = [performance.now()];
const bridge = await globalThis.boot(loadPyodide, { indexURL: `${room}/`, info: JSON.parse(readFileSync(join(parts, "info.json"))) }, gunzipSync(readFileSync(join(parts, "program.zip.pack"))), () => {});
times.push(performance.now());
const plain = (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value);
const answers = [];
for (const [name, ...values] of JSON.parse(readFileSync(requests))) {
  const given = values.map((value) => (value?.file ? new Uint8Array(readFileSync(value.file)) : value));
  answers.push(bridge(name, given));
  times.push(performance.now());
}
writeFileSync(`${requests}.answers.json`, JSON.stringify({ answers, times }, plain));
rmSync(room, { recursive: true });
