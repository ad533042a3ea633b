import type { Page } from "@playwright/test";
import { keeps, onOwnDevice } from "../support/device.ts";
import { Link, TWO_G } from "../support/link.ts";
import { expect, test as base } from "../support/walkthrough.ts";

/*
 * On 2G, with a phone six times slower: after the first visit on a device of one's own, the home is there before the
 * network has said a word. How long it takes is a figure of the report (« usable »), not a test.
 */

const test = base.extend<object, { link: Link }>({
  link: [
    async ({ host }, use, info) => {
      const link = new Link(await host.serve(`slow-${info.workerIndex}`));
      await link.open();
      await use(link);
      link.close();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ link }, use) => use(link.url),
});

const OPENINGS = 5;

/** Opens the home in a slow window; milliseconds until something is painted, and until a link can be followed. */
async function opening(page: Page): Promise<{ painted: number; usable: number }> {
  const tools = await page.context().newCDPSession(page);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  return page.evaluate(
    () =>
      new Promise((done) => {
        const look = () => {
          const [first] = performance.getEntriesByName("first-contentful-paint");
          const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
          if (!first || !page?.domInteractive) return requestAnimationFrame(look);
          done({ painted: Math.round(first.startTime), usable: Math.round(Math.max(first.startTime, page.domInteractive)) });
        };
        look();
      }),
  );
}

const median = (numbers: number[]) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]!;

test("the home is there before the network has said a word @js", async ({ page, context, link, step }, info) => {
  await step("a first visit, on a device of one's own", async () => {
    await onOwnDevice(page, "nadia.moreau");
    await page.goto("/");
    await keeps(page, "/");
  });

  await step("on 2G", async () => {
    link.slow = TWO_G;
    const seen: { painted: number; usable: number }[] = [];
    for (let at = 0; at < OPENINGS; at += 1) {
      const tab = await context.newPage();
      seen.push(await opening(tab));
      await tab.close();
    }
    const figures = { painted: median(seen.map((it) => it.painted)), usable: median(seen.map((it) => it.usable)), seen };
    await info.attach("usable", { body: JSON.stringify(figures), contentType: "application/json" });
    console.log(`on 2G with a processor six times slower: ${JSON.stringify(figures)}`);
  });

  await step("on a line where nothing passes any more", async () => {
    link.silent = true;
    const tab = await context.newPage();
    await tab.goto("/", { waitUntil: "commit" });
    await expect(tab.getByRole("heading", { level: 1 })).toHaveText("Bonjour Nadia");
    await expect(tab.getByRole("region", { name: "Lina Moreau" })).toBeVisible();
    await tab.close();
    link.silent = false;
    link.slow = undefined;
  });

  await step("back on a good line, what changed meanwhile is there", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Nadia");
  });
});
