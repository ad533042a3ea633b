import type { Page } from "@playwright/test";
import { PASSWORD } from "../support/people.ts";
import { expect, test } from "../support/walkthrough.ts";

/* A key in the device instead of a password. */

test.use({ named: true });

/** A device that asks for a finger, in software. */
async function finger(page: Page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send("WebAuthn.enable");
  const { authenticatorId } = await browser.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return {
    shown: (isUserVerified: boolean) => browser.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

test("adds a passkey, then comes in with it @js", async ({ page, as, net, step }) => {
  net.expecting(/status of 422/);
  await as("nadia");
  const device = await finger(page);

  await step("opens the page of passkeys", async () => {
    await page.goto("/mon-compte/deux-etapes");
    await page.getByRole("link", { name: "Ajouter une clé d’accès" }).click();
    await expect(page.getByRole("button", { name: "Ajouter une clé d’accès" })).toBeVisible();
  }, "passkey-add");

  await step("mistypes the password", async () => {
    await page.getByLabel("Mot de passe actuel").fill("pas le bon");
    await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
    await expect(page.getByText("Ce n’est pas votre mot de passe actuel.")).toBeVisible();
  });

  await step("adds the key", async () => {
    await page.getByLabel("Mot de passe actuel").fill(PASSWORD);
    await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click();
    await expect(page.locator(".spare code")).toHaveCount(8);
  });

  await step("sees it in the list", async () => {
    await page.getByRole("link", { name: "Je les ai notés" }).click();
    await expect(page.getByText(/^Ajoutée avec/)).toBeVisible();
  }, "passkeys", { tree: false });

  await step("signs out", async () => {
    await page.goto("/mon-compte");
    await page.getByRole("button", { name: "Se déconnecter", exact: true }).click();
    await page.goto("/connexion");
  });

  await step("shows another finger, and is told", async () => {
    await device.shown(false);
    await page.getByRole("button", { name: "Entrer avec une clé d’accès" }).click();
    await expect(page.getByText("l’appareil n’a pas confirmé")).toBeVisible();
  });

  await step("comes in with the right one", async () => {
    await device.shown(true);
    await page.getByRole("button", { name: "Entrer avec une clé d’accès" }).click();
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Se connecter");
  });
});
