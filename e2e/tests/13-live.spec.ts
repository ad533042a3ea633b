import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { enterAs } from "../support/people.ts";
import { expect, test as base } from "../support/walkthrough.ts";

/* The home is live: what a teacher publishes is on the pupil's home without a reload, whatever becomes of the stream. */

const CHANGED = "La page est à jour.";
const STREAM = "**/direct";

/** The teacher gives work at the lesson of now, from a device of theirs. */
const test = base.extend<{ publishes: (work: string) => Promise<void> }>({
  publishes: async ({ browser, contextOptions, baseURL }, use) => {
    await use((work) =>
      base.step(`the teacher gives « ${work} »`, async () => {
        const teacher = await browser.newContext({ ...contextOptions, baseURL: baseURL!, locale: "fr-FR" });
        const desk = await teacher.newPage();
        await enterAs(desk, "baron");
        await desk.getByRole("link", { name: /en ce moment/ }).click();
        await desk.getByRole("textbox", { name: /^Ce qui a été fait/ }).fill("Les routes de la soie.");
        await desk.getByRole("textbox", { name: /^Travail/ }).fill(work);
        await desk.getByRole("button", { name: /^Publier/ }).click();
        await expect(desk.getByRole("region", { name: "Travail donné" })).toContainText(work);
        await teacher.close();
      }),
    );
  },
});

/** What would be gone after a reload. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => "marked" in window);
const toDo = (page: Page) => page.getByRole("region", { name: "À faire" });
const week = (page: Page) => page.getByRole("link", { name: "Semaine" });

/** Somebody reads their home, the keyboard on a link. */
async function reads(page: Page) {
  await mark(page);
  await week(page).focus();
}

/** The work has come to the home as it is open: nothing was reloaded, the keyboard is where it was. */
async function cameInPlace(page: Page, work: string) {
  await expect(toDo(page)).toContainText(work);
  await expect(page.getByText(CHANGED)).toHaveCount(1);
  expect(await isMarked(page)).toBe(true);
  await expect(week(page)).toBeFocused();
}

/** As the browser says it when its window is put aside, or taken up again. */
const look = (page: Page, state: "hidden" | "visible") =>
  page.evaluate((now) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => now });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);

/** Lets the longest pause between two questions of a page without a stream go by. */
async function waitsCalmly(page: Page) {
  await page.clock.fastForward(20_000);
  await page.clock.fastForward(140_000);
}

test("what is published arrives on the home of the class, without a reload @js @path", async ({ page, as, publishes, step }) => {
  await as("lina");
  await expect(page.getByRole("listitem").filter({ hasText: "en ce moment" })).not.toContainText("noté");
  await reads(page);
  await publishes("Carte des routes");
  await step("sees it come, where she was", () => cameInPlace(page, "Carte des routes"), "live-home", { tree: false });
});

test("where streams do not pass, what is published arrives all the same @js @once", async ({ page, as, publishes, net, step }) => {
  net.expecting(/direct/);
  await page.route(STREAM, (route) => route.abort());
  await page.clock.install();
  await as("lina");
  await reads(page);
  await publishes("Frise des marchands");
  await expect(toDo(page)).not.toContainText("Frise des marchands");
  await step("sees it come after a while", async () => {
    await waitsCalmly(page);
    await cameInPlace(page, "Frise des marchands");
  });
});

test("where a stream opens and never says a word, what is published arrives all the same @js @once", async ({ page, as, publishes, step }) => {
  let opened = 0;
  const mute = createServer((_, reply) => {
    opened += 1;
    reply.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).flushHeaders();
  }).listen(0, "127.0.0.1");
  await once(mute, "listening");
  await page.route(STREAM, (route) => route.continue({ url: `http://127.0.0.1:${(mute.address() as AddressInfo).port}/` }));
  await page.clock.install();
  await as("lina");
  await expect.poll(() => opened).toBe(1);
  await reads(page);
  await publishes("Lexique de la soie");
  await expect(toDo(page)).not.toContainText("Lexique de la soie");
  await step("sees it come after a while", async () => {
    await waitsCalmly(page);
    await cameInPlace(page, "Lexique de la soie");
  });
  await page.goto("about:blank");
  mute.close();
});

test("put aside, the home listens to nothing; taken up again, it is up to date at once @js @once", async ({ page, as, publishes, step }) => {
  let streams = 0;
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/direct") streams += 1;
  });
  await page.clock.install();
  await as("lina");
  await reads(page);
  await expect.poll(() => streams).toBe(1);
  await look(page, "hidden");
  await publishes("Question sur les épices");
  await page.clock.fastForward(600_000);
  await expect(toDo(page)).not.toContainText("Question sur les épices");
  expect(streams).toBe(1);
  await step("looks at it again", async () => {
    await look(page, "visible");
    await cameInPlace(page, "Question sur les épices");
    expect(streams).toBe(2);
  });
});
