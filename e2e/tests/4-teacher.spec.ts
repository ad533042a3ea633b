import { document } from "../support/papers.ts";
import { Taps } from "../support/taps.ts";
import { expect, test } from "../support/walkthrough.ts";

/* Step 4, at the collège: the lesson of now is one tap away; what was done, the work to do. */

const DONE = "Le commerce au XVIe siècle : lecture de la carte page 84, puis débat.";
const NOW = /en ce moment/;

test("opens the lesson of now in one tap and publishes it with its work @path", async ({ page, as, step }) => {
  const taps = new Taps();
  await as("baron");

  await step("sees the day, the lesson of now first", async () => {
    await expect(page.getByRole("link", { name: NOW })).toBeVisible();
  }, "teacher-home", { readme: "teacher" });

  await step("is on the lesson after one tap", async () => {
    await taps.on(page.getByRole("link", { name: NOW }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Histoire-géographie, 5e B");
    expect(taps.count).toBe(1);
  }, "lesson-write");

  await step("writes what was done and the work to do, with a document", async () => {
    await page.getByRole("textbox", { name: /^Titre/ }).fill("Les grandes découvertes");
    await page.getByRole("textbox", { name: /^Ce qui a été fait/ }).fill(DONE);
    await page.getByLabel(/^Ajouter des documents/).setInputFiles(document("carte-du-monde.pdf"));
    await page.getByRole("textbox", { name: /^Travail/ }).fill("Questions 1 à 4 page 85");
    await page.getByRole("radio", { name: /À rendre dans Préau/ }).check();
    await page.getByRole("button", { name: "Publier", exact: true }).click();
    await expect(page.getByText("Publié : les élèves de 5e B")).toBeVisible();
  });

  await step("finds all of it on the page", async () => {
    await expect(page.getByRole("textbox", { name: /^Titre/ })).toHaveValue("Les grandes découvertes");
    await expect(page.getByRole("link", { name: /carte-du-monde\.pdf/ })).toBeVisible();
    await expect(page.getByRole("region", { name: "Travail donné" })).toContainText("Questions 1 à 4 page 85");
    await expect(page.getByText("Publiée", { exact: true })).toBeVisible();
  });

  await step("asks who can see it", async () => {
    await page.getByText("Qui peut voir ceci ?").click();
    const readers = page.getByRole("group").filter({ hasText: "Qui peut voir ceci ?" });
    await expect(readers.getByText("Les élèves de la 5e B")).toBeVisible();
    await expect(readers.getByText("Leurs responsables légaux")).toBeVisible();
  });

  await step("finds it in the cahier de textes", async () => {
    await page.getByRole("link", { name: "Cahier de textes" }).click();
    await expect(page.getByRole("link", { name: "Les grandes découvertes" })).toBeVisible();
  });
});

test("what is typed saves itself, and a reload keeps it @js", async ({ page, as, step }) => {
  await as("baron");
  await step("types in the next lesson and reads that it is saved", async () => {
    await page.getByRole("link", { name: /10 h 10/ }).click();
    await page.getByRole("textbox", { name: /^Titre/ }).fill("Les villes du Moyen Âge");
    await page.getByRole("textbox", { name: /^Ce qui a été fait/ }).fill("Plan de Bologne, étude à deux.");
    await expect(page.getByText(/^Enregistré à \d+\sh\s\d\d$/)).toBeVisible();
  });
  await step("reloads", async () => {
    await page.reload();
    await expect(page.getByRole("textbox", { name: /^Titre/ })).toHaveValue("Les villes du Moyen Âge");
    await expect(page.getByRole("textbox", { name: /^Ce qui a été fait/ })).toHaveText("Plan de Bologne, étude à deux.");
    await expect(page.getByText("Non publiée")).toBeVisible();
  });
});

test("a link, a table and a formula are placed in the text @js", async ({ page, as, step }) => {
  await as("baron");
  const text = page.getByRole("textbox", { name: /^Ce qui a été fait/ });
  const tools = page.getByRole("toolbar", { name: "Mise en forme" }).first();
  const asked = page.getByRole("dialog");
  await step("a link is words and an address; what is no address is said", async () => {
    await page.getByRole("link", { name: /10 h 10/ }).click();
    await text.click();
    await tools.getByRole("button", { name: "Lien" }).click();
    await asked.getByRole("textbox", { name: "Texte à lire" }).fill("La carte de Bologne");
    await asked.getByRole("textbox", { name: "Adresse" }).fill("javascript:alert(1)");
    await asked.getByRole("button", { name: "Placer" }).click();
    await expect(asked).toBeVisible();
    await asked.getByRole("textbox", { name: "Adresse" }).fill("www.exemple.fr/bologne");
    await asked.getByRole("button", { name: "Placer" }).click();
    await expect(text.getByRole("link", { name: "La carte de Bologne" })).toHaveAttribute("href", "https://www.exemple.fr/bologne");
  });
  await step("a formula is put together from its pieces", async () => {
    await text.press("End");
    await tools.getByRole("button", { name: "Formule" }).click();
    await asked.getByRole("button", { name: "Racine carrée" }).click();
    await expect(asked.getByRole("textbox", { name: "Formule" })).toHaveValue("\\sqrt{a}");
  }, "ask-formula");
  await step("it is in the text, and Escape places nothing", async () => {
    await asked.getByRole("button", { name: "Placer" }).click();
    await expect(text).toContainText("\\(\\sqrt{a}\\)");
    await tools.getByRole("button", { name: /^Tableau/ }).click();
    await page.keyboard.press("Escape");
    await expect(text.getByRole("table")).toHaveCount(0);
  });
  await step("a table has the size that is asked for", async () => {
    await tools.getByRole("button", { name: /^Tableau/ }).click();
    await asked.getByLabel("Lignes").fill("2");
    await asked.getByLabel("Colonnes").fill("3");
    await asked.getByRole("button", { name: "Placer" }).click();
    await expect(text.getByRole("columnheader")).toHaveCount(3);
    for (const [at, name] of ["Ville", "Mer", "Marchandises"].entries()) {
      await text.getByRole("columnheader").nth(at).click();
      await page.keyboard.type(name);
    }
  });
});

test("the class sees nothing before it is published @path", async ({ page, as, step }) => {
  await as("baron");
  await step("saves without publishing", async () => {
    await page.getByRole("link", { name: /14 h 30/ }).click();
    await page.getByRole("textbox", { name: /^Titre/ }).fill("Un titre pas encore montré");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("La classe ne voit que ce qui est publié.")).toBeVisible();
    await expect(page.getByRole("textbox", { name: /^Titre/ })).toHaveValue("Un titre pas encore montré");
  });
});

test("makes the timetable by hand @path", async ({ page, as, step }) => {
  await as("baron");
  await step("opens the timetable of the 5e B", async () => {
    await page.getByRole("link", { name: "Mes cours" }).click();
    await page.getByRole("link", { name: /^5e B Histoire-géographie/ }).click();
    await page.getByRole("link", { name: "Emploi du temps" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Emploi du temps");
  }, "timetable");
  await step("adds an hour on Friday afternoons of the weeks A", async () => {
    await page.getByRole("checkbox", { name: "Vendredi" }).check();
    await page.getByLabel("Début").fill("16:45");
    await page.getByLabel("Fin").fill("17:40");
    await page.getByRole("radio", { name: "Semaines A" }).check();
    await page.getByRole("button", { name: "Ajouter", exact: true }).click();
    await expect(page.getByText(/Créneau ajouté\s: \d+ séances sont prévues/)).toBeVisible();
    await expect(page.getByText("16 h 45 à 17 h 40")).toBeVisible();
  });
  await step("removes it", async () => {
    const slot = page.getByRole("listitem").filter({ hasText: "16 h 45 à 17 h 40" });
    await slot.getByRole("button", { name: "Retirer" }).click();
    await expect(page.getByText("Créneau retiré")).toBeVisible();
  });
  await step("takes it back from the trash", async () => {
    await page.goto("/cours/corbeille");
    await page.getByRole("button", { name: "Reprendre" }).first().click();
    await expect(page.getByText("16 h 45 à 17 h 40")).toBeVisible();
  });
});

test("by keyboard alone: writes and publishes a lesson @js", async ({ page, as, keys, step }) => {
  await as("baron");
  await step("opens a lesson of the day", async () => {
    await keys.enter(page.getByRole("link", { name: /11 h 10/ }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Histoire-géographie, 4e B");
  });
  await step("writes, chooses and publishes", async () => {
    await keys.type(page.getByRole("textbox", { name: /^Titre/ }), "Les Lumières");
    await keys.type(page.getByRole("textbox", { name: /^Ce qui a été fait/ }), "Un article de l’Encyclopédie.");
    await keys.type(page.getByRole("textbox", { name: /^Travail/ }), "Apprendre la leçon");
    await keys.enter(page.getByRole("button", { name: "Publier", exact: true }));
    await expect(page.getByText("Publié : les élèves de 4e B")).toBeVisible();
  });
});
