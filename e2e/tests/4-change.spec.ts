import { expect, test } from "../support/walkthrough.ts";

/* Step 4, at the collège: what changes of the day is said to the class at once. */

test("a teacher changes the room and the pupil reads it @path", async ({ page, as, step }) => {
  await as("baron");
  await step("opens the lesson of now and says the room", async () => {
    await page.getByRole("link", { name: /en ce moment/ }).click();
    await page.getByRole("link", { name: "Changer la salle" }).click();
    await page.getByRole("textbox", { name: /^Salle/ }).fill("12 bis");
  }, "change-room");
  await step("saves it", async () => {
    await page.getByRole("button", { name: "Enregistrer ce qui change" }).click();
    await expect(page.getByText("C’est noté. Les familles le voient.")).toBeVisible();
  });

  await as("lina");
  await step("the pupil reads it on her home and in her week", async () => {
    await page.goto("/");
    await expect(page.getByText(/Salle 12 bis au lieu de/)).toBeVisible();
    await page.goto("/semaine");
    await expect(page.getByText(/Salle 12 bis au lieu de/)).toBeVisible();
  }, "change-pupil-week");
});
