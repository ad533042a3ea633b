import type { Page } from "@playwright/test";
import { expect, test as base } from "../support/walkthrough.ts";

/* What a teacher notes on a copy: a passage of the text, strokes over a photo, a place of it, their voice. */

/** A browser with a microphone that hums, and that nobody has to allow. */
const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const hums = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...hums] });
    },
    { scope: "worker" },
  ],
});

test.describe.configure({ mode: "serial" });

const WORK = "Croquis de la vallée";
const TEXT = "La vallée est large. Au nord il y a le bois et au sud la rivière.";
const REMARK = "Regarde encore la carte.";
const PLACE = "Il manque l’échelle.";

/** Opens Lina’s hand-in from the class. */
async function openLina(page: Page) {
  await page.goto("/cours/a-lire");
  await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link", { name: "Lire" }).click();
  await page.getByRole("link", { name: "Lina Moreau" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lina Moreau" })).toBeVisible();
}

test("a pupil hands in again, with a text and a photo", async ({ page, as, step }) => {
  await as("baron");
  await openLina(page);
  await page.getByText("Demander de rendre à nouveau").click();
  await page.getByRole("button", { name: "Publier et redemander" }).click();
  await expect(page.getByText("L’élève peut rendre à nouveau.")).toBeVisible();
  const picture = await page.screenshot({ type: "jpeg", clip: { x: 0, y: 0, width: 360, height: 270 } });
  await as("lina");
  await step("hands in", async () => {
    await page.goto("/cours/rendus");
    await page.getByRole("link", { name: WORK }).first().click();
    await page.getByRole("link", { name: "Le travail" }).click();
    await page.getByLabel(/^Photos/).setInputFiles({ name: "croquis.jpg", mimeType: "image/jpeg", buffer: picture });
    await page.getByRole("textbox", { name: /^Texte/ }).fill(TEXT);
    await page.getByRole("button", { name: "Remplacer ce qui est rendu" }).click();
    await expect(page.getByText(/^C’est rendu/)).toBeVisible();
  });
});

test("a sentence is chosen, a place of the photo said, without a mouse or a program", async ({ page, as, step }) => {
  await as("baron");
  await openLina(page);
  await step("says something of a sentence", async () => {
    await page.getByText("Faire une remarque sur un passage").click();
    await page.getByLabel(/^Passage/).selectOption({ label: "La vallée est large." });
    await page.getByRole("textbox", { name: "Votre remarque" }).first().fill("Oui.");
    await page.getByRole("button", { name: "Ajouter la remarque" }).click();
    await expect(page.getByText("Elle sera visible une fois la réponse publiée.").first()).toBeVisible();
    await expect(page.locator("mark")).toHaveText("La vallée est large.");
  });
  await step("says something of a place of the photo", async () => {
    await page.getByRole("link", { name: /^Dessiner/ }).click();
    await page.getByRole("radio", { name: "En bas à droite" }).check();
    await page.getByRole("textbox", { name: "Votre remarque" }).fill(PLACE);
    await page.getByRole("button", { name: "Ajouter la remarque" }).click();
    await expect(page.locator(".said")).toHaveText(PLACE);
  }, "drawing");
});

test("words are selected and strokes drawn @js", async ({ page, as, step }) => {
  await as("baron");
  await openLina(page);
  await step("selects words and says something of them", async () => {
    await page.locator("[data-passages] .prose").evaluate((text) => {
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent!.indexOf("Au nord");
        if (at >= 0) getSelection()!.setBaseAndExtent(node, at, node, at + "Au nord".length);
      }
    });
    await page.getByRole("button", { name: "Faire une remarque sur ces mots" }).click();
    await expect(page.getByLabel(/^Passage/)).toHaveValue(/:Au nord$/);
    await expect(page.locator("details[open] textarea[name=remarque]")).toBeFocused();
    await page.keyboard.type(REMARK);
    await page.getByRole("button", { name: "Ajouter la remarque" }).click();
    await expect(page.locator("mark").last()).toHaveText("Au nord");
  });
  await step("draws over the photo, undoes, rubs out", async () => {
    await page.getByRole("link", { name: /^Dessiner/ }).click();
    const sheet = page.locator(".sheet > svg");
    const draw = async (from: [number, number], to: [number, number]) => {
      await sheet.evaluate((svg) => svg.scrollIntoView({ block: "center" }));
      const box = (await sheet.boundingBox())!;
      const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
      await page.mouse.move(...at(from));
      await page.mouse.down();
      await page.mouse.move(...at(to), { steps: 8 });
      await page.mouse.up();
    };
    const strokes = sheet.locator("polyline");
    await draw([0.2, 0.2], [0.6, 0.3]);
    await draw([0.2, 0.6], [0.6, 0.6]);
    await expect(strokes).toHaveCount(2);
    await page.getByRole("button", { name: "Annuler" }).click();
    await expect(strokes).toHaveCount(1);
    await page.getByRole("radio", { name: "Bleu" }).check();
    await draw([0.3, 0.7], [0.5, 0.75]);
    await page.getByRole("radio", { name: "Gomme" }).check();
    await draw([0.4, 0.1], [0.4, 0.35]);
    await expect(strokes).toHaveCount(1);
    await page.getByRole("radio", { name: "Rouge" }).check();
    await draw([0.2, 0.2], [0.6, 0.3]);
    await expect(page.getByText(/Traits\s:\s2/)).toBeVisible();
  }, "drawn");
  await step("finds them again", async () => {
    await page.getByRole("button", { name: "Enregistrer et revenir à la copie" }).click();
    await expect(page.getByText("La photo elle-même n’est pas changée.")).toBeVisible();
    await expect(page.getByRole("img", { name: "2 traits dessinés sur la photo" }).locator("> polyline")).toHaveCount(2);
  }, "noted");
});

test("an answer is recorded, then heard @js", async ({ page, as, step }) => {
  await as("baron");
  await openLina(page);
  await step("records", async () => {
    await page.getByText("Répondre de vive voix").click();
    await page.getByRole("button", { name: "Enregistrer ma voix" }).click();
    await expect(page.getByText("0:02")).toBeVisible();
    await page.getByRole("button", { name: "Arrêter" }).click();
    await expect(page.getByText("C’est enregistré. Écoutez avant d’ajouter.")).toBeVisible();
    await page.getByRole("button", { name: "Ajouter à la réponse" }).click();
    await expect(page.getByText("Elle sera entendue une fois la réponse publiée.")).toBeVisible();
  });
  await step("publishes", async () => {
    await page.getByRole("button", { name: "Publier cette réponse" }).click();
    await expect(page.getByText("Réponse publiée.")).toBeVisible();
  });
  await as("lina");
  await step("her pupil hears it, sees the strokes, takes them off", async () => {
    await page.goto("/cours/rendus");
    await page.getByRole("link", { name: WORK }).first().click();
    const sound = page.getByLabel("Réponse de vive voix 1");
    await sound.evaluate((audio: HTMLAudioElement) => {
      audio.muted = true;
      return audio.play();
    });
    await expect(page.getByText(REMARK)).toBeVisible();
    await expect(page.getByText(PLACE)).toBeVisible();
    const strokes = page.getByRole("img", { name: "2 traits dessinés sur la photo" });
    await expect(strokes.locator("> polyline")).toHaveCount(2);
    await page.getByRole("checkbox", { name: /^Voir la photo sans les traits/ }).check();
    await expect(strokes).toBeHidden();
    await page.getByRole("checkbox", { name: /^Voir la photo sans les traits/ }).uncheck();
  }, "noted-pupil", { tree: false }); // it says how large the sound is
});
