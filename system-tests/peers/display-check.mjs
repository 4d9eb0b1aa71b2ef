// Looks at the dock's screen in Chromium: axe-core (WCAG 2.2 AA and its best practices) in both
// languages, dark and light, then screenshots. Reads {"chromium", "pictures", "scenes": [{"name",
// "url"}]} from standard input; prints one line for each violation; ends with 1 if there was any.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { browse } from "./display-browser.mjs";

const { chromium, profile, pictures, scenes, only } = JSON.parse(readFileSync(0, "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const sizes = [
  { name: "10inch", width: 1280, height: 800 },
  { name: "7inch", width: 800, height: 480 },
];
let violations = 0;

function complain(where, what) {
  violations++;
  console.log(where + ": " + what);
}

async function check(page, where) {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const result = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } }),
    rules,
  );
  for (const violation of result.violations) {
    for (const node of violation.nodes) {
      complain(where, violation.id + " " + node.html + " " + node.failureSummary);
    }
  }
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (wide > 0) {
    complain(where, "wider than the screen by " + wide);
  }
  const high = await page.evaluate(
    () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
  );
  if (high > 0 && !where.startsWith("large")) {
    complain(where, "higher than the screen by " + high);
  }
  for (const cut of await page.evaluate(cutTexts)) {
    complain(where, "cut off: " + cut);
  }
}

// Texts of tiles that do not fit into their tile, or lie over its heading.
function cutTexts() {
  return [...document.querySelectorAll(".bay a")].flatMap((tile) => {
    const edge = tile.getBoundingClientRect();
    const heading = tile.querySelector(".heading").getBoundingClientRect().bottom;
    const below = Math.max(heading, tile.querySelector(".number").getBoundingClientRect().bottom);
    return [...tile.querySelectorAll("[data-b]")]
      .filter((text) => text.textContent && text.getClientRects().length > 0)
      .filter((text) => {
        const box = text.getBoundingClientRect();
        const over = box.bottom > edge.bottom + 1 || box.right > edge.right + 1;
        const isBroken =
          text.matches(".state") &&
          !text.textContent.includes(" ") &&
          box.height > 1.7 * parseFloat(getComputedStyle(text).fontSize);
        return over || isBroken || (text.closest(".telling") && box.top < below - 2);
      })
      .map((text) => tile.closest(".bay").id + " " + text.textContent);
  });
}

await browse({ chromium, profile }, async (browser) => {
  for (const size of sizes) {
    for (const colorScheme of ["dark", "light"]) {
      const context = await browser.newContext({ viewport: size, colorScheme, bypassCSP: false });
      // The page's policy lets no script in but its own; what is injected here is not of the page.
      await context.addInitScript(axe);
      const page = await context.newPage();
      page.on("console", (line) => {
        const isOurs = line.type() === "error" && !line.text().includes("favicon");
        if (isOurs) {
          complain(page.url(), line.text());
        }
      });
      page.on("pageerror", (error) => complain(page.url(), String(error)));
      for (const scene of scenes) {
        if (only && !scene.name.startsWith(only)) {
          continue;
        }
        for (const language of ["en", "cy"]) {
          const where = [scene.name, language, colorScheme, size.name].join("-");
          await page.goto(scene.url + "?lang=" + language);
          await page.waitForFunction(() => document.title !== "");
          await page.waitForTimeout(scene.name === "mixed" ? 4500 : 0);
          await check(page, where);
          await page.screenshot({ path: pictures + "/" + where + ".png" });
          if (scene.name !== "silent" && size.name === "10inch") {
            await page.locator(".bay a").nth(1).click();
            await page.locator("#detail[open]").waitFor();
            await check(page, where + "-detail");
            await page.screenshot({ path: pictures + "/" + where + "-detail.png" });
            await page.keyboard.press("Escape");
          }
        }
      }
      await context.close();
    }
  }
});
process.exitCode = violations === 0 ? 0 : 1;
console.log("violations: " + violations);
