import type { Page } from "@playwright/test";
import { Taps } from "../support/taps.ts";
import { expect, test } from "../support/walkthrough.ts";

/* What a school lends: a class gets its tablets, a mother accepts, things come back whoever brings them. */

test.describe.configure({ mode: "serial" });

/** A hand scanner: it types in the field that is ready, and presses Enter. */
async function scan(page: Page, number: string) {
  await expect(page.getByLabel("Numéro de l’étiquette")).toBeFocused();
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
}

const numbers: string[] = [];

test("a class gets its tablets, one scan after another @path", async ({ page, as, step }) => {
  await as("okafor");
  await page.goto("/materiel");

  await step("finds tablets that are in use", async () => {
    await page.getByLabel("Catégorie").selectOption({ label: "Tablette" });
    await page.getByLabel("État").selectOption({ label: "En service" });
    await page.getByRole("main").getByRole("button", { name: "Chercher" }).click();
    const cells = page.getByRole("table").locator("td[data-label='Numéro']");
    await expect(cells.first()).toBeVisible();
    numbers.push(...(await cells.allInnerTexts()).slice(0, 3).map((text) => text.trim()));
    expect(numbers).toHaveLength(3);
  });

  await step("opens what is lent", async () => {
    await page.getByRole("link", { name: "Prêts" }).click();
    await expect(page.getByRole("table").getByText(/Lina Moreau/)).toBeVisible();
    await expect(page.locator(".tag", { hasText: "En retard" })).toBeVisible();
  }, "loans");

  await step("chooses a class", async () => {
    await page.getByRole("link", { name: "Prêter" }).click();
    await expect(page.getByRole("heading", { name: "Ou toute une classe" })).toBeVisible();
  }, "loans-whom", { tree: false });

  await step("scans a tablet for each pupil", async () => {
    await page.getByRole("link", { name: "5e B", exact: true }).click();
    await page.getByLabel("À rendre le").fill("2027-06-30");
    await page.getByLabel("Numéro de l’étiquette").focus();
    for (const number of numbers) {
      const pupil = (await page.getByLabel("Pour", { exact: true }).locator("option:checked").innerText()).trim();
      await scan(page, number);
      await expect(page.getByText(new RegExp(`^Prêté\\s: .*, ${number}, à ${pupil}\\.$`))).toBeVisible();
      await expect(page.getByLabel("À rendre le")).toHaveValue("2027-06-30");
    }
    await expect(page.getByText(/^\d+ élèves ont un appareil sur \d+$/).first()).toBeVisible();
  }, "loans-class", { tree: false });
});

test("one lent already is not lent again", async ({ page, as, step, net }) => {
  net.expecting(/status of 422/);
  await as("head");
  await step("scans it for another", async () => {
    await page.goto("/materiel");
    await page.getByRole("link", { name: "Prêts" }).click();
    await page.getByRole("link", { name: "Prêter" }).click();
    await page.getByRole("link", { name: "5e B", exact: true }).click();
    await page.getByLabel("À rendre le").fill("2027-06-30");
    await page.getByLabel("Numéro de l’étiquette").fill(numbers[0]!);
    await page.getByRole("button", { name: "Prêter" }).click();
    await expect(page.getByText(/est déjà prêté/).first()).toBeVisible();
  });
});

test("a mother accepts the agreement, and sees when it is due @path", async ({ page, as, step }) => {
  await as("nadia");

  await step("opens from her home what is lent to her daughter", async () => {
    await page.getByRole("link", { name: "Prêts" }).click();
    await expect(page.getByText("À rendre vendredi 19 mars à 17 h 00")).toBeVisible();
  }, "loans-mine");

  await step("accepts the agreement", async () => {
    await page.getByRole("link", { name: "Lire et accepter la convention" }).click();
    await page.getByRole("button", { name: "J’accepte" }).click();
    await expect(page.getByText("La convention est acceptée. Merci.")).toBeVisible();
    await expect(page.getByText(/Acceptée dans Préau/)).toContainText("Mme Moreau");
  }, "loan-mine");

  await step("tells that the screen is broken", async () => {
    await page.getByRole("link", { name: "Signaler un problème" }).click();
    await page.getByLabel(/^Quelques mots/).fill("L’écran est fendu depuis ce matin.");
    await page.getByRole("button", { name: "Cassé" }).click();
    await expect(page.getByText("C’est envoyé. Vous saurez ce qui se passe.")).toBeVisible();
    await expect(page.getByText("L’écran est fendu depuis ce matin.")).toBeVisible();
  }, "loan-damage");
});

test("things come back by a scan, whoever brings them @path", async ({ page, as, step, net }) => {
  net.expecting(/status of 422/);
  const taps = new Taps();
  await as("okafor");
  await page.goto("/materiel");
  await page.getByRole("link", { name: "Prêts" }).click();
  await taps.on(page.getByRole("link", { name: "Retours" }));

  await step("scans what comes back", async () => {
    for (const number of numbers) {
      await scan(page, number);
      await expect(page.getByText(new RegExp(`^Rendu\\s: .*, ${number}, prêté à .*, 5e B\\.$`))).toBeVisible();
    }
    expect(taps.count).toBe(1);
  }, "loans-back", { tree: false });

  await step("scans one twice, and one that is none", async () => {
    await scan(page, numbers[0]!);
    await expect(page.getByText(/est déjà rendu/).first()).toBeVisible();
    await page.getByLabel("Numéro de l’étiquette").fill("ZZ-404");
    await page.getByRole("button", { name: "Rendu", exact: true }).click();
    await expect(page.getByText("Le numéro ZZ-404 n’est pas dans l’inventaire de l’école.").first()).toBeVisible();
  });
});
