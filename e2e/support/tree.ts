import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";

const TREES = join(import.meta.dirname, "../trees");

/**
 * Compares what a screen reader is given with the reviewed file trees/NAME-WIDTH.txt; addresses are
 * left out, since nobody hears them, and the hour of a copy, which is that of the run. A missing file is written, except on CI;
 * `scripts/e2e.sh --update-snapshots` rewrites them. Read them before committing.
 */
export async function tree(page: Page, name: string, variant = "") {
  const file = `${name}-${page.viewportSize()?.width}${variant}.txt`;
  if (test.info().config.updateSnapshots === "none" && !existsSync(join(TREES, file)))
    throw new Error(`e2e/trees/${file} is missing: run the walkthrough here, read what it wrote, commit it`);
  expect(await heard(page), `accessibility tree ${file}`).toMatchSnapshot(file);
}

async function heard(page: Page) {
  const lines = (await page.locator("body").ariaSnapshot()).split("\n");
  return lines
    .filter((line) => !line.trim().startsWith("- /url:"))
    .map((line) => line.replace(/^(\s*- (?:link|'link) .*):$/, "$1"))
    .join("\n")
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, "http://127.0.0.1")
    .replace(/(voici ce que vous aviez .* à )\d+ h \d+/g, "$1… h …")
    .concat("\n");
}
