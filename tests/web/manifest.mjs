// Gives a manifest to Microsoft's own reader of manifests, which writes what it found as the newer kind, in JSON.
// node manifest.mjs NODE_MODULES MANIFEST FOLDER
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, manifest, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
await createRequire(join(modules, "here.js"))("office-addin-manifest-converter").convert(manifest, folder);
