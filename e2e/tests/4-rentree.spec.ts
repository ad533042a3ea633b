import { expect, test } from "../support/walkthrough.ts";

/* A secretary in spring: the classes of next year, then where the pupils of one class will be. */

test("the office prepares the new year @path", async ({ page, as, step }) => {
  await as("okafor");

  await step("opens the school, then the new year", async () => {
    await page.goto("/etablissements");
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("link", { name: "Préparer la rentrée" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Préparer la rentrée");
  }, "rentree-hub", { tree: false });

  await step("opens next year’s classes as they are proposed", async () => {
    await page.getByRole("button", { name: "Ouvrir ces classes" }).click();
    await expect(page.getByRole("heading", { name: "Où iront les élèves de cette année" })).toBeVisible();
  }, "rentree-classes", { tree: false });

  await step("looks at a class, already proposed its next one", async () => {
    await page.getByRole("link", { name: /^5e B/ }).last().click();
    await expect(page.getByLabel("Toute la classe va").locator("option:checked")).toHaveText("4e B");
  }, "rentree-class", { tree: false });

  await step("says that a pupil leaves, and saves", async () => {
    await page.getByRole("group", { name: "Chaque élève" }).getByRole("combobox").first().selectOption("quitte");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByRole("link", { name: /^5e B .*tout est décidé/ })).toBeVisible();
  });

  await step("takes it back", async () => {
    await page.goto("/annuaire/corbeille");
    await page.getByRole("button", { name: /^Annuler pour/ }).first().click();
    await expect(page.getByText("C’est annulé : tout est comme avant.")).toBeVisible();
  });
});
