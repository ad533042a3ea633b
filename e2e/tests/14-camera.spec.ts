import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { film } from "../support/camera.ts";
import { expect, test } from "../support/walkthrough.ts";
import config from "../playwright.config.ts";

/* The camera of a phone reads labels, in a film that is made here. */

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

test.beforeEach(async ({ page, as }) => {
  await as("head");
  await page.goto("/materiel");
});

test("a label in front of the camera is a device that is back @js @once", async ({ page, step }) => {
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

test("a delivery is received box after box, in one tap @js @once", async ({ page, step }) => {
  await page.getByRole("link", { name: "Commandes" }).click();
  await page.getByRole("link", { name: /Classes mobiles 2027/ }).click();
  film(seen, "R52N40001");

  await step("opens the camera: the box in front of it is received", async () => {
    await page.getByRole("button", { name: "Utiliser la caméra" }).click();
    await expect(page.getByText("1 reçu sur 42", { exact: true })).toBeVisible();
  });

  await step("holds the next box: it is received too, and the first was once", async () => {
    film(seen, "R52N40002");
    await expect(page.getByText("2 reçus sur 42", { exact: true })).toBeVisible();
    await expect(page.getByText("R52N40002").first()).toBeVisible();
  });
});

test("a stock-taking goes from label to label, in one tap @js @once", async ({ page, step }) => {
  await page.getByRole("link", { name: "Relevé" }).click();
  const waiting = page.locator("section", { hasText: "Pas encore vus" }).getByRole("listitem");
  const labels = (await waiting.locator("small").allInnerTexts()).slice(0, 2);
  film(seen, labels[0]!);

  await step("opens the camera: the device in front of it is seen", async () => {
    await page.getByRole("button", { name: "Utiliser la caméra" }).click();
    await expect(page.getByText(new RegExp(`^Vu\\s: .*, ${labels[0]}`))).toBeVisible();
  });

  await step("holds the next device: it is seen too, and neither waits any more", async () => {
    film(seen, labels[1]!);
    await expect(page.getByText(new RegExp(`^Vu\\s: .*, ${labels[1]}`))).toBeVisible();
    await expect(page.getByText(/^2 appareils vus sur/)).toBeVisible();
    for (const label of labels) await expect(waiting.filter({ hasText: label })).toHaveCount(0);
  });
});
