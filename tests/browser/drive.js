// Drives one Chromium: reads questions in lines of JSON and answers in the same form (see tests/helpers/browser.py).
"use strict";

const fs = require("fs");
const os = require("os");
const path = require("path");
const readline = require("readline");
const puppeteer = require("puppeteer-core");

const program = process.argv[2];
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "rendement-browser-"));
const pages = new Map();
let browser;

async function open({ adres, breedte, hoogte, donker, traag, druk, script }) {
  const page = await browser.newPage();
  const seen = { verzoeken: [], fouten: [] };
  page.on("request", (request) => seen.verzoeken.push(request.url()));
  page.on("pageerror", (error) => seen.fouten.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warn") seen.fouten.push(message.text());
  });
  page.on("dialog", (dialog) => {
    seen.fouten.push(`venster: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.setViewport({ width: breedte, height: hoogte });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: donker ? "dark" : "light" }]);
  if (druk) await page.emulateMediaType("print");
  if (!script) await page.setJavaScriptEnabled(false);
  if (traag > 1) await page.emulateCPUThrottling(traag);
  await page.goto(adres, { waitUntil: "load" });
  const name = String(pages.size + 1);
  pages.set(name, { page, seen });
  return name;
}

// The body of a function that gets `arg` and may await; what it returns comes back as JSON.
async function run(page, { tekst, arg }) {
  const found = await page.evaluate(`(async (arg) => {${tekst}\n})(${JSON.stringify(arg === undefined ? null : arg)})`);
  return found === undefined ? null : found;
}

async function axe(page, { regels }) {
  await page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const found = await page.evaluate((tags) => axe.run(document, { runOnly: { type: "tag", values: tags } }), regels);
  return found.violations.map((one) => ({
    regel: one.id, wat: one.help, waar: one.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
  }));
}

const TASKS = {
  voer_uit: run,
  axe,
  zie: (page, _, seen) => seen,
  toets: async (page, { toetsen }) => { for (const key of toetsen) await page.keyboard.press(key); },
  typ: async (page, { waar, tekst }) => {
    await page.focus(waar);
    await page.$eval(waar, (field) => field.select && field.select());
    await page.keyboard.type(tekst);
  },
  klik: (page, { waar }) => page.click(waar),
  formaat: (page, { breedte, hoogte }) => page.setViewport({ width: breedte, height: hoogte }),
  beeld: (page, { naar, heel, waar }) => (waar
    ? page.$(waar).then((found) => found.screenshot({ path: naar }))
    : page.screenshot({ path: naar, fullPage: heel })),
  pdf: (page, { naar }) => page.pdf({ path: naar, preferCSSPageSize: true, format: "A4" }),
  sluit: (page) => page.close(),
};

async function answer(question) {
  if (question.taak === "open") return open(question);
  const { page, seen } = pages.get(question.blad);
  const found = await TASKS[question.taak](page, question, seen);
  return ["voer_uit", "axe", "zie"].includes(question.taak) ? found : null;
}

async function main() {
  browser = await puppeteer.launch({
    executablePath: program,
    userDataDir: profile,
    pipe: true,
    protocolTimeout: 600000,
    // the pages are our own, and in a container or under a strict system the sandbox does not start
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars", "--lang=nl-NL"],
  });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    let said;
    try {
      said = { antwoord: await answer(JSON.parse(line)) };
    } catch (error) {
      said = { fout: String((error && error.stack) || error) };
    }
    process.stdout.write(JSON.stringify(said) + "\n");
  }
  await browser.close();
  fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

main().catch((error) => {
  process.stderr.write(String((error && error.stack) || error) + "\n");
  process.exit(1);
});
