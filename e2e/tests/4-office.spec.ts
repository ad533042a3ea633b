import { expect, test } from "../support/walkthrough.ts";

/* A secretary's morning: a class, a pupil and a guardian, a substitute for two weeks, and what is taken back. */

test.describe.configure({ mode: "serial" });

const CLASS = "5e Z";

/** A day of the fictitious spring, as a form takes it. */
const day = (number: number) => `2027-03-${number}`;

test("the office makes a class, a pupil and a guardian @path", async ({ page, as, step }) => {
  await as("okafor");

  await step("opens the school", async () => {
    await page.goto("/etablissements");
    await page.getByRole("table").getByRole("link").first().click();
    await expect(page.getByRole("heading", { name: "Tenir l’annuaire" })).toBeVisible();
  });

  await step("creates a class", async () => {
    await page.getByRole("link", { name: "Créer une classe ou un groupe" }).click();
    await page.getByRole("textbox", { name: /^Nom/ }).fill(CLASS);
    await page.getByRole("textbox", { name: /^Niveaux/ }).fill("5e");
    await page.getByRole("button", { name: "Créer" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(CLASS);
  }, "office-class", { tree: false });

  await step("adds a pupil", async () => {
    await page.getByRole("link", { name: "Ajouter un élève" }).click();
    await page.getByLabel("Nom", { exact: true }).fill("Essai");
    await page.getByLabel("Prénom", { exact: true }).fill("Camille");
    await page.getByLabel("Date de naissance").fill("2014-05-04");
    await page.getByRole("button", { name: "Ajouter" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Camille Essai");
  }, "office-pupil", { tree: false });

  await step("adds a guardian, who is told their level", async () => {
    await page.getByRole("link", { name: "Ajouter un responsable" }).click();
    await page.getByLabel("Nom", { exact: true }).fill("Essai");
    await page.getByLabel("Prénom", { exact: true }).fill("Dominique");
    await page.getByRole("radio", { name: /^Responsable légal/ }).check();
    await page.getByRole("button", { name: "Ajouter" }).click();
    await expect(page.getByText("Mme Dominique Essai")).toBeVisible();
  }, "office-guardian", { tree: false });
});

test("the office gives a substitute for two weeks, and ends it @path", async ({ page, as, step }) => {
  await as("okafor");
  await page.goto("/etablissements");
  await page.getByRole("table").getByRole("link").first().click();

  await step("opens staff and duties", async () => {
    await page.getByRole("link", { name: "Personnels et missions" }).click();
    await expect(page.getByText("Mme Vauclair-Roche, inspection : lit les cahiers de textes de Mme Baron")).toBeVisible();
  }, "office-staff", { tree: false });

  await step("chooses who is replaced, by whom and until when", async () => {
    await page.getByRole("link", { name: "Remplacer un enseignant" }).click();
    await page.getByLabel("Enseignant remplacé").selectOption({ label: "Baron Hélène" });
    await page.getByLabel(/^Nom/).fill("Faure");
    await page.getByLabel(/^Prénom/).fill("Luc");
    await page.getByLabel("Civilité").selectOption("M.");
    await page.getByLabel("Dernier jour").fill(day(25));
  }, "office-substitute", { tree: false });

  await step("sees it in the list, with its days", async () => {
    await page.getByRole("button", { name: "Confier" }).click();
    await expect(page.getByText("M. Faure remplace Mme Baron")).toBeVisible();
  });

  await step("ends it", async () => {
    await page.getByRole("button", { name: "Arrêter la mission de M. Faure" }).click();
    await expect(page.getByRole("heading", { name: "Missions finies" })).toBeHidden();
    await expect(page.getByText("M. Faure remplace Mme Baron")).toHaveCount(0);
  });

  await step("takes that back", async () => {
    await page.goto("/annuaire/corbeille");
    await page.getByRole("button", { name: /^Annuler pour/ }).first().click();
    await expect(page.getByText("C’est annulé : tout est comme avant.")).toBeVisible();
  }, "office-undo", { tree: false });
});

test("the head reads what was done @path", async ({ page, as, step }) => {
  await as("head");
  await step("opens the journal", async () => {
    await page.goto("/etablissements");
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("link", { name: "Journal" }).click();
    await expect(page.getByText("a ajouté un élève")).toBeVisible();
  }, "office-journal", { tree: false });
  await step("keeps the duties alone", async () => {
    await page.getByLabel("Nature").selectOption({ label: "Missions et délégations" });
    await page.getByRole("button", { name: "Montrer" }).click();
    await expect(page.getByText("a arrêté une mission")).toBeVisible();
    await expect(page.getByText("a ajouté un élève")).toBeHidden();
  });
});

test("the head takes the school to another program @path", async ({ page, as, step }) => {
  await as("head");
  await step("opens what can be taken away", async () => {
    await page.goto("/etablissements");
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("link", { name: "Exporter" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Exporter");
  }, "office-export", { tree: false });
  await step("takes the archive", async () => {
    const taken = page.waitForEvent("download");
    await page.getByRole("button", { name: "Archive OneRoster (ZIP)" }).click();
    expect((await taken).suggestedFilename()).toBe("oneroster.zip");
  });
  await step("takes the list of a class", async () => {
    await page.goto("/etablissements");
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("table").first().getByRole("link").first().click();
    const taken = page.waitForEvent("download");
    await page.getByRole("link", { name: "Liste de la classe (CSV)" }).click();
    expect((await taken).suggestedFilename()).toBe("classe.csv");
  }, "office-class-list", { tree: false });
});
