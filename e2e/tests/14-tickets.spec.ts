import { photo } from "../support/papers.ts";
import { Taps } from "../support/taps.ts";
import { expect, test } from "../support/walkthrough.ts";

/* What does not work: two taps from the classroom, followed to its end. */

test.describe.configure({ mode: "serial" });

let path = "";

test("a teacher reports a projector in two taps @path", async ({ page, as, step }) => {
  const taps = new Taps();
  await as("baron");

  await step("is in her room", async () => {
    await taps.on(page.getByRole("link", { name: "Un problème de matériel" }));
    await expect(page.getByLabel(/^Où/)).toHaveValue("Salle 7");
  }, "ticket-report");

  await step("says what is wrong, and it is sent", async () => {
    await taps.on(page.getByRole("button", { name: "Pas d’image" }));
    await expect(page.getByText("C’est envoyé. Vous saurez ce qui se passe.")).toBeVisible();
    expect(taps.count).toBe(2);
    path = new URL(page.url()).pathname;
  }, "ticket-sent");
});

test("the school takes care of it @path", async ({ page, as, step }) => {
  await as("head");

  await step("sees what does not work", async () => {
    await page.goto("/materiel");
    await page.getByRole("link", { name: /^Problèmes/ }).click();
    await expect(page.getByRole("table").getByText("Pas d’image")).toBeVisible();
  }, "tickets");

  await step("says that it is fixed", async () => {
    await page.goto(path);
    await page.getByLabel("Où en est-on").selectOption({ label: "Réglé" });
    await page.getByLabel(/^Pour qui l’a signalé/).fill("Le câble était débranché.");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("C’est noté. Qui l’a signalé le saura.")).toBeVisible();
  }, "ticket-fixed", { tree: false });
});

test("the teacher reads that it is fixed, and may say that it is not @path", async ({ page, as, step }) => {
  await as("baron");

  await step("reads it", async () => {
    await page.goto(path);
    await expect(page.getByText("Le câble était débranché.")).toBeVisible();
    await expect(page.getByText("Réglé").first()).toBeVisible();
  });

  await step("says that it is not fixed", async () => {
    await page.locator("summary", { hasText: "Ce n’est pas réglé" }).click();
    await page.getByLabel(/^Pourquoi/).fill("Toujours rien ce matin.");
    await page.getByRole("button", { name: "Ce n’est pas réglé" }).click();
    await expect(page.getByText("Le problème est repris.")).toBeVisible();
  });
});

test("the territory sees what was passed to it alone", async ({ page, as, step }) => {
  await as("manager");
  await step("opens the list", async () => {
    await page.goto("/materiel/problemes");
    await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
    await expect(page.getByText("Pas de réseau", { exact: true }).last()).toBeVisible();
  }, "tickets-territory");
});

test("a photo goes with what is reported, and the school sees it @path", async ({ page, as, step }) => {
  const shown = page.getByRole("img", { name: "Photo 1" });
  const isDrawn = () => shown.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0);
  await as("baron");

  await step("takes a photo of the screen, and says what is wrong", async () => {
    await page.getByRole("link", { name: "Un problème de matériel" }).click();
    await page.getByText("Ajouter un numéro, un mot ou une photo").click();
    await page.getByLabel(/^Photo/).setInputFiles(photo("ecran.png"));
    await page.getByRole("button", { name: "Cassé" }).click();
    await expect(page.getByText("C’est envoyé. Vous saurez ce qui se passe.")).toBeVisible();
    await expect.poll(isDrawn).toBe(true);
    path = new URL(page.url()).pathname;
  }, "ticket-photo", { tree: false });

  await as("head");
  await step("the head looks at it", async () => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cassé");
    await expect.poll(isDrawn).toBe(true);
  });
});
