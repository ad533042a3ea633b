import { expect, test } from "../support/walkthrough.ts";

/* The other language, on every page from then on, on this device and in the account. */

test("switches to English and back", async ({ page, as, step }) => {
  await as("lina");

  await step("asks for English at the foot of the page", async () => {
    await page.getByRole("contentinfo").getByRole("button", { name: "English" }).click();
    await expect(page.getByRole("heading", { name: "My day" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  }, "pupil-home-english");

  await step("hands in, in English", async () => {
    await page.getByRole("link", { name: "Hand in" }).first().click();
    await expect(page.getByRole("button", { name: "Hand in" })).toBeVisible();
  });

  await step("reads the pages of the footer in English", async () => {
    await page.getByRole("contentinfo").getByRole("link", { name: "Help" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });

  await step("finds English again after signing out and in", async () => {
    await as("lina");
    await expect(page.getByRole("heading", { name: "My day" })).toBeVisible();
  });

  await step("goes back to French", async () => {
    await page.getByRole("contentinfo").getByRole("button", { name: "Français" }).click();
    await expect(page.getByRole("heading", { name: "Ma journée" })).toBeVisible();
  });
});
