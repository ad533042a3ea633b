import { photo } from "../support/papers.ts";
import { expect, test } from "../support/walkthrough.ts";

/* There and back on paper. That codes are read is tried where pages can be drawn; here, what a teacher does. */

const WORK = "Croquis de la vallée";

test("prints the sheets, sends a pile, says whose the page is that says nobody", async ({ page, as, step }) => {
  await as("baron");
  await step("opens the paper of a work", async () => {
    await page.goto("/cours/a-lire");
    await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link", { name: WORK }).click();
    await page.getByRole("link", { name: "Sur papier" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sur papier" })).toBeVisible();
  });
  await step("prints a sheet for each pupil", async () => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Les feuilles de la classe (PDF)" }).click();
    expect((await download).suggestedFilename()).toBe("feuilles.pdf");
  });
  await step("sends a page without a code", async () => {
    await page.getByLabel(/^Photos des copies/).setInputFiles(photo("page.png"));
    await page.getByRole("button", { name: "Ranger ces copies" }).click();
    await expect(page.getByText("Aucune page rangée. Il y a une page à part")).toBeVisible();
  }, "paper");
  await step("says whose it is", async () => {
    const whose = page.getByLabel("À qui est la page 1 ?");
    await whose.selectOption({ label: "Lina Moreau" });
    await page.getByRole("button", { name: "Ranger", exact: true }).click();
    await expect(page.getByText(/Page rangée|a déjà une réponse/)).toBeVisible();
  });
});
