import type { Page } from "@playwright/test";
import { keeps, onOwnDevice } from "../support/device.ts";
import { heavyPhoto } from "../support/papers.ts";
import { expect, test } from "../support/pocket.ts";

/* The bus in a tunnel: the line is cut in the middle of a photo, the phone dies in the middle of what it does. */

test.describe.configure({ mode: "serial" });

const KEPT = "C’est gardé sur cet appareil.";
const WAITS = "Un envoi attend le réseau.";
const DONE = "Lecture de la carte page 84, écrite dans le tunnel.";

const half = (photo: ReturnType<typeof heavyPhoto>) => Math.floor(photo.buffer.length / 2);

/** Opens a work from the home and chooses the photo. */
async function chooses(page: Page, work: string, photo: ReturnType<typeof heavyPhoto>) {
  await page.goto("/");
  await page.getByRole("listitem").filter({ hasText: work }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(work);
  await page.getByLabel(/^Photos/).setInputFiles(photo);
  await expect(page.getByText(photo.name)).toBeVisible();
}

/** Comes back to the home: what waited has left, and the work holds one photo. */
async function findsOnePhoto(page: Page, work: string) {
  await page.goto("/");
  const line = page.getByRole("listitem").filter({ hasText: work });
  await expect(line).toContainText("Rendu", { timeout: 30_000 });
  await expect(page.getByText(WAITS)).toBeHidden();
  await line.getByRole("link").first().click();
  await expect(page.getByRole("img", { name: /^Photo/ })).toHaveCount(1);
}

test("a line cut in the middle of a photo: it leaves when there is one again, once @js @once", async ({ page, link, as, net, step }) => {
  net.expecting(/ERR_|Failed to load resource/);
  const photo = heavyPhoto();
  const work = "Carnet de lecture, chapitre 4";
  await as("lina");
  await chooses(page, work, photo);
  link.cut(half(photo));
  await page.getByRole("button", { name: "Rendre" }).click();
  await step("is told that it is kept", async () => {
    await expect(page.getByText(KEPT)).toBeVisible();
    await expect(page.getByText(WAITS)).toBeVisible();
    expect(link.isCut()).toBe(true);
  });
  link.mend();
  await step("out of the tunnel: it is there once", () => findsOnePhoto(page, work));
});

test("a phone that dies in the middle of sending a photo: it leaves when it is on again, once @js @once", async ({ pocket, link }) => {
  const photo = heavyPhoto();
  const work = "Exercices 12 et 13 p. 84";
  await onOwnDevice(await pocket.turnOn(), "lina.moreau");
  await pocket.turnOff();

  const page = await pocket.turnOn();
  await chooses(page, work, photo);
  link.cut(half(photo));
  await page.getByRole("button", { name: "Rendre" }).click();
  await expect.poll(link.isCut).toBe(true);
  await pocket.die();
  link.mend();

  await findsOnePhoto(await pocket.turnOn(), work);
  await pocket.turnOff();
});

test("a phone that dies while a lesson is written, then once it is published: it is there, once @js @once", async ({ pocket, link }) => {
  const first = await pocket.turnOn();
  await onOwnDevice(first, "helene.baron");
  await first.goto("/");
  await first.getByRole("link", { name: /en ce moment/ }).click();
  const address = new URL(first.url()).pathname;
  await keeps(first, address);
  await pocket.turnOff();

  const written = await pocket.turnOn();
  await written.goto(address);
  link.cut();
  await written.getByRole("textbox", { name: /^Ce qui a été fait/ }).fill(DONE);
  await written.getByRole("textbox", { name: /^Travail/ }).fill("Relire la page 85");
  await expect(written.getByText("Pas de réseau : votre texte est gardé sur cet appareil.")).toBeVisible();
  await pocket.die();

  const found = await pocket.turnOn();
  await found.goto(address);
  await expect(found.getByText(/^Hors connexion\s: voici ce que vous aviez jeudi 11 mars à/)).toBeVisible();
  await expect(found.getByRole("textbox", { name: /^Ce qui a été fait/ })).toHaveText(DONE);
  await found.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(found.getByText(KEPT)).toBeVisible();
  await pocket.die();
  link.mend();

  const back = await pocket.turnOn();
  await back.goto("/");
  await expect.poll(() => back.evaluate(() => document.querySelector<HTMLElement>("[data-outbox]")?.hidden)).toBe(true);
  await back.goto(address);
  await expect(back.getByText("Publiée", { exact: true })).toBeVisible();
  await expect(back.getByRole("textbox", { name: /^Ce qui a été fait/ })).toHaveText(DONE);
  await expect(back.getByRole("region", { name: "Travail donné" }).getByText("Relire la page 85")).toHaveCount(1);
  await pocket.turnOff();
});
