import type { Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";

/* What is known of the programme: a map for those who decide, a study for those who ask, a page for everyone. */

/** The numbers of a table, row by row, by the name of the row. */
const rows = (page: Page, section: string) => page.locator(`section[aria-labelledby="${section}"] tbody tr`);

test("who pays reads the map on her phone @path", async ({ page, as, step }) => {
  await as("funder");

  await step("opens what is counted", async () => {
    await page.goto("/programme");
    await page.getByRole("link", { name: "Indicateurs" }).click();
    await expect(page.getByRole("img", { name: /^Carte des écoles/ })).toBeVisible();
    await expect(page.getByText(/^En février 2027/)).toBeVisible();
  }, "knowing-map", { tree: false });

  await step("every picture has its table", async () => {
    const schools = await page.locator(".map .spot").count();
    expect(schools).toBeGreaterThan(2);
    await expect(rows(page, "ecoles")).toHaveCount(schools);
    await page.locator('section[aria-labelledby="mois-par-mois"] summary').click();
    await expect(rows(page, "mois-par-mois").first()).toBeVisible();
  });

  await step("looks at what pupils hand in, collèges beside écoles", async () => {
    await page.getByLabel("Ce qui est compté").selectOption("Travaux rendus");
    await page.getByLabel("Comparer selon").selectOption("École ou collège");
    await page.getByRole("button", { name: "Afficher" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Travaux rendus");
    await expect(rows(page, "comparer").filter({ hasText: "Collèges" })).toBeVisible();
    await expect(page.getByText("Un nombre inférieur à 5 est masqué")).toBeVisible();
  }, "knowing-handins", { tree: false });

  await step("reads what was decided, the late first", async () => {
    await page.goto("/programme/gouvernance");
    await expect(rows(page, "instances").first()).toBeVisible();
    await expect(page.locator('section[aria-labelledby="a-faire"] li').first()).toContainText("En retard");
  }, "knowing-governance");
});

/** Eighteen schools over five years: half become pilots in 2026, and gain. */
function outcomes(gain: number): string {
  const letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
  const lines = ["UAI;Année;Résultat;Première année"];
  for (let school = 0; school < 18; school++) {
    const number = 990_100 + school;
    for (let year = 2023; year < 2028; year++) {
      const noise = ((school * 7 + year * 13) % 11) / 10;
      const value = 250 + noise + (school < 9 && year >= 2026 ? gain : 0);
      lines.push(`0${number}${letters[number % 23]};${year};${value.toFixed(2).replace(".", ",")};${school < 9 ? 2026 : ""}`);
    }
  }
  lines.push("pas une école;2024;251;");
  return lines.join("\n");
}

test("the manager imports outcomes and reads the event study", async ({ page, as, step }) => {
  test.slow();
  await as("manager");

  await step("plans what could be seen", async () => {
    await page.goto("/programme/effets");
    await page.getByRole("link", { name: "Prévoir ce qui pourra être vu" }).click();
    await expect(page.getByRole("status")).toContainText("Le plus petit effet que l’étude trouverait");
  }, "knowing-plan");

  await step("sends a table, and looks at it first", async () => {
    await page.goto("/programme/effets/nouvelle");
    await page.getByLabel("Nom de l’étude").fill("Évaluations de rentrée");
    await page.getByLabel("Ce qui est mesuré").fill("Score moyen");
    await page.getByLabel("Tableau").setInputFiles({
      name: "resultats.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(outcomes(5), "utf8"),
    });
    await page.getByRole("button", { name: "Lire le tableau" }).click();
    await expect(page.getByText("ce n’est pas un numéro d’école")).toBeVisible();
  }, "knowing-preview", { tree: false });

  await step("keeps it, and reads what may be said", async () => {
    await page.getByRole("button", { name: "Garder et calculer" }).click();
    await expect(page.getByText("Il y a un effet : ni l’erreur ni le hasard ne l’expliquent.")).toBeVisible();
    const dots = await page.locator('section[aria-labelledby="avant-apres"] .dot').count();
    await expect(rows(page, "avant-apres")).toHaveCount(dots);
  }, "knowing-effect", { tree: false });

  await step("reads a study that says nothing, honestly", async () => {
    await page.goto("/programme/effets");
    await page.getByRole("link", { name: /Lecture à l’entrée en 6e/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Lecture");
    await expect(page.getByText(/On ne peut pas conclure|Trop peu d’écoles/)).toBeVisible();
  });
});

test("the head of a collège stands beside others, never ranked", async ({ page, as, step }) => {
  await as("head");
  await step("reads the own school", async () => {
    await page.goto("/programme/indicateurs");
    await expect(page.getByText("Ce n’est pas un classement.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "École par école" })).toHaveCount(0);
  }, "knowing-own", { tree: false });
});

test("anyone reads the public page @path", async ({ page, step }) => {
  await page.context().clearCookies();
  await step("without an account", async () => {
    await page.goto("/le-programme");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Le numérique à l’école");
    await expect(page.getByRole("heading", { name: "Les chiffres ouverts" })).toBeVisible();
    await expect(rows(page, "chiffres").first()).toBeVisible();
  }, "knowing-public");
});
