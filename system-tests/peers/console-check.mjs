// Looks at every page of the fleet's console in Chromium: axe-core (WCAG 2.2 AA and its best
// practices), the content policy, the width, in both languages, dark and light; then screenshots.
// Reads {"chromium", "profile", "pictures", "url", "empty", "name", "password"} from standard input;
// prints one line for each violation; ends with 1 if there was any.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { browse } from "./display-browser.mjs";

const told = JSON.parse(readFileSync(0, "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
let violations = 0;

function complain(where, what) {
  violations++;
  console.log(where + ": " + what);
}

const pages = [
  ["overview", "/"],
  ["sites", "/sites"],
  ["site", "/sites/north/Abertawe"],
  ["docks-offline", "/docks?offline=1"],
  ["dock", "/docks/north%3Aabertawe/n-abe-05"],
  ["dock-offline", "/docks/north%3Aabertawe/n-abe-04"],
  ["bay", "/docks/north%3Aabertawe/n-abe-05/bays/bay-3"],
  ["cameras", "/cameras"],
  ["camera", "/cameras/2ca3%3A0041%3ABW-000009"],
  ["import", "/cameras/import"],
  ["search", "/search?q=BW-0000"],
  ["search-none", "/search?q=zzzz"],
  ["late", "/late"],
  ["alerts", "/alerts"],
  ["alert", "/alerts/dock-offline-1"],
  ["confirm", "/docks/north%3Aabertawe/n-abe-05/commands/bandwidth"],
  ["commands", "/commands"],
  ["accounts", "/accounts"],
  ["audit", "/audit"],
  ["me", "/me"],
  ["unknown", "/nowhere"],
];

async function check(page, where) {
  const result = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }),
    tags,
  );
  for (const violation of result.violations) {
    for (const node of violation.nodes) {
      complain(where, violation.id + " " + node.html.slice(0, 300) + " " + node.failureSummary);
    }
  }
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (wide > 0) {
    complain(where, "wider than the window by " + wide);
  }
}

async function signIn(page, url) {
  await page.goto(url + "/sign-in");
  await page.fill("#name", told.name);
  await page.fill("#password", told.password);
  await page.click("button.primary");
  await page.waitForURL(url + "/");
}

async function look(browser, url, names, prefix, size) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: size, colorScheme, ignoreHTTPSErrors: true });
    await context.addInitScript(axe);
    const page = await context.newPage();
    page.on("console", (line) => {
      const isAnswer = /status of (401|404)/.test(line.text());
      if (line.type() === "error" && !isAnswer) {
        complain(page.url(), line.text());
      }
    });
    page.on("pageerror", (error) => complain(page.url(), String(error)));
    for (const language of ["en", "cy"]) {
      await context.clearCookies();
      const where = (name) => [prefix + name, language, colorScheme].join("-");
      await page.goto(url + "/sign-in?lang=" + language);
      await check(page, where("sign-in"));
      await page.screenshot({ path: told.pictures + "/" + where("sign-in") + ".png" });
      await signIn(page, url);
      for (const [name, address] of names) {
        await page.goto(url + address);
        if ((await page.locator("html").getAttribute("lang")) !== language) {
          complain(where(name), "not in this language");
        }
        await check(page, where(name));
        await page.screenshot({ path: told.pictures + "/" + where(name) + ".png", fullPage: !name.startsWith("late") });
      }
    }
    await context.close();
  }
}

await browse(told, async (browser) => {
  const wanted = told.only ? pages.filter(([name]) => told.only.includes(name)) : pages;
  await look(browser, told.url, wanted, "", { width: 1440, height: 900 });
  if (told.empty) {
    const bare = pages.filter(([name]) =>
      ["overview", "sites", "cameras", "late", "alerts", "commands"].includes(name),
    );
    await look(browser, told.empty, bare, "empty-", { width: 400, height: 800 });
  }
});
process.exitCode = violations === 0 ? 0 : 1;
console.log("violations: " + violations);
