import { join } from "node:path";
import { type Page, test } from "@playwright/test";

const E2E = join(import.meta.dirname, "..");
const README = join(E2E, "../docs/screens");

/** With PREAU_SHOTS=1: a picture of the whole page to look at, in e2e/shots. */
export async function shot(page: Page, name: string) {
  if (process.env.PREAU_SHOTS !== "1") return;
  const path = join(E2E, `shots/${name}-${page.viewportSize()?.width}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled", caret: "hide" });
}

/** With PREAU_SHOTS=1: what a window of a phone or of a desktop shows, for the README. */
export async function readmeShot(page: Page, name: string) {
  const { name: project } = test.info().project;
  if (process.env.PREAU_SHOTS !== "1" || !["phone", "desktop"].includes(project)) return;
  const path = join(README, `${name}-${project}.png`);
  await page.screenshot({ path, scale: "css", animations: "disabled", caret: "hide" });
}
