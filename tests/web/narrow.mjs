// Opens a page of a file as a telephone shows it and tells, as JSON, what of it is cut, squeezed or at the very edge.
// node narrow.mjs NODE_MODULES CHROMIUM ADDRESS SELECTOR
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, chromium, address, selector] = process.argv.slice(2);
const require = createRequire(join(modules, "here.js"));
const browser = await require("playwright-core").chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true });
const page = await context.newPage();
await page.goto(address);
const seen = await page.evaluate((wanted) => {
  const boxes = [...document.querySelectorAll(wanted)].map((one) => one.getBoundingClientRect());
  return {
    wide: document.documentElement.scrollWidth,
    count: boxes.length,
    narrowest: Math.min(...boxes.map((one) => one.width)),
    left: Math.min(...boxes.map((one) => one.left)),
  };
}, selector);
await browser.close();
console.log(JSON.stringify(seen));
