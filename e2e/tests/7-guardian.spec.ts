import type { Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";

/* Step 7: three children in two schools on one page; never a word of the other guardian. */

const CHILDREN = [
  ["Lina", "Collège des Tilleuls"],
  ["Tom", "École du Pré-Vert"],
  ["Zoé", "École du Pré-Vert"],
] as const;

/** The other guardian and the grandmother: names, address, telephone. */
const OTHERS = /Julien|Jeannine|chemin du Moulin|sente des Noisetiers/;

const silent = async (page: Page) => expect(await page.content()).not.toMatch(OTHERS);

test("all children of all schools on one page @path", async ({ page, as, step }) => {
  await as("nadia");

  await step("sees the three of them", async () => {
    for (const [child, school] of CHILDREN) {
      await expect(page.getByRole("region", { name: `${child} Moreau` })).toContainText(school);
    }
    await expect(page.getByRole("region", { name: "Lina Moreau" })).toContainText("En ce moment : Histoire-géographie");
    const first = page.getByRole("region", { name: "À voir d’abord" });
    await expect(first.getByRole("listitem").filter({ hasText: "Convention à lire et à accepter" })).toContainText("Lina");
    await expect(first.getByRole("listitem").filter({ hasText: "a répondu" }).first()).toBeVisible();
    await silent(page);
  }, "guardian-home", { readme: "guardian" });

  for (const [child] of CHILDREN) {
    await step(`opens the day of ${child}`, async () => {
      await page.getByRole("link", { name: `Sa journée : ${child}` }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(child);
      await silent(page);
    });
    await page.getByRole("link", { name: "Aujourd’hui" }).first().click();
  }

  await step("opens the work of Tom", async () => {
    const tom = page.getByRole("region", { name: "Tom Moreau" });
    await tom.getByRole("link", { name: /^Voir/ }).first().click();
    await expect(page.getByRole("heading", { name: "Tom" })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Rendre/ })).toHaveCount(0);
    await silent(page);
  });

  await step("reads the answer that Lina was given", async () => {
    await page.getByRole("link", { name: "Aujourd’hui" }).first().click();
    await page.getByRole("region", { name: "Lina Moreau" }).getByRole("link", { name: /a répondu/ }).first().click();
    await expect(page.getByRole("heading", { name: "Réponse de Mme Baron" })).toBeVisible();
    await page.getByText("Qui peut voir ceci ?").click();
    await expect(page.getByText("Ses responsables légaux")).toBeVisible();
    await silent(page);
  }, "guardian-answer");

  await step("has one thing less to see first", async () => {
    const title = await page.getByRole("heading", { level: 1 }).innerText();
    await page.getByRole("link", { name: "Aujourd’hui" }).first().click();
    await expect(page.getByRole("region", { name: "À voir d’abord" })).not.toContainText(title);
  });
});

test("by keyboard alone: from the home to an answer and back", async ({ page, as, keys, step }) => {
  await as("nadia");
  await step("opens the answer", async () => {
    const lina = page.getByRole("region", { name: "Lina Moreau" });
    await keys.enter(lina.getByRole("link", { name: /a répondu/ }).first());
    await expect(page.getByRole("heading", { name: "Réponse de Mme Baron" })).toBeVisible();
  });
  await step("comes back", async () => {
    await keys.enter(page.getByRole("link", { name: "Aujourd’hui" }).first());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Nadia");
  });
});

for (const [person, others] of [
  ["nadia", OTHERS],
  ["julien", /Nadia|Jeannine|rue des Tilleuls|sente des Noisetiers/],
] as const) {
  test(`no page that ${person} can reach names the other guardian @path @once`, async ({ page, as }) => {
    await as(person);
    const seen = new Set<string>();
    const ahead = ["/"];
    for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const answer = await page.request.get(path);
      expect(answer.status(), path).toBeLessThan(400);
      if (!answer.headers()["content-type"]?.startsWith("text/html")) continue;
      const html = await answer.text();
      expect(html, path).not.toMatch(others);
      ahead.push(...links(html).filter((link) => !BEYOND.test(link)));
    }
    expect(seen.size).toBeGreaterThan(40);
  });
}

/** Other roles, the way out, and days and pages without end. */
const BEYOND = /^\/(demo|deconnexion|a\/|semaine\?|jour\/)|[?&](jour|page)=|\/jour\/|^\/enfants\/\d+\/.+/;

const links = (html: string) =>
  [...html.matchAll(/<a\b[^>]*?href="(\/[^"#]*)/g)].map((match) => match[1]!.replaceAll("&amp;", "&"));
