import { expect, test } from "../support/walkthrough.ts";

/* Step 4, at the collège: the calendar of another program becomes lessons, and one's own calendar
   reads one's days. */

const event = (uid: string, start: string, end: string, title: string) =>
  ["BEGIN:VEVENT", `UID:${uid}`, `DTSTART;TZID=Europe/Paris:${start}`, `DTEND;TZID=Europe/Paris:${end}`, `SUMMARY:${title}`, "LOCATION:12", "END:VEVENT"].join("\r\n");

/** Two lessons on Saturday mornings, when nothing else is, and an appointment. */
const calendar = (hour: string) => ({
  name: "mon-edt.ics",
  mimeType: "text/calendar",
  buffer: Buffer.from(
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      event("1", `20270313T${hour}0000`, `20270313T${hour}5500`, "HISTOIRE-GEO 5E B"),
      event("2", `20270320T${hour}0000`, `20270320T${hour}5500`, "HISTOIRE-GEO 5E B"),
      event("3", "20270317T180000", "20270317T190000", "Dentiste"),
      "END:VCALENDAR",
      "",
    ].join("\r\n"),
  ),
});

test("a teacher gives the calendar of another program @path", async ({ page, as, net, step }) => {
  net.expecting(/status of 422/);
  await as("baron");
  await step("finds where to give it", async () => {
    await page.goto("/cours");
    await page.getByRole("link", { name: "Calendriers d’un autre logiciel" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Calendriers d’un autre logiciel");
  }, "calendars");

  await step("gives a file and sees what it holds", async () => {
    await page.getByLabel(/^Fichier de l’emploi du temps/).setInputFiles(calendar("09"));
    await page.getByRole("button", { name: "Lire ce fichier" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("mon-edt.ics");
    await expect(page.getByLabel(/^HISTOIRE-GEO 5E B/)).toHaveValue(/\d+/);
    await expect(page.getByLabel(/^Dentiste/)).toHaveValue("");
  });

  await step("plans its lessons", async () => {
    await page.getByRole("button", { name: "Prévoir les séances" }).click();
    await expect(page.getByText("2 séances sont prévues.")).toBeVisible();
  });

  await step("gives it again once it has moved, and the lessons follow", async () => {
    await page.getByLabel(/^Fichier de l’emploi du temps/).setInputFiles(calendar("10"));
    await page.getByRole("button", { name: "Lire la nouvelle version" }).click();
    await expect(page.getByText("2 séances ont changé d’heure ou de salle.")).toBeVisible();
    await page.goto("/semaine");
    const saturday = page.getByRole("region", { name: /^Samedi 13 mars/ });
    await expect(saturday).toContainText("10 h");
    await expect(saturday).toContainText("salle 12");
  });

  await step("is told when an address leads inside", async () => {
    await page.goto("/emploi-du-temps/calendriers");
    await page.getByLabel(/^Adresse du calendrier/).fill("https://127.0.0.1/agenda.ics");
    await page.getByRole("button", { name: "Lire cette adresse" }).click();
    await expect(page.getByRole("alert")).toContainText("Cette adresse ne peut pas être lue.");
  });
});

test("a teacher says once what the columns of their own table are @path", async ({ page, as, step }) => {
  await as("baron");
  const table = ["Quand;De quand;Qui;Quoi;Où", "samedi;11h-11h55;5e B;Histoire-géographie;7", ""].join("\n");
  await step("gives a table with titles of their own", async () => {
    await page.goto("/emploi-du-temps/calendriers");
    const file = { name: "ma-semaine.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
    await page.getByLabel(/^Fichier de l’emploi du temps/).setInputFiles(file);
    await page.getByRole("button", { name: "Lire ce fichier" }).click();
    await expect(page.getByRole("heading", { name: "Que disent les colonnes ?" })).toBeVisible();
  }, "calendar-columns", { tree: false });

  await step("says what they are", async () => {
    for (const [title, is] of [["Quand", "Jour"], ["De quand", "Heure de début, ou les deux heures"], ["Qui", "Classe"], ["Quoi", "Matière"], ["Où", "Salle"]] as const) {
      await page.getByLabel(title, { exact: true }).selectOption({ label: is });
    }
    await page.getByRole("button", { name: "Lire avec ces colonnes" }).click();
    await expect(page.getByLabel(/^Histoire-géographie, 5e B/)).toHaveValue(/\d+/);
  });
});

test("a guardian reads the days of their children in their own calendar @path", async ({ page, as, step, playwright }) => {
  await as("nadia");
  let address = "";
  await step("opens a secret address", async () => {
    await page.goto("/cours");
    await page.getByRole("link", { name: "Mon agenda dans mon téléphone" }).click();
    await page.getByRole("button", { name: "Ouvrir mon adresse" }).click();
    address = await page.getByLabel("Votre adresse secrète").inputValue();
    expect(address).toMatch(/\/agenda\/[0-9a-f]{32}\.ics$/);
  });

  await step("their calendar reads it, without signing in", async () => {
    const outside = await playwright.request.newContext();
    const path = new URL(address).pathname;
    const answer = await outside.get(new URL(path, page.url()).href);
    expect(answer.status()).toBe(200);
    const text = await answer.text();
    expect(text).toMatch(/SUMMARY:Lina\s: Histoire-géographie/);
    expect(text).not.toContain("Moreau");
    await outside.dispose();
  });

  await step("closes it", async () => {
    await page.getByText("Fermer l’adresse").click();
    await page.getByRole("button", { name: "Fermer", exact: true }).click();
    await expect(page.getByText("Adresse fermée.")).toBeVisible();
    const outside = await playwright.request.newContext();
    expect((await outside.get(new URL(new URL(address).pathname, page.url()).href)).status()).toBe(404);
    await outside.dispose();
  });
});
