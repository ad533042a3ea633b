import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";

/* Step 3: codes on paper for a class, an account from a code, every device signed out. */

test.describe.configure({ mode: "serial" });

const CHOSEN = "le chat dort dehors";
const pupil = { name: "", lost: "", code: "", login: "" };

const printed = async (code: Locator) => (await code.innerText()).replace(/\s/g, "");

async function choose(page: Page, password: string) {
  await page.getByLabel("Mot de passe", { exact: true }).fill(password);
  await page.getByLabel("Le même mot de passe").fill(password);
  await page.getByRole("button", { name: "Enregistrer et entrer" }).click();
}

async function signIn(page: Page) {
  await page.goto("/connexion");
  await page.getByLabel("Identifiant").fill(pupil.login);
  await page.getByLabel("Mot de passe", { exact: true }).fill(CHOSEN);
  await page.getByRole("button", { name: "Entrer" }).click();
  await expect(page.getByRole("heading", { name: "Ma journée" })).toBeVisible();
}

test("the office prints the codes of a class and gives one again @path", async ({ page, as, step }) => {
  await as("okafor");

  await step("opens the codes of the 5e B", async () => {
    await page.getByRole("link", { name: "Codes d’activation" }).first().click();
    await page.getByRole("link", { name: "5e B" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Codes des élèves, 5e B");
  });

  await step("prepares the sheet: one slip per pupil", async () => {
    await page.getByRole("button", { name: "Préparer et imprimer les codes" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "tapez ce code" })).toHaveCount(23);
  });

  const slip = page.locator(".slip").first();
  pupil.name = await slip.getByRole("heading").innerText();
  pupil.lost = await printed(slip.locator(".code"));

  await step("sees on paper the slips alone", async () => {
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("banner")).toBeHidden();
    await expect(page.getByRole("contentinfo")).toBeHidden();
    await expect(slip).toBeVisible();
    await page.emulateMedia({ media: "screen" });
  });

  await step("gives that pupil, who lost the slip, another code", async () => {
    await page.getByRole("link", { name: "Revenir à la liste" }).click();
    await page.getByRole("button", { name: `Nouveau code, ${pupil.name}` }).click();
    await expect(page.locator(".slip")).toHaveCount(1);
    await expect(page.locator(".slip").getByRole("heading")).toHaveText(pupil.name);
  }, "slip", { tree: false });

  pupil.code = await printed(page.locator(".slip .code"));
  expect(pupil.code).not.toBe(pupil.lost);
});

test("a pupil activates an account with a code typed anyhow @path", async ({ page, net, step }) => {
  net.expecting(/status of 422/);

  await step("finds where to type a code", async () => {
    await page.goto("/connexion");
    await page.getByRole("link", { name: "J’ai reçu un code" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Activer mon compte");
  }, "activation");

  await step("types the lost code, which no longer works", async () => {
    await page.getByLabel("Code").fill(pupil.lost);
    await page.getByRole("button", { name: "Continuer" }).click();
    await expect(page.getByText("Ce code n’existe pas, ou il a été remplacé.").first()).toBeVisible();
  });

  await step("types the new one in small letters, with spaces and dashes", async () => {
    const sloppy = ` ${pupil.code.toLowerCase().replace(/(...)/g, "$1 - ")} `;
    await page.getByLabel("Code").fill(sloppy);
    await page.getByRole("button", { name: "Continuer" }).click();
    const [first] = pupil.name.split(" ");
    await expect(page.getByText(`Ce code est pour ${first}`)).toBeVisible();
  });

  await step("is refused a password that anyone would guess", async () => {
    await choose(page, "motdepasse");
    await expect(page.getByRole("heading", { name: "Bienvenue" })).toHaveCount(0);
  });

  await step("chooses a good one, and is in", async () => {
    await choose(page, CHOSEN);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Bienvenue");
    await page.getByRole("link", { name: "Voir ma journée" }).click();
    await expect(page.getByRole("heading", { name: "Ma journée" })).toBeVisible();
  });

  await page.goto("/mon-compte");
  pupil.login = await page.getByRole("definition").nth(1).innerText();
});

test("signs out everywhere from another device @path", async ({ page, browser, baseURL, step }) => {
  const phone = await browser.newContext({ baseURL: baseURL! });
  const forgotten = await phone.newPage();
  await signIn(forgotten);

  await step("signs in here too, and sees both devices", async () => {
    await signIn(page);
    await page.goto("/mon-compte");
    await expect(page.getByText("Cet appareil", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Déconnecter", exact: true }).first()).toBeVisible();
  });

  await step("signs out everywhere", async () => {
    await page.getByRole("button", { name: "Se déconnecter partout" }).click();
    await expect(page.getByText("Vous êtes déconnecté de tous vos appareils.")).toBeVisible();
  });

  await forgotten.goto("/mon-compte");
  await expect(forgotten.getByRole("heading", { level: 1 })).toHaveText("Se connecter");
  await phone.close();
});

test("by keyboard alone: signs in and changes the password", async ({ page, keys, step }) => {
  const next = "sept ponts de bois";

  await step("signs in", async () => {
    await page.goto("/connexion");
    await keys.type(page.getByLabel("Identifiant"), pupil.login);
    await keys.type(page.getByLabel("Mot de passe", { exact: true }), CHOSEN);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Ma journée" })).toBeVisible();
  });

  await step("changes the password", async () => {
    await keys.enter(page.getByRole("link", { name: /^Mon compte, / }));
    await keys.type(page.getByLabel("Mot de passe actuel"), CHOSEN);
    await keys.type(page.getByLabel("Nouveau mot de passe"), next);
    await keys.type(page.getByLabel("Le même mot de passe"), next);
    await keys.enter(page.getByRole("button", { name: "Changer de mot de passe" }));
    await expect(page.getByText("Votre mot de passe est changé.")).toBeVisible();
  });
});
