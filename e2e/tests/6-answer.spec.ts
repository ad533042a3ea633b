import { expect, test } from "../support/walkthrough.ts";

/* Step 6: a teacher sees who handed in, answers, publishes. */

test.describe.configure({ mode: "serial" });

const WORK = "Croquis de la vallée";
const ANSWER = "La légende est claire. Ajoute l’échelle au croquis.";
let pupil = "";

test("sees who handed in, answers, and publishes @path", async ({ page, as, step }) => {
  await as("baron");

  await step("opens the hand-ins from the home", async () => {
    const line = page.getByRole("region", { name: "À lire" }).getByRole("listitem").filter({ hasText: WORK });
    await line.getByRole("link", { name: /Lire/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(WORK);
    await expect(page.getByText(/^\d+ copies rendues sur 24$/)).toBeVisible();
    await expect(page.getByText("À lire", { exact: true }).first()).toBeVisible();
  }, "hand-ins");

  await step("reads the next one", async () => {
    await page.getByRole("link", { name: "Lire la prochaine copie" }).click();
    await expect(page.getByRole("heading", { name: "Ce qui est rendu" })).toBeVisible();
    pupil = await page.getByRole("heading", { level: 1 }).innerText();
  }, "hand-in");

  await step("answers and publishes at once", async () => {
    await page.getByRole("textbox", { name: "Votre réponse" }).fill(ANSWER);
    await page.getByRole("button", { name: "Publier cette réponse" }).click();
    await expect(page.getByText("Réponse publiée.")).toBeVisible();
  });

  await step("sees it published in the class", async () => {
    await page.getByRole("link", { name: "Toutes les copies" }).click();
    await expect(page.getByRole("row").filter({ hasText: pupil })).toContainText("Publiée");
  });
});

test("by keyboard alone: answers one after the other, then publishes all", async ({ page, as, keys, step }) => {
  await as("baron");
  await step("opens the hand-ins", async () => {
    await keys.enter(page.getByRole("link", { name: new RegExp(`Lire.*${WORK}`) }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(WORK);
  });
  await step("answers and goes to the next", async () => {
    await keys.enter(page.getByRole("link", { name: "Lire la prochaine copie" }));
    await keys.type(page.getByRole("textbox", { name: "Votre réponse" }), "Très lisible, bravo.");
    await keys.enter(page.getByRole("button", { name: "Enregistrer et passer au suivant" }));
    await expect(page.getByRole("status").first()).toContainText(/Réponse enregistrée|Toutes les copies/);
  });
  await step("publishes what is ready", async () => {
    const back = page.getByRole("link", { name: "Toutes les copies" });
    if (await back.isVisible()) await keys.enter(back);
    await keys.enter(page.getByRole("button", { name: "Publier la réponse prête" }));
    await expect(page.getByText("Une réponse publiée.")).toBeVisible();
  });
});
