import { truncateSync, writeFileSync } from "node:fs";
import { readSize, says, taken } from "../support/picture.ts";
import { expect, test } from "../support/walkthrough.ts";

/* A photo of a recent phone: what leaves the device, and what the school keeps of it. */

const WORK = "Exercices 12 et 13 p. 84";

test("a file that is too heavy is said before it leaves @js", async ({ page, as, step }, info) => {
  await as("lina");
  await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link").click();
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  const heavy = info.outputPath("expose.pdf");
  writeFileSync(heavy, "%PDF-1.7");
  truncateSync(heavy, 61 * 1024 * 1024);
  const field = page.locator("#fichiers");

  await step("chooses it, and is told what to do where it was chosen", async () => {
    await field.setInputFiles(heavy);
    await page.getByRole("button", { name: "Rendre" }).click();
    await expect(field).toHaveAccessibleDescription(/dépasse la taille permise/);
    await expect(field).toBeFocused();
    expect(sent).toEqual([]);
  }, "too-heavy");
});

test("a large photo leaves light, upright and without its place @js", async ({ page, as, step }) => {
  await as("lina");
  await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link").click();
  const field = page.getByLabel(/^Photos/);
  const heavy = await taken(page);
  expect(says(heavy, "Exif") && says(heavy, "GPS"), "it says where it was taken").toBe(true);

  await step("chooses a photo of twelve million points, taken sideways", async () => {
    await field.setInputFiles({ name: "IMG_0042.jpg", mimeType: "image/jpeg", buffer: heavy });
    await expect(page.locator(".preview li")).toHaveCount(1);
    const sent = Buffer.from(
      await field.evaluate(async (input: HTMLInputElement) => [...new Uint8Array(await input.files![0]!.arrayBuffer())]),
    );
    expect(readSize(sent)).toEqual({ width: 1500, height: 2000 });
    expect(sent.length).toBeLessThan(heavy.length);
    expect(says(sent, "Exif") || says(sent, "GPS")).toBe(false);
  });

  await step("hands it in: that is what the server keeps", async () => {
    await page.getByRole("button", { name: "Rendre" }).click();
    await expect(page.getByText(/^C’est rendu/)).toBeVisible();
    const shown = await page.getByRole("img", { name: /^Photo/ }).last().getAttribute("src");
    const kept = await (await page.request.get(shown!)).body();
    expect(readSize(kept)).toEqual({ width: 1500, height: 2000 });
    expect(kept.length).toBeLessThan(heavy.length);
    expect(says(kept, "GPS")).toBe(false);
  });
});
