import { expect, type Page } from "@playwright/test";
import { PASSWORD } from "./people.ts";

/* A device of one's own: « Rester connecté », and what its worker keeps. */

/** Signs in as on a device of one's own. */
export async function onOwnDevice(page: Page, login: string) {
  await page.goto("/connexion");
  await page.getByLabel("Identifiant").fill(login);
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Rester connecté sur cet appareil").check();
  await page.getByRole("button", { name: "Entrer", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Bonjour /);
}

/** The worker is at work, and has this page. */
export async function keeps(page: Page, path: string) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => held(page)).toContain(path);
}

/** The addresses of the pages that the device holds. */
export const held = async (page: Page) => (await pages(page)).map(({ url }) => url);

/** When the device took a page, the last time. */
export const keptAt = async (page: Page, path: string) => (await pages(page)).find(({ url }) => url === path)?.at ?? 0;

const pages = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ url: string; at: number }[]>((done) => {
        const request = indexedDB.open("preau");
        request.onsuccess = () => {
          const all = request.result.transaction("pages").objectStore("pages").getAll();
          all.onsuccess = () => done((all.result as { url: string; at: number }[]).map(({ url, at }) => ({ url, at })));
        };
      }),
  );
