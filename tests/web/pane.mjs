// Opens Excel's task pane in a Chromium, with a stand-in of Excel's library at Microsoft's address, and does what an analyst does.
// node pane.mjs NODE_MODULES CHROMIUM everyday|lesser|picture ADDRESS FOLDER WORKBOOK EDITED EXPLAINED: pictures go into FOLDER; what was seen is
// told as JSON. Lesser are Excels that give less than the newest.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, chromium, which, address, folder, ...workbooks] = process.argv.slice(2);
const require = createRequire(join(modules, "here.js"));
const LIBRARY = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";
const texts = workbooks.map((path) => readFileSync(path).toString("base64"));
const standIn = `globalThis.WORKBOOKS = ${JSON.stringify(texts)};\n${readFileSync(join(dirname(fileURLToPath(import.meta.url)), "office_stand_in.js"), "utf8")}`;
const browser = await require("playwright-core").chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const seen = { errors: [], requests: [], axe: [] };

async function opened(before, library = standIn) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, serviceWorkers: "block" });
  context.on("request", (request) => seen.requests.push(request.url().slice(0, 120)));
  await context.route(`${LIBRARY}*`, (route) => (library === null ? route.abort() : route.fulfill({ contentType: "text/javascript", body: library })));
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  if (before) await page.addInitScript(before);
  else page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  await page.goto(`${address}pane.html?_host_Info=Excel$Web$16.01$en-US`);
  await page.waitForSelector("body[data-ready]");
  return page;
}
const said = (page, wanted) => page.waitForFunction((text) => document.getElementById("said").textContent.includes(text), wanted);
const desk = (page, name) => page.evaluate((key) => globalThis.desk[key], name);
const turn = (page, now, address) => page.evaluate(([at, cell]) => { globalThis.desk.now = at; return globalThis.desk.fire("onChanged", cell); }, [now, address]);

async function everyday() {
  const page = await opened();
  await said(page, "Checked as it stands now");
  seen.title = await page.textContent("#title");
  seen.lines = await page.locator("#findings button").count();
  seen.first = await page.locator("#findings button .place").first().textContent();
  await page.locator("#findings button", { hasText: "Submission!J10" }).click();
  await page.waitForFunction(() => globalThis.desk.selected.length === 1);
  seen.clicked = await desk(page, "selected");
  seen.card = await page.textContent("#now .finding");
  seen.where = await page.textContent("#where");
  await page.screenshot({ path: join(folder, "pane_findings.png") });
  await page.click("#next");
  await page.waitForFunction(() => globalThis.desk.selected.length === 2);
  await page.click("#previous");
  await page.waitForFunction(() => globalThis.desk.selected.length === 3);
  seen.steps = await desk(page, "selected");
  await page.evaluate(() => globalThis.desk.fire("onSelectionChanged", "J26"));
  seen.chosen = await page.textContent("#now .place");
  // an edit: the row is told first, without a click
  await turn(page, 1, "J3");
  await said(page, "row 3");
  seen.edited = await page.textContent("#said");
  seen.left = await page.locator("#findings button").count();
  // Explain here
  await page.locator("#findings button", { hasText: "Submission!J10" }).click();
  await page.fill("#words", "=Down 12% because two units were out of service for five months");
  await page.evaluate(() => { globalThis.desk.now = 2; });
  await page.getByRole("button", { name: "Explain here" }).click();
  await said(page, "row 10");
  seen.written = await desk(page, "written");
  seen.explained = await page.textContent("#said");
  await page.screenshot({ path: join(folder, "pane_explained.png") });
  await page.evaluate(() => { globalThis.desk.now = 1; });
  await page.getByRole("button", { name: "Take back" }).click();
  await page.waitForFunction(() => globalThis.desk.written.length === 2);
  await said(page, "1 finding left");
  seen.again = await page.textContent("#said");
  seen.top = await page.locator("#findings button .place").first().textContent();
  seen.takenBack = await desk(page, "written");
  // what Excel refuses is said, with what to do
  await page.locator("#findings button", { hasText: "Submission!J10" }).click();
  await page.fill("#words", "Down 12% because two units were out of service");
  await page.evaluate(() => { globalThis.desk.refuse = "InvalidOperationInCellEditMode"; });
  await page.getByRole("button", { name: "Explain here" }).click();
  await said(page, "Press Enter or Esc");
  seen.refused = await page.textContent("#said");
  await page.evaluate(() => { globalThis.desk.refuse = ""; globalThis.desk.now = 0; });
  // a whole check; review copy and repaired copy beside
  await page.click("#again");
  await said(page, "Checked as it stands now");
  await page.getByRole("button", { name: "Open the review copy beside" }).click();
  await said(page, "is open beside");
  await page.getByRole("button", { name: /suggested fix/ }).click();
  await page.waitForSelector("#more table");
  seen.fixes = await page.locator("#more tbody tr").count();
  await page.locator("#more").evaluate((one) => one.scrollIntoView());
  await page.screenshot({ path: join(folder, "pane_fixes.png") });
  await page.getByRole("button", { name: /_repaired/ }).click();
  await page.waitForFunction(() => globalThis.desk.opened.length === 2);
  seen.opened = await desk(page, "opened");
  seen.stillOpen = await desk(page, "open");
  seen.slices = await desk(page, "slices");
  await page.locator("#findings button", { hasText: "Submission!J10" }).click();
  await page.locator("#now summary").click();
  await page.getByRole("button", { name: "The rule's page" }).click();
  await page.locator("#now h4").first().waitFor();
  seen.examples = await page.locator("#now h4").allTextContents();
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  for (const width of [320, 450]) {
    await page.setViewportSize({ width, height: 800 });
    const found = await page.evaluate(() => globalThis.axe.run());
    seen.axe.push(...found.violations.map((one) => [width, one.id, one.impact, one.nodes[0].html.slice(0, 200)]));
    seen.rulesRun = found.passes.length;
    seen[`wide${width}`] = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(folder, `pane_${width}.png`) });
  }
  seen.escape = await page.evaluate(() => fetch("https://example.org/").then(() => "sent", () => "refused"));
  seen.leak = await page.evaluate(() => fetch("https://appsforoffice.microsoft.com/", { method: "POST", body: "x" }).then(() => "sent", () => "refused"));
}

async function lesser() {
  const outside = await opened("globalThis.HOST = null");
  await said(outside, "outside Excel");
  seen.outside = await outside.textContent("#said");
  const blocked = await opened("globalThis.x = 1", null);
  await said(blocked, "was not loaded");
  seen.blocked = await blocked.textContent("#said");
  const noFile = await opened("globalThis.NO_FILE = true");
  await said(noFile, "does not give the open workbook");
  seen.noFile = await noFile.textContent("#said");
  await noFile.setInputFiles("#files", workbooks[0]);
  await said(noFile, "checked.");
  await noFile.locator("#findings button").first().click();
  await noFile.waitForFunction(() => globalThis.desk.selected.length === 1);
  seen.dropped = await desk(noFile, "selected");
  const older = await opened("globalThis.NEWEST = 8; globalThis.NO_COPY = true");
  await said(older, "Checked as it stands now");
  await older.waitForFunction(() => document.getElementById("live").disabled);
  seen.live = await older.isChecked("#live");
  await older.getByRole("button", { name: /review copy/ }).click();
  await said(older, "did not open");
  seen.noCopy = await older.textContent("#said");
}

async function picture() {
  const page = await opened();
  await said(page, "Checked as it stands now");
  await page.locator("#findings button", { hasText: "Submission!J10" }).click();
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(folder, "pane.png") });
}

await { everyday, lesser, picture }[which]();
console.log(JSON.stringify(seen));
await browser.close();
