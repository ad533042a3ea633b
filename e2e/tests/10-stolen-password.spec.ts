import type { Browser, Page } from "@playwright/test";
import { PASSWORD } from "../support/people.ts";
import { code } from "../support/phone.ts";
import { expect, test } from "../support/walkthrough.ts";

/* Someone signs in elsewhere with a stolen password. The owner sees it, ends it, and the password is no longer enough. */

test.describe.configure({ mode: "serial" });

const LOGIN = "helene.baron";
const NEXT = "la brume sur neuf barques";

async function signIn(page: Page, password: string) {
  await page.goto("/connexion");
  await page.getByLabel("Identifiant").fill(LOGIN);
  await page.getByLabel("Mot de passe", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Entrer", exact: true }).click();
}

async function elsewhere(browser: Browser, baseURL: string | undefined) {
  const context = await browser.newContext({ baseURL: baseURL! });
  return { thief: await context.newPage(), gone: () => context.close() };
}

const isOut = async (page: Page) => {
  await page.goto("/mon-compte");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Se connecter");
};

test("ends a stolen session and adds a second step @path", async ({ page, browser, baseURL, net, step }) => {
  net.expecting(/status of 422/);
  const { thief, gone } = await elsewhere(browser, baseURL);

  await step("stands at the door, at home", async () => {
    await page.goto("/connexion");
    await expect(page.getByText("Cet appareil est partagé")).toBeVisible();
  }, "sign-in");
  await signIn(page, PASSWORD);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Se connecter");

  await signIn(thief, PASSWORD);
  await expect(thief.getByRole("heading", { level: 1 })).not.toHaveText("Se connecter");

  await step("sees a device that is new", async () => {
    await page.goto("/mon-compte");
    await expect(page.getByText("Vous ne reconnaissez pas un appareil ?")).toBeVisible();
    await expect(page.getByText("Nouveau", { exact: true })).toHaveCount(1);
  }, "account", { tree: false });

  await step("ends it", async () => {
    await page.getByRole("button", { name: "Déconnecter", exact: true }).first().click();
    await expect(page.getByText("Cet appareil est déconnecté.")).toBeVisible();
  });
  await isOut(thief);
  await signIn(thief, PASSWORD);
  await expect(thief.getByRole("heading", { level: 1 })).not.toHaveText("Se connecter");

  await step("is refused a password that anyone would try", async () => {
    await page.getByLabel("Mot de passe actuel").fill(PASSWORD);
    await page.getByLabel("Nouveau mot de passe").fill("1234567890");
    await page.getByLabel("Le même mot de passe").fill("1234567890");
    await page.getByRole("button", { name: "Changer de mot de passe" }).click();
    await expect(page.getByText("l’un des premiers que l’on devinerait").first()).toBeVisible();
  });

  await step("changes the password: the thief is out", async () => {
    await page.getByLabel("Mot de passe actuel").fill(PASSWORD);
    await page.getByLabel("Nouveau mot de passe").fill(NEXT);
    await page.getByLabel("Le même mot de passe").fill(NEXT);
    await page.getByRole("button", { name: "Changer de mot de passe" }).click();
    await expect(page.getByText("Votre mot de passe est changé.")).toBeVisible();
  });
  await isOut(thief);

  await step("opens the two steps", async () => {
    await page.getByRole("link", { name: "Régler les deux étapes" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Connexion en deux étapes");
  }, "two-steps");

  await step("asks for an application of codes", async () => {
    await page.getByRole("link", { name: "Ajouter une application de codes" }).click();
    await expect(page.getByLabel("Mot de passe actuel")).toBeVisible();
  }, "password-again");

  let key = "";
  await step("shows the picture to the phone, or types the key", async () => {
    await page.getByLabel("Mot de passe actuel").fill(NEXT);
    await page.getByRole("button", { name: "Continuer" }).click();
    await expect(page.getByRole("img", { name: "Image à montrer" })).toBeVisible();
    await page.getByText("Je ne peux pas viser l’image").click();
    await expect(page.locator("details code")).toBeVisible();
    key = await page.locator("details code").innerText();
  }, "codes-app", { tree: false });

  await step("types the code: it is on, with spare codes", async () => {
    await page.getByLabel("Code à six chiffres").fill(code(key));
    await page.getByRole("button", { name: "Activer" }).click();
    await expect(page.locator(".spare code")).toHaveCount(8);
  }, "spare-codes", { tree: false });

  const spare = await page.locator(".spare code").first().innerText();

  await step("has the password stolen again: it is not enough", async () => {
    await page.getByRole("link", { name: "Je les ai notés" }).click();
    await expect(page.getByText("Il vous reste 8 codes de secours.")).toBeVisible();
  }, "two-steps-on", { tree: false });
  await signIn(thief, NEXT);
  await expect(thief.getByRole("heading", { level: 1 })).toHaveText("Seconde étape");
  await thief.getByLabel("Code à six chiffres").fill("000000");
  await thief.getByRole("button", { name: "Entrer", exact: true }).click();
  await expect(thief.getByText("Ce code n’est pas le bon").first()).toBeVisible();
  await isOut(thief);
  await gone();

  await step("comes in again with a spare code, the phone at home", async () => {
    await page.goto("/mon-compte");
    await page.getByRole("button", { name: "Se déconnecter", exact: true }).click();
    await signIn(page, NEXT);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Seconde étape");
  }, "second-step");
  await page.getByLabel("Code à six chiffres").fill(spare);
  await page.getByRole("button", { name: "Entrer", exact: true }).click();
  await expect(page.getByText("Il vous reste 7 codes de secours.")).toBeVisible();
});

test("by keyboard alone: the second step", async ({ page, keys, step }) => {
  await step("stands before the second step", async () => {
    await page.goto("/connexion");
    await keys.type(page.getByLabel("Identifiant"), LOGIN);
    await keys.type(page.getByLabel("Mot de passe", { exact: true }), NEXT);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Seconde étape");
  });
  await step("goes back", async () => {
    await keys.enter(page.getByRole("link", { name: "Ce n’est pas moi" }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Se connecter");
  });
});
