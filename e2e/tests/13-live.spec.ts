import type { Page } from "@playwright/test";
import { enterAs } from "../support/people.ts";
import { expect, test } from "../support/walkthrough.ts";

/* The home is live: what a teacher publishes is on the pupil's home without a reload. */

const CHANGED = "La page est à jour.";

/** What would be gone after a reload. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => "marked" in window);

test("what is published arrives on the home of the class, without a reload @js @path", async ({ page, browser, baseURL, as, step, contextOptions }) => {
  await as("lina");
  const lesson = page.getByRole("listitem").filter({ hasText: "en ce moment" });
  await expect(lesson).not.toContainText("noté");
  await mark(page);
  await page.getByRole("link", { name: "Semaine" }).focus();

  const teacher = await browser.newContext({ ...contextOptions, baseURL: baseURL!, locale: "fr-FR" });
  const desk = await teacher.newPage();
  await enterAs(desk, "baron");
  await desk.getByRole("link", { name: /en ce moment/ }).click();
  await desk.getByRole("textbox", { name: /^Ce qui a été fait/ }).fill("Les routes de la soie.");
  await desk.getByRole("textbox", { name: /^Travail/ }).fill("Carte des routes");
  await desk.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(desk.getByText(/^Publié\s:/)).toBeVisible();
  await teacher.close();

  await step("sees it come, where she was", async () => {
    await expect(page.getByRole("region", { name: "À faire" })).toContainText("Carte des routes");
    await expect(page.getByText(CHANGED)).toHaveCount(1);
    expect(await isMarked(page)).toBe(true);
    await expect(page.getByRole("link", { name: "Semaine" })).toBeFocused();
  }, "live-home", { tree: false });
});

test("where streams do not pass, the home is up to date when it is looked at again @js", async ({ page, as, net, step }) => {
  net.expecting(/direct/);
  await page.route("**/direct", (route) => route.abort());
  await page.clock.install();
  await as("lina");
  await mark(page);
  let asked = 0;
  page.on("request", (request) => {
    if (request.resourceType() === "fetch" && new URL(request.url()).pathname === "/") asked += 1;
  });
  await step("asks from time to time", async () => {
    await page.clock.fastForward(20_000);
    await page.clock.fastForward(140_000);
    await expect.poll(() => asked).toBeGreaterThan(0);
    expect(await isMarked(page)).toBe(true);
  });
});
