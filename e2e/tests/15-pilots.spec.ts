import { expect, test } from "../support/walkthrough.ts";

/* Which schools go further: a study with its proof, what if, the decision and its reasons, the file; what others read. */

test.describe.configure({ mode: "serial" });

/** The number of a school of the fictitious département, with its check letter. */
const uai = (number: number) => `${String(number).padStart(7, "0")}${"ABCDEFGHJKLMNPRSTUVWXYZ"[number % 23]}`;

/** Four more collèges and twelve écoles around them, as the open directory says them. */
function directory() {
  const lines = ["uai;type;sous_type;nom;secteur;code_insee;commune_nom;epci_nom;adresse;code_postal;lat;lon;effectif_2022;etat"];
  const school = (number: number, kind: string, name: string, lat: number, lon: number) =>
    lines.push(`${uai(number)};${kind};${kind};${name};public;99150;Val-Clair;CC du Val;1 rue du Lavoir;99150;${lat};${lon};120;OUVERT`);
  for (let at = 0; at < 4; at++) {
    const [lat, lon] = [46.4 + 0.12 * at, 0.1 + 0.2 * (at % 2)];
    school(990_701 + at, "COLLEGE", `Collège du Vallon ${at + 1}`, lat, lon);
    for (let near = 0; near < 3; near++) {
      school(990_801 + 3 * at + near, "ECOLE", `École du Vallon ${3 * at + near + 1}`, lat + 0.02 * near, lon + 0.03);
    }
  }
  return { name: "annuaire.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
}

test("the team chooses pilots and records the deliberation @path", async ({ page, as, step, net }) => {
  test.slow();
  await as("manager");

  await step("brings the open directory of schools", async () => {
    await page.goto("/annuaire/imports");
    await page.getByLabel("Fichiers", { exact: true }).setInputFiles(directory());
    await page.getByRole("button", { name: "Comparer" }).click();
    await page.getByRole("button", { name: "Publier" }).click();
    await expect(page.getByText("Publié", { exact: true }).first()).toBeVisible();
  });

  await step("opens the programme", async () => {
    await page.goto("/programme/pilotes");
    await expect(page.getByRole("link", { name: /Collèges pilotes 2027/ })).toBeVisible();
  }, "pilots");

  await step("asks for two collèges to mesh the territory", async () => {
    await page.getByRole("link", { name: "Nouvelle étude" }).click();
    await page.getByLabel("Nom de l’étude").fill("Deux collèges pour le Val");
    await page.getByLabel("Combien de collèges pour mailler").fill("2");
    await page.getByText("Planchers et plafonds", { exact: true }).click();
    await page.getByLabel("Au moins, parmi : collèges publics").fill("1");
  }, "pilots-ask", { tree: false });

  await step("reads the answer, its proof and its reasons", async () => {
    await page.getByRole("button", { name: "Calculer" }).click();
    await expect(page.getByText("Aucun autre choix n’est meilleur : c’est prouvé.")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("img", { name: /^Carte : 2 collèges pilotes/ })).toBeVisible();
    await expect(page.getByText(/Le plus proche pour/).first()).toBeVisible();
  }, "pilots-study", { tree: false });

  await step("tries another one", async () => {
    const other = page.getByLabel("Collège", { exact: true });
    await other.selectOption({ label: "Collège du Vallon 2 · Val-Clair" });
    await page.getByRole("button", { name: "Essayer" }).click();
    await expect(page.getByText(/^Avec /).first()).toBeVisible();
  });

  await step("is asked why the decision is another", async () => {
    net.expecting(/status of 422/);
    await page.getByRole("link", { name: "Enregistrer la décision" }).click();
    await page.getByLabel("Qui a décidé").fill("Commission permanente");
    await page.getByLabel("Date").fill("2027-03-08");
    await page.getByLabel("Votes pour").fill("28");
    await page.getByLabel("Votes contre").fill("3");
    await page.getByLabel("Abstentions").fill("5");
    await page.getByText("Changer la liste, collège par collège").click();
    const lists = page.locator("details select");
    for (const at of [0, 1, 2]) await lists.nth(at).selectOption({ label: "Retenu" });
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await expect(page.getByText("La décision n’est pas le choix proposé. Dites pourquoi.").first()).toBeVisible();
    await expect(page.getByLabel("Qui a décidé")).toHaveValue("Commission permanente");
  }, "pilots-decision", { tree: false });

  await step("records it with its reasons", async () => {
    await page.getByLabel("Raisons").fill("Les trois collèges ont déjà un atelier.");
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await expect(page.getByText("28 pour, 3 contre, 5 abstentions")).toBeVisible();
    await expect(page.getByText("Les trois collèges ont déjà un atelier.")).toBeVisible();
  }, "pilots-decided", { tree: false });

  await step("prints the file", async () => {
    const path = await page.getByRole("link", { name: "Le dossier en PDF" }).getAttribute("href");
    const file = await page.request.get(path ?? "");
    expect(file.headers()["content-type"]).toBe("application/pdf");
    expect((await file.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });
});

test("the head of a pilot reads the map, and looks at what the collège commits to", async ({ page, as, step }) => {
  await as("head");

  await step("finds what is published", async () => {
    await page.goto("/programme");
    await page.getByRole("link", { name: /Écoles pilotes/ }).click();
    await page.getByRole("link", { name: /Collèges pilotes 2027/ }).click();
    await expect(page.getByRole("img", { name: /^Carte/ })).toBeVisible();
    await expect(page.getByText("31 pour, 4 contre, 3 abstentions")).toBeVisible();
    await expect(page.getByRole("link", { name: "Enregistrer la décision" })).toHaveCount(0);
  }, "pilots-read", { tree: false });

  await step("notes what is seen of a commitment", async () => {
    await page.goto("/programme/pilotes/ecoles");
    await page.getByRole("link", { name: /Collège des Tilleuls/ }).click();
    const loans = page.locator("section", { hasText: "Prêter un ordinateur" });
    await expect(loans.getByText("À revoir ensemble")).toBeVisible();
    await loans.getByText("Noter ce que l’on voit").click();
    await loans.getByLabel("Commencé").check();
    await loans.getByLabel("Ce que l’on voit").fill("Neuf prêts en février.");
    await loans.getByRole("button", { name: "Noter" }).click();
    await expect(page.getByText("Neuf prêts en février.")).toBeVisible();
  }, "pilots-commitments");
});

test("écoles are drawn by a seed, and everything to redo it is there", async ({ page, as, step }) => {
  await as("manager");

  await step("opens the draw", async () => {
    await page.goto("/programme/pilotes");
    await page.getByRole("link", { name: /Écoles pilotes 2027-2029/ }).click();
    await expect(page.getByRole("heading", { name: "Les années se ressemblent" })).toBeVisible();
    await expect(page.getByText(/preau programme cohorts tirage.csv/)).toBeVisible();
  }, "pilots-draw", { tree: false });

  await step("looks at an open file before it changes anything", async () => {
    await page.goto("/programme/donnees");
    await page.getByLabel("Fichier").setInputFiles({
      name: "ips.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`uai;ips\n${uai(990_001)};91,6\n0990999X;100\n`),
    });
    await page.getByLabel(/^Année/).fill("2026");
    await page.getByLabel("Source").fill("data.education.gouv.fr");
    await page.getByRole("button", { name: "Regarder" }).click();
    await expect(page.getByText("À regarder, rien n’est changé")).toBeVisible();
  }, "pilots-facts", { tree: false });

  await step("reads a candidate", async () => {
    await page.goto("/programme/pilotes/appels");
    await page.getByRole("link", { name: /Collèges candidats pour 2028/ }).click();
    await page.getByRole("link", { name: /Collège des Tilleuls/ }).click();
    await page.getByLabel("Projet de l’équipe (sur 10)").fill("8");
    await page.getByLabel("Lien avec les familles (sur 5)").fill("3");
    await page.getByLabel("Ce qui existe déjà (sur 5)").fill("4");
    await page.getByLabel("Avis").fill("Un projet qui sert à tout le collège.");
  }, "pilots-candidate");

  await step("gives points, without having seen those of others", async () => {
    await page.getByRole("button", { name: "Donner ces points" }).click();
    await expect(page.getByText("1 lecture attendue")).toBeVisible();
    await expect(page.getByText("15 sur 20").first()).toBeVisible();
  });
});
