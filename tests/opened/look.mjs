// Opens a page in chromium and says, as JSON, what it found: `node look.mjs PAGE.html PRINTED.pdf`.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, printed] = process.argv.slice(2);
const address = pathToFileURL(page).href;
const axe = readFileSync(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const looks = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  narrow: { viewport: { width: 320, height: 640 }, colorScheme: "light" },
};

async function look(browser, name) {
  const context = await browser.newContext({ ...looks[name], bypassCSP: true });
  const tab = await context.newPage();
  const requests = [];
  tab.on("request", (request) => requests.push(request.url()));
  await tab.goto(address);
  await tab.evaluate(axe);
  const violations = await tab.evaluate(
    async (tags) => (await axe.run({ runOnly: tags })).violations.map((v) => `${v.id}: ${v.nodes[0].html}`),
    rules,
  );
  const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const background = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await context.close();
  return { violations, overflow, background, requests: requests.filter((url) => url !== address) };
}

// As the page is read: under its own policy, and without scripts.
async function read(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  const complaints = [];
  tab.on("console", (message) => complaints.push(message.text()));
  await tab.goto(address);
  const words = await tab.locator("body").innerText();
  await tab.keyboard.press("Tab");
  const first = await tab.locator(":focus").innerText();
  await tab.pdf({ path: printed, preferCSSPageSize: true });
  await context.close();
  return { words, first, complaints };
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  const found = { read: await read(browser) };
  for (const name of Object.keys(looks)) found[name] = await look(browser, name);
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
}
