import type { Page } from "@playwright/test";

/**
 * Lets programs run for the time of a check on pages where JavaScript is off, since axe is one. Those of the
 * page itself were left out as it was read, and stay out.
 */
export async function sleeper(page: Page) {
  const tools = await page.context().newCDPSession(page);
  const keepOut = (value: boolean) => tools.send("Emulation.setScriptExecutionDisabled", { value });
  await keepOut(true); // each session answers for what it said: only what it forbade can it allow
  return async (check: () => Promise<void>) => {
    await keepOut(false);
    try {
      await check();
    } finally {
      await keepOut(true);
    }
  };
}
