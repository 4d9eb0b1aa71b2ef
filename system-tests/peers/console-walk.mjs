// Walks through the fleet's console as people do: the first administrator is made, everything is
// reached by keyboard alone, a viewer cannot command, a page keeps itself up to date. Reads
// {"chromium", "profile", "url", "code"} from standard input; ends with 1, and says why, when
// something is not as it should be.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { browse } from "./display-browser.mjs";

const told = JSON.parse(readFileSync(0, "utf8"));
const PASSWORD = "correct horse battery";
const dock = "/docks/north%3Aabertawe/n-abe-05";

async function tabTo(page, wanted, most = 120) {
  for (let tab = 0; tab < most; tab++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate((selector) => {
      const active = document.activeElement;
      const style = getComputedStyle(active);
      return { is: active.matches(selector), seen: parseFloat(style.outlineWidth) >= 2 };
    }, wanted);
    assert.ok(found.seen || tab > 0, "focus is seen");
    if (found.is) {
      return;
    }
  }
  assert.fail("not reached by Tab: " + wanted);
}

async function type(page, fields) {
  for (const [selector, text] of fields) {
    await tabTo(page, selector);
    await page.keyboard.type(text);
  }
  await page.keyboard.press("Enter");
}

async function newPage(browser) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "en-GB" });
  const page = await context.newPage();
  page.on("console", (line) => {
    assert.ok(!/Content Security Policy/.test(line.text()), line.text());
  });
  return page;
}

async function signIn(page, name, password = PASSWORD) {
  await page.goto(told.url + "/sign-in");
  await type(page, [["#name", name], ["#password", password]]);
  await page.waitForURL(told.url + "/");
}

async function setUp(page) {
  await page.goto(told.url + "/");
  await page.waitForURL("**/sign-in?next=%2F");
  await page.goto(told.url + "/set-up");
  await type(page, [["#code", "WRONG-CODE"], ["#name", "root"], ["#password", PASSWORD]]);
  await page.locator("[role=alert]").waitFor();
  await type(page, [["#code", told.code], ["#name", "admin"], ["#password", PASSWORD]]);
  await page.waitForURL("**/sign-in");
  await page.goto(told.url + "/set-up");
  assert.match(page.url(), /\/sign-in$/, "set up once only");
}

async function keyboard(page) {
  await signIn(page, "admin");
  const cookie = (await page.context().cookies()).find((it) => it.name === "__Host-session");
  assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === "Lax");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("n-abe-05");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=n-abe-05");
  await tabTo(page, `a[href="${dock}"]`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**" + dock);
  assert.match(await page.locator("#dock-alerts").innerText(), /The camera does not charge/);
  await tabTo(page, `a[href="${dock}/bays/bay-3"]`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/bays/bay-3");
  await tabTo(page, 'a[href$="/commands/power-cycle"]');
  await page.keyboard.press("Enter");
  await page.waitForURL("**/commands/power-cycle");
  await tabTo(page, "main button.primary");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/commands");
  assert.match(await page.locator("#lines").innerText(), /Power-cycle this bay[^]*admin[^]*Done/);
}

async function desks(page) {
  await page.goto(told.url + "/alerts/dock-offline-1");
  await page.fill("#note", "calling the site");
  await page.click("form[action$=acknowledge] button");
  await page.locator(".notice[data-look=good]").waitFor();
  assert.match(await page.locator("main").innerText(), /admin, [^]*calling the site/);
  await page.goto(told.url + "/cameras/2ca3%3A0041%3ABW-000009");
  await page.selectOption("#stock", "in-repair");
  await page.fill("#reason", "lens <b>broken</b>");
  await page.click("form[action$=stock] button");
  await page.locator(".notice[data-look=good]").waitFor();
  assert.match(await page.locator("main").innerText(), /In use → In repair[^]*lens <b>broken<\/b>/);
  await page.goto(told.url + "/cameras/import");
  await page.fill("#csv", "nonsense");
  await page.click("form[action$=import] button");
  assert.match(await page.locator("[role=alert]").innerText(), /line 1/);
  for (const [name, role] of [["vera", "viewer"], ["oskar", "operator"]]) {
    await page.goto(told.url + "/accounts");
    await page.fill("#name", name);
    await page.selectOption("#role", role);
    await page.fill("#password", PASSWORD);
    await page.click("form[action='/accounts'] button.primary");
    await page.waitForURL("**result=done");
  }
  await page.selectOption("#role-admin", "viewer");
  await page.click("form[action='/accounts/admin'] button");
  await page.waitForURL("**result=last-administrator");
  await page.goto(told.url + "/audit");
  const audit = await page.locator("main table").innerText();
  for (const entry of [/wrong code/, /Command: power-cycle/, /Alert seen to/, /Account added/]) {
    assert.match(audit, entry);
  }
}

async function roles(browser) {
  const page = await newPage(browser);
  await signIn(page, "vera");
  await page.goto(told.url + dock);
  assert.equal(await page.locator('a[href*="/commands/"]').count(), 0);
  const post = (address, fields) =>
    page.evaluate(
      async ([to, body]) => (await fetch(to, { method: "POST", body: new URLSearchParams(body) })).status,
      [address, fields],
    );
  const csrf = await page.locator("input[name=csrf]").first().getAttribute("value");
  assert.equal(await post(dock + "/commands/restart", { csrf }), 403, "a viewer cannot command");
  assert.equal(await post("/accounts", { csrf, name: "x", role: "administrator", password: PASSWORD }), 403);
  for (const address of ["/commands", "/audit", "/accounts", dock + "/commands/restart"]) {
    const response = await page.goto(told.url + address);
    assert.equal(response.status(), 403, address);
  }
  const operator = await newPage(browser);
  await signIn(operator, "oskar");
  assert.equal((await operator.goto(told.url + "/audit")).status(), 403);
  assert.equal((await operator.goto(told.url + "/commands")).status(), 200);
  const without = await operator.evaluate(
    async (to) => (await fetch(to, { method: "POST" })).status,
    dock + "/commands/restart",
  );
  assert.equal(without, 403, "no command without the session's token");
  const foreign = await operator.request.post(told.url + dock + "/commands/restart", {
    headers: { origin: "https://evil.example" },
  });
  assert.equal(foreign.status(), 403, "no command from another site");
}

async function live(browser) {
  const page = await newPage(browser);
  await signIn(page, "oskar");
  await page.locator("#live[data-live-state=on]").waitFor();
  const other = await newPage(browser);
  await signIn(other, "oskar");
  await other.goto(told.url + "/alerts/dock-offline-1");
  await other.fill("#note", "seen again");
  await other.click("form[action$=acknowledge] button");
  await page.getByText("oskar sees to it").first().waitFor({ timeout: 15000 });
  await other.click("form[action='/sign-out'] button");
  await other.waitForURL("**/sign-in?told=out");
  assert.match((await other.goto(told.url + "/")).url(), /sign-in/);
}

async function language(browser) {
  const page = await newPage(browser);
  await signIn(page, "vera");
  await tabTo(page, "a[lang=cy]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.documentElement.lang === "cy");
  await page.goto(told.url + "/sites");
  assert.equal(await page.locator("h1").innerText(), "Safleoedd");
  await tabTo(page, 'a[href*="theme=dark"]');
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
}

async function guessing(browser) {
  const page = await newPage(browser);
  for (let guess = 0; guess < 6; guess++) {
    await page.goto(told.url + "/sign-in");
    await type(page, [["#name", "vera"], ["#password", "wrong wrong wrong"]]);
    await page.locator("[role=alert]").waitFor();
  }
  assert.match(await page.locator("[role=alert]").innerText(), /Wait \d+ second/);
}

await browse(told, async (browser) => {
  const page = await newPage(browser);
  await setUp(page);
  await keyboard(page);
  await desks(page);
  await roles(browser);
  await live(browser);
  await language(browser);
  await guessing(browser);
});
console.log("walked");
