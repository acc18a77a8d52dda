// Opens the page in a Chromium once and drops many workbooks on it together; tells what each was told, as JSON.
// node many.mjs NODE_MODULES CHROMIUM ADDRESS ANSWERS WORKBOOK…: what was told goes into the file ANSWERS.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, chromium, address, answers, ...workbooks] = process.argv.slice(2);
const require = createRequire(join(modules, "here.js"));
const browser = await require("playwright-core").chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const page = await browser.newPage();
const seen = { errors: [], times: {} };
page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
page.on("pageerror", (error) => seen.errors.push(error.message));
page.setDefaultTimeout(600_000);
await page.goto(address);
await page.waitForSelector("body[data-ready]");
const begun = Date.now();
await page.setInputFiles("#files", workbooks);
await page.waitForFunction(() => /checked\.$/.test(document.getElementById("said").textContent));
seen.times.all = Date.now() - begun;
seen.listed = await page.locator("#checked button").count();
// `files` is the page's own list of what it was told of each workbook
writeFileSync(answers, JSON.stringify(await page.evaluate("Object.fromEntries(files.map((one) => [one.name, one.told.json ?? one.told.fault]))")));
console.log(JSON.stringify(seen));
await browser.close();
