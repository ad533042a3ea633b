import { expect, test as base } from "@playwright/test";
import { clean } from "./axe.ts";
import { fits } from "./fits.ts";
import { Host } from "./host.ts";
import { Keyboard } from "./keyboard.ts";
import { Mailbox } from "./mailbox.ts";
import { Net } from "./net.ts";
import { onMail, type World } from "./preau.ts";
import { enterAs, type Person } from "./people.ts";
import { sleeper } from "./scripts.ts";
import { readmeShot, shot } from "./shots.ts";
import type { Database } from "./territory.ts";
import { tree } from "./tree.ts";

/*
 * test("the teacher's minute @path", async ({ as, step, page }) => {
 *   await as("baron");
 *   await step("opens the lesson of now", async () => {
 *     await page.getByRole("link", { name: "En ce moment" }).click();
 *   }, "lesson");
 * });
 *
 * The tests of a file follow each other on one territory. Where one needs what another did, the file
 * begins with test.describe.configure({ mode: "serial" }): after a failure the rest is not run.
 */

/** What a project of the configuration chooses. */
export interface Options {
  database: Database;
}

/** What a file chooses, by test.use: the demonstration, or an empty house. */
interface Scenery {
  world: World;
  /** Whether the house is reached by a name, for passkeys. */
  named: boolean;
  /** Whether the server sends mail, to a mailbox that the test reads. */
  mail: boolean;
}

/**
 * One thing that a person does. At its end the page must fit its window, axe find nothing and the
 * browser have nothing to complain about; with a view's name, its accessibility tree is the reviewed
 * one and its picture is taken.
 */
export type Step = (title: string, body: () => Promise<void>, view?: string, picture?: Picture) => Promise<void>;

/** The name of a picture for the README; a tree that would not be the same twice, such as one with a random code. */
export interface Picture {
  readme?: string;
  tree?: boolean;
}

interface Fixtures {
  as: (person: Person) => Promise<void>;
  step: Step;
  keys: Keyboard;
  net: Net;
}

export const test = base.extend<Fixtures, Options & Scenery & { host: Host; mailbox: Mailbox | undefined }>({
  database: ["sqlite", { option: true, scope: "worker" }],
  world: ["demo", { option: true, scope: "worker" }],

  named: [false, { option: true, scope: "worker" }],
  mail: [false, { option: true, scope: "worker" }],

  mailbox: [
    async ({ mail }, use) => {
      const mailbox = mail ? new Mailbox() : undefined;
      await use(mailbox);
      await mailbox?.close();
    },
    { scope: "worker" },
  ],

  host: [
    async ({ database, world, named, mailbox }, use) => {
      const host = new Host(database, world, named, mailbox && onMail(await mailbox.open()));
      await use(host);
      await host.close();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ host }, use, info) => {
    await use(await host.serve(info.file));
  },

  net: [
    async ({ context, baseURL, host }, use, info) => {
      const net = new Net(context, new URL(baseURL!).origin);
      const before = host.complaints().length;
      await use(net);
      if (info.status !== info.expectedStatus) await info.attach("server log", { body: host.log() });
      expect(host.complaints().slice(before), "the server's log").toEqual([]);
      net.quiet();
    },
    { auto: true },
  ],

  as: async ({ page }, use) => {
    await use((person) => test.step(`as ${person}`, () => enterAs(page, person)));
  },

  keys: async ({ page }, use) => {
    await use(new Keyboard(page));
  },

  step: async ({ page, net, javaScriptEnabled, database }, use) => {
    const plain = javaScriptEnabled === false;
    const awake = plain ? await sleeper(page) : undefined;
    const look = () => (awake ? awake(() => clean(page)) : clean(page));
    await use((title, body, view, picture) =>
      test.step(title, async () => {
        await body();
        await page.waitForLoadState(); // and with it, the page's own programs have started
        await fits(page);
        if (database === "sqlite") await look(); // the same pages on both
        net.quiet();
        if (!view) return;
        await expect(page.locator("form[data-unsaved]"), "what was typed is saved").toHaveCount(0);
        if (picture?.tree !== false) await tree(page, view, plain ? "-nojs" : "");
        await shot(page, plain ? `${view}-nojs` : view);
        if (picture?.readme) await readmeShot(page, picture.readme);
      }),
    );
  },
});

export { expect };
