import type { Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";

/* The money: the threshold that a commune looks at, the call that the bank gets, an order that was split. */

test.describe.configure({ mode: "serial" });

/** Where the line of the écoles of the visit is. */
let line = "";

const simulate = async (page: Page, amount: string) => {
  await page.getByLabel("Montant HT").fill(amount);
  await page.getByRole("button", { name: "Calculer" }).click();
};

test("a commune sees what it owes at 199 999,99 € and at 200 000 € @path", async ({ page, as, step }) => {
  await as("agent");

  await step("opens the money of its écoles", async () => {
    await page.goto("/programme");
    await page.getByRole("link", { name: /Argent/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Argent");
    await expect(page.getByText("Ce qui concerne vos écoles").first()).toBeVisible();
  }, "money-commune", { tree: false });

  await step("asks for one cent below the threshold", async () => {
    await page.getByRole("link", { name: "Simulateur" }).click();
    await simulate(page, "199 999,99");
    await expect(page.getByRole("table", { name: /Parts de/ }).getByText("60 000,00 €")).toBeVisible();
  }, "money-simulator");

  await step("asks for the threshold: it owes 40 000 € more", async () => {
    await simulate(page, "200 000");
    await expect(page.getByRole("table", { name: /Parts de/ }).getByText("100 000,00 €").first()).toBeVisible();
    await expect(page.getByText("40 000,00 €").first()).toBeVisible();
    await expect(page.getByText("(à confirmer)")).toBeVisible();
  });

  await step("opens its line: who owes what, to the cent, and what looks split", async () => {
    await page.goto("/programme/argent");
    await page.getByRole("link", { name: /^Classes mobiles/ }).first().click();
    line = page.url();
    await expect(page.getByText("Qui doit quoi").first()).toBeVisible();
    await expect(page.getByText("Est-ce une seule commande ?").first()).toBeVisible();
  }, "money-line", { tree: false });

  await step("follows its euros to the rooms", async () => {
    await page.getByRole("link", { name: "Suivre les euros de cette ligne" }).click();
    await expect(page.getByText(/6 appareils, .*Bibliothèque/)).toBeVisible();
  }, "money-line-flow", { tree: false });
});

test("the bank gets its call for funds @path", async ({ page, as, step }) => {
  await as("manager");

  await step("the manager asks for what is earned", async () => {
    await page.goto("/programme/argent");
    await page.getByRole("link", { name: /Territoire numérique/ }).click();
    await page.getByRole("link", { name: "Demander un versement" }).click();
    await expect(page.getByRole("table", { name: "Peut être demandé" })).toBeVisible();
    await page.getByRole("button", { name: "Établir l’appel" }).click();
    await expect(page.getByText("L’appel de fonds est établi.")).toBeVisible();
  }, "money-call", { tree: false });

  await as("funder");

  await step("the bank finds it, and follows its money", async () => {
    await page.goto("/programme/argent");
    await page.getByRole("link", { name: /Territoire numérique/ }).click();
    await page.getByRole("link", { name: "Suivre chaque euro" }).click();
    await expect(page.getByRole("img", { name: /5\s600\s000,00\s€/ })).toBeVisible();
    await expect(page.getByText("Non affecté").first()).toBeVisible();
  }, "money-flow", { tree: false });

  await step("takes the letter", async () => {
    await page.goBack();
    await page.getByRole("link", { name: /^Appel 2/ }).click();
    const letter = page.waitForEvent("download");
    await page.getByRole("link", { name: "Appel en PDF" }).click();
    expect((await letter).suggestedFilename()).toBe("appel-2.pdf");
  });
});

test("an invoice that is split to stay under the threshold is pointed out", async ({ page, as, step, net }) => {
  net.expecting(/status of 422/);
  await as("manager");
  await page.goto("/programme/argent");
  await page.getByRole("link", { name: /Territoire numérique/ }).click();

  await step("sees the orders that may be one", async () => {
    await expect(page.getByText(/2 commandes à Tournesol Équipement en 28 jours/)).toBeVisible();
  }, "money-convention", { tree: false });

  const write = async (reference: string) => {
    await page.goto(line);
    await page.getByRole("link", { name: "Facture", exact: true }).click();
    await page.getByLabel("Rattachée à").selectOption({ label: "Commande C-2026-40" });
    await page.getByLabel("Fournisseur").selectOption({ label: "Tournesol Équipement" });
    await page.getByLabel("Numéro ou référence").fill(reference);
    await page.getByLabel("Date", { exact: true }).fill("2026-10-05");
    await page.getByLabel("Montant HT").fill("45 000");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("C’est enregistré.").first()).toBeVisible();
  };

  await step("writes one invoice, then another: together with the first they pass the threshold", async () => {
    await write("F-2027-1");
    await write("F-2027-2");
    await expect(page.getByText(/factures de Tournesol Équipement en \d+ jours/).first()).toBeVisible();
  }, "money-split", { tree: false });

  await step("a payment entered twice is refused", async () => {
    const pay = async () => {
      await page.goto(line);
      await page.getByRole("link", { name: "Paiement", exact: true }).click();
      await page.getByLabel("Facture concernée").selectOption({ label: "Facture F-2027-1" });
      await page.getByLabel("Numéro ou référence").fill("M-2027-1");
      await page.getByLabel("Montant payé TTC").fill("20 000");
      await page.getByRole("button", { name: "Enregistrer" }).click();
    };
    await pay();
    await expect(page.getByText("C’est enregistré.").first()).toBeVisible();
    await pay();
    await expect(page.getByText("Ce paiement est déjà enregistré").first()).toBeVisible();
  }, "money-twice", { tree: false });
});
