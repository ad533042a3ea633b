import type { CDPSession } from "@playwright/test";

/**
 * Calls the check while programs may run on a page where JavaScript is off, since axe is one. Those of the
 * page itself were left out as it was read, and stay out.
 */
export async function awake(browser: CDPSession, check: () => Promise<void>) {
  await browser.send("Emulation.setScriptExecutionDisabled", { value: false });
  try {
    await check();
  } finally {
    await browser.send("Emulation.setScriptExecutionDisabled", { value: true });
  }
}
