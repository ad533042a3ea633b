import type { Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";
import { isWide } from "../support/wide.ts";

/* One box for everything: with a typing mistake, with a name, and never what is another's. */

/** On a wide screen the box stands in the bar; on a phone a link leads to its page. */
async function open(page: Page) {
  if (!isWide(page)) await page.getByRole("link", { name: "Rechercher" }).click();
}

test("the box of the bar finds from any page, and suggests while one types @js @desk", async ({ page, as, keys, step }) => {
  await as("baron");
  await page.goto("/cours");
  const box = page.getByRole("searchbox", { name: "Que cherchez-vous ?" });
  await step("types the beginning of a name in the bar", async () => {
    await box.pressSequentially("lina mor");
    await expect(page.getByRole("region", { name: "Propositions" }).getByRole("link", { name: /^Lina Moreau/ })).toBeVisible();
    expect(page.url()).toMatch(/\/cours$/);
  }, "search-bar", { tree: false });
  await step("reaches what is suggested by keyboard", async () => {
    await keys.enter(page.getByRole("region", { name: "Propositions" }).getByRole("link", { name: /^Lina Moreau/ }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("5e B");
  });
  await step("asks for everything with the Enter key", async () => {
    await box.fill("lina moreau");
    await box.press("Enter");
    await expect(page).toHaveTitle("Recherche · Préau");
    await expect(page.getByRole("region", { name: "Élèves" })).toBeVisible();
    expect(page.url()).not.toContain("lina");
  });
});

test("a pupil finds a lesson with a typing mistake @path", async ({ page, as, keys, step }) => {
  await as("lina");
  await step("opens the search by keyboard", async () => {
    if (isWide(page)) await page.goto("/recherche");
    else await keys.enter(page.getByRole("link", { name: "Rechercher" }));
    await expect(page.getByRole("searchbox", { name: "Que cherchez-vous ?" })).toBeFocused();
  }, "search");
  await step("types a word with a mistake", async () => {
    await page.getByRole("searchbox").fill("mediteranee");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Leçons" }).getByRole("link").first()).toBeVisible();
    await expect(page).toHaveTitle("Recherche · Préau");
    expect(page.url()).not.toContain("medit");
  }, "search-found", { tree: false });
  await step("opens it, and comes back to what was found", async () => {
    await page.getByRole("region", { name: "Leçons" }).getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/, 5e B$/);
    await page.goBack();
    await expect(page.getByRole("region", { name: "Leçons" })).toBeVisible();
  });
});

test("what is found so far stands under the box while one types @js", async ({ page, as, keys, step }) => {
  await as("lina");
  await step("types the beginning of a word", async () => {
    await page.goto("/recherche");
    await page.getByRole("searchbox").pressSequentially("carnet de lec");
    const first = page.getByRole("region", { name: "Propositions" }).getByRole("link").first();
    await expect(first).toContainText(/carnet de lecture/i);
    expect(page.url()).toMatch(/\/recherche$/);
  }, "search-suggestions", { tree: false });
  await step("opens it by keyboard", async () => {
    await keys.enter(page.getByRole("region", { name: "Propositions" }).getByRole("link", { name: /Carnet de lecture, chapitre 4/ }).first());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Carnet de lecture, chapitre 4");
  });
  await step("a word that nothing contains suggests nothing", async () => {
    await page.goto("/recherche");
    await page.getByRole("searchbox").pressSequentially("zzzz");
    await expect(page.getByRole("region", { name: "Propositions" }).getByRole("link")).toHaveCount(0);
  });
});

test("a teacher finds a pupil, and nobody of another class @path", async ({ page, as, step }) => {
  await as("baron");
  await step("looks for a pupil", async () => {
    await open(page);
    await page.getByRole("searchbox").fill("lina moro");
    await page.getByRole("button", { name: "Chercher" }).click();
    await page.getByRole("region", { name: "Élèves" }).getByRole("link", { name: /^Lina Moreau/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("5e B");
  });
  await step("finds no pupil of the école", async () => {
    await open(page);
    await page.getByRole("searchbox").fill("tom moreau");
    await page.getByRole("button", { name: "Chercher" }).click();
    await expect(page.getByText("Rien de ce que vous pouvez ouvrir ne contient « tom moreau »")).toBeVisible();
  }, "search-nothing", { tree: false });
});

test("a pupil of another school finds nothing of it @path", async ({ page, as, step }) => {
  await as("tom");
  for (const typed of ["Lina Moreau", "Hélène Baron", "Histoire-géographie"]) {
    await step(`looks for ${typed}`, async () => {
      await page.goto("/recherche");
      await page.getByRole("searchbox").fill(typed);
      await page.getByRole("button", { name: "Chercher" }).click();
      await expect(page.getByText(`Rien de ce que vous pouvez ouvrir ne contient « ${typed} »`)).toBeVisible();
    });
  }
});
