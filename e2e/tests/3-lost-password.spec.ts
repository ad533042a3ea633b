import { PASSWORD } from "../support/people.ts";
import { expect, test } from "../support/walkthrough.ts";

/* Step 3: a lost password is solved by mail, and its owner is told. */

test.use({ mail: true });
test.describe.configure({ mode: "serial" });

const ADDRESS = "nadia.moreau@exemple.fr";
const NEW = "quatre mots sans rapport";

test("a lost password by mail @path", async ({ page, as, step, mailbox, javaScriptEnabled }) => {
  await as("nadia");

  await step("says where she is reached", async () => {
    await page.goto("/mon-compte");
    await page.getByRole("link", { name: "Voir mes coordonnées" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mes coordonnées");
  }, "contacts");

  await step("gives an address and, once more, the password", async () => {
    await page.getByRole("link", { name: "Indiquer une adresse" }).click();
    await page.getByLabel("Adresse de courriel").fill(ADDRESS);
    await page.getByLabel("Mot de passe actuel").fill(PASSWORD);
    await page.getByRole("button", { name: "Recevoir un code" }).click();
    await expect(page.getByText("Un code est parti.")).toBeVisible();
  }, "contacts-code");

  await step("types the code that arrived", async () => {
    await expect.poll(() => mailbox!.to(ADDRESS).length).toBe(1);
    const [code] = /\d{6}/.exec(mailbox!.to(ADDRESS)[0]!.text)!;
    await page.getByLabel("Code reçu").fill(code);
    await page.getByRole("button", { name: "Confirmer" }).click();
    await expect(page.getByText("C’est confirmé.")).toBeVisible();
  });

  await step("chooses what she is told", async () => {
    await page.goto("/avis/reglages");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choisir mes avis");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("C’est enregistré.")).toBeVisible();
  }, "notices-settings");

  await step("has lost her password", async () => {
    await page.context().clearCookies();
    await page.goto("/connexion");
    await page.getByRole("link", { name: "Mot de passe perdu ?" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mot de passe perdu");
  }, "lost");

  await step("asks for a message", async () => {
    await page.getByLabel("Identifiant").fill("nadia.moreau");
    await page.getByRole("button", { name: "Recevoir un message" }).click();
    await expect(page.getByText("un message vient de partir")).toBeVisible();
  }, "lost-choose");

  await step("opens the link of the message and chooses a new password", async () => {
    const asked = () => mailbox!.to(ADDRESS).find((mail) => mail.text.includes("#"));
    await expect.poll(() => Boolean(asked())).toBe(true);
    const link = /http\S+#\S+/.exec(asked()!.text)![0];
    expect(asked()!.text).not.toContain("Lina");
    await page.goto("/connexion");
    await page.goto(link);
    const code = page.getByLabel("Code du message");
    if (javaScriptEnabled === false) await code.fill(link.split("#")[1]!);
    await expect(code).toHaveValue(link.split("#")[1]!);
    expect(page.url()).not.toContain(javaScriptEnabled === false ? "?" : "#");
    await page.getByLabel("Nouveau mot de passe").fill(NEW);
    await page.getByLabel("Le même mot de passe").fill(NEW);
    await page.getByRole("button", { name: "Changer de mot de passe" }).click();
    await expect(page.getByText("Votre mot de passe est changé.")).toBeVisible();
  });

  await step("comes in with it, and finds that she was told", async () => {
    await page.getByLabel("Identifiant").fill("nadia.moreau");
    await page.getByLabel("Mot de passe", { exact: true }).fill(NEW);
    await page.getByRole("button", { name: "Entrer" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Nadia");
    await page.goto("/avis");
    await expect(page.getByRole("heading", { name: "Votre mot de passe a été remplacé" })).toBeVisible();
    await expect.poll(() => mailbox!.to(ADDRESS).some((mail) => mail.text.includes("a été remplacé"))).toBe(true);
  }, "notices", { tree: false });
});
