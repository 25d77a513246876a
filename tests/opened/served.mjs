// Works in the board in chromium, and says as JSON what it saw: `node served.mjs LINK PICTURE KEYS…`.
// A word of KEYS is typed, one that begins with @ is a key, and one that begins with = waits for these words.
import { chromium } from "playwright-core";

const [link, picture, ...steps] = process.argv.slice(2);

// The terminal keeps the text that it draws nowhere in the page: it is what its websocket brought, by place.
class Screen {
  cells = new Map();
  row = 0;
  column = 0;
  decoder = new TextDecoder();

  take(bytes) {
    const text = this.decoder.decode(bytes, { stream: true });
    for (const [, place, other, letter] of text.matchAll(/\x1b\[(\d+;\d+)H|(\x1b\[[\d;?<>$]*[a-zA-Z])|([^\x1b])/gsu)) {
      if (place) [this.row, this.column] = place.split(";").map(Number);
      else if (letter === "\n") [this.row, this.column] = [this.row + 1, 1];
      else if (letter && letter >= " ") this.cells.set(`${this.row};${this.column++}`, letter);
    }
  }

  words() {
    const lines = [];
    for (const [place, letter] of this.cells) {
      const [row, column] = place.split(";").map(Number);
      (lines[row] ??= [])[column] = letter;
    }
    return lines.map((line) => Array.from(line, (letter) => letter ?? " ").join("")).join("\n");
  }
}

async function come(screen, words) {
  const last = Date.now() + 60_000;
  while (!screen.words().includes(words)) {
    if (Date.now() > last) throw new Error(`“${words}” did not come:\n${screen.words()}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const tab = await context.newPage();
  const screen = new Screen();
  const requests = [];
  const complaints = [];
  tab.on("request", (request) => requests.push(request.url()));
  tab.on("pageerror", (error) => complaints.push(error.message));
  tab.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  tab.on("websocket", (socket) => {
    requests.push(socket.url());
    socket.on("framereceived", ({ payload }) => typeof payload === "string" || screen.take(payload));
  });
  await tab.goto(link);
  const password = tab.locator("input[type=password]");
  if (await password.count()) await password.focus(); // the page does so itself, but when it likes
  for (const step of steps) {
    if (step.startsWith("=")) await come(screen, step.slice(1));
    else if (step.startsWith("@")) await tab.keyboard.press(step.slice(1));
    else await tab.keyboard.type(step);
  }
  await tab.screenshot({ path: picture });
  const cookies = await context.cookies();
  console.log(JSON.stringify({ words: screen.words(), requests, complaints, cookies, address: tab.url() }));
} finally {
  await browser.close();
}
