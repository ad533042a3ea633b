import type { Page } from "@playwright/test";

/** Fails when the page must be scrolled sideways, and names what sticks out. */
export async function fits(page: Page) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const out = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > room + 1);
    return out.slice(-5).map((one) => one.outerHTML.slice(0, 120)).concat(out.length === 0 ? ["(unknown)"] : []);
  });
  if (wide.length > 0) throw new Error(`${page.url()} scrolls sideways because of:\n  ${wide.join("\n  ")}`);
}
