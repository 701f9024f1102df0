// Opens conflict reports in headless Chromium. README.md says how to run it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import puppeteer from "puppeteer-core";

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, "..", "..");
const binary = process.env.FACTLINT ?? ["release", "quick", "debug"].map((profile) => join(project, "target", profile, "factlint")).find(existsSync);
const chromium = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const pictures = process.env.PICTURES;
const axe = readFileSync(join(here, "node_modules", "axe-core", "axe.min.js"), "utf8");
const skip = !chromium ? "no Chromium: set CHROMIUM" : !binary ? "no factlint: build it, or set FACTLINT" : false;
let browser;
let folder;

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), "factlint-report-"));
  if (pictures) mkdirSync(pictures, { recursive: true });
  browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

function report(paths, name) {
  const file = join(folder, name);
  execFileSync(binary, ["report", ...paths, "-o", file], { cwd: project, stdio: ["ignore", "ignore", "pipe"] });
  return pathToFileURL(file).href;
}

async function open(url, { width = 1280, height = 900, dark = false } = {}) {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("dialog", async (dialog) => { said.push(`dialog: ${dialog.message()}`); await dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== url && !request.url().startsWith("data:")) said.push(`request: ${request.url()}`); });
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.goto(url);
  return { page, said };
}

async function picture(page, name, options = {}) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), ...options });
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await axe.run(document, { resultTypes: ["violations"] })).violations);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
}

const toNet = async (page) => {
  await page.evaluate(() => document.querySelector("#net").scrollIntoView());
  await page.waitForSelector("#canvas canvas");
  await new Promise((done) => setTimeout(done, 300));
};

for (const [name, options] of Object.entries({ light: {}, dark: { dark: true }, narrow: { width: 390, height: 844 } })) {
  test(`the report of the seeds, ${name}: accessible, silent, and wide enough`, { skip }, async () => {
    const { page, said } = await open(report(["seeds"], "seeds.html"), options);
    const shown = await page.evaluate(() => document.body.innerText);
    for (const figure of ["more than 400", "450", "27", "35", "27 and 35 differ in time (2024 against 2023)"]) assert.ok(shown.includes(figure), figure);
    await picture(page, `${name}-top`);
    await page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
    await page.evaluate(() => document.querySelectorAll(".topic").forEach((part) => { part.style.contentVisibility = "visible"; }));
    await picture(page, `${name}-whole`, { fullPage: true });
    if (await page.$("#canvas")) {
      await toNet(page);
      await picture(page, `${name}-net`);
    }
    assert.deepEqual(await violations(page), []);
    const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide[0] <= wide[1], `the page is ${wide[0]} wide on a screen of ${wide[1]}`);
    assert.deepEqual(said, []);
    await page.close();
  });
}

test("400 against 450 and 27 against 35 stand in the first screen", { skip }, async () => {
  const { page } = await open(report(["seeds"], "seeds.html"));
  const seen = await page.evaluate(() => [...document.querySelectorAll(".glance ol li")]
    .filter((line) => line.getBoundingClientRect().bottom <= innerHeight)
    .map((line) => line.innerText.replace(/\s+/g, " ")));
  assert.ok(seen.some((line) => line.includes("more than 400 against 450")), seen.join("\n"));
  assert.ok(seen.some((line) => line.includes("27 against 35") && line.includes("2024 against 2023")), seen.join("\n"));
  await page.close();
});

test("filters, search and keys", { skip }, async () => {
  const { page, said } = await open(report(["seeds"], "seeds.html"));
  const count = () => page.$eval("#count", (part) => part.textContent);
  const visible = () => page.$$eval("article.conflict", (all) => all.filter((one) => !one.closest("[hidden]")).map((one) => one.querySelector("h4").innerText));
  const settled = () => new Promise((done) => setTimeout(done, 250));
  const all = (await visible()).length;
  assert.equal(await count(), `${all} conflicts`);

  await page.select("#level", "warning");
  await settled();
  assert.deepEqual(await visible(), ["more than 400 against 450"]);
  assert.equal(await count(), `1 of ${all} conflicts shown`);

  await page.click("#filters button[type=reset]");
  await settled();
  assert.equal((await visible()).length, all);

  await page.keyboard.press("Tab");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "text");
  await page.keyboard.type("35 СТРАН");
  await settled();
  assert.ok((await visible()).includes("27 against 35"));
  assert.ok((await visible()).length < all);
  await page.keyboard.type(" nothing like it");
  await settled();
  assert.deepEqual(await visible(), []);
  assert.equal(await page.$eval("#none", (part) => part.hidden), false);
  await page.keyboard.press("Escape");
  await settled();
  assert.equal((await visible()).length, all);

  const walked = [];
  for (const key of ["j", "j", "k"]) {
    await page.keyboard.press(key);
    walked.push(await page.evaluate(() => document.activeElement.closest("article")?.id));
  }
  assert.ok(walked[0] && walked[0] === walked[2] && walked[1] !== walked[0], walked.join(" "));

  await page.click("#close-all");
  await page.evaluate(() => { location.hash = ""; });
  const link = await page.$(".glance ol a");
  const target = await link.evaluate((a) => a.getAttribute("href").slice(1));
  await link.click();
  await settled();
  assert.equal(await page.$eval(`#${target} details`, (part) => part.open), true);
  assert.equal(await page.evaluate(() => document.activeElement.closest("article")?.id), target);

  await page.click("#theme");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.deepEqual(said, []);
  await page.close();
});

test("every source and measure that the filters offer leads to something", { skip }, async () => {
  const { page } = await open(report(["seeds"], "seeds.html"));
  for (const id of ["measure", "subject", "source", "verdict"]) {
    const values = await page.$$eval(`#${id} option`, (all) => all.map((one) => one.value).filter(Boolean));
    assert.ok(values.length > 0);
    for (const value of values) {
      await page.select(`#${id}`, value);
      await new Promise((done) => setTimeout(done, 200));
      const some = await page.$$eval(".conflict", (all) => all.filter((one) => !one.hidden).length);
      assert.ok(some > 0, `${id}: ${value}`);
    }
    await page.select(`#${id}`, "");
  }
  await page.close();
});

test("without JavaScript the page still tells everything but the net", { skip }, async () => {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(report(["seeds"], "seeds.html"));
  await picture(page, "without-scripts");
  const text = await page.$eval("body", (body) => body.innerText);
  assert.ok(text.includes("27 against 35") && text.includes("more than 400") && text.includes("needs JavaScript"));
  assert.equal(await page.$eval("#filters", (form) => form.hidden), true);
  await page.close();
});

test("nothing of a hostile document runs", { skip }, async () => {
  const documents = join(folder, "hostile");
  mkdirSync(documents, { recursive: true });
  const evil = [
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>", "{{ 7*7 }}{% raw %}",
    "\u202Egnp.exe\u202C", "\u0007\u001B[31mred", "<!--", "]]>", "</style><style>*{display:none}</style>", "'\"><svg onload=alert(4)>", "javascript:alert(5)",
  ].join(" ");
  const text = (visitors) => `The exhibition “Expo <b>North</b> \u202E” had ${visitors} visitors in 2024, they say: ${evil}\n`;
  writeFileSync(join(documents, "a<img src=x onerror=alert(6)>.txt"), text("46,000"));
  writeFileSync(join(documents, "b.txt"), text("47,000"));
  const { page, said } = await open(report([documents], "hostile.html"));
  const found = await page.evaluate(() => ({
    conflicts: document.querySelectorAll("article.conflict").length,
    scripts: [...document.scripts].length,
    images: document.images.length,
    text: document.body.innerText,
    source: document.documentElement.outerHTML,
  }));
  if (await page.$("#canvas")) await toNet(page);
  await picture(page, "hostile", { fullPage: true });
  assert.ok(found.conflicts > 0, "the hostile documents state no conflict, and the test proves nothing");
  assert.equal(found.scripts, 3);
  assert.equal(found.images, 0);
  assert.ok(found.text.includes("<script>alert(1)</script>"), "the script is shown as text");
  assert.ok(found.text.includes("\\u{202e}") && found.text.includes("\\u{1b}"), "control characters are shown escaped");
  assert.ok(!/[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(found.source), "a control character reached the page");
  assert.deepEqual(said, []);
  assert.deepEqual(await violations(page), []);
  await page.close();
});

test("a script that a document smuggled in would not run either", { skip }, async () => {
  const file = join(folder, "smuggled.html");
  const text = readFileSync(fileURLToPath(report(["seeds"], "seeds.html")), "utf8");
  writeFileSync(file, text.replace("<main", "<script>window.ran = true</script><img src='https://example.invalid/x.png'><main"));
  const page = await browser.newPage();
  const requests = [];
  page.on("requestfinished", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(requests.filter((url) => url.startsWith("http")), []);
  assert.equal(await page.evaluate(() => document.querySelector("#filters").hidden), false, "the page's own script runs");
  await page.close();
});

test("it prints", { skip }, async () => {
  const { page } = await open(report(["seeds"], "seeds.html"));
  const pdf = await page.pdf({ format: "A4", printBackground: true, path: pictures ? join(pictures, "print.pdf") : undefined });
  assert.ok(pdf.length > 20_000);
  await page.close();
});

test("the library in the binary is that of npm", { skip: existsSync(join(here, "node_modules", "cytoscape")) ? false : "npm ci was not run" }, () => {
  const packed = readFileSync(join(project, "src", "report", "conflicts", "page", "cytoscape.min.js.gz"));
  const published = readFileSync(join(here, "node_modules", "cytoscape", "dist", "cytoscape.min.js"), "utf8");
  assert.ok(gunzipSync(packed).toString() === published);
});

const large = process.env.LARGE;
test("a large report opens and filters quickly", { skip: skip || (!large && "set LARGE to a report") }, async () => {
  const started = performance.now();
  const { page } = await open(pathToFileURL(large).href);
  const loaded = performance.now() - started;
  const filtering = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const box = document.querySelector("#text");
    const time = async (value) => {
      const from = performance.now();
      box.value = value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((done) => setTimeout(done, 125));
      await frame();
      return Math.round(performance.now() - from - 125);
    };
    return { first: await time("visitors 2024"), again: await time("visitors 2023"), clear: await time("") };
  });
  const scrolled = await page.evaluate(async () => {
    const from = performance.now();
    document.querySelector("#sources").scrollIntoView({ behavior: "instant" });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return Math.round(performance.now() - from);
  });
  // What is packed is there once it is opened, and stays text.
  const opened = await page.evaluate(async () => {
    const body = [...document.querySelectorAll("article.conflict .body[data-packed]")].at(-1);
    body.closest("details").open = true;
    for (let turn = 0; turn < 200 && body.dataset.packed; turn += 1) await new Promise((done) => setTimeout(done, 20));
    return body.querySelectorAll(".side blockquote").length;
  });
  assert.ok(opened >= 2, "a packed conflict shows its sentences");
  const conflicts = await page.$$eval("article.conflict", (all) => all.length);
  console.log(JSON.stringify({ conflicts, loaded: Math.round(loaded), filtering, scrolled }));
  assert.ok(loaded < 6000, `loaded in ${loaded} ms`);
  const printed = await page.evaluate(() => {
    const ids = () => [...document.querySelectorAll(".topic")].map((topic) => topic.id).join(" ");
    const before = ids();
    dispatchEvent(new Event("beforeprint"));
    const left = document.querySelectorAll("article.conflict").length;
    const said = document.querySelector("#printed").textContent;
    dispatchEvent(new Event("afterprint"));
    return { left, said, back: ids() === before };
  });
  assert.ok(printed.left < 600 && printed.said.includes(" of ") && printed.back, JSON.stringify(printed));
  assert.ok(filtering.first < 3000 && filtering.again < 1500, JSON.stringify(filtering));
  await page.close();
});
