// Opens the page in a Chromium and does what a person does; tells what it saw as JSON.
// node browser.mjs NODE_MODULES CHROMIUM ADDRESS WORKBOOK FOLDER: downloads and pictures go into FOLDER.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, chromium, address, workbook, folder] = process.argv.slice(2);
const require = createRequire(join(modules, "here.js"));
const browser = await require("playwright-core").chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, timezoneId: Intl.DateTimeFormat().resolvedOptions().timeZone });
const page = await context.newPage();
const seen = { errors: [], requests: [], times: {} };
page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
page.on("pageerror", (error) => seen.errors.push(error.message));
context.on("request", (request) => seen.requests.push(request.url().slice(0, 200)));

const timed = async (name, work) => {
  const begun = Date.now();
  await work();
  seen.times[name] = Date.now() - begun;
};
const check = async () => {
  await page.evaluate(() => { document.getElementById("said").textContent = ""; });
  await page.setInputFiles("#files", workbook);
  await page.waitForFunction(() => /checked\.$/.test(document.getElementById("said").textContent));
};
const saved = async (button) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  await download.saveAs(join(folder, download.suggestedFilename()));
  return download.suggestedFilename();
};
const count = () => page.locator(".finding").count();

page.setDefaultTimeout(300_000);
await page.goto(address);
await timed("start", () => page.waitForSelector("body[data-ready]"));
await timed("first", check);
await timed("second", check);
seen.title = await page.textContent("#title");
seen.summary = await page.textContent("#summary");
seen.all = await count();
await page.screenshot({ path: join(folder, "page_findings.png") });
await page.uncheck("#severities input[value=error]");
seen.withoutErrors = await count();
seen.shown = await page.textContent("#shown");
await page.check("#severities input[value=error]");
await page.selectOption("#rule", "UNT-002");
seen.ofOneRule = await count();
await page.selectOption("#rule", "");
seen.service = await page.locator("#service option").nth(1).getAttribute("value");
await page.selectOption("#service", seen.service);
seen.ofOneService = await count();
await page.selectOption("#service", "");
await page.fill("#text", "Violation orders");
seen.withText = await count();
await page.fill("#text", "");
seen.charts = await page.locator(".finding svg[role=img]").count();
seen.review = await saved(/review copy/);
seen.json = await saved(/as JSON/);
await page.getByRole("button", { name: "Receipt", exact: true }).click();
seen.receipt = await saved(/Download .*_receipt.json/);
seen.receiptSays = await page.locator("#more").innerText();
seen.receiptSheet = await saved(/Download .*_receipt.xlsx/);
const ruled = page.locator(".finding", { hasText: "Submission!J3" }).first();
await ruled.locator("details summary").click();
await ruled.getByRole("button", { name: "The rule's page" }).click();
await ruled.locator(".rule h4").first().waitFor();
seen.rule = { text: await ruled.locator(".rule").innerText(), tables: await ruled.locator(".rule table").count(), examples: await ruled.locator(".rule h4").count() };
await page.setViewportSize({ width: 1280, height: 1400 });
await ruled.evaluate((one) => one.scrollIntoView());
await page.screenshot({ path: join(folder, "page_rule.png") });
await page.setViewportSize({ width: 1280, height: 900 });
await page.getByRole("button", { name: /suggested fix/ }).click();
await page.waitForSelector("#more table");
seen.fixed = await page.locator("#more tbody tr").count();
await page.screenshot({ path: join(folder, "page_fixes.png") });
seen.repaired = await saved(/Download .*_repaired/);
await page.getByText("Get a blank form").click();
seen.reports = await page.locator("#report option").allTextContents();
await page.selectOption("#report", "CPR");
seen.monthly = await page.isVisible("#month");
await page.selectOption("#report", "MMR");
seen.yearly = await page.isVisible("#month");
await page.selectOption("#agency", "DSNY");
await page.fill("#due", "2026-08-14");
seen.blank = await saved("Make the form");
await page.getByText("Get a blank form").click();
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
await page.evaluate(axe);
seen.axe = [];
for (const width of [1280, 360]) {
  await page.setViewportSize({ width, height: 740 });
  const found = await page.evaluate(() => globalThis.axe.run());
  seen.axe.push(...found.violations.map((one) => [width, one.id, one.impact, one.nodes[0].html.slice(0, 200)]));
  seen[`wide${width}`] = await page.evaluate(() => document.documentElement.scrollWidth);
}
seen.rulesRun = await page.evaluate(async () => (await globalThis.axe.run()).passes.length);
await page.locator(".finding").first().evaluate((one) => one.scrollIntoView());
await page.screenshot({ path: join(folder, "page_telephone.png") });
await page.setViewportSize({ width: 1280, height: 900 });
await page.pdf({ path: join(folder, "page.pdf"), format: "Letter" });
seen.escape = await page.evaluate(() => fetch("https://example.org/").then(() => "sent", () => "refused"));
seen.memory = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
if (address.startsWith("http")) {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await page.waitForSelector("body[data-ready]");
  await check();
  seen.offline = await count();
}
console.log(JSON.stringify(seen));
await browser.close();
