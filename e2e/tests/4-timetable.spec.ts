import type { Page } from "@playwright/test";
import { expect, test } from "../support/walkthrough.ts";
import { isWide } from "../support/wide.ts";

/* The head gives the timetable of the whole school, as its program exports it, and reads what changed. */

test.describe.configure({ mode: "serial" });

const TITLES = "NUMERO;DUREE;FREQUENCE;MAT_CODE;MAT_LIBELLE;PROF_NOM;PROF_PRENOM;CLASSE;SALLE;ALTERNANCE;MODALITE;CO-ENS.;POND.;JOUR;H.DEBUT;EFFECTIF";

/** One lesson of each class on Saturday mornings, when nothing else is. */
const edt = (hour: string, room: string, left: string[] = []) => {
  const classes = ["6e A", "6e B", "5e A", "5e B", "4e A", "3e A"].filter((name) => !left.includes(name));
  const line = (name: string, at: number) => `${at};0h55;H;HI-GE;HISTOIRE-GÉOGRAPHIE;;;${name};${room};H;CG;N;1;samedi;${hour};27`;
  const text = [TITLES, ...classes.map((name, at) => line(name, at + 1)), "7;0h55;H;HI-GE;HISTOIRE-GÉOGRAPHIE;;;5e B;7;H;CG;N;1;un jour;09h00;27", ""].join("\r\n");
  return { name: "edt-du-college.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
};

test("the head gives the timetable of the whole school @path", async ({ page, as, step }) => {
  await as("head");
  await step("chooses every class, and the file", async () => {
    await page.goto("/emploi-du-temps/calendriers");
    const give = page.getByRole("region", { name: "Donner un fichier" });
    const school = give.getByRole("option", { name: /^Toutes les classes/ }).first();
    await give.getByLabel("Pour").selectOption((await school.getAttribute("value")) ?? "");
    await give.getByLabel(/^Fichier de l’emploi du temps/).setInputFiles(edt("09h00", "12"));
    await give.getByRole("button", { name: "Lire ce fichier" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("edt-du-college.csv");
  }, "timetable-given", { tree: false });

  await step("reads what is understood, and the line that is not", async () => {
    for (const name of ["5e B", "6e A"]) {
      const title = page.getByLabel(`HISTOIRE-GÉOGRAPHIE, ${name}`);
      await expect(title.locator("option:checked")).toHaveText(`Histoire-géographie, ${name}`);
    }
    await page.getByText("Lignes non comprises").click();
    await expect(page.getByText(/le jour manque ou n’est pas compris/)).toBeVisible();
  });

  await step("plans the lessons of every class", async () => {
    await page.getByRole("button", { name: "Prévoir les séances" }).click();
    await expect(page.getByText(/^\d+ séances sont prévues/)).toBeVisible();
  });
});

test("the head gives it again, and reads what changed @path", async ({ page, as, step }) => {
  await as("head");
  await page.goto("/emploi-du-temps/calendriers");
  await page.getByRole("link", { name: /^edt-du-college\.csv/ }).click();
  await step("gives the file of an hour later, in another room, without one class", async () => {
    await page.getByLabel(/^Fichier de l’emploi du temps/).setInputFiles(edt("10h00", "21", ["3e A"]));
    await page.getByRole("button", { name: "Lire la nouvelle version" }).click();
    await expect(page.getByText(/séances ont changé d’heure ou de salle/)).toBeVisible();
  }, "timetable-changed", { tree: false });
});

test("a teacher finds the new hour and the new room in the week @path", async ({ page, as, step }) => {
  await as("baron");
  await step("opens the week", async () => {
    await page.goto("/semaine");
    const saturday = page.getByRole("region", { name: /^Samedi 13 mars/ });
    await expect(saturday).toContainText("10 h");
    await expect(saturday).toContainText("salle 21");
  });
});

/** What a sheet of paper holds between its margins, at the size of a screen. */
const PAPER = { width: 688, height: 1000 };

/** Lessons as they are drawn: the day from Monday on, the hour in minutes, where they begin, whether all of them is seen. */
const drawn = (page: Page) =>
  page.locator(".week > section").evaluateAll((days) =>
    days.flatMap((section, day) =>
      [...section.querySelectorAll("li > *")].map((lesson) => {
        const [hour, minute] = lesson.querySelector("time")!.textContent!.match(/\d+/g)!.map(Number);
        const { left, right, top } = lesson.getBoundingClientRect();
        const isInside = left >= 0 && right <= document.documentElement.clientWidth;
        const isWhole = isInside && lesson.scrollWidth <= lesson.clientWidth && lesson.checkVisibility();
        return { day, hour: hour! * 60 + minute!, left, top, isWhole };
      }),
    ),
  );

type Drawn = Awaited<ReturnType<typeof drawn>>;

/** Whether all that is of one day, or of one hour, begins on one line, and each line comes after the one before. */
function isAligned(lessons: Drawn, by: "day" | "hour", edge: "left" | "top"): boolean {
  const names = [...new Set(lessons.map((one) => one[by]))].sort((one, other) => one - other);
  const lines = names.map((name) => new Set(lessons.filter((one) => one[by] === name).map((one) => one[edge])));
  const places = lines.map((line) => [...line][0]!);
  return lines.every((line) => line.size === 1) && places.every((place, at) => at === 0 || place > places[at - 1]!);
}

/** A column for each day, a line for each hour. */
const isGrid = (lessons: Drawn) => isAligned(lessons, "day", "left") && isAligned(lessons, "hour", "top");

/** One lesson below the other. */
const isList = (lessons: Drawn) =>
  lessons.every((one, at) => at === 0 || (one.left === lessons[0]!.left && one.top > lessons[at - 1]!.top));

test("a pupil’s week is a grid at a desk, a list on a phone, and whole on paper", async ({ page, as, step }) => {
  await as("lina");
  await page.goto("/semaine");
  let count = 0;

  await step("sees it in the window", async () => {
    const lessons = await drawn(page);
    count = lessons.length;
    expect(new Set(lessons.map((one) => one.day)).size).toBeGreaterThan(4);
    expect(isGrid(lessons), "a grid").toBe(isWide(page));
    expect(isList(lessons), "a list").toBe(!isWide(page));
    expect(lessons.filter((one) => !one.isWhole)).toEqual([]);
  }, "week", { tree: false });

  await step("sees it on paper, without what only a screen needs", async () => {
    const window = page.viewportSize()!;
    await page.setViewportSize(PAPER);
    await page.emulateMedia({ media: "print" });
    const lessons = await drawn(page);
    expect(lessons).toHaveLength(count);
    expect(isGrid(lessons), "a grid").toBe(true);
    expect(lessons.filter((one) => !one.isWhole)).toEqual([]);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("banner")).toBeHidden();
    await expect(page.getByRole("contentinfo")).toBeHidden();
    await expect(page.getByRole("link", { name: /^Semaine (précédente|suivante)/ })).toHaveCount(0);
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize(window);
  });
});
