import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { bee, CORRECTED, CUT, HALVED, HARMED, list, oneroster, onde, type Paper, sts, twenty } from "../support/august.ts";
import { comeBack, found } from "../support/first-steps.ts";
import { aaf } from "../support/papers.ts";
import { expect, test } from "../support/walkthrough.ts";

/*
 * Step 2, at its largest: the August of whoever manages a territory of twenty schools. Files come from
 * everywhere, some damaged; each error says where it is, the file is mended and sent again, and what
 * cannot be known by a program is decided by a person, before anything is published.
 */

test.use({ world: "nothing" });
test.describe.configure({ mode: "serial" });

async function signIn(page: Page) {
  await page.goto("/connexion");
  await comeBack(page);
}

async function send(page: Page, file: Paper) {
  await page.goto("/annuaire/imports");
  await page.getByLabel("Fichiers", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Comparer" }).click();
}

async function publish(page: Page) {
  await page.getByRole("button", { name: "Publier" }).click();
  await expect(page.getByText("Publié", { exact: true }).first()).toBeVisible();
}

/** Reads why nothing changed, and where. */
async function refused(page: Page, sentence: string, place: string) {
  await expect(page.getByRole("status")).toContainText(sentence);
  await expect(page.getByRole("status")).toContainText(place);
  await expect(page.getByRole("button", { name: "Publier" })).toHaveCount(0);
}

async function leave(page: Page, words: string) {
  await page.getByRole("button", { name: words }).click();
  await expect(page.getByText("L’import est abandonné, rien n’a changé.")).toBeVisible();
}

const forget = (page: Page) => leave(page, "Retirer de la liste");
const abandon = (page: Page) => leave(page, "Abandonner cet import");

const fact = (page: Page, name: string) =>
  page.locator("dt", { hasText: new RegExp(`^${name}$`) }).locator("xpath=following-sibling::dd[1]");

/** The whole report, as a spreadsheet opens it. */
async function report(page: Page): Promise<string> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger le rapport complet (CSV)" }).click();
  return readFileSync(await (await waiting).path(), "utf8");
}

test("twenty schools, then the registers of the écoles, mended until they are read @path", async ({ page, host, step }) => {
  await page.goto(host.firstSteps());
  await found(page);

  await step("publishes the twenty schools of the open directory", async () => {
    await send(page, twenty());
    await expect(fact(page, "Fiches ajoutées")).toHaveText("20");
    await publish(page);
  });

  await step("sends the registers, one of which was opened in a spreadsheet: the accents are damaged", async () => {
    await send(page, onde.twiceEncoded());
    await refused(page, "Les accents d’un fichier sont abîmés (é se lit Ã©).", `Fichier : ${HARMED("eleves")}, ligne 1.`);
  });
  await forget(page);

  await step("sends one without the days of birth", async () => {
    await send(page, onde.withoutBirths());
    await refused(page, "Il manque une colonne nécessaire à ce fichier.", `Fichier : ${HARMED("eleves")}, colonne « Date naissance ».`);
  });
  await forget(page);

  await step("sends one whose name says the number of no school", async () => {
    await send(page, onde.ofNowhere());
    await refused(page, "mettez le numéro de l’école (UAI) dans son nom", "onde.zip!0990103Q/0990103Q-eleves.csv");
  });
  await forget(page);

  await step("sends an archive that would write elsewhere: nothing is written, it is read as any other", async () => {
    const name = "preau-e2e-echappe";
    await send(page, onde.climbing(name));
    await expect(fact(page, "Élèves")).toHaveText("78");
    for (let folder = host.data(); folder !== dirname(folder); folder = dirname(folder))
      expect(existsSync(join(folder, name)), folder).toBe(false);
    expect(readdirSync(host.data(), { recursive: true }).filter((one) => String(one).includes(name))).toEqual([]);
  });
  await abandon(page);

  await step("sends one in which a mother has a child of no class: the line is said, the rest is read", async () => {
    await send(page, onde.withStranger());
    await expect(fact(page, "Fiches refusées")).toHaveText("1");
    const lost = page.getByRole("table", { name: "Fiches refusées" }).getByRole("row").last();
    await expect(lost).toContainText("Enfant absent de l’export : ");
    await expect(lost).toContainText("Oscar");
    await expect(lost).toContainText(HARMED("responsables"));
    await expect(lost.getByRole("cell").last()).toContainText("4");
  });
  await abandon(page);

  await step("sends the mended registers and publishes them", async () => {
    await send(page, onde.whole());
    await expect(fact(page, "Établissements")).toHaveText("13");
    await expect(fact(page, "Fiches refusées")).toHaveText("0");
    await publish(page);
  });
});

test("collèges, an archive of the academy, OneRoster and a list, until all twenty have their classes @path", async ({ page, step }) => {
  await signIn(page);

  await step("sends the école that the academy exports", async () => {
    await send(page, aaf());
    await expect(fact(page, "Fiches refusées")).toHaveText("0");
    await publish(page);
  });

  await step("sends the collèges, one file of which is cut: the place is said", async () => {
    await send(page, bee.cut());
    await refused(page, "Un fichier est abîmé ou incomplet.", `Fichier : ${CUT}, ligne `);
  });
  await forget(page);

  await step("sends the mended collèges, and decides of a mother whom they know twice", async () => {
    await send(page, bee.whole());
    await expect(fact(page, "Élèves")).toHaveText("66");
    const doubts = page.getByRole("region", { name: "Peut-être déjà connus" });
    await expect(doubts).toContainText("na…@exemple.invalid");
    await page.getByLabel("C’est la même personne").first().check();
    await page.getByLabel("Ce n’est pas elle").last().check();
  }, "august-doubts", { tree: false });

  await step("publishes: what was decided is known, and nothing is asked again", async () => {
    await publish(page);
    await send(page, bee.whole());
    await expect(page.getByText("il n’y a rien à publier")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Peut-être déjà connus" })).toHaveCount(0);
  });
  await abandon(page);

  await step("sends the staff of the collèges", async () => {
    await send(page, sts());
    await expect(fact(page, "Personnels")).toHaveText("8");
    await expect(fact(page, "Départs")).toHaveText("0");
    await publish(page);
  });

  await step("sends a OneRoster export in which a pupil is in a class that is nowhere", async () => {
    await send(page, oneroster.dangling());
    const lost = page.getByRole("table", { name: "Fiches refusées" }).getByRole("row").last();
    await expect(lost).toContainText("Ce que la ligne désigne est absent de l’export");
    await expect(lost).toContainText("k9");
    await expect(lost).toContainText("oneroster.zip!enrollments.csv");
    await expect(lost.getByRole("cell").last()).toContainText("4");
  });
  await abandon(page);

  await step("sends it mended", async () => {
    await send(page, oneroster.whole());
    await expect(fact(page, "Fiches refusées")).toHaveText("0");
    await publish(page);
  });

  await step("sends the list of the last école, whose columns are guessed, and publishes it", async () => {
    await send(page, list());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Que disent ces colonnes ?");
    await page.getByRole("button", { name: "Comparer" }).click();
    await expect(fact(page, "Élèves")).toHaveText("3");
    await publish(page);
  });

  await step("finds all twenty, the last one with its class", async () => {
    await page.goto("/etablissements");
    await expect(page.getByRole("link", { name: /^(École|Collège) / })).toHaveCount(20);
    await page.getByRole("link", { name: "École de la Source" }).click();
    await expect(page.getByText("CP", { exact: true }).first()).toBeVisible();
  });
});

test("large departures are confirmed, the report is taken away, and the same files change nothing @path", async ({ page, net, step }) => {
  net.expecting(/status of 422/);
  await signIn(page);

  await step("sends a collège of which one class is missing: who would leave is counted", async () => {
    await send(page, bee.halved());
    await expect(page.getByText(`24 élèves sur 48 quitteraient l’établissement « ${HALVED} ».`)).toBeVisible();
    await page.getByRole("button", { name: "Publier" }).click();
    await expect(page.getByRole("alert")).toContainText("dites si ces départs sont voulus");
  });

  await step("downloads the whole report before deciding", async () => {
    const leaving = (await report(page)).split("\n").filter((line) => line.startsWith("départ;"));
    expect(leaving, "pupils and their guardians").toHaveLength(48);
  });

  await step("says that it is meant, and publishes", async () => {
    await page.getByLabel("Ces départs sont voulus").check();
    await publish(page);
    await expect(fact(page, "Départs")).toHaveText("48");
    expect(await report(page)).toContain("départ;");
  });

  await step("sends everything again: nothing changes", async () => {
    for (const file of [twenty(), onde.whole(), aaf(), bee.halved(), sts(), oneroster.whole(), list()]) {
      await send(page, file);
      await expect(page.getByText("il n’y a rien à publier"), file.name).toBeVisible();
      await abandon(page);
    }
  });

  await step("reads on the list what was published", async () => {
    await expect(page.getByRole("region", { name: "Imports faits" }).getByText("Publié")).toHaveCount(8);
  });
});

test("what a school corrected is shown, and decided @path", async ({ page, browser, baseURL, step }) => {
  await signIn(page);
  let code = "";
  await step("gives the head of an école a code", async () => {
    await page.goto("/etablissements");
    await page.getByRole("link", { name: CORRECTED.school }).click();
    await page.goto(`${new URL(page.url()).pathname}/codes`);
    await page.getByRole("button", { name: `Donner un code, Maud ${CORRECTED.head}` }).click();
    code = (await page.locator(".slip .code").innerText()).replace(/\s/g, "");
  });

  const office = await browser.newContext({ baseURL: baseURL!, locale: "fr-FR" });
  const head = await office.newPage();
  await test.step("the head comes in and corrects the first name of a pupil", async () => {
    await head.goto("/activation");
    await head.getByLabel("Code").fill(code);
    await head.getByRole("button", { name: "Continuer" }).click();
    await head.getByLabel("Mot de passe", { exact: true }).fill("la brume sur neuf barques");
    await head.getByLabel("Le même mot de passe").fill("la brume sur neuf barques");
    await head.getByRole("button", { name: "Enregistrer et entrer" }).click();
    await head.goto("/etablissements");
    await head.getByRole("table").getByRole("link").first().click();
    await head.getByRole("link", { name: "CP", exact: true }).click();
    await head.getByRole("link", { name: CORRECTED.pupil }).click();
    await head.getByRole("link", { name: "Corriger" }).click();
    await head.getByLabel("Prénom", { exact: true }).fill(CORRECTED.first);
    await head.getByRole("button", { name: "Enregistrer" }).click();
    await expect(head.getByRole("heading", { level: 1 })).toContainText(CORRECTED.first);
  });
  await office.close();

  const asked = page.getByRole("group", { name: "Ce que l’établissement a corrigé" });
  await step("sends a register that writes it in a third way: both words are shown, with who corrected", async () => {
    await send(page, onde.respelled());
    await expect(asked).toContainText(CORRECTED.first);
    await expect(asked).toContainText(`Maud ${CORRECTED.head}`);
    await expect(asked).toContainText(CORRECTED.respelled);
  });
  await step("keeps the correction: it is said in the report", async () => {
    await publish(page);
    await expect(page.getByText("Correction gardée")).toBeVisible();
  });
  await step("sends the register as it was, and follows the file this time", async () => {
    await send(page, onde.whole());
    await page.getByRole("checkbox", { name: "Suivre le fichier : Prénom" }).check();
    await publish(page);
    await expect(page.getByText("Fichier suivi")).toBeVisible();
  });
});

test("by keyboard alone: a class comes back, and is published", async ({ page, keys, step }) => {
  await signIn(page);
  await step("sends the collèges whole again", async () => {
    await keys.enter(page.getByRole("link", { name: "Imports" }).first());
    await keys.to(page.getByLabel("Fichiers", { exact: true }));
    await page.getByLabel("Fichiers", { exact: true }).setInputFiles(bee.whole());
    await keys.enter(page.getByRole("button", { name: "Comparer" }));
    await expect(page.getByRole("heading", { name: "Ce qui changera" })).toBeVisible();
  });
  await step("publishes", async () => {
    await keys.enter(page.getByRole("button", { name: "Publier" }));
    await expect(page.getByText("Publié", { exact: true }).first()).toBeVisible();
  });
});
