import { appendFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { keeps, keptAt, onOwnDevice } from "../support/device.ts";
import { TWO_G, test } from "../support/link.ts";
import { enterAs } from "../support/people.ts";
import { expect } from "../support/walkthrough.ts";

/*
 * On 2G, with a phone six times slower: after the first visit on a device of one's own, a page is there without the
 * network having said a word. How long it takes is a figure (`bench usable`), never a test: with PREAU_FIGURES, each is a
 * line of that file.
 */

/** A figure is of several openings; that a page is there is seen in one. */
const OPENINGS = process.env.PREAU_FIGURES ? 5 : 1;
const WORK = "Carnet de lecture, chapitre 4";

interface Place {
  name: string;
  path: string;
  heading: string | RegExp;
}

/** Opens a page in a slow window; milliseconds until something is painted, and until a link can be followed. */
async function opening(page: Page, { path, heading }: Place): Promise<{ painted: number; usable: number }> {
  const tools = await page.context().newCDPSession(page);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.goto(path, { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
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

/** Says what was measured, and keeps it where `make bench` reads it. */
async function report(name: string, runs: number[]) {
  const sorted = [...runs].sort((one, other) => one - other);
  console.log(`${name} on 2G, a processor six times slower: ${sorted[sorted.length >> 1]} ms, at most ${sorted.at(-1)} ms`);
  if (process.env.PREAU_FIGURES) await appendFile(process.env.PREAU_FIGURES, `${JSON.stringify({ name, runs })}\n`);
}

/** Where somebody goes on a first visit; each page stays on the device. */
const visits: Record<string, (page: Page) => Promise<Place[]>> = {
  "lina.moreau": async (page) => {
    const home = { name: "pupil-home", path: "/", heading: "Bonjour Lina" };
    await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(WORK);
    const work = { name: "work", path: new URL(page.url()).pathname, heading: WORK };
    await page.getByRole("main").getByRole("link", { name: "La séance" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Français/);
    return [home, work, { name: "lesson", path: new URL(page.url()).pathname, heading: /^Français/ }];
  },
  "nadia.moreau": async () => [{ name: "guardian-home", path: "/", heading: "Bonjour Nadia" }],
};

for (const [login, visit] of Object.entries(visits)) {
  test(`what ${login} has seen is there without a word of the network @js @once`, async ({ page, context, link, step }) => {
    let places: Place[] = [];
    await step("a first visit, on a device of one's own", async () => {
      await onOwnDevice(page, login);
      await page.goto("/");
      places = await visit(page);
      for (const { path } of places) {
        await page.goto(path);
        await keeps(page, path);
      }
    });

    await step("on 2G", async () => {
      link.slow = TWO_G;
      for (const place of places) {
        const seen: { painted: number; usable: number }[] = [];
        for (let at = 0; at < OPENINGS; at += 1) {
          const tab = await context.newPage();
          seen.push(await opening(tab, place));
          await tab.close();
        }
        await report(`${place.name}-painted`, seen.map(({ painted }) => painted));
        await report(`${place.name}-usable`, seen.map(({ usable }) => usable));
      }
    });

    await step("on a line where nothing passes any more", async () => {
      link.silent = true;
      for (const { path, heading } of places) {
        const tab = await context.newPage();
        await tab.goto(path, { waitUntil: "commit" });
        await expect(tab.getByRole("heading", { level: 1 })).toHaveText(heading);
        await expect(tab.getByRole("main").getByRole("link").first()).toBeVisible();
        await tab.close();
      }
      link.silent = false;
      link.slow = undefined;
    });

    await step("on a good line again", async () => {
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Bonjour /);
    });
  });
}

test("on 2G, a page that changed elsewhere is there at once, and says that a newer one came @js @once", async ({ page, context, browser, contextOptions, baseURL, link, step }) => {
  let path = "";
  await step("a first visit, on a device of one's own", async () => {
    await onOwnDevice(page, "lina.moreau");
    await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(WORK);
    path = new URL(page.url()).pathname;
    await page.goto(path);
    await keeps(page, path);
  });

  const open = async () => {
    const tab = await context.newPage();
    await tab.goto(path, { waitUntil: "commit" });
    await expect(tab.getByRole("heading", { level: 1 })).toHaveText(WORK);
    return tab;
  };
  const newer = (tab: Page) => tab.getByText("Cette page a changé depuis votre dernière visite.");

  await step("nothing changed: nothing is said", async () => {
    link.slow = TWO_G;
    const before = await keptAt(page, path);
    const tab = await open();
    await expect.poll(() => keptAt(page, path)).toBeGreaterThan(before);
    await expect(newer(tab)).toBeHidden();
    await tab.close();
  });

  await step("hands in from another device", async () => {
    link.slow = undefined;
    const other = await browser.newContext({ ...contextOptions, baseURL: baseURL!, locale: "fr-FR" });
    const desk = await other.newPage();
    await enterAs(desk, "lina");
    await desk.goto(path);
    await desk.getByRole("textbox", { name: /^Texte/ }).fill("Mon carnet est fini.");
    await desk.getByRole("button", { name: "Rendre" }).click();
    await expect(desk.getByRole("paragraph").filter({ hasText: "Mon carnet est fini." })).toBeVisible();
    await other.close();
  });

  await step("the page of before, then the one of now", async () => {
    link.slow = TWO_G;
    const tab = await open();
    await expect(newer(tab)).toBeVisible();
    await expect(tab.getByRole("paragraph").filter({ hasText: "Mon carnet est fini." })).toHaveCount(0);
    link.slow = undefined;
    await tab.getByRole("link", { name: "La voir à jour" }).click();
    await expect(tab.getByRole("paragraph").filter({ hasText: "Mon carnet est fini." })).toBeVisible();
    await tab.close();
  });
});
