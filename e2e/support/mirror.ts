import type { Page } from "@playwright/test";

/**
 * Calls the check with a page that shows the same document with scripts able to run but none loaded:
 * axe is a program, and cannot look at a page where JavaScript is off.
 */
export async function mirrored(page: Page, check: (mirror: Page) => Promise<void>) {
  const html = (await page.content()).replace(/<\/?noscript>/g, "");
  const context = await page.context().browser()!.newContext({ javaScriptEnabled: true });
  try {
    await context.addCookies(await page.context().cookies());
    await context.route("**/*", (route) => {
      const kind = route.request().resourceType();
      if (kind === "document") return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
      return kind === "script" ? route.abort() : route.continue();
    });
    const mirror = await context.newPage();
    await mirror.goto(page.url());
    await check(mirror);
  } finally {
    await context.close();
  }
}
