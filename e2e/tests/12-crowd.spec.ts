import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { found } from "../support/first-steps.ts";
import { CONFIGURATION } from "../support/preau.ts";
import { expect, test } from "../support/walkthrough.ts";

/* The morning when everyone signs in at once: a place, a time, and a page that comes again by itself. */

test.use({ world: "nothing" });
test.describe.configure({ mode: "serial" });

test("the territory is founded, and nobody new is let in for a while", async ({ page, host }) => {
  await page.goto(host.firstSteps());
  await found(page);
  await page.goto("about:blank");
  await appendFile(join(host.data(), CONFIGURATION), "[entrance]\nmost_per_minute = 0\n");
  await host.restart();
});

test("someone waits in line, keeps their place, and comes in when there is room", async ({ page, host, net, step }, info) => {
  const place = async () => (await page.context().cookies()).find(({ name }) => name === "preau-place")?.value;
  await step("is told a place and a time", async () => {
    const answer = await page.goto("/connexion");
    expect(Number(answer?.headers()["refresh"])).toBeGreaterThanOrEqual(4);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vous êtes en tête de la file");
    await expect(page.getByText("Attente estimée : plus d’une heure.")).toBeVisible();
    await expect(page.getByLabel("Mot de passe")).toHaveCount(0);
  }, "crowd");
  const taken = await place();
  expect(taken).toBeTruthy();
  await step("asks again and is at the same place", async () => {
    await page.getByRole("link", { name: "Actualiser maintenant" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vous êtes en tête de la file");
    expect(await place()).toBe(taken);
  });
  await step("is let in at their place, once there is room again", async () => {
    const settings = join(host.data(), CONFIGURATION);
    await writeFile(settings, (await readFile(settings, "utf8")).replace("most_per_minute = 0", "most_per_minute = 600"));
    await host.restart();
    const address = await host.serve(info.file);
    net.expecting(new RegExp(`another origin: ${address}`)); // the same house, at its new address
    await page.goto(`${address}/connexion`);
    expect(await place()).toBe(taken);
    await expect(page.getByLabel("Mot de passe", { exact: true })).toBeVisible();
  });
});
