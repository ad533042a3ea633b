import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** Fails with a readable list when axe finds anything, in the light scheme; contrast in the dark one too. */
export async function clean(page: Page) {
  const found = await violations(new AxeBuilder({ page }).withTags(RULES), "light");
  await page.emulateMedia({ colorScheme: "dark" });
  try {
    found.push(...(await violations(new AxeBuilder({ page }).withRules(["color-contrast"]), "dark")));
  } finally {
    await page.emulateMedia({ colorScheme: "light" });
  }
  if (found.length > 0) throw new Error(`axe on ${page.url()}:\n${found.join("\n")}`);
}

async function violations(builder: AxeBuilder, scheme: string): Promise<string[]> {
  // One document, no frame: axe need not open a tab of its own to put its findings together.
  const result = await builder.setLegacyMode().analyze();
  return result.violations.flatMap((rule) =>
    rule.nodes.map((node) => {
      const why = node.failureSummary?.split("\n").slice(1).map((line) => line.trim()).join("; ");
      return `  ${rule.id} (${scheme}): ${rule.help}\n    ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}\n    ${why}`;
    }),
  );
}
