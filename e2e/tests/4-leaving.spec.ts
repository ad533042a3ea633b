import { expect, test } from "../support/walkthrough.ts";

/* Lina moves to another town: the office notes it, she comes in once more and takes her work away. */

test.describe.configure({ mode: "serial" });

test("the office notes that a pupil left @path", async ({ page, as, step }) => {
  await as("okafor");
  await page.goto("/etablissements");
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByRole("link", { name: "5e B", exact: true }).click();

  await step("opens her file and notes her last day", async () => {
    await page.getByRole("link", { name: "Lina Moreau" }).click();
    await page.locator("summary", { hasText: "quitte" }).click();
    await page.getByLabel("Dernier jour").fill("2027-03-10");
    await page.getByRole("button", { name: "Noter le départ" }).click();
    await expect(page.getByRole("heading", { name: "Tenir l’annuaire" })).toBeVisible();
  });
});

test("a pupil who left comes in and takes their work away @path", async ({ page, as, step }) => {
  await as("lina");

  await step("reads until when she has her account", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre compte ferme le jeudi 10 juin");
  }, "leaving-home");

  await step("sees what is kept of her", async () => {
    await page.getByRole("link", { name: "Emporter mon travail" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce que Préau sait de moi");
    await expect(page.getByText("Lina Moreau").first()).toBeVisible();
  }, "mine", { tree: false });

  await step("takes her work away", async () => {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Télécharger mon travail" }).click();
    expect((await download).suggestedFilename()).toBe("preau.zip");
  });

  await step("finds no door to the class any more", async () => {
    await page.goto("/");
    await expect(page.getByRole("link", { name: "Mes cours" })).toHaveCount(0);
  });
});
