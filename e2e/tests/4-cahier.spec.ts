import { Taps } from "../support/taps.ts";
import { expect, test } from "../support/walkthrough.ts";

/* The cahier de textes in full: the teacher's minute, whom a work is for, another class, the plan of
   the year, the cahier as one page; then the morning of the head. */

test.describe.configure({ mode: "serial" });

const DONE = "Les routes du commerce : lecture de la carte page 84.";

test("the teacher's minute: two taps and typing @path", async ({ page, as, step }) => {
  const taps = new Taps();
  await as("baron");
  await step("opens the lesson of now, types, publishes", async () => {
    await taps.on(page.getByRole("link", { name: /en ce moment/ }));
    await page.getByRole("textbox", { name: /^Ce qui a été fait/ }).fill(DONE);
    await page.getByRole("textbox", { name: /^Travail/ }).fill("Apprendre la leçon");
    await taps.on(page.getByRole("button", { name: "Publier", exact: true }));
    await expect(page.getByText("Publié : les élèves de 5e B")).toBeVisible();
    expect(taps.count).toBe(2);
  });
  await step("the work is for the next lesson without a word more", async () => {
    await expect(page.getByRole("radio", { name: /^Au prochain cours/ })).toBeChecked();
    await expect(page.getByRole("region", { name: "Travail donné" })).toContainText("Apprendre la leçon");
  });
});

test("gives work to two pupils by name, knowing what the day already holds @path", async ({ page, as, step }) => {
  await as("baron");
  await step("opens the lesson and reads the load of the next one", async () => {
    await page.getByRole("link", { name: /en ce moment/ }).click();
    await expect(page.getByText(/ces élèves ont déjà/)).toBeVisible();
  });
  await step("chooses two pupils", async () => {
    await page.getByRole("textbox", { name: /^Travail/ }).fill("Reprendre le croquis");
    await page.getByText("Seulement pour certains élèves").click();
    await page.getByRole("checkbox", { name: "Lina Moreau" }).check();
    await page.getByRole("checkbox").nth(1).check();
  }, "lesson-whom");
  await step("publishes", async () => {
    await page.getByRole("button", { name: "Publier les changements" }).click();
    await expect(page.getByText("Le travail n’est visible que des élèves choisis")).toBeVisible();
    await expect(page.getByRole("region", { name: "Travail donné" })).toContainText("Pour certains élèves");
  });
});

test("one of them finds it in her day @path", async ({ page, as, step }) => {
  await as("lina");
  await step("reads that it is hers", async () => {
    await page.getByRole("link", { name: /Reprendre le croquis/ }).first().click();
    await expect(page.getByText("Pour certains élèves")).toBeVisible();
  });
});

test("the load of the day follows the day that is chosen @js", async ({ page, as, step }) => {
  await as("baron");
  await step("chooses a day, then the next lesson again", async () => {
    await page.getByRole("link", { name: /10 h 10/ }).click();
    await page.getByLabel("Pour le").fill("2027-03-19");
    await expect(page.getByText(/^Vendredi 19 mars\s:/)).toBeVisible();
    await expect(page.getByRole("radio", { name: "Un autre jour" })).toBeChecked();
    await page.getByRole("radio", { name: /^Au prochain cours/ }).check();
    await expect(page.getByLabel("Pour le")).toHaveValue("");
    await expect(page.getByText(/^Vendredi 19 mars\s:/)).toHaveCount(0);
  });
});

test("copies the lesson to another class in two taps @path", async ({ page, as, step }) => {
  const taps = new Taps();
  await as("baron");
  await page.getByRole("link", { name: /en ce moment/ }).click();
  await step("opens the classes and presses one", async () => {
    await taps.on(page.getByText("Copier dans une autre classe"));
    await taps.on(page.getByRole("button", { name: /^Copier dans / }).first());
    await expect(page.getByText(/^Copié dans .*\s: le texte, un travail pour .* À relire et à publier là-bas/)).toBeVisible();
    expect(taps.count).toBe(2);
  });
});

test("writes the plan of the year, and reads the cahier as one page @path", async ({ page, as, step }) => {
  await as("baron");
  await step("adds a sequence", async () => {
    await page.getByRole("link", { name: "Mes cours" }).click();
    await page.getByRole("link", { name: /^5e B Histoire-géographie/ }).click();
    await page.getByRole("link", { name: "Plan de l’année" }).click();
    const add = page.getByRole("region", { name: "Ajouter une séquence" });
    await add.getByLabel("Titre de la séquence").fill("Les mondes lointains");
    await add.getByLabel("Nombre de séances").fill("8");
    await add.getByLabel(/^Objectifs et compétences/).fill("Lire une carte, situer dans le temps.");
    await add.getByRole("button", { name: "Ajouter une séquence" }).click();
    await expect(page.getByRole("heading", { name: "Les mondes lointains" })).toBeVisible();
    await expect(page.getByText(/^16 séances · du /).first()).toBeVisible();
  }, "plan");
  await step("shows the cahier of these weeks on one page", async () => {
    await page.getByRole("link", { name: "Cahier de textes" }).first().click();
    await page.getByRole("link", { name: "En une page" }).click();
    await expect(page.getByText(DONE)).toBeVisible();
  });
});

test("the head's morning @path", async ({ page, as, step }) => {
  await as("head");
  await step("opens the lesson books of the collège", async () => {
    await page.goto("/cours/etablissement");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cahiers de textes");
    await expect(page.getByRole("region", { name: "Travail à faire des prochains jours" }).first()).toBeVisible();
  }, "head-cahiers");
  await step("opens the cahiers of a class, and one of them", async () => {
    await page.getByText(/^5e\s*: 5 classes/).click();
    await page.getByRole("link", { name: "5e B", exact: true }).click();
    await page.getByRole("link", { name: /^Histoire-géographie/ }).click();
    await expect(page.getByText("Les routes du commerce").first()).toBeVisible();
  });
});
