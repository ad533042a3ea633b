import { expect, test } from "../support/walkthrough.ts";

/* What was handed in over the years, what was erased, and what left the house: three pages that prove something. */

test("a pupil finds what was handed in, with the answers; so does the mother @path", async ({ page, as, step }) => {
  for (const person of ["lina", "nadia"] as const) {
    await as(person);
    await step(`${person} opens « Travaux rendus » from « Mes cours »`, async () => {
      await page.goto("/cours");
      await page.getByRole("link", { name: "Travaux rendus" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Travaux rendus");
      await expect(page.getByRole("region", { name: "Cette année" }).getByRole("listitem").first()).toContainText("Rendu");
    }, `handed-${person}`, { tree: false });
    await step(`${person} opens the one that was answered`, async () => {
      const answered = page.getByRole("listitem").filter({ has: page.getByText("Réponse publiée", { exact: true }) }).first();
      await answered.getByRole("link").click();
      await expect(page.getByRole("heading", { name: /^Réponse de / })).toBeVisible();
    });
  }
});

test("a head and the territory read what was erased @path", async ({ page, as, step }) => {
  await as("head");
  await step("the head, from the school", async () => {
    await page.goto("/etablissements");
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("link", { name: "Effacements" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Effacements");
    await expect(page.getByText("Rien n’a encore été effacé.")).toBeVisible();
  }, "erasures", { tree: false });
  for (const person of ["manager", "operator"] as const) {
    await as(person);
    await step(`the ${person}, for all schools`, async () => {
      await page.goto("/annuaire/effacements");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Effacements");
    });
  }
});

test("an operator reads what leaves the house @path", async ({ page, as, step }) => {
  await as("operator");
  await step("opens it from the notices", async () => {
    await page.goto("/avis");
    await page.getByRole("link", { name: "Ce qui part de la maison" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Messages");
    await expect(page.getByText("Tout est parti.")).toBeVisible();
  }, "messages", { tree: false });
  await step("reads what each text message costs", async () => {
    await expect(page.getByRole("table", { name: "Les SMS de Préau" })).toBeVisible();
  });
});

test("by keyboard alone: from the courses to an answer", async ({ page, as, keys, step }) => {
  await as("lina");
  await step("opens what was handed in", async () => {
    await page.goto("/cours");
    await keys.enter(page.getByRole("link", { name: "Travaux rendus" }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Travaux rendus");
  });
  await step("opens the first", async () => {
    await keys.enter(page.getByRole("region", { name: "Cette année" }).getByRole("link").first());
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});
