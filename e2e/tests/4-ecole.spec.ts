import { expect, test } from "../support/walkthrough.ts";

/* Step 4, at the école: a day of ordered moments without hours, several levels in one class. */

test.describe.configure({ mode: "serial" });

const WORK = "Recopier la poésie de l’hiver";

test("a day is a line of moments, and work goes to one level @path", async ({ page, as, step }) => {
  await as("marceau");

  await step("sees the moments in their order, without hours", async () => {
    const day = page.getByRole("region", { name: "Ma journée" });
    await expect(day.getByRole("listitem").first()).toContainText("Rituels");
    await expect(day.getByText(/\d+\sh\s\d\d/)).toHaveCount(0);
  }, "ecole-home");

  await step("opens a moment: a place for each level", async () => {
    await page.getByRole("link", { name: /Lecture/ }).first().click();
    const done = page.getByRole("textbox", { name: /^Ce qui a été fait/ });
    await expect(done).toContainText("CE2");
    await expect(done).toContainText("CM1");
  }, "ecole-moment");

  await step("gives work to the CM1 alone", async () => {
    await page.getByRole("textbox", { name: /^Titre/ }).fill("Le roman de Basile");
    await page.getByRole("textbox", { name: /^Travail/ }).fill(WORK);
    await page.getByRole("combobox", { name: "Pour", exact: true }).selectOption({ label: "CM1" });
    await page.getByRole("button", { name: "Publier", exact: true }).click();
    await expect(page.getByText("Publié : les élèves de CE2-CM1")).toBeVisible();
    await expect(page.getByRole("region", { name: "Travail donné" })).toContainText(WORK);
  });
});

test("a pupil of the CE2 reads the moment, and for which level the work is @path", async ({ page, as, step }) => {
  await as("tom");
  await step("sees the day", async () => {
    await expect(page.getByRole("region", { name: "À faire" })).toBeVisible();
  }, "ecole-pupil");
  await step("opens the moment", async () => {
    await page.getByRole("link", { name: /Lecture/ }).first().click();
    await expect(page.getByRole("heading", { name: "Le roman de Basile" })).toBeVisible();
  });
  await step("reads for whom the work is", async () => {
    await expect(page.getByText(`CM1 · ${WORK}`)).toBeVisible();
  });
});

test("adds a moment to the week by hand", async ({ page, as, step }) => {
  await as("marceau");
  await step("opens the timetable", async () => {
    await page.getByRole("link", { name: "Mes cours" }).click();
    await page.getByRole("link", { name: /^CE2-CM1/ }).first().click();
    await page.getByRole("link", { name: "Emploi du temps" }).click();
  });
  await step("adds singing on Tuesdays and Fridays", async () => {
    await page.getByRole("checkbox", { name: "Mardi" }).check();
    await page.getByRole("checkbox", { name: "Vendredi" }).check();
    await page.getByRole("textbox", { name: /^Moment de la journée/ }).fill("Chorale");
    await page.getByRole("button", { name: "Ajouter", exact: true }).click();
    await expect(page.getByText("Créneau ajouté")).toBeVisible();
    await expect(page.getByText(/Chorale/)).toHaveCount(2);
  });
});
