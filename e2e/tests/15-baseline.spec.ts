import type { Page } from "@playwright/test";
import { Taps } from "../support/taps.ts";
import { expect, test } from "../support/walkthrough.ts";

/* What schools must have and lack, the campaign that brings it, and the survey that a head answers on a phone. */

test.describe.configure({ mode: "serial" });

const fact = (page: Page, name: string) =>
  page.locator("dt", { hasText: new RegExp(`^${name}$`) }).locator("xpath=following-sibling::dd[1]");

test("a head answers the survey of the year on a phone @path", async ({ page, as, step }) => {
  const taps = new Taps();
  await as("directrice");

  await step("opens what the école has: the survey waits there", async () => {
    await page.goto("/materiel");
    await expect(page.getByRole("heading", { name: /^Enquête sur l’équipement/ })).toBeVisible();
    await expect(page.getByText("À remplir")).toBeVisible();
  }, "survey-waits", { tree: false });

  await step("reads what is known already", async () => {
    await taps.on(page.getByRole("link", { name: "Répondre" }));
    await expect(page.getByLabel("Classes", { exact: true })).not.toHaveValue("");
    await expect(page.getByText(/^D’après l’inventaire/).first()).toBeVisible();
    await expect(page.getByText(/^Votre réponse de la dernière fois/).first()).toBeVisible();
  }, "survey-form");

  await step("corrects one number, keeps the rest, sends", async () => {
    taps.count += 1;
    await page.getByLabel("Tablettes et portables des élèves, en état").fill("31");
    await taps.on(page.getByRole("button", { name: "Envoyer" }));
    await expect(page.getByText("La réponse est envoyée. Merci.")).toBeVisible();
    expect(taps.count).toBeLessThanOrEqual(3);
  });

  await step("reads where the answer and the inventory differ", async () => {
    await expect(page.getByRole("heading", { name: "Écarts avec l’inventaire" })).toBeVisible();
    await expect(page.getByText(/31 dans la réponse/)).toBeVisible();
  }, "survey-sent", { tree: false });

  await step("opens the answer again, then sends it", async () => {
    await page.getByRole("button", { name: "Rouvrir la réponse" }).click();
    await expect(page.getByLabel("Tablettes et portables des élèves, en état")).toHaveValue("31");
    await page.getByRole("button", { name: "Envoyer" }).click();
    await expect(page.getByText("La réponse est envoyée. Merci.")).toBeVisible();
  });
});

test("what is typed in the survey is kept as one goes @js", async ({ page, as, step }) => {
  await as("head");
  await page.goto("/materiel/enquetes");
  await page.getByRole("link", { name: "Répondre" }).click();

  await step("types a number and leaves", async () => {
    await page.getByLabel("Salles de classe").fill("23");
    await expect(page.getByText(/^Enregistré à/)).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Salles de classe")).toHaveValue("23");
  });
});

test("the territory reads the survey and what schools lack @path", async ({ page, as, step }) => {
  await as("manager");

  await step("reads who answered", async () => {
    await page.goto("/materiel/enquetes");
    await page.getByRole("link", { name: /2026-2027/ }).click();
    await expect(page.getByText(/écoles? (a|ont) répondu sur/)).toBeVisible();
    await page.getByLabel("École, commune ou UAI").fill("Pré-Vert");
    await page.getByRole("main").getByRole("button", { name: "Chercher" }).click();
    await expect(page.getByRole("link", { name: /Pré-Vert/ })).toBeVisible();
  }, "survey-results", { tree: false });

  await step("reads what schools lack", async () => {
    await page.goto("/materiel");
    await page.getByRole("link", { name: "Socle numérique" }).click();
    await page.getByLabel("Manque").selectOption({ label: "Au moins une chose" });
    await page.getByRole("main").getByRole("button", { name: "Chercher" }).click();
    await expect(page.getByText(/pour 4 classes/).first()).toBeVisible();
  }, "baseline-gaps", { tree: false });

  await step("one school, line by line, with the rule", async () => {
    await page.getByRole("table").last().getByRole("link").first().click();
    await expect(page.getByText(/1 par classe\s: \d+ classes, il en faut/).first()).toBeVisible();
  }, "baseline-school", { tree: false });

  await step("notes the needs of a campaign in one tap", async () => {
    await page.getByRole("link", { name: "Noter les besoins d’après le socle" }).click();
    await page.getByRole("textbox", { name: "Campagne" }).fill("Socle 2027");
    await page.getByRole("button", { name: "Noter ces besoins" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Socle 2027");
    await expect(page.getByText(/^0 commandé sur/)).toBeVisible();
  }, "campaign", { tree: false });

  await step("finds the campaign that is late", async () => {
    await page.getByRole("link", { name: "Campagnes" }).click();
    await page.getByRole("link", { name: "Classes mobiles 2027" }).click();
    await expect(page.getByText("1 ligne en retard")).toBeVisible();
  }, "campaign-late", { tree: false });
});

test("the territory writes the next version of the baseline", async ({ page, as, step }) => {
  await as("manager");

  await step("opens the draft", async () => {
    await page.goto("/materiel/socle/versions");
    await expect(page.getByText("En vigueur", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "Préparer la version suivante" }).click();
  }, "baseline-draft");

  await step("adds a line and saves", async () => {
    await page.getByText("Ligne 6").click();
    await page.getByLabel("Quoi").nth(5).selectOption({ label: "Visualiseur" });
    await page.getByLabel(/^Combien/).nth(5).fill("1");
    await page.getByLabel("En vigueur à partir du").fill("2027-03-11");
    await page.getByRole("button", { name: "Enregistrer le brouillon" }).click();
    await expect(page.getByText("Rien n’est publié.")).toBeVisible();
  });

  await step("publishes it", async () => {
    await page.locator("summary", { hasText: "Publier ce brouillon" }).click();
    await page.getByRole("button", { name: "Publier ce brouillon" }).click();
    await expect(page.getByText("La version est publiée.")).toBeVisible();
    await expect(page.getByText("Visualiseur")).toBeVisible();
  }, "baseline-versions", { tree: false });
});

test("the technician of the commune says how an école is connected: declared, measured in the page @js", async ({ page, as, step }) => {
  await as("agent");
  await page.goto("/materiel");

  await step("finds there what is theirs, not what the school alone does", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toContainText("École");
    await expect(page.getByRole("link", { name: "Relevé" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Prêts" })).toHaveCount(0);
    await expect(page.getByRole("heading", { name: /^Enquête sur l’équipement/ })).toHaveCount(0);
  }, "equipment-commune", { tree: false });
  await page.getByRole("link", { name: "Socle numérique" }).click();
  await page.getByRole("link", { name: "Déclarer ou mesurer" }).click();

  await step("measures", async () => {
    await page.getByRole("button", { name: "Mesurer maintenant" }).click();
    await expect(page.getByText("C’est mesuré. Relisez, puis notez la mesure.")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByLabel("Réception (Mbit/s)")).not.toHaveValue("");
  }, "broadband", { tree: false });

  await step("notes it, beside what is declared", async () => {
    await page.getByRole("button", { name: "Noter cette mesure" }).click();
    await expect(page.getByText("La mesure est notée.")).toBeVisible();
    await expect(page.getByText("mesuré par Préau").first()).toBeVisible();
  });
});

test("the territory sees the connection of each school", async ({ page, as, step }) => {
  await as("manager");
  await step("opens the list", async () => {
    await page.goto("/materiel/debit");
    await page.getByLabel("Déclaré", { exact: true }).selectOption({ label: "Fibre" });
    await page.getByRole("main").getByRole("button", { name: "Chercher" }).click();
    await expect(page.getByRole("table")).toContainText("Fibre");
  }, "broadband-list", { tree: false });

  await step("sends a table and sees what would change", async () => {
    const table = "UAI;Statut\n0000000A;Fibre\n";
    await page.locator("input[type=file]").setInputFiles({ name: "arcep.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
    await page.getByRole("button", { name: "Comparer" }).click();
    await expect(page.getByText("Aucune école ne changerait")).toBeVisible();
    await expect(page.getByRole("table")).toContainText(/UAI|territoire/);
  }, "broadband-table", { tree: false });
});

test("a table whose titles nobody knows is asked about once", async ({ page, as, step }) => {
  await as("okafor");
  const table = (tag: string) => ({
    name: "liste.csv", mimeType: "text/csv",
    buffer: Buffer.from(`Réf. interne;Appareil;Endroit\n${tag};Ardoise 11;Salle 3\n`),
  });
  const send = async (tag: string) => {
    await page.goto("/materiel");
    await page.getByRole("link", { name: "Importer un tableau" }).click();
    await page.locator("input[type=file]").setInputFiles(table(tag));
    await page.getByRole("button", { name: "Comparer" }).click();
  };

  await step("says what the columns are", async () => {
    await send("REF-901");
    await page.getByRole("link", { name: "Dire ce que sont les colonnes" }).click();
    await page.getByLabel("Réf. interne").selectOption({ label: "Numéro d’inventaire" });
    await page.getByLabel("Appareil").selectOption({ label: "Modèle" });
    await page.getByLabel("Endroit").selectOption({ label: "Salle" });
  }, "equipment-columns");

  await step("the next one is read without a question", async () => {
    await page.getByRole("button", { name: "Comparer" }).click();
    await expect(fact(page, "Nouveaux appareils")).toHaveText("1 ligne");
    await send("REF-902");
    await expect(fact(page, "Nouveaux appareils")).toHaveText("1 ligne");
  });
});

test("a device goes to another school", async ({ page, as, step }) => {
  await as("manager");
  await step("chooses the school", async () => {
    await page.goto("/materiel?q=Pré-Vert");
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("link", { name: "Changer d’école" }).click();
    await expect(page.getByLabel("École qui le reçoit")).toBeVisible();
  }, "equipment-move", { tree: false });
});
