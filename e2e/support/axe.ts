import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const PROGRAM = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** Fails with a readable list when axe finds anything, in the light scheme; contrast in the dark one too. */
export async function clean(page: Page) {
  // It stays with the document: a page that is looked at again is not given it again.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(PROGRAM);
  const found = await violations(page, { type: "tag", values: TAGS }, "light");
  await page.emulateMedia({ colorScheme: "dark" });
  try {
    found.push(...(await violations(page, { type: "rule", values: ["color-contrast"] }, "dark")));
  } finally {
    await page.emulateMedia({ colorScheme: "light" });
  }
  if (found.length > 0) throw new Error(`axe on ${page.url()}:\n${found.join("\n")}`);
}

async function violations(page: Page, runOnly: axe.RunOnly, scheme: string): Promise<string[]> {
  const found = await page.evaluate(async (only) => {
    const { axe: program } = window as unknown as { axe: typeof axe };
    return (await program.run(document, { runOnly: only, resultTypes: ["violations"] })).violations;
  }, runOnly);
  return found.flatMap((rule) =>
    rule.nodes.map((node) => {
      const why = node.failureSummary?.split("\n").slice(1).map((line) => line.trim()).join("; ");
      return `  ${rule.id} (${scheme}): ${rule.help}\n    ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}\n    ${why}`;
    }),
  );
}
