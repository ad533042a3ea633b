import { document, photo } from "../support/papers.ts";
import { expect, test } from "../support/walkthrough.ts";

/* The whole path, from hand to hand: a teacher gives work, a pupil hands in, the teacher answers, a parent reads. */

test.describe.configure({ mode: "serial" });

const WORK = "Légender la carte des grandes découvertes";
const TEXT = "Voici ma carte, j’ai repassé les routes en rouge.";
const ANSWER = "Les routes sont justes, bravo. Écris la date de chaque voyage.";

test("the teacher gives work in the lesson of now @path", async ({ page, as, step }) => {
  await as("baron");
  await step("writes and publishes", async () => {
    await page.getByRole("link", { name: /en ce moment/ }).click();
    await page.getByRole("textbox", { name: /^Titre/ }).fill("Les grandes découvertes");
    await page.getByRole("textbox", { name: /^Ce qui a été fait/ }).fill("Lecture de la carte, repérage des routes.");
    await page.getByLabel(/^Ajouter des documents/).setInputFiles(document("fond-de-carte.pdf"));
    await page.getByRole("textbox", { name: /^Travail/ }).fill(WORK);
    await page.getByRole("radio", { name: /À rendre dans Préau/ }).check();
    await page.getByRole("button", { name: "Publier", exact: true }).click();
    await expect(page.getByText("Publié : les élèves de 5e B")).toBeVisible();
  });
});

test("the pupil opens the lesson and hands in @path", async ({ page, as, step }) => {
  await as("lina");
  await step("opens the lesson of now, with its document", async () => {
    await page.getByRole("link", { name: /en ce moment/ }).click();
    await expect(page.getByRole("heading", { name: "Les grandes découvertes" })).toBeVisible();
    await expect(page.getByRole("link", { name: /fond-de-carte\.pdf/ })).toBeVisible();
  }, "lesson-read");
  await step("hands in a text and a photo", async () => {
    await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link").click();
    await page.getByLabel(/^Photos/).setInputFiles(photo("carte.png"));
    await page.getByRole("textbox", { name: /^Texte/ }).fill(TEXT);
    await page.getByRole("button", { name: "Rendre" }).click();
    await expect(page.getByText(/^C’est rendu/)).toBeVisible();
  });
});

test("the teacher reads it, answers and publishes @path", async ({ page, as, step }) => {
  await as("baron");
  await step("finds it on the home", async () => {
    const line = page.getByRole("region", { name: "À lire" }).getByRole("listitem").filter({ hasText: WORK });
    await line.getByRole("link", { name: /Lire/ }).click();
    await expect(page.getByText("1 copie rendue sur 24")).toBeVisible();
  });
  await step("answers", async () => {
    await page.getByRole("link", { name: "Lire la prochaine copie" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lina Moreau");
    await expect(page.getByRole("paragraph").filter({ hasText: TEXT })).toBeVisible();
    await page.getByRole("textbox", { name: "Votre réponse" }).fill(ANSWER);
    await page.getByRole("button", { name: "Publier cette réponse" }).click();
    await expect(page.getByText("Réponse publiée.")).toBeVisible();
  });
});

test("the pupil and the mother read the answer @path", async ({ page, as, step }) => {
  for (const person of ["lina", "nadia"] as const) {
    await as(person);
    await step(`${person} opens it from the home`, async () => {
      await page.getByRole("link", { name: new RegExp(`a répondu.*${WORK}`) }).click();
      await expect(page.getByRole("heading", { name: "Réponse de Mme Baron" })).toBeVisible();
      await expect(page.getByText(ANSWER)).toBeVisible();
      await expect(page.getByText(TEXT)).toBeVisible();
    });
  }
});
