import { defineConfig } from "@playwright/test";
import type { Options } from "./support/walkthrough.ts";

/*
 * Walkthroughs: what a person does, in a real Chromium, on a fresh fictitious territory.
 *
 *   phone     360 px, touch
 *   desktop   1280 px
 *   nojs      360 px, JavaScript off; a walkthrough that is a program by nature is tagged @js
 *   postgres  360 px, the walkthroughs tagged @path, when PREAU_TEST_PG names a server
 *
 * What is the same in every window, such as a line that is cut, is tagged @once: the phone sees it, for all. What is
 * done at a desk alone is tagged @desk.
 *
 * No retries: what passes only the second time is broken.
 */
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const ci = Boolean(process.env.CI);

if (ci && !process.env.PREAU_TEST_PG) throw new Error("PREAU_TEST_PG must name a PostgreSQL server");

export default defineConfig<object, Options>({
  testDir: "tests",
  outputDir: "test-results",
  globalSetup: "./support/territory.ts",
  forbidOnly: ci,
  retries: 0,
  workers: 2,
  timeout: 120_000,
  reporter: ci ? [["list"]] : [["list"], ["html", { open: "never", outputFolder: "report" }]],
  snapshotPathTemplate: "trees/{arg}{ext}",
  updateSnapshots: ci ? "none" : "missing",
  expect: {
    timeout: 10_000,
  },
  use: {
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    contextOptions: { reducedMotion: "reduce" },
    trace: { mode: "retain-on-failure", screenshots: false, sources: false },
    launchOptions: {
      executablePath: process.env.PREAU_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "phone", grepInvert: /@desk/, use: phone },
    { name: "desktop", grepInvert: /@once/, use: { viewport: { width: 1280, height: 900 } } },
    { name: "nojs", grepInvert: /@js|@once|@desk/, use: { ...phone, javaScriptEnabled: false } },
    ...(process.env.PREAU_TEST_PG
      ? [{ name: "postgres", grep: /@path/, grepInvert: /@desk/, use: { ...phone, database: "postgres" as const } }]
      : []),
  ],
});
