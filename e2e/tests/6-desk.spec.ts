import type { Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";

/* A class answered from one screen, by keyboard; what a pupil and a parent then read of the skills. */

test.describe.configure({ mode: "serial" });

const WORK = "Croquis de la vallée";

/** Opens the first hand-in that waits, of the work with the most of them. */
async function openPile(page: Page) {
  await page.goto("/cours/a-lire");
  await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link", { name: "Lire" }).click();
  await expect(page.getByRole("heading", { name: "Ce qui est rendu" })).toBeVisible();
}

test("a mark, skills, and the question to hand in again", async ({ page, as, step }) => {
  await as("baron");
  await step("says what the work is marked on", async () => {
    await openPile(page);
    await page.getByRole("link", { name: "Toutes les copies" }).click();
    await page.getByRole("link", { name: "Comment évaluer" }).click();
    await page.getByRole("radio", { name: "Sur 20" }).check();
    await expect(page.getByRole("checkbox", { name: "Méthodes et outils pour apprendre" })).toBeChecked();
  }, "marking");
  await step("keeps a phrase of her own", async () => {
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("Les notes déjà données restent")).toBeVisible();
    await page.goto("/cours/phrases");
    await page.getByRole("textbox", { name: "Nouvelle phrase" }).fill("N’oublie pas l’échelle.");
    await page.getByRole("button", { name: "Garder cette phrase" }).click();
    await expect(page.getByText("Phrase gardée.")).toBeVisible();
  }, "phrases");
  await step("asks for one again", async () => {
    await openPile(page);
    await page.getByRole("textbox", { name: "Votre réponse" }).fill("Il manque la légende : ajoute-la.");
    await page.getByRole("textbox", { name: "Note sur 20" }).fill("9,5");
    await page.getByText("Demander de rendre à nouveau").click();
    await page.getByRole("button", { name: "Publier et redemander" }).click();
    await expect(page.getByText("L’élève peut rendre à nouveau.")).toBeVisible();
    await expect(page.getByText("À rendre à nouveau").first()).toBeVisible();
  });
});

test("a class answered by keyboard alone, without leaving the page @js", async ({ page, as, step }) => {
  await as("baron");
  const keys = page.keyboard;
  let read = 0;
  await step("answers every hand-in that waits", async () => {
    await page.goto("/cours/a-lire");
    const pile = page.getByRole("listitem").first();
    await pile.getByRole("link", { name: "Lire" }).focus();
    await keys.press("Enter");
    const done = page.getByText("Toutes les copies de ce travail sont lues.");
    for (; read < 40; read++) {
      await expect(page.getByRole("heading", { name: "Ce qui est rendu" })).toBeVisible();
      await page.waitForLoadState();
      const before = page.url();
      await keys.press("F2");
      await keys.type("Bien. ");
      await keys.press("F2");
      await keys.press("2");
      await expect(page.getByRole("textbox", { name: "Votre réponse" })).toContainText(/Bien\.\s+La légende est complète\./);
      await keys.press("Control+Enter");
      await page.waitForURL((url) => url.href !== before);
      await page.waitForLoadState();
      if (await done.isVisible()) break;
    }
    await expect(done).toBeVisible();
  });
  await step("goes back and forth with the keys", async () => {
    await page.goBack();
    await page.waitForLoadState();
    const at = page.url();
    await keys.press("Alt+PageUp");
    await page.waitForURL((url) => url.href !== at);
    await page.waitForLoadState();
    await keys.press("Alt+PageDown");
    await page.waitForURL(at);
    await page.getByText("Au clavier").click();
  }, "desk");
});

test("a pupil and their mother read the progress", async ({ page, as, step }) => {
  await as("lina");
  await step("her own, drawn and in words", async () => {
    await page.goto("/cours");
    await page.getByRole("link", { name: "Ma progression" }).click();
    await expect(page.getByRole("heading", { name: "Ma progression" })).toBeVisible();
    await page.getByText("En tableau").first().click();
    await expect(page.getByRole("table").first()).toBeVisible();
  }, "progress");
  await as("nadia");
  await step("her child’s", async () => {
    await page.goto("/cours");
    await page.getByRole("link", { name: "Progression" }).first().click();
    await expect(page.getByRole("heading", { name: /^Progression de/ })).toBeVisible();
  });
});
