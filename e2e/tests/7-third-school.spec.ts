import type { Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";

/*
 * Step 7, when a child changes schools: a mother of two at the école gets a code from the collège of the
 * third. She is signed in, types it, and the three are on one page: no office is asked anything.
 */

test.describe.configure({ mode: "serial" });

const MOTHER = { last: "Pereira", first: "Rosa", mail: "rosa.pereira@exemple.invalid" };
const CHOSEN = "trois barques sur le lac";
const codes = { ecole: "", college: "" };

/** The class of somebody who keeps the directory of a school, opened from the school. */
async function openClass(page: Page, name: RegExp) {
  await page.goto("/etablissements");
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByRole("link", { name }).first().click();
}

async function addChild(page: Page, klass: RegExp, first: string, born: string) {
  await openClass(page, klass);
  await page.getByRole("link", { name: "Ajouter un élève" }).click();
  await page.getByLabel("Nom", { exact: true }).fill(MOTHER.last);
  await page.getByLabel("Prénom", { exact: true }).fill(first);
  await page.getByLabel("Date de naissance").fill(born);
  await page.getByRole("button", { name: "Ajouter" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${first} ${MOTHER.last}`);
}

async function addMother(page: Page, mail: string) {
  await page.getByRole("link", { name: "Ajouter un responsable" }).click();
  await page.getByLabel("Nom", { exact: true }).fill(MOTHER.last);
  await page.getByLabel("Prénom", { exact: true }).fill(MOTHER.first);
  await page.getByLabel(/Adresse électronique|Courriel/).fill(mail);
  await page.getByRole("radio", { name: /^Responsable légal/ }).check();
  await page.getByRole("button", { name: "Ajouter" }).click();
  await expect(page.getByText(`Mme ${MOTHER.first} ${MOTHER.last}`)).toBeVisible();
}

async function giveCode(page: Page, klass: RegExp) {
  await page.goto("/codes");
  await page.getByRole("link", { name: klass }).first().click();
  await page.getByRole("link", { name: "Codes des responsables" }).click();
  await page.getByRole("button", { name: `Donner un code, ${MOTHER.first} ${MOTHER.last}` }).click();
  return (await page.locator(".slip .code").innerText()).replace(/\s/g, "");
}

test("the école and the collège each know her by what they were told @path", async ({ page, as, step }) => {
  await as("directrice");
  await step("adds two children of the same mother, who is known again by her address", async () => {
    await addChild(page, /CE2/, "Ana", "2018-04-02");
    await addMother(page, MOTHER.mail);
    await addChild(page, /CE2/, "Luis", "2018-04-02");
    await addMother(page, MOTHER.mail);
  });
  await step("gives her a code", async () => {
    codes.ecole = await giveCode(page, /CE2/);
  });
  await as("okafor");
  await step("the collège has no address of hers: it knows someone of that name, and gives a code too", async () => {
    await addChild(page, /^5e B$/, "Inês", "2014-05-04");
    await addMother(page, "");
    codes.college = await giveCode(page, /5e B/);
  });
});

test("signed in, she enters the code of the other school, and sees the three @path", async ({ page, net, step }) => {
  net.expecting(/status of 422/);

  await step("comes in with the code of the école: two children", async () => {
    await page.goto("/activation");
    await page.getByLabel("Code").fill(codes.ecole);
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.getByLabel("Mot de passe", { exact: true }).fill(CHOSEN);
    await page.getByLabel("Le même mot de passe").fill(CHOSEN);
    await page.getByRole("button", { name: "Enregistrer et entrer" }).click();
    await page.goto("/");
    for (const child of ["Ana", "Luis"]) await expect(page.getByRole("region", { name: `${child} Pereira` })).toBeVisible();
    await expect(page.getByRole("region", { name: "Inês Pereira" })).toHaveCount(0);
  });

  await step("finds in her account where the code of another school goes", async () => {
    await page.getByRole("link", { name: /^Mon compte, / }).click();
    await page.getByRole("link", { name: "J’ai un code" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ajouter un enfant d’une autre école");
  }, "third-school");

  await step("mistypes it: nothing changes, and it says so", async () => {
    await page.getByLabel("Code").fill(`${codes.college.slice(0, -1)}?`);
    await page.getByRole("button", { name: "Ajouter", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("code");
  });

  await step("types it: the three are on one page, each with the school", async () => {
    await page.getByLabel("Code").fill(codes.college);
    await page.getByRole("button", { name: "Ajouter", exact: true }).click();
    await expect(page.getByText("C’est fait : tous vos enfants sont sur cette page.")).toBeVisible();
    for (const [child, school] of [
      ["Ana", "École du Pré-Vert"],
      ["Luis", "École du Pré-Vert"],
      ["Inês", "Collège des Tilleuls"],
    ])
      await expect(page.getByRole("region", { name: `${child} Pereira` })).toContainText(school!);
  }, "third-school-home", { tree: false });

  await step("opens the day of the third", async () => {
    await page.getByRole("link", { name: "Sa journée : Inês" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Inês");
  });
});

test("by keyboard alone: the code was used up, and says so", async ({ page, keys, net, step }) => {
  net.expecting(/status of 422/);
  await step("types it at the door: it opens nothing any more", async () => {
    await page.goto("/activation");
    await keys.type(page.getByLabel("Code"), codes.college);
    await keys.enter(page.getByRole("button", { name: "Continuer" }));
    await expect(page.getByRole("alert")).toContainText("Ce code a déjà servi.");
  });
});
