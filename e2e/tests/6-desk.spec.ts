import type { Page } from "@playwright/test";
import { heavyPhoto } from "../support/papers.ts";
import { expect, test } from "../support/walkthrough.ts";

/* A class answered from one screen, by keyboard; what a pupil and a parent then read of the skills. */

test.describe.configure({ mode: "serial" });

const WORK = "Croquis de la vallée";

/** Opens the first hand-in that waits, of the work with the most of them. */
async function openPile(page: Page) {
  await page.goto("/cours/a-lire");
  await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link", { name: "Lire" }).click();
  await expect(page.getByRole("heading", { name: "Ce qui est rendu" })).toBeVisible();
}

test("a mark, skills, and the question to hand in again", async ({ page, as, step }) => {
  await as("baron");
  await step("says what the work is marked on", async () => {
    await openPile(page);
    await page.getByRole("link", { name: "Toutes les copies" }).click();
    await page.getByRole("link", { name: "Comment évaluer" }).click();
    await page.getByRole("radio", { name: "Sur 20" }).check();
    await expect(page.getByRole("checkbox", { name: "Méthodes et outils pour apprendre" })).toBeChecked();
  }, "marking");
  await step("keeps a phrase of her own", async () => {
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("Les notes déjà données restent")).toBeVisible();
    await page.goto("/cours/phrases");
    await page.getByRole("textbox", { name: "Nouvelle phrase" }).fill("N’oublie pas l’échelle.");
    await page.getByRole("button", { name: "Garder cette phrase" }).click();
    await expect(page.getByText("Phrase gardée.")).toBeVisible();
  }, "phrases");
  await step("asks for one again", async () => {
    await openPile(page);
    await page.getByRole("textbox", { name: "Votre réponse" }).fill("Il manque la légende : ajoute-la.");
    await page.getByRole("textbox", { name: "Note sur 20" }).fill("9,5");
    await page.getByText("Demander de rendre à nouveau").click();
    await page.getByRole("button", { name: "Publier et redemander" }).click();
    await expect(page.getByText("L’élève peut rendre à nouveau.")).toBeVisible();
    await expect(page.getByText("À rendre à nouveau").first()).toBeVisible();
  });
});

/** Eight who arrive in the class: with the twenty-four who are in it, thirty-two. */
const NEWCOMERS = ["Abel", "Bérénice", "Célia", "Dario", "Elsa", "Farid", "Gaëlle", "Hugo"];
const PILE = 30;

const rows = (page: Page, state: string) => page.getByRole("row").filter({ hasText: state });

test("eight pupils arrive, and all who had not handed in do it on paper @js @desk", async ({ page, as, step }) => {
  await as("okafor");
  await step("the office adds them to the class", async () => {
    await page.goto("/etablissements");
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("link", { name: "5e B" }).first().click();
    const add = (await page.getByRole("link", { name: "Ajouter un élève" }).getAttribute("href"))!;
    for (const [at, first] of NEWCOMERS.entries()) {
      await page.goto(add);
      await page.getByLabel("Nom", { exact: true }).fill("Arrivant");
      await page.getByLabel("Prénom", { exact: true }).fill(first);
      await page.getByLabel("Date de naissance").fill(`2014-05-0${at + 1}`);
      await page.getByRole("button", { name: "Ajouter" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${first} Arrivant`);
    }
  });
  await as("baron");
  await step("the teacher sends the pages, and says whose each is", async () => {
    await openPile(page);
    await page.getByRole("link", { name: "Toutes les copies" }).click();
    const late = (await rows(page, "Pas encore").getByRole("rowheader").allInnerTexts()).map((name) => name.trim());
    await page.getByRole("link", { name: "Sur papier" }).click();
    await page.getByLabel(/^Photos des copies/).setInputFiles(late.map((_, at) => heavyPhoto(`page-${at}.png`, 8)));
    await page.getByRole("button", { name: "Ranger ces copies" }).click();
    for (const pupil of late) {
      await page.getByLabel("À qui est la page 1 ?").selectOption({ label: pupil });
      await page.getByRole("button", { name: "Ranger", exact: true }).first().click();
      await expect(page.getByText("Page rangée")).toBeVisible();
    }
    await page.getByRole("link", { name: WORK }).click();
    await expect(rows(page, "Pas encore")).toHaveCount(0);
    await expect(rows(page, "À lire")).toHaveCount(PILE);
  });
});

test("a class of thirty answered by keyboard alone, then published at once @js @desk", async ({ page, as, keys, step }) => {
  await as("baron");
  const press = page.keyboard;
  const read = new Set<string>();
  await step("answers the thirty that wait, without leaving the page", async () => {
    await page.goto("/cours/a-lire");
    await keys.enter(page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link", { name: "Lire" }));
    for (let nth = 1; nth <= PILE; nth++) {
      await expect(page.getByRole("heading", { name: "Ce qui est rendu" })).toBeVisible();
      await page.waitForLoadState();
      read.add(await page.getByRole("heading", { level: 1 }).innerText());
      const before = page.url();
      await press.press("F2");
      await press.type("Bien. ");
      await press.press("F2");
      await press.press("2");
      await expect(page.getByRole("textbox", { name: "Votre réponse" })).toContainText(/Bien\.\s+La légende est complète\./);
      await press.press("Control+Enter");
      await page.waitForURL((url) => url.href !== before);
    }
    await expect(page.getByText("Toutes les copies de ce travail sont lues.")).toBeVisible();
    expect(read.size).toBe(PILE);
    await expect(rows(page, "Prête")).toHaveCount(PILE);
  });
  await step("goes back and forth with the keys", async () => {
    await page.goBack();
    await page.waitForLoadState();
    const at = page.url();
    await press.press("Alt+PageUp");
    await page.waitForURL((url) => url.href !== at);
    await page.waitForLoadState();
    await press.press("Alt+PageDown");
    await page.waitForURL(at);
    await page.getByText("Au clavier").click();
  }, "desk", { tree: false });
  await step("publishes the thirty at once", async () => {
    await keys.enter(page.getByRole("link", { name: "Toutes les copies" }));
    await keys.enter(page.getByRole("button", { name: `Publier les ${PILE} réponses prêtes` }));
    await expect(page.getByText(`${PILE} réponses publiées.`)).toBeVisible();
    for (const pupil of read) await expect(rows(page, pupil)).toContainText("Publiée");
    await expect(rows(page, "Prête")).toHaveCount(0);
  }, "desk-published", { tree: false });
});

test("a pupil and their mother read the progress", async ({ page, as, step }) => {
  await as("lina");
  await step("her own, drawn and in words", async () => {
    await page.goto("/cours");
    await page.getByRole("link", { name: "Ma progression" }).click();
    await expect(page.getByRole("heading", { name: "Ma progression" })).toBeVisible();
    await page.getByText("En tableau").first().click();
    await expect(page.getByRole("table").first()).toBeVisible();
  }, "progress");
  await as("nadia");
  await step("her child’s", async () => {
    await page.goto("/cours");
    await page.getByRole("link", { name: "Progression" }).first().click();
    await expect(page.getByRole("heading", { name: /^Progression de/ })).toBeVisible();
  });
});
