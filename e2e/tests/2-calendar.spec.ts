import { expect, test } from "../support/walkthrough.ts";

/* The vacations of the years to come, from the ministry's file; the zone of the territory. */

test.describe.configure({ mode: "serial" });

const FILE = [
  "description;population;start_date;end_date;location;zones;annee_scolaire",
  "Vacances de la Toussaint;-;2027-10-22T22:00:00+00:00;2027-11-07T23:00:00+00:00;Poitiers;Zone A;2027-2028",
  "Vacances de Noël;-;2027-12-17T23:00:00+00:00;2028-01-02T23:00:00+00:00;Poitiers;Zone A;2027-2028",
  "Vacances d'Hiver;Élèves;2028-02-11T23:00:00+00:00;2028-02-27T23:00:00+00:00;Poitiers;Zone A;2027-2028",
  "Vacances d'Hiver;Enseignants;2028-02-10T23:00:00+00:00;2028-02-27T23:00:00+00:00;Poitiers;Zone A;2027-2028",
  "Vacances d'Hiver;Élèves;2028-02-18T23:00:00+00:00;2028-03-05T23:00:00+00:00;Rennes;Zone B;2027-2028",
  "Vacances de Printemps;Élèves;2028-04-21T22:00:00+00:00;2028-04-07T22:00:00+00:00;Poitiers;Zone A;2027-2028",
  "Début des Vacances d'Été;-;2028-07-07T22:00:00+00:00;2028-07-07T22:00:00+00:00;Poitiers;Zone A;2027-2028",
].join("\n");

const send = { name: "fr-en-calendrier-scolaire.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) };

test("gives the vacations of next year @path", async ({ page, as, step }) => {
  await as("manager");

  await step("looks at what is known", async () => {
    await page.goto("/annuaire/calendrier");
    await expect(page.getByRole("region", { name: "Année 2026-2027" })).toContainText("du samedi 13 février");
  }, "school-calendar");

  await step("sends the file, and sees what it changes and what it leaves out", async () => {
    await page.locator("#fichier").setInputFiles(send);
    await page.getByRole("button", { name: "Voir ce qui change" }).click();
    const year = page.getByRole("region", { name: "Année 2027-2028, zone A" });
    await expect(year).toContainText("Nouvelle");
    await expect(year).toContainText("du samedi 12 février 2028 au dimanche 27 février 2028");
    await expect(page.getByText("la fin est avant le début")).toBeVisible();
  });

  await step("follows it", async () => {
    await page.getByRole("button", { name: "Suivre ce calendrier" }).click();
    await expect(page.getByText("Le calendrier est à jour.")).toBeVisible();
    await expect(page.getByRole("region", { name: "Année 2027-2028" })).toContainText("Vacances de Noël");
  });

  await step("sends it again: nothing changes", async () => {
    await page.locator("#fichier").setInputFiles(send);
    await page.getByRole("button", { name: "Voir ce qui change" }).click();
    await expect(page.getByText("rien ne change")).toBeVisible();
    await expect(page.getByRole("button", { name: "Suivre ce calendrier" })).toHaveCount(0);
  });
});

test("chooses the zone of the territory @path", async ({ page, as, step }) => {
  await as("manager");
  await step("is in zone B from now on", async () => {
    await page.goto("/annuaire/calendrier");
    await page.getByRole("radio", { name: "Zone B" }).check();
    await page.getByRole("button", { name: "Choisir cette zone" }).click();
    await expect(page.getByRole("heading", { level: 1 }).locator("..")).toContainText("zone B");
    await expect(page.getByRole("region", { name: "Année 2026-2027" })).toContainText("du samedi 20 février");
  });
});
