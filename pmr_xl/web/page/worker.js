"use strict";
// The program's own thread: starts CPython in WebAssembly, lays the program into its memory, answers requests.
// It is given everything it needs as bytes; from then on it asks no other place for anything.

const BRIDGE = `
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, "/core")
from zipfile import ZipFile
with ZipFile("/program.zip") as archive:
    archive.extractall("/")
import os
os.remove("/program.zip")
os.makedirs("/work", exist_ok=True)
os.chdir("/work")
from pmr_xl.web.bridge import Bridge
Bridge()
`;

// Starts the machine and gives the program's bridge: functions that take text and bytes and give plain values.
async function boot(loadPyodide, options, program, step) {
  step("Starting");
  const machine = await loadPyodide({
    ...options,
    env: { HOME: "/work", PMR_CACHE: "/ready" },
    lockFileContents: JSON.stringify({ info: options.info, packages: {} }),
  });
  step("Loading the rules");
  machine.FS.writeFile("/program.zip", program);
  const bridge = machine.runPython(BRIDGE);
  return (name, values) => ask(machine, bridge, name, values);
}

function ask(machine, bridge, name, values) {
  const given = values.map((value) => (value instanceof Uint8Array ? machine.toPy(value).tobytes() : value));
  const method = bridge[name];
  const answer = method(...given);
  const plain = answer.toJs({ dict_converter: Object.fromEntries });
  for (const one of [answer, method, ...given]) one?.destroy?.();
  return plain;
}

const unpacked = async (bytes) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());

async function bootHere(parts, info) {
  const address = (bytes, type) => URL.createObjectURL(new Blob([bytes], { type }));
  const script = async (name) => import(address(await unpacked(parts[name]), "text/javascript"));
  const [wasm, library, program] = await Promise.all(["machine.wasm.pack", "library.zip.pack", "program.zip.pack"].map((name) => unpacked(parts[name])));
  // The loader asks for its two files by name: they are here already, and nothing else is answered.
  self.fetch = async (asked) => {
    const name = String(asked.url ?? asked);
    if (name.endsWith(".wasm")) return new Response(wasm, { headers: { "Content-Type": "application/wasm" } });
    if (name.endsWith(".zip")) return new Response(library);
    throw new TypeError(`${name} is not part of this page`);
  };
  const [{ loadPyodide }, machine] = [await script("loader.mjs.pack"), await script("machine.mjs.pack")];
  const options = { indexURL: "https://inside.invalid/", createPyodideModule: machine.default, info };
  return boot(loadPyodide, options, program, (text) => self.postMessage({ step: text }));
}

globalThis.boot = boot; // for who runs the same program outside a browser

if (typeof WorkerGlobalScope !== "undefined") {
  let bridge;
  self.onmessage = async ({ data }) => {
    try {
      if (data.parts) {
        bridge = await bootHere(data.parts, data.info);
        self.postMessage({ ready: true });
      } else {
        self.postMessage({ id: data.id, answer: bridge(data.name, data.values) });
      }
    } catch (error) {
      self.postMessage({ id: data.id, broken: String(error?.message ?? error).trim().split("\n").pop() });
    }
  };
}
