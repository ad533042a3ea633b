import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { film } from "../support/camera.ts";
import { expect, test } from "../support/walkthrough.ts";
import config from "../playwright.config.ts";

/* The camera of a phone reads a label, in a film that is made here. */

const seen = join(mkdtempSync(join(tmpdir(), "preau-camera-")), "label.y4m");
const usual = config.use?.launchOptions;

test.use({
  launchOptions: {
    ...usual,
    args: [
      ...(usual?.args ?? []),
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${seen}`,
    ],
  },
});

test("a label in front of the camera is a device that is back @js", async ({ page, as, step }) => {
  await as("head");
  await page.goto("/materiel");
  await page.getByRole("link", { name: "Prêts" }).click();
  const row = page.getByRole("row").filter({ hasText: "Lina Moreau" });
  const number = (await row.locator(".muted").first().innerText()).trim();
  film(seen, number);

  await step("opens the camera: what it sees is back", async () => {
    await page.getByRole("link", { name: "Retours" }).click();
    await page.getByRole("button", { name: "Utiliser la caméra" }).click();
    await expect(page.getByText(new RegExp(`^Rendu\\s: .*, ${number}, prêté à Lina Moreau, 5e B\\.$`))).toBeVisible();
    await expect(page.getByRole("heading", { name: "Rendus aujourd’hui" })).toBeVisible();
  });
});
