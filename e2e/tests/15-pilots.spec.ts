import { expect, test } from "../support/walkthrough.ts";

/* Which schools go further: a study with its proof, what if, the decision and its reasons, the file; what others read. */

test.describe.configure({ mode: "serial" });

/** The number of a school of the fictitious département, with its check letter. */
const uai = (number: number) => `${String(number).padStart(7, "0")}${"ABCDEFGHJKLMNPRSTUVWXYZ"[number % 23]}`;

test("the team chooses pilots and records the deliberation @path", async ({ page, as, step, net }) => {
  await as("manager");

  await step("opens the programme", async () => {
    await page.goto("/programme/pilotes");
    await expect(page.getByRole("link", { name: /Collèges pilotes 2027/ })).toBeVisible();
  }, "pilots");

  await step("asks for a collège to mesh the territory", async () => {
    await page.getByRole("link", { name: "Nouvelle étude" }).click();
    await page.getByLabel("Nom de l’étude").fill("Un collège pour le Val");
    await page.getByLabel("Combien de collèges pour mailler").fill("1");
    await page.getByText("Planchers et plafonds", { exact: true }).click();
    await page.getByLabel("Au moins, parmi : collèges publics").fill("1");
  }, "pilots-ask", { tree: false });

  await step("reads the answer, its proof and its reasons", async () => {
    await page.getByRole("button", { name: "Calculer" }).click();
    await expect(page.getByText("Aucun autre choix n’est meilleur : c’est prouvé.")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("img", { name: /^Carte/ })).toBeVisible();
    await expect(page.getByText(/Le plus proche pour/).first()).toBeVisible();
  }, "pilots-study", { tree: false });

  await step("tries without it: nothing is left, and it is said", async () => {
    await page.getByLabel("Ce que l’on essaie").selectOption({ label: "L’écarter" });
    await page.getByRole("button", { name: "Essayer" }).click();
    await expect(page.getByText(/^Sans Collège des Tilleuls/).first()).toBeVisible();
    await expect(page.getByText(/il en faut de 0 à 0/)).toBeVisible();
  });

  await step("cannot decide for nobody; what was typed stays", async () => {
    net.expecting(/status of 422/);
    await page.getByRole("link", { name: "Enregistrer la décision" }).click();
    await page.getByLabel("Qui a décidé").fill("Commission permanente");
    await page.getByLabel("Date").fill("2027-03-08");
    await page.getByLabel("Votes pour").fill("28");
    await page.getByLabel("Votes contre").fill("3");
    await page.getByLabel("Abstentions").fill("5");
    await page.getByText("Changer la liste, collège par collège").click();
    await page.locator("details select").first().selectOption({ label: "Pas retenu" });
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await expect(page.getByText("La décision n’a aucune école.").first()).toBeVisible();
    await expect(page.getByLabel("Qui a décidé")).toHaveValue("Commission permanente");
  }, "pilots-decision", { tree: false });

  await step("records it with its reasons", async () => {
    await page.getByText("Changer la liste, collège par collège").click();
    await page.locator("details select").first().selectOption({ label: "Comme proposé" });
    await page.getByLabel("Raisons").fill("Le collège a déjà un atelier.");
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await expect(page.getByText("28 pour, 3 contre, 5 abstentions")).toBeVisible();
    await expect(page.getByText("Le collège a déjà un atelier.")).toBeVisible();
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
    await page.getByRole("link", { name: /^Écoles pilotes/ }).first().click();
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

test("an elected official of the commune reads the map on a phone, and its tables @path @once", async ({ page, as, step }) => {
  await as("agent");

  await step("finds what is published, and nothing to change", async () => {
    await page.goto("/programme");
    await page.getByRole("link", { name: /^Écoles pilotes/ }).first().click();
    await expect(page.getByRole("link", { name: "Nouvelle étude" })).toHaveCount(0);
    await page.getByRole("link", { name: /Collèges pilotes 2027/ }).click();
    await expect(page.getByText("31 pour, 4 contre, 3 abstentions")).toBeVisible();
    await expect(page.getByRole("link", { name: "Enregistrer la décision" })).toHaveCount(0);
  });

  await step("sees on the map what the tables say, line for line", async () => {
    const map = page.getByRole("img", { name: /^Carte/ }).first();
    await expect(map).toBeVisible();
    const chosen = page.getByRole("table", { name: "Collèges et raisons" }).first();
    await expect(chosen.getByRole("row")).toHaveCount(1 + (await map.locator(".pilot, .asset").count()));
    await page.getByText("Le pilote le plus proche de chaque école").first().click();
    const near = page.getByRole("table", { name: "Le pilote le plus proche de chaque école" }).first();
    await expect(near.getByRole("row")).toHaveCount(1 + (await map.locator(".schools circle").count()));
    await expect(near.getByRole("row").filter({ hasText: "École du Pré-Vert" })).toContainText("Collège");
  }, "pilots-elected", { tree: false });
});

test("écoles are drawn by a seed, and everything to redo it is there", async ({ page, as, step }) => {
  await as("manager");

  await step("opens the draw", async () => {
    await page.goto("/programme/pilotes");
    await page.getByRole("link", { name: /Écoles pilotes dès 2027/ }).click();
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

  await step("looks at a table of ways by road", async () => {
    await page.goto("/programme/pilotes/etudes/nouvelle");
    await page.getByRole("link", { name: "Donner un tableau de trajets par la route" }).click();
    const all = Array.from({ length: 8 }, (_, at) => uai(990_001 + at));
    const ways = all.flatMap((from) => all.filter((to) => to !== from).map((to) => `${from};${to};${from < to ? 12 : 13}`));
    await page.getByLabel("Fichier").setInputFiles({
      name: "trajets.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`de;vers;km\n${ways.join("\n")}\n`),
    });
    await page.getByLabel("Source").fill("Service d’itinéraires");
    await page.getByLabel("Jour du calcul").fill("2027-03-01");
    await page.getByRole("button", { name: "Regarder" }).click();
    await expect(page.getByText("Aller et retour différents")).toBeVisible();
    await expect(page.getByText("Trajets qui manquent")).toBeVisible();
  }, "pilots-roads", { tree: false });

  await step("chooses it for a study", async () => {
    await page.getByRole("button", { name: "Garder pour les études" }).click();
    await expect(page.getByLabel("Distances", { exact: true })).toHaveValue(/\d+/);
    await page.getByLabel("Nom de l’étude").fill("Un collège, par la route");
    await page.getByLabel("Combien de collèges pour mailler").fill("1");
    await page.getByRole("button", { name: "Calculer" }).click();
    await expect(page.getByText(/^Trajets par la route\s: Service d’itinéraires/)).toBeVisible({ timeout: 30_000 });
  });

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
