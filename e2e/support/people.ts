import type { Page } from "@playwright/test";

/* The people one may be on the first page of a demonstration, by name. */

const PEOPLE = {
  /** A pupil of the 5e B, at the collège. */
  lina: "Lina Moreau",
  /** Teaches history and geography to the 5e B. */
  baron: "Hélène Baron",
  /** The mother of Lina, Tom and Zoé. */
  nadia: "Nadia Moreau",
  /** A pupil of the CE2-CM1, at the école: Lina's brother. */
  tom: "Tom Moreau",
  /** Teaches the CE2-CM1. */
  marceau: "Élie Marceau",
  /** Their father, at another address. */
  julien: "Julien Moreau",
  /** Head of the collège. */
  head: "Armand Lefèvre-Sauvage",
  /** Office of the collège. */
  okafor: "Grace Okafor",
  /** Head of the école. */
  directrice: "Marjolaine Delorme-Brise",
  /** Inspects the lesson books of Mme Baron for some days. */
  inspector: "Solène Vauclair-Roche",
  /** Manages the territory. */
  manager: "Elvire Tavernier-Ruiz",
  /** Acts for the commune of the école. */
  agent: "Noël Ferrand-Sauge",
  /** Follows the money for the bank. */
  funder: "Blandine Corbier-Marais",
  /** Runs the service. */
  operator: "Yann Kerjean-Dubois",
};

/** The password of all of them, for the sign-in page. */
export const PASSWORD = "demonstration";

/** Somebody of the fictitious territory. */
export type Person = keyof typeof PEOPLE;

export const EVERYONE = Object.keys(PEOPLE) as Person[];

export const nameOf = (person: Person) => PEOPLE[person];

/** Hands the device to somebody: whoever was signed in is out, the person is in, on their home. */
export async function enterAs(page: Page, person: Person) {
  await page.context().clearCookies();
  await page.goto("/demo");
  await page.getByRole("button", { name: nameOf(person) }).click();
  await page.waitForURL((url) => url.pathname === "/");
}
