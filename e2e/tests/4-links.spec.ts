import { expect, test } from "../support/walkthrough.ts";

/* What a lesson and a sequence give to read: links that leave Préau and say so, a text, files. */

test.describe.configure({ mode: "serial" });

test("a teacher gives a link with the lesson, and is told of one that misleads @path", async ({ page, as, net, step }) => {
  net.expecting(/status of 422/);
  await as("baron");
  await page.getByRole("link", { name: /en ce moment/ }).click();
  await step("types an address that is not one", async () => {
    await page.getByText("Liens", { exact: true }).click();
    await page.getByLabel("Adresse du lien 1, en https://").fill("javascript:alert(1)");
    await page.getByLabel("Ce qu’on y trouve, lien 1").fill("La carte");
    await page.getByRole("button", { name: "Publier", exact: true }).click();
    await expect(page.getByRole("alert").first()).toContainText("Seules les adresses qui commencent par https:// sont acceptées");
    await expect(page.getByLabel("Adresse du lien 1, en https://")).toHaveValue("javascript:alert(1)");
  }, "link-wrong", { tree: false });
  await step("types the right one, and publishes", async () => {
    await page.getByLabel("Adresse du lien 1, en https://").fill("www.geoportail.gouv.fr/carte");
    await page.getByRole("button", { name: "Publier", exact: true }).click();
    await expect(page.getByText("Publié : les élèves de 5e B")).toBeVisible();
    await expect(page.getByLabel("Adresse du lien 1, en https://")).toHaveValue("https://www.geoportail.gouv.fr/carte");
  }, "link-written", { tree: false });
});

test("a teacher gives a sequence its text and its file, and shows it @path", async ({ page, as, step }) => {
  await as("baron");
  await page.getByRole("link", { name: "Mes cours" }).click();
  await page.getByRole("link", { name: /^5e B Histoire-géographie/ }).click();
  await page.getByRole("link", { name: "Plan de l’année" }).click();
  await step("opens what the next sequence gives to read", async () => {
    await page.getByRole("link", { name: /^Textes, documents et liens.*Des ressources limitées/ }).click();
    await expect(page.getByText("Pas encore montrée")).toBeVisible();
  }, "sequence", { tree: false });
  await step("writes it, joins a file, shows it to the class", async () => {
    await page.getByRole("textbox", { name: /^À lire/ }).fill("Ce que je saurai faire : lire un paysage.");
    await page.getByLabel(/^Ajouter des documents/).setInputFiles({ name: "paysages.txt", mimeType: "text/plain", buffer: Buffer.from("Trois paysages") });
    await page.getByRole("button", { name: "Montrer à la classe" }).click();
    await expect(page.getByText("Montré : les élèves de 5e B")).toBeVisible();
    await expect(page.getByRole("link", { name: /paysages\.txt/ })).toBeVisible();
  }, "sequence-shown", { tree: false });
});

test("a pupil reads both @path", async ({ page, as, step }) => {
  await as("lina");
  await step("reads the link of the lesson", async () => {
    await page.getByRole("link", { name: /Histoire-géographie/ }).first().click();
    const link = page.getByRole("link", { name: /La carte/ });
    await expect(link).toContainText("sort de Préau, vers geoportail.gouv.fr");
    await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  }, "lesson-links", { tree: false });
  await step("opens the documents of the sequence from the lesson book", async () => {
    await page.getByRole("link", { name: "Mes cours" }).click();
    await page.getByRole("link", { name: /^Histoire-géographie/ }).click();
    await page.getByRole("region", { name: "Séquences" }).getByRole("link", { name: /Des ressources limitées/ }).click();
    await expect(page.getByText("lire un paysage")).toBeVisible();
    await expect(page.getByRole("link", { name: /paysages\.txt/ })).toBeVisible();
  }, "sequence-read", { tree: false });
});
