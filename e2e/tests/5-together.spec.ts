import { expect, test } from "../support/walkthrough.ts";

/* A work done by several: who works with whom, one hand-in for all of them, one answer. */

test.describe.configure({ mode: "serial" });

const WORK = "Exposé sur un port";
const TEXT = "Le port de Marseille : ce qui arrive, ce qui part.";

test("a teacher puts two pupils together, and draws the others @path", async ({ page, as, step }) => {
  await as("baron");
  await step("gives a work to hand in", async () => {
    await page.getByRole("link", { name: /en ce moment/ }).click();
    await page.getByRole("textbox", { name: /^Travail/ }).fill(WORK);
    await page.getByRole("radio", { name: /^À rendre dans Préau/ }).check();
    await page.getByRole("button", { name: "Publier", exact: true }).click();
    await expect(page.getByRole("region", { name: "Travail donné" })).toContainText(WORK);
  });
  await step("draws groups", async () => {
    await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link", { name: /Voir/ }).click();
    await page.getByRole("link", { name: "Travail à plusieurs" }).click();
    await page.getByRole("spinbutton", { name: "Élèves par groupe" }).first().fill("3");
    await page.getByRole("button", { name: "Tirer au sort" }).click();
    await expect(page.getByText("Les groupes sont tirés au sort.")).toBeVisible();
    await expect(page.getByRole("group", { name: "Groupe 1", exact: true })).toBeVisible();
  });
  await step("puts Lina with another in a new group", async () => {
    await page.getByRole("button", { name: "Chacun travaille seul" }).or(page.getByText("Chacun travaille seul")).first().click();
    await page.getByRole("button", { name: "Chacun travaille seul" }).last().click();
    await page.getByRole("checkbox", { name: "Lina Moreau" }).check();
    await page.getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Déplacer les élèves cochés" }).click();
    const group = page.getByRole("group", { name: "Groupe 1" });
    await expect(group.getByRole("checkbox")).toHaveCount(2);
  }, "groups");
});

test("one of them hands in for both @path", async ({ page, as, step }) => {
  await as("lina");
  await step("sees whom she works with", async () => {
    await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link").first().click();
    await expect(page.getByRole("region", { name: "Mon groupe" })).toContainText("Vous travaillez avec");
  }, "group-work");
  await step("hands in", async () => {
    await page.getByRole("textbox", { name: /^Texte/ }).fill(TEXT);
    await page.getByRole("button", { name: "Rendre" }).click();
    await expect(page.getByText(/^C’est rendu/)).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Rendu par Lina");
  });
});

test("the group is one line, and one answer @path", async ({ page, as, step }) => {
  await as("baron");
  await step("opens what the group handed in", async () => {
    await page.goto("/cours/a-lire");
    await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link", { name: "Lire" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Lina Moreau");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(",");
  });
  await step("answers everyone, and Lina alone", async () => {
    await page.getByRole("textbox", { name: "Votre réponse" }).fill("Un exposé clair.");
    await page.getByText("Un mot pour un seul élève").click();
    await page.getByRole("textbox", { name: "Pour Lina" }).fill("Regarde la classe quand tu parles.");
  }, "group-answer");
  await step("publishes", async () => {
    await page.getByRole("button", { name: "Publier cette réponse" }).click();
    await expect(page.getByText("Réponse publiée").first()).toBeVisible();
  });
});

test("she reads both, and so do her parents", async ({ page, as, step }) => {
  await as("lina");
  await step("reads the answer and her word", async () => {
    await page.getByRole("link", { name: new RegExp(WORK) }).first().click();
    await expect(page.getByRole("main")).toContainText("Un exposé clair.");
    await expect(page.getByRole("main")).toContainText("Regarde la classe quand tu parles.");
  });
});
