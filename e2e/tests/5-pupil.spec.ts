import { photo } from "../support/papers.ts";
import { Taps } from "../support/taps.ts";
import { expect, test } from "../support/walkthrough.ts";

/* Step 5: a pupil sees today and what is due, and hands in from a phone. */

test.describe.configure({ mode: "serial" });

const TEXT = "Le chapitre raconte la fuite de nuit. J’ai aimé le passage du pont.";
const todo = { photo: "Carnet de lecture, chapitre 4", twice: "Exercices 12 et 13 p. 84" };

test("hands in a photo in three taps, with a text @path", async ({ page, as, step }) => {
  const taps = new Taps();
  await as("lina");

  await step("sees today and what is due", async () => {
    await expect(page.getByRole("region", { name: "Ma journée" })).toContainText("en ce moment");
    await expect(page.getByRole("listitem").filter({ hasText: todo.photo })).toContainText("Pour demain");
  }, "pupil-home", { readme: "pupil" });

  await step("opens the work: one tap", async () => {
    const line = page.getByRole("listitem").filter({ hasText: todo.photo });
    await taps.on(line.getByRole("link", { name: "Rendre" }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(todo.photo);
  }, "pupil-work");

  await step("chooses a photo, writes a word, hands in: two more", async () => {
    await taps.photo(page.getByLabel(/^Photos/), photo());
    await page.getByRole("textbox", { name: /^Texte/ }).fill(TEXT);
    await taps.on(page.getByRole("button", { name: "Rendre" }));
    await expect(page.getByText(/^C’est rendu/)).toBeVisible();
    expect(taps.count).toBeLessThanOrEqual(3);
  });

  await step("sees what was handed in, and who can see it", async () => {
    const mine = page.getByRole("main");
    await expect(mine).toContainText(TEXT);
    await expect(page.getByRole("img", { name: "Photo 1" })).toHaveCount(1);
    await page.getByText("Qui peut voir ceci ?").click();
    await expect(mine.getByText("Ses responsables légaux")).toBeVisible();
  });

  await step("reads its state on the home", async () => {
    await page.getByRole("link", { name: "Aujourd’hui" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: todo.photo })).toContainText("Rendu");
  });
});

test("a lost network keeps what was typed @js", async ({ page, context, as, net, step }) => {
  net.expecting(/ERR_INTERNET_DISCONNECTED/);
  const typed = "Exercice 12 : fait dans le bus.";
  await as("lina");
  await step("types while the network goes", async () => {
    await page.getByRole("listitem").filter({ hasText: todo.twice }).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(todo.twice);
    await page.getByRole("textbox", { name: /^Texte/ }).fill(typed);
  });
  const address = page.url();
  await context.setOffline(true);
  await page.goto("/").catch(() => undefined);
  await context.setOffline(false);
  await step("finds it again when the network is back", async () => {
    await page.goto(address);
    await expect(page.getByText("Nous avons retrouvé ce qui avait été écrit ici.")).toBeVisible();
    await expect(page.getByRole("textbox", { name: /^Texte/ })).toHaveValue(typed);
  });
});

test("a double tap hands in once @path", async ({ page, as, step }) => {
  await as("lina");
  await step("taps twice", async () => {
    const line = page.getByRole("listitem").filter({ hasText: todo.twice });
    await line.getByRole("link", { name: /Rendre/ }).click();
    await page.getByLabel(/^Photos/).setInputFiles(photo());
    await page.getByRole("button", { name: "Rendre" }).dblclick();
    await expect(page.getByText(/^C’est rendu/)).toBeVisible();
  });
  await step("finds one photo, not two", async () => {
    await page.reload();
    await expect(page.getByRole("img", { name: /^Photo/ })).toHaveCount(1);
  });
});

test("by keyboard alone: reads the lesson of the morning, and says that work is done", async ({ page, as, keys, step }) => {
  await as("lina");
  await step("opens the lesson that was written", async () => {
    await keys.enter(page.getByRole("link", { name: /Mathématiques.*noté/ }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mathématiques, 5e B");
  }, "pupil-lesson");
  await step("goes back home and says that the revision is done", async () => {
    await keys.enter(page.getByRole("link", { name: "Aujourd’hui" }));
    await keys.enter(page.getByRole("link", { name: /Voir.*Revoir la leçon/ }).first());
    await keys.enter(page.getByRole("button", { name: "C’est fait" }));
    await expect(page.getByText("Noté : c’est fait.")).toBeVisible();
  });
});

test("looks at the week and at the lessons of a subject", async ({ page, as, step }) => {
  await as("lina");
  await step("opens the week", async () => {
    await page.getByRole("link", { name: "Semaine" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Semaine du lundi 8 mars");
  });
  await step("goes to the next one", async () => {
    await page.getByRole("link", { name: "Semaine suivante" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Semaine du lundi 15 mars");
  });
  await step("opens the cahier de textes of history", async () => {
    await page.getByRole("link", { name: "Mes cours" }).click();
    await page.getByRole("link", { name: /^Histoire-géographie/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Histoire-géographie, 5e B");
  });
});
