// Chromium of the system, without anything that talks to others than the page.
import { chromium as engine } from "playwright-core";

export async function browse({ chromium, profile }, look) {
  const context = await engine.launch({
    executablePath: chromium,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
  });
  try {
    return await look(context);
  } finally {
    await context.close();
  }
}
