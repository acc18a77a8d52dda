// Opens the public site in a Chromium: search, agency, indicator, download, as a reader would; tells what it saw as JSON.
// node site.mjs NODE_MODULES CHROMIUM ADDRESS WORDS FOLDER
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, chromium, address, words, folder] = process.argv.slice(2);
const require = createRequire(join(modules, "here.js"));
const browser = await require("playwright-core").chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
const page = await context.newPage();
const seen = { errors: [], requests: [], axe: [], wide: {}, rules: 0, rows: 0, unruled: [], close: [] };
page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
page.on("pageerror", (error) => seen.errors.push(error.message));
context.on("request", (request) => seen.requests.push(request.url()));
page.setDefaultTimeout(300_000);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const looked = async (name) => {
  await page.evaluate(axe);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const found = await page.evaluate(() => globalThis.axe.run({ preload: false }));
    seen.axe.push(...found.violations.map((one) => [name, width, one.id, one.impact, one.nodes[0].html.slice(0, 160)]));
    seen.rules += found.passes.length;
    const rows = await page.evaluate(() => [...document.querySelectorAll("tbody tr")].map((row) => {
      const own = row.querySelector("th");
      const ruled = row === row.parentNode.firstElementChild || !own || parseFloat(getComputedStyle(own).borderTopWidth) > 0;
      const beside = [...row.querySelectorAll(".number + :not(.number)")].map((one) => parseFloat(getComputedStyle(one).paddingLeft));
      return { text: row.textContent.trim().slice(0, 80), ruled, least: Math.min(99, ...beside) };
    }));
    seen.rows += rows.length;
    seen.unruled.push(...rows.filter((row) => !row.ruled).map((row) => `${name} ${width}: ${row.text}`));
    seen.close.push(...rows.filter((row) => row.least < 16).map((row) => `${name} ${width}: ${row.text}`));
    seen.wide[`${name} ${width}`] = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.screenshot({ path: join(folder, `site_${name}_${width}.png`) });
  }
  // a letter page less its margins, in CSS pixels: what is wider is cut off at the edge
  await page.setViewportSize({ width: 725, height: 960 });
  await page.emulateMedia({ media: "print" });
  seen.wide[`${name} printed 725`] = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1280, height: 900 });
};

await page.goto(new URL("index.html", address).href);
seen.agencies = await page.locator("tbody tr").count();
await looked("city");
await page.keyboard.press("Tab");
seen.skip = await page.evaluate(() => document.activeElement.textContent);
await page.fill("#words", words);
await page.waitForSelector("#found li");
seen.count = await page.textContent("#count");
seen.found = await page.locator("#found a").allTextContents();
await page.fill("#words", "no such words anywhere");
seen.none = await page.textContent("#count");
await page.fill("#words", words);
await page.waitForSelector("#found li");
await page.press("#words", "ArrowDown");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
seen.indicator = await page.textContent("h1");
seen.years = await page.locator("#years ~ table td").allTextContents();
seen.chart = await page.locator("figure svg[role=img] title").first().textContent();
await looked("indicator");
const [download] = await Promise.all([page.waitForEvent("download"), page.getByText("Figures as CSV").click()]);
await download.saveAs(join(folder, "figures.csv"));
await page.locator(".way a").last().click();
await page.waitForLoadState();
seen.agency = await page.textContent("h1");
await looked("agency");
const [book] = await Promise.all([page.waitForEvent("download"), page.getByText("All tables (Excel)").click()]);
await book.saveAs(join(folder, "tables.xlsx"));
await page.getByRole("link", { name: "What changed" }).click();
await page.waitForLoadState();
seen.changes = await page.textContent("h1");
await looked("changes");
const months = page.getByRole("link", { name: "Months", exact: true });
if (await months.count()) {
  await months.click();
  await page.waitForLoadState();
  seen.months = await page.locator("tbody a").allTextContents();
  await looked("months");
  await page.locator("tbody a").first().click();
  await page.waitForLoadState();
  seen.month = await page.textContent("h1");
  await looked("month");
  await page.locator("tbody a").first().click();
  await page.waitForLoadState();
  seen.agencyMonth = await page.textContent("h1");
  seen.agencyMonthRows = await page.locator("tbody tr").allTextContents();
  await looked("agency_month");
  await page.locator("tbody a").first().click();
  await page.waitForLoadState();
  seen.indicatorMonths = await page.textContent("h1");
  await looked("indicator_months");
}
await browser.close();
console.log(JSON.stringify(seen));
