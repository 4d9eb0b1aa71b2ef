// Walks through the dock's screen by keyboard, without scripts and without motion, leaves it alone for
// two minutes of its own clock, hears its news, and sees it say that nothing comes any more. Reads {"chromium", "profile", "mixed", "changing"},
// the addresses of two scenes, from standard input. Prints "watching" when the dock of the second
// is to be stopped; ends with 1, and says why, when something is not as it should be.
import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import { browse } from "./display-browser.mjs";

const lines = createInterface({ input: process.stdin });
const { chromium, profile, mixed, changing } = JSON.parse((await lines[Symbol.asyncIterator]().next()).value);
const focused = (page) =>
  page.evaluate(() => document.activeElement.closest("[id]")?.id ?? document.activeElement.tagName);

async function keyboard(browser) {
  const page = await browser.newPage();
  await page.goto(mixed);
  await page.waitForTimeout(1500);
  const seen = [];
  for (let tab = 0; tab < 10 && !seen.includes("bay-1"); tab++) {
    await page.keyboard.press("Tab");
    seen.push(await focused(page));
  }
  assert.deepEqual(seen, ["still", "team-open", "language", "bay-1"]);
  for (const [key, bay] of [
    ["ArrowRight", "bay-2"],
    ["ArrowDown", "bay-5"],
    ["ArrowLeft", "bay-4"],
    ["ArrowLeft", "bay-4"],
    ["ArrowUp", "bay-1"],
  ]) {
    await page.keyboard.press(key);
    assert.equal(await focused(page), bay, key);
  }
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
  assert.ok(parseFloat(outline) >= 4, "focus is seen: " + outline);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#detail").evaluate((dialog) => dialog.matches(":modal")), true);
  assert.match(await page.locator("#detail").innerText(), /Bay 1: Ready[^]*BW-001/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#detail").isVisible(), false);
  assert.equal(await focused(page), "bay-1");
  await page.locator("#language").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.documentElement.lang === "cy");
  assert.equal(await page.locator("#headline .first").innerText(), "Cymerwch y camera ym mae 1");
  assert.equal(await page.locator("#language").getAttribute("lang"), "en");
  assert.equal(await focused(page), "language");
  await page.locator("#still").press("Space");
  const motion = await page
    .locator("#bay-2 .symbol")
    .evaluate((symbol) => getComputedStyle(symbol).animationName);
  assert.equal(motion, "none");
  await page.close();
}

async function withoutScripts(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(mixed + "?lang=cy");
  assert.equal(await page.locator(".bay").count(), 6);
  assert.equal(await page.locator("meta[http-equiv=refresh]").count(), 1);
  await page.locator("#bay-5 a").click();
  assert.match(await page.locator("#detail").innerText(), /Bae 5: Yn gwefru/);
  await page.locator("#detail .close").click();
  assert.equal(await page.locator("#detail").isVisible(), false);
  await context.close();
}

async function withoutMotion(browser) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(mixed);
  const motion = await page
    .locator("#bay-2 .symbol")
    .evaluate((symbol) => getComputedStyle(symbol).animationName);
  assert.equal(motion, "none");
  await context.close();
}

// The page's clock jumps when the dock is heard and not in between: a page that hears nothing for
// so long would rightly say that it is lost.
async function withOwnClock(page) {
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    const listen = EventSource.prototype.addEventListener;
    let ahead = 0;
    window.jumpMillis = 0;
    performance.now = () => now() + ahead;
    EventSource.prototype.addEventListener = function (kind, listener) {
      listen.call(this, kind, (event) => {
        ahead += window.jumpMillis;
        window.jumpMillis = 0;
        listener(event);
      });
    };
  });
  return async (seconds) => {
    await page.evaluate((millis) => (window.jumpMillis = millis), seconds * 1000);
    await page.waitForFunction(() => window.jumpMillis === 0);
  };
}

async function backToTheStart(browser) {
  const page = await browser.newPage();
  const pass = await withOwnClock(page);
  const away = page.locator("#away");
  const detail = page.locator("#detail");
  const language = () => page.evaluate(() => document.documentElement.lang);
  await page.goto(mixed);
  await page.locator("#language").click();
  await page.waitForFunction(() => document.documentElement.lang === "cy");
  await page.locator("#bay-1 a").click();
  assert.match(await detail.innerText(), /Bae 1: Barod/);
  await pass(105);
  await away.waitFor({ state: "visible", timeout: 15000 });
  assert.match(await detail.innerText(), /Yn ôl i’r dechrau ymhen 20 eiliad/, "said where it is seen");
  await page.keyboard.press("Shift");
  await away.waitFor({ state: "hidden", timeout: 15000 });
  await pass(90); // 195 s in all, but somebody was there.
  await page.waitForTimeout(2500); // The page looks at its clock each second.
  assert.equal(await detail.isVisible(), true);
  assert.equal(await language(), "cy");
  assert.equal(await away.isVisible(), false);
  await pass(31);
  await detail.waitFor({ state: "hidden", timeout: 15000 });
  await page.waitForFunction(() => document.documentElement.lang === "en");
  assert.equal(await page.locator("#headline .first").innerText(), "Take the camera in bay 1");
  assert.equal(await away.isVisible(), false);
  assert.equal(await page.locator("#lost").isVisible(), false);
  await page.close();
}

async function newsAndSilence(browser) {
  const page = await browser.newPage();
  await page.goto(changing);
  await page.waitForFunction(() => document.getElementById("news").textContent !== "");
  const news = await page.locator("#news").textContent();
  assert.match(news, /^Bay 1: (Safe|Ready)\. /);
  assert.equal(await page.locator("#lost").isVisible(), false);
  console.log("watching");
  const stopped = Date.now();
  await page.locator("#lost").waitFor({ state: "visible", timeout: 15000 });
  console.log("said after " + (Date.now() - stopped) + " ms");
  const said = await page.locator("#lost").innerText();
  assert.match(said, /out of date[^]*Nid yw’r sgrin hon yn gyfredol/);
}

await browse({ chromium, profile }, async (browser) => {
  await keyboard(browser);
  await withoutScripts(browser);
  await withoutMotion(browser);
  await backToTheStart(browser);
  await newsAndSilence(browser);
});
console.log("walked");
process.exit(0);
