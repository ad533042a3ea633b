import type { Page } from "@playwright/test";

/** Whether the window is that of a desk, not of a phone. */
export const isWide = (page: Page) => (page.viewportSize()?.width ?? 0) > 900;
