import type { Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";

/* Step 3, for those who have difficulty: a family with a letter, a class without paper, a CP that does not read. */

test.describe.configure({ mode: "serial" });

const CHOSEN = "le chat dort dehors";
let code = "";

async function choose(page: Page) {
  await page.getByLabel("Mot de passe", { exact: true }).fill(CHOSEN);
  await page.getByLabel("Le même mot de passe").fill(CHOSEN);
  await page.getByRole("button", { name: "Enregistrer et entrer" }).click();
}

async function openClass(page: Page, name: RegExp) {
  await page.goto("/codes");
  await page.getByRole("link", { name }).first().click();
}

test("the school downloads the letters of the families of a class @path", async ({ page, as, step }) => {
  await as("directrice");
  await openClass(page, /CE2/);
  await page.getByRole("link", { name: "Codes des responsables" }).click();

  await step("downloads one letter per guardian", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Télécharger les lettres (PDF)" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("lettres.pdf");
  });

  await step("gives another to a grandmother who lost hers", async () => {
    await page.reload();
    await page.getByRole("button", { name: /^Nouveau code, / }).first().click();
    code = (await page.locator(".slip .code").innerText()).replace(/\s/g, "");
  });
});

test("a grandmother with a phone and a letter @path", async ({ page, step, javaScriptEnabled }) => {
  await step("aims at the square of the letter, or types the code", async () => {
    await page.goto(`/activation#${code}`);
    if (javaScriptEnabled === false) {
      await page.getByLabel("Code").fill(code);
      await page.getByRole("button", { name: "Continuer" }).click();
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choisir un mot de passe");
    expect(page.url()).not.toContain(code);
  });

  await step("chooses a password", async () => {
    await choose(page);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Bienvenue");
  });

  await step("sees her grandchild's day", async () => {
    await page.getByRole("link", { name: "Voir ma journée" }).click();
    await page.getByRole("link", { name: /^Sa journée : / }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});

test("a teacher brings a class in without paper @path", async ({ page, as, browser, baseURL, step }) => {
  await as("marceau");
  await openClass(page, /CE2/);

  await step("opens the page that shows who is in", async () => {
    await page.getByRole("link", { name: "Faire entrer la classe sans papier" }).click();
    await expect(page.getByRole("heading", { name: "À aider" })).toBeVisible();
  }, "bring-in", { tree: false });

  let shown = "";
  let name = "";
  await step("shows one pupil's code, large", async () => {
    const first = page.locator("#classe .door").first();
    name = await first.locator("b").innerText();
    await first.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    shown = (await page.locator(".handed .code").innerText()).replace(/\s/g, "");
  }, "bring-in-code", { tree: false });

  const tablet = await browser.newContext({ baseURL: baseURL! });
  const pupil = await tablet.newPage();
  await pupil.goto("/activation");
  await pupil.getByLabel("Code").fill(shown);
  await pupil.getByRole("button", { name: "Continuer" }).click();
  await choose(pupil);
  await expect(pupil.getByRole("heading", { level: 1 })).toContainText("Bienvenue");
  await tablet.close();

  await step("sees that pupil come in", async () => {
    await page.getByRole("link", { name: "Revenir à la classe" }).click();
    await expect(page.locator(".inside")).toContainText(name);
  });
});

test("a teacher brings in a CP, with pictures that leave nothing on the tablet @path", async ({ page, as, step, net }) => {
  net.expecting(/status of 422/);
  await as("directrice");
  await step("the head gives the teacher of the CP a code", async () => {
    await openClass(page, /^Personnel/);
    await page.getByRole("button", { name: /^Donner un code, .*Desrivières/ }).click();
    code = (await page.locator(".slip .code").innerText()).replace(/\s/g, "");
  });
  await page.context().clearCookies();
  await step("the teacher comes in with it, and opens her class", async () => {
    await page.goto("/activation");
    await page.getByLabel("Code").fill(code);
    await page.getByRole("button", { name: "Continuer" }).click();
    await choose(page);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Bienvenue");
    await openClass(page, /^CP de Mme Desrivières/);
    await page.getByRole("link", { name: "Entrer avec des images ou un badge" }).click();
  });

  await step("gives the class pictures", async () => {
    await page.getByRole("button", { name: "Donner des images à la classe" }).click();
    await expect(page.getByText("La classe a ses images.")).toBeVisible();
  }, "pictures", { tree: false });

  await step("downloads the badges", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Télécharger les badges (PDF)" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("badges.pdf");
  });

  await page.reload();
  const row = page.locator("tbody tr").first();
  const child = (await row.getByRole("rowheader").innerText()).split(" ")[0]!;
  const unfolded = async (summary: string, inside: string) => {
    await row.getByText(summary).click();
    await expect(row.locator(inside)).toBeVisible();
    return row.locator(inside).innerText();
  };
  const secret = (await unfolded("Voir l’image secrète", "details .picture")).trim();
  const badge = (await unfolded("Voir le code", "details .code")).replace(/\s/g, "");

  await step("makes this tablet a device of the class", async () => {
    await page.getByLabel("Nom de cet appareil").fill("Tablette 3");
    await page.getByRole("button", { name: "En faire un appareil de la classe" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Qui es-tu ?");
  }, "classe", { tree: false });

  await step("the child touches their picture", async () => {
    await page.locator("a.face").filter({ hasText: child }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(`Bonjour ${child}`);
  }, "classe-secret", { tree: false });

  await step("then a wrong one", async () => {
    await page.getByRole("button", { name: secret === "lune" ? "étoile" : "lune", exact: true }).click();
    await expect(page.getByText("Ce n’est pas celle-là. Essaie encore.")).toBeVisible();
  });

  await step("then their secret, and is in", async () => {
    await page.getByRole("button", { name: secret, exact: true }).click();
    await expect(page.getByRole("button", { name: "J’ai fini" })).toBeVisible();
  }, "classe-home", { tree: false });

  await step("has finished: one tap", async () => {
    await page.getByRole("button", { name: "J’ai fini" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Qui es-tu ?");
  });

  await step("going back shows nothing of that child", async () => {
    await page.goBack();
    await expect(page.getByRole("button", { name: "J’ai fini" })).toHaveCount(0);
    const kept = (await page.context().cookies()).map((cookie) => cookie.name);
    expect(kept).not.toContain("preau-session");
  });

  await step("comes in again with the badge, typed where there is no camera", async () => {
    await page.goto("/classe");
    await page.getByText("Taper le code du badge").click();
    await page.getByLabel("Code du badge").fill(badge);
    await page.getByRole("button", { name: "Entrer", exact: true }).click();
    await expect(page.getByRole("button", { name: "J’ai fini" })).toBeVisible();
  });
});
