import type { Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";
import { xlsx } from "../support/workbook.ts";

/* What a school has: a delivery of 45 tablets for 42 ordered, a table that is looked at first, labels, a stock-taking. */

test.describe.configure({ mode: "serial" });

const fact = (page: Page, name: string) =>
  page.locator("dt", { hasText: new RegExp(`^${name}$`) }).locator("xpath=following-sibling::dd[1]");

/** A hand scanner: it types in the field that is ready, and presses Enter. */
async function scan(page: Page, number: string) {
  await expect(page.getByLabel("Numéro de l’étiquette")).toBeFocused();
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
}

test("the head of a collège receives 45 tablets for 42 ordered @path", async ({ page, as, step }) => {
  test.slow();
  await as("head");

  await step("opens what the collège has", async () => {
    await page.goto("/materiel");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Collège");
  }, "equipment", { tree: false });

  await step("opens the order that is late", async () => {
    await page.getByRole("link", { name: "Commandes" }).click();
    await expect(page.getByText("En retard")).toBeVisible();
    await page.getByRole("link", { name: /Classes mobiles 2027/ }).click();
    await expect(page.getByText("0 reçu sur 42")).toBeVisible();
  }, "equipment-order");

  await step("scans box after box", async () => {
    for (let box = 1; box <= 45; box++) {
      await scan(page, `R52N4${String(box).padStart(4, "0")}`);
      await expect(page.getByText(new RegExp(`^${box} reçus? (sur|pour) 42`)).first()).toBeVisible();
    }
    await expect(page.getByText("45 reçus pour 42 commandés : 3 en trop.")).toBeVisible();
    await expect(page.getByText("3 appareils en trop")).toBeVisible();
  }, "equipment-surplus", { tree: false });

  await step("scans one twice: it is received once", async () => {
    await scan(page, "R52N40045");
    await expect(page.getByText("Le numéro R52N40045 était déjà reçu.")).toBeVisible();
  });
});

test("a table of an office is looked at before anything changes", async ({ page, as, step, net }) => {
  net.expecting(/status of 422/);
  await as("okafor");
  await page.goto("/materiel");

  await step("sends it", async () => {
    await page.getByRole("link", { name: "Importer un tableau" }).click();
    await page.getByLabel("Tableau").setInputFiles(
      xlsx("parc.xlsx", [
        ["Inventaire du CDI"],
        [],
        ["Catégorie", "Marque", "Modèle", "N° de série", "N° inventaire", "Salle", "Remarque"],
        ["Tablette", "Tournesol", "Ardoise 11", "S/N: 5CD 1234 XY", "CDI-1", "CDI", ""],
        ["Tablette", "Tournesol", "Ardoise 11", "1.23E+15", "", "CDI", "illisible"],
        ["Tablette", "Tournesol", "Ardoise 11", "à compléter", "CDI-2", "CDI", ""],
        ["", "", "", "Total", "", "", ""],
      ]),
    );
    await page.getByRole("button", { name: "Comparer" }).click();
    await expect(fact(page, "Nouveaux appareils")).toHaveText("2 lignes");
    await expect(fact(page, "Douteuses")).toHaveText("1 ligne");
    await expect(page.getByText("Le numéro a été arrondi par un tableur.")).toBeVisible();
  }, "equipment-import");

  await step("applies what is sure", async () => {
    await page.getByRole("button", { name: "Appliquer 2 lignes" }).click();
    await expect(page.getByText("C’est fait.")).toBeVisible();
  });

  await step("finds a device by its label", async () => {
    await page.goto("/materiel");
    await page.getByLabel("Modèle, numéro ou salle").fill("cdi-1");
    await page.getByRole("main").getByRole("button", { name: "Chercher" }).click();
    await page.getByRole("link", { name: "Tournesol Ardoise 11" }).click();
    await expect(fact(page, "Numéro de série")).toHaveText("5CD1234XY");
  }, "equipment-device");
});

test("rooms are gone through with a scanner", async ({ page, as, step }) => {
  await as("directrice");
  await page.goto("/materiel");

  await step("opens the stock-taking", async () => {
    await page.getByRole("link", { name: "Relevé" }).click();
    await expect(page.getByRole("heading", { name: "Pas encore vus" })).toBeVisible();
  }, "equipment-stock");

  await step("scans the first device of the room", async () => {
    const label = await page.locator("section", { hasText: "Pas encore vus" }).getByRole("listitem").first().locator("small").innerText();
    await page.getByLabel("Lieu").fill("Bibliothèque");
    await page.getByLabel("Numéro de l’étiquette").fill(label);
    await page.getByRole("button", { name: "Vu", exact: true }).click();
    await expect(page.getByText(/^Vu\s: .*, /)).toBeVisible();
    await expect(page.getByText(/^1 appareil vu sur/)).toBeVisible();
    await expect(page.getByLabel("Lieu")).toHaveValue("Bibliothèque");
  });
});

test("the territory finds a school, and its labels", async ({ page, as, step }) => {
  await as("manager");

  await step("opens the schools", async () => {
    await page.goto("/materiel");
    await expect(page.getByRole("table")).toBeVisible();
  }, "equipment-schools");

  await step("asks for the labels of the tablets of one", async () => {
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByLabel("Catégorie").selectOption({ label: "Vidéoprojecteur ou écran" });
    await page.getByRole("main").getByRole("button", { name: "Chercher" }).click();
    await page.getByRole("link", { name: "Étiquettes" }).click();
    await expect(page.getByLabel("24 par feuille")).toBeChecked();
  }, "equipment-labels", { tree: false });
});
