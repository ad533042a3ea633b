import type { Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";

/* An inspection: the head opens the lesson books for some days, who comes reads what classes read,
   the teacher knows it, the journal says it. */

/** Looks for a word that stands in the lesson book of history of the 5e B. */
async function look(page: Page) {
  await page.goto("/recherche");
  await page.getByRole("searchbox").fill("ressources");
  await page.getByRole("main").getByRole("button", { name: "Chercher" }).click();
}

test.describe.configure({ mode: "serial" });

test("the inspector reads the lesson book, and nothing of the pupils @path", async ({ page, as, step }) => {
  await as("inspector");
  await step("finds nothing of a lesson book before its reading is a line of the journal", async () => {
    await look(page);
    await expect(page.getByText(/^Rien de ce que vous pouvez ouvrir/)).toBeVisible();
  });
  await step("finds the lesson books that are open to her", async () => {
    await page.getByRole("navigation", { name: "Principal" }).getByRole("link", { name: "Mes cours" }).click();
    await expect(page.getByRole("region", { name: "Cahiers de textes à lire" })).toBeVisible();
  }, "inspection", { tree: false });
  await step("reads one of them, lesson by lesson", async () => {
    const classes = page.getByText(/^5e B, /);
    if (await classes.count()) await classes.first().click();
    await page.getByRole("link", { name: /^Histoire-géographie/ }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Histoire-géographie/);
    await page.getByRole("article").getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Histoire-géographie/);
    await expect(page.getByText("Lina Moreau")).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^Publier/ })).toHaveCount(0);
  }, "inspection-lesson", { tree: false });
  await step("finds its lessons once it was opened", async () => {
    await look(page);
    await expect(page.getByRole("region", { name: "Leçons" }).getByRole("link").first()).toBeVisible();
  });
});

test("the teacher sees on her lesson book who reads it, and until when @path", async ({ page, as, step }) => {
  await as("baron");
  await page.getByRole("link", { name: "Mes cours" }).click();
  await page.getByRole("link", { name: /^5e B Histoire-géographie/ }).click();
  await step("reads it above the lessons", async () => {
    await expect(page.getByText(/^Inspection\s: Mme Vauclair-Roche lit ce cahier jusqu’au vendredi 19 mars/)).toBeVisible();
  }, "inspection-teacher", { tree: false });
});

test("the head opens the whole school's lesson books, and reads in the journal that one was read @path", async ({ page, as, step }) => {
  await as("head");
  await page.goto("/etablissements");
  await page.getByRole("table").getByRole("link").first().click();
  await step("opens them for two weeks", async () => {
    await page.getByRole("link", { name: "Personnels et missions" }).click();
    await page.getByRole("link", { name: "Ouvrir les cahiers de textes à une inspection" }).click();
    await page.getByLabel("Nom", { exact: true }).fill("Delaunay-Prévert");
    await page.getByLabel("Prénom", { exact: true }).fill("Octave");
    await page.getByLabel("Premier jour").fill("2027-03-15");
    await page.getByLabel("Dernier jour").fill("2027-03-26");
  }, "inspection-give", { tree: false });
  await step("is told how it goes on", async () => {
    await page.getByRole("button", { name: "Confier" }).click();
    await expect(page.getByText("C’est fait : la lecture commence le premier jour")).toBeVisible();
    await expect(page.getByText("Delaunay-Prévert, inspection")).toBeVisible();
  }, "inspection-given", { tree: false });
  await step("reads who read what", async () => {
    await page.goBack();
    await page.goto("/etablissements");
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("link", { name: /[Jj]ournal/ }).first().click();
    await expect(page.getByText("a lu un cahier de textes en inspection").first()).toBeVisible();
  });
});
