import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clean } from "../support/axe.ts";
import { document } from "../support/papers.ts";
import { archive, restore, Server } from "../support/preau.ts";
import { expect, test } from "../support/walkthrough.ts";

/* An operator restores on a new machine: the house is archived while it is served, and the same lesson is there. */

/** The password of everyone of the guided visit. */
const GUIDED = "demonstration";
const DONE = "Le commerce au XVIe siècle : lecture de la carte page 84, puis débat.";

test("a lesson written before the archive is read on the new machine @path @js @once", async ({ page, as, step, host, browser, contextOptions, viewport }) => {
  await as("baron");
  await step("writes the lesson of now, with a document", async () => {
    await page.getByRole("link", { name: /en ce moment/ }).click();
    await page.getByRole("textbox", { name: /^Ce qui a été fait/ }).fill(DONE);
    await page.getByLabel(/^Ajouter des documents/).setInputFiles(document("carte-du-monde.pdf"));
    await page.getByRole("button", { name: "Publier", exact: true }).click();
    await expect(page.getByText(/^Publié/).first()).toBeVisible();
  });
  const lesson = new URL(page.url()).pathname;

  const machine = await mkdtemp(join(tmpdir(), "preau-restored."));
  const data = join(machine, "data");
  let server: Server | undefined;
  const context = await browser.newContext({ ...contextOptions, viewport, locale: "fr-FR" });
  try {
    await test.step("archives the house while it is served, and restores it elsewhere", async () => {
      await archive(host.data(), join(machine, "préau.preau"));
      await restore(data, join(machine, "préau.preau"));
      server = await Server.start(data, "demo");
    });
    await test.step("comes in on the new machine and reads the same lesson", async () => {
      const there = await context.newPage();
      await there.goto(`${server!.url}/connexion`);
      await there.getByLabel("Identifiant").fill("helene.baron");
      await there.getByLabel("Mot de passe", { exact: true }).fill(GUIDED);
      await there.getByRole("button", { name: "Entrer" }).click();
      await expect(there.getByRole("heading", { level: 1 })).toHaveText(/Bonjour/);
      await there.goto(server!.url + lesson);
      await expect(there.getByText(DONE).first()).toBeVisible();
      const kept = there.waitForEvent("download");
      await there.getByRole("link", { name: /carte-du-monde\.pdf/ }).click();
      expect((await kept).suggestedFilename()).toBe("carte-du-monde.pdf");
      await clean(there);
    });
    expect(server!.complaints()).toEqual([]);
  } finally {
    await context.close();
    await server?.stop();
    await rm(machine, { recursive: true, force: true });
  }
});
