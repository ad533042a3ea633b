import type { Page } from "@playwright/test";
import { comeBack, found } from "../support/first-steps.ts";
import { aaf, annuaire, damaged, elsewhere, emptied } from "../support/papers.ts";
import { expect, test } from "../support/walkthrough.ts";

/* Step 2: schools, then people, come from files sent by page: seen first, then published. */

test.use({ world: "nothing" });
test.describe.configure({ mode: "serial" });

async function signIn(page: Page) {
  await page.goto("/connexion");
  await comeBack(page);
}

async function send(page: Page, file: ReturnType<typeof aaf>) {
  await page.goto("/annuaire/imports");
  await page.getByLabel("Fichiers", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Comparer" }).click();
}

const fact = (page: Page, name: string) =>
  page.locator("dt", { hasText: new RegExp(`^${name}$`) }).locator("xpath=following-sibling::dd[1]");

test("imports the schools, then the people @path", async ({ page, host, step }) => {
  await page.goto(host.firstSteps());
  await found(page);

  await step("finds the way to the imports", async () => {
    await page.getByRole("link", { name: "Imports" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Imports");
    await expect(page.getByText("Aucun import pour le moment.")).toBeVisible();
  }, "imports");

  await step("sends the open directory of schools and sees what would change", async () => {
    await send(page, annuaire());
    await expect(page.getByRole("heading", { name: "Ce qui changera" })).toBeVisible();
    await expect(fact(page, "Établissements")).toHaveText("3");
    await expect(fact(page, "Fiches ajoutées")).toHaveText("3");
  }, "import-preview");

  await step("publishes them", async () => {
    await page.getByRole("button", { name: "Publier" }).click();
    await expect(page.getByText("Publié", { exact: true }).first()).toBeVisible();
  });

  await step("sends the archive of an école", async () => {
    await send(page, aaf());
    await expect(page.getByRole("heading", { name: "Ce qui changera" })).toBeVisible();
    await expect(fact(page, "Élèves")).toHaveText("6");
    await expect(fact(page, "Fiches refusées")).toHaveText("0");
  });

  await step("publishes them too", async () => {
    await page.getByRole("button", { name: "Publier" }).click();
    await expect(page.getByText("Publié", { exact: true }).first()).toBeVisible();
  });

  await step("finds the école and its class", async () => {
    await page.goto("/etablissements");
    await page.getByRole("link", { name: "École du Pré-Vert" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("École du Pré-Vert");
    await expect(page.getByText("CP de Mme Desrivières")).toBeVisible();
  });
});

test("the same files again change nothing @path", async ({ page, step }) => {
  await signIn(page);
  await step("sends the archive again", async () => {
    await send(page, aaf());
    await expect(page.getByText("il n’y a rien à publier")).toBeVisible();
    await expect(fact(page, "Fiches ajoutées")).toHaveText("0");
    await expect(page.getByRole("button", { name: "Publier" })).toHaveCount(0);
  });
  await step("gives it up", async () => {
    await page.getByRole("button", { name: "Abandonner cet import" }).click();
    await expect(page.getByText("L’import est abandonné, rien n’a changé.")).toBeVisible();
  });
});

test("a school is not emptied unasked @path", async ({ page, step, net }) => {
  net.expecting(/status of 422/);
  await signIn(page);
  await step("sends an archive without a pupil, and reads who would leave", async () => {
    await send(page, emptied());
    await expect(page.getByText("6 élèves sur 6 quitteraient l’établissement « École du Pré-Vert ».")).toBeVisible();
  }, "import-departures");
  await step("cannot publish without saying that it is meant", async () => {
    await page.getByRole("button", { name: "Publier" }).click();
    await expect(page.getByRole("alert")).toContainText("dites si ces départs sont voulus");
    await expect(page.getByLabel("Ces départs sont voulus")).not.toBeChecked();
  });
  await step("gives it up, and the class is as it was", async () => {
    await page.getByRole("button", { name: "Abandonner cet import" }).click();
    await expect(page.getByText("L’import est abandonné, rien n’a changé.")).toBeVisible();
    await page.goto("/etablissements");
    await page.getByRole("link", { name: "École du Pré-Vert" }).click();
    await expect(page.getByText("CP de Mme Desrivières")).toBeVisible();
  });
});

test("who may be known already is asked about @path", async ({ page, step }) => {
  await signIn(page);
  await step("sends the export of another academy, which knows a mother twice", async () => {
    await send(page, elsewhere());
    await expect(page.getByRole("heading", { name: "Peut-être déjà connus" })).toBeVisible();
    const doubts = page.getByRole("region", { name: "Peut-être déjà connus" });
    await expect(doubts).toContainText("na…@exemple.invalid");
    await expect(doubts).not.toContainText("nadia.moreau@");
  }, "import-doubts");
  await step("answers, and gives the import up", async () => {
    await page.getByLabel("C’est la même personne").first().check();
    await page.getByLabel("Ce n’est pas elle").last().check();
    await page.getByRole("button", { name: "Abandonner cet import" }).click();
    await expect(page.getByText("L’import est abandonné, rien n’a changé.")).toBeVisible();
  });
});

test("a damaged archive is refused, and everything stays @path", async ({ page, step }) => {
  await signIn(page);
  await step("sends half an archive", async () => {
    await send(page, damaged());
    await expect(page.getByText("Un fichier est abîmé ou incomplet. Rien n’a changé")).toBeVisible();
  });
  await step("finds the école as it was", async () => {
    await page.goto("/etablissements");
    await page.getByRole("link", { name: "École du Pré-Vert" }).click();
    await expect(page.getByText("CP de Mme Desrivières")).toBeVisible();
  });
});

test("by keyboard alone: sends files and reads what would change", async ({ page, keys, step }) => {
  await signIn(page);
  await step("chooses the file", async () => {
    await page.goto("/annuaire/imports");
    await keys.to(page.getByLabel("Fichiers", { exact: true }));
    await page.getByLabel("Fichiers", { exact: true }).setInputFiles(annuaire());
    await keys.enter(page.getByRole("button", { name: "Comparer" }));
    await expect(page.getByText("il n’y a rien à publier")).toBeVisible();
  });
});
