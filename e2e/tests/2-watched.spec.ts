import { appendFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { comeBack, found } from "../support/first-steps.ts";
import { aaf, annuaire, emptied } from "../support/papers.ts";
import { CONFIGURATION, onInbox } from "../support/preau.ts";
import { expect, test } from "../support/walkthrough.ts";

/* Step 2, night after night: what an academy puts in the watched folder waits for someone when it asks for someone. */

test.use({ world: "nothing" });
test.describe.configure({ mode: "serial" });

const FOLDER = "recu";

async function send(page: Page, file: ReturnType<typeof aaf>) {
  await page.goto("/annuaire/imports");
  await page.getByLabel("Fichiers", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Comparer" }).click();
  await page.getByRole("button", { name: "Publier" }).click();
  await expect(page.getByText("Publié", { exact: true }).first()).toBeVisible();
}

test("the territory is founded, and its école known @path", async ({ page, host, step }) => {
  await page.goto(host.firstSteps());
  await found(page);
  await step("publishes an export by page", async () => {
    await send(page, annuaire());
    await send(page, aaf());
  });
  const folder = join(host.data(), FOLDER);
  await mkdir(folder);
  const delivery = emptied();
  await writeFile(join(folder, delivery.name), delivery.buffer);
  await writeFile(join(folder, `${delivery.name}.fini`), "");
  await appendFile(join(host.data(), CONFIGURATION), onInbox(FOLDER));
  await page.goto("about:blank");
  await host.restart();
});

test("a delivery that would empty the école waits for someone @path", async ({ page, host, net, step }) => {
  net.expecting(/status of 422/);
  await page.goto("/connexion");
  await comeBack(page);

  await step("is told in the notices", async () => {
    await expect(async () => {
      await page.goto("/avis");
      await expect(page.getByRole("main").getByRole("link", { name: /import/i }).first()).toBeVisible({ timeout: 500 });
    }).toPass();
  }, "watched-notice", { tree: false });

  await step("finds it on the page of imports, told from those sent by page", async () => {
    await page.goto("/annuaire/imports");
    await page.getByRole("region", { name: "En cours" }).getByRole("link", { name: /dossier surveillé/ }).click();
    await expect(page.getByText("dans le dossier surveillé : cet import attend votre accord.")).toBeVisible();
    await expect(page.getByText("6 élèves sur 6 quitteraient l’établissement « École du Pré-Vert ».")).toBeVisible();
  }, "watched-preview", { tree: false });

  await step("does not publish without saying that it is meant", async () => {
    await page.getByRole("button", { name: "Publier" }).click();
    await expect(page.getByRole("alert")).toContainText("dites si ces départs sont voulus");
  });

  await step("gives it up: the class is as it was, and the delivery was put away", async () => {
    await page.getByRole("button", { name: "Abandonner cet import" }).click();
    await expect(page.getByText("L’import est abandonné, rien n’a changé.")).toBeVisible();
    await page.goto("/etablissements");
    await page.getByRole("link", { name: "École du Pré-Vert" }).click();
    await expect(page.getByText("CP de Mme Desrivières")).toBeVisible();
    expect((await readdir(join(host.data(), FOLDER))).sort()).toEqual(["faits"]);
  });
});
