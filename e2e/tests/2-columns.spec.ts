import type { Page } from "@playwright/test";
import { comeBack, found } from "../support/first-steps.ts";
import { annuaire } from "../support/papers.ts";
import { expect, test } from "../support/walkthrough.ts";
import { type Cell, ods, xlsx } from "../support/workbook.ts";

/* Step 2, where no register comes: someone's own table. Its columns are said once. */

test.use({ world: "nothing" });
test.describe.configure({ mode: "serial" });

const born = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day));

const TITLES = [
  "Nom",
  "Prénom",
  "Né(e) le",
  "Classe",
  "Niveau",
  "Cantine",
  "Nom resp. légal 1",
  "Prénom resp. légal 1",
  "Mail resp. légal 1",
  "Portable resp. légal 1",
];

const pupils = (): Cell[][] => [
  ["École du Pré-Vert, liste des élèves"],
  [],
  TITLES,
  ["Aubrac", "Lilou", born(2020, 5, 7), "CP", "CP", "oui", "Aubrac", "Inès", "ines.aubrac@example.org", "06 39 98 00 01"],
  ["Bressuire", "Milo", born(2020, 2, 28), "CP", "CP", "non", "Bressuire", "Jean", "", 639980002],
  ["Cerisay", "Naïm", born(2019, 11, 3), "CE1", "CE1", "oui", "Cerisay", "Samia", "samia.cerisay@example.org", ""],
];

async function signIn(page: Page) {
  await page.goto("/connexion");
  await comeBack(page);
}

async function send(page: Page, file: ReturnType<typeof annuaire>) {
  await page.goto("/annuaire/imports");
  await page.getByLabel("Fichiers", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Comparer" }).click();
}

const fact = (page: Page, name: string) =>
  page.locator("dt", { hasText: new RegExp(`^${name}$`) }).locator("xpath=following-sibling::dd[1]");

test("says what the columns of a workbook are, once @path", async ({ page, host, net, step }) => {
  net.expecting(/status of 422/);
  await page.goto(host.firstSteps());
  await found(page);
  await send(page, annuaire());
  await page.getByRole("button", { name: "Publier" }).click();

  await step("sends a list of pupils and is asked what its columns say", async () => {
    await send(page, xlsx("liste.xlsx", pupils()));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Que disent ces colonnes ?");
    await expect(page.getByText("Il manque l’établissement")).toBeVisible();
    await expect(page.getByLabel("« Né(e) le », c’est")).toHaveValue("birth");
    await expect(page.getByText("2020-05-07 · 2020-02-28 · 2019-11-03")).toBeVisible();
    await expect(page.getByLabel("« Cantine », c’est")).toHaveValue("nothing");
    await expect(page.getByLabel("« Portable resp. légal 1 », c’est")).toHaveValue("guardian-1-phone");
  }, "columns");

  await step("forgets the school and takes away a name: both are said", async () => {
    await page.getByLabel("« Nom », c’est").selectOption("nothing");
    await page.getByRole("button", { name: "Comparer" }).click();
    await expect(page.getByRole("link", { name: "Il manque le nom." })).toBeVisible();
    await expect(page.getByRole("link", { name: /Il manque l’établissement/ })).toBeVisible();
  }, "columns-missing");

  await step("gives them and sees what would change", async () => {
    await page.getByLabel("« Nom », c’est").selectOption("last-name");
    await page.getByLabel("Numéro UAI de l’établissement").fill("0990002P");
    await page.getByRole("button", { name: "Comparer" }).click();
    await expect(page.getByRole("heading", { name: "Ce qui changera" })).toBeVisible();
    await expect(fact(page, "Élèves")).toHaveText("3");
    await expect(fact(page, "Responsables")).toHaveText("3");
    await expect(fact(page, "Fiches refusées")).toHaveText("0");
  });

  await step("publishes and finds the class", async () => {
    await page.getByRole("button", { name: "Publier" }).click();
    await expect(page.getByText("Publié", { exact: true }).first()).toBeVisible();
    await page.goto("/etablissements");
    await page.getByRole("link", { name: "École du Pré-Vert" }).click();
    await expect(page.getByText("CE1", { exact: true }).first()).toBeVisible();
  });
});

test("the same titles are not asked again @path", async ({ page, step }) => {
  await signIn(page);
  await step("sends the list of the next month", async () => {
    const next = pupils();
    next.push(["Dinan", "Oscar", born(2019, 1, 9), "CE1", "CE1", "oui", "Dinan", "Eva", "", ""]);
    await send(page, xlsx("0990002P-octobre.xlsx", next));
    await expect(page.getByRole("heading", { name: "Ce qui changera" })).toBeVisible();
    await expect(page.getByText("Oscar Dinan")).toBeVisible();
    await expect(fact(page, "Départs")).toHaveText("0");
  });
  await step("may still change what was said", async () => {
    await page.getByRole("link", { name: "Changer les colonnes" }).click();
    await expect(page.getByLabel("« Né(e) le », c’est")).toHaveValue("birth");
    await page.getByRole("button", { name: "Abandonner cet import" }).click();
    await expect(page.getByText("L’import est abandonné, rien n’a changé.")).toBeVisible();
  });
});

test("by keyboard alone: the staff come from LibreOffice", async ({ page, keys, step }) => {
  await signIn(page);
  const staff = ods("0990002P-equipe.ods", [
    ["Civilité", "Nom", "Prénom", "Courriel", "Fonction", "Classe"],
    ["Mme", "Éguzon", "Paule", "paule.eguzon@example.org", "Directrice", "CP"],
    ["M.", "Fougères", "Yann", "", "Professeur des écoles", "CE1"],
  ]);
  await step("sends it and reads the guess", async () => {
    await send(page, staff);
    await expect(page.getByLabel("Cette feuille contient")).toHaveValue("staff");
  });
  await step("accepts the guess", async () => {
    await keys.enter(page.getByRole("button", { name: "Comparer" }));
    await expect(fact(page, "Personnels")).toHaveText("2");
    await expect(fact(page, "Départs")).toHaveText("0");
  });
});
