import { expect, test } from "../support/walkthrough.ts";
import { EVERYONE, enterAs, nameOf } from "../support/people.ts";

/* Step 1: the demonstration runs; its first page lets one in as anybody, in one click. */

test("the first page of a demonstration offers every role @path", async ({ page, step }) => {
  await step("opens the address that the server printed", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Entrer comme…");
    await expect(page.getByText("Démonstration : ce territoire et ces personnes sont fictifs")).toBeVisible();
    for (const person of EVERYONE) await expect(page.getByRole("button", { name: nameOf(person) })).toBeVisible();
  }, "doors");
});

test("one click into each role @path", async ({ page, step }) => {
  for (const person of EVERYONE) {
    await step(`enters as ${nameOf(person)}`, async () => {
      await enterAs(page, person);
      const [first] = nameOf(person).split(" ");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Bonjour ${first}`);
      await expect(page.getByRole("link", { name: `Mon compte, ${nameOf(person)}` })).toBeVisible();
    });
  }
});

test("by keyboard alone: in, and out again", async ({ page, keys, step }) => {
  await step("enters as Lina", async () => {
    await page.goto("/");
    await keys.enter(page.getByRole("button", { name: "Lina Moreau" }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Lina");
  });
  await step("skips the bar to the content", async () => {
    await keys.enter(page.getByRole("link", { name: "Aller au contenu" }));
    await expect(page.getByRole("main")).toBeFocused();
  });
  await step("leaves by « Plus »", async () => {
    await keys.enter(page.getByRole("link", { name: "Plus", exact: true }));
    await keys.enter(page.getByRole("button", { name: "Se déconnecter" }));
    await expect(page.getByText("Vous êtes déconnecté.")).toBeVisible();
  });
});

test("the pages of the footer say where the service stands", async ({ page, step }) => {
  await page.goto("/");
  const pages = [
    ["Accessibilité", "Accessibilité"],
    ["Mentions légales", "Mentions légales"],
    ["Vie privée", "Vie privée"],
    ["Aide", "Aide"],
  ] as const;
  for (const [link, title] of pages) {
    await step(`reads « ${title} »`, async () => {
      await page.getByRole("contentinfo").getByRole("link", { name: link }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    });
  }
});
