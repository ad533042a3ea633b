import { expect, type Page } from "@playwright/test";

export const FOUNDER = { first: "Camille", last: "Rivoire", login: "camille.rivoire", password: "trois pommes au grenier" };

/** Fills the page of the first steps and sends it. */
export async function found(page: Page, again = FOUNDER.password) {
  await page.getByLabel("Nom du territoire").fill("Val-de-Boivre");
  await page.getByLabel("Prénom").fill(FOUNDER.first);
  await page.getByLabel("Nom de famille").fill(FOUNDER.last);
  await page.getByLabel("Identifiant").fill(FOUNDER.login);
  await page.getByLabel("Mot de passe", { exact: true }).fill(FOUNDER.password);
  await page.getByLabel("Le même mot de passe").fill(again);
  await page.getByRole("button", { name: "Créer le territoire" }).click();
}

/** Signs in by the page that is open. Whoever administers is asked for a second step, and has a week to choose it. */
export async function comeBack(page: Page) {
  await page.getByLabel("Identifiant").fill(FOUNDER.login);
  await page.getByLabel("Mot de passe", { exact: true }).fill(FOUNDER.password);
  await page.getByRole("button", { name: "Entrer" }).click();
  await page.getByRole("link", { name: "Plus tard" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Bonjour ${FOUNDER.first}`);
}
