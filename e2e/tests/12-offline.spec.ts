import type { BrowserContext, Page } from "@playwright/test";
import { held, keeps, onOwnDevice } from "../support/device.ts";
import { photo } from "../support/papers.ts";
import { enterAs } from "../support/people.ts";
import { expect, test } from "../support/walkthrough.ts";

/* The bus without network: what was sent leaves once, what was read is still there, and the next child sees nothing of it. */

test.describe.configure({ mode: "serial" });

const WORK = "Carnet de lecture, chapitre 4";
const TEXT = "Lu dans le bus : le passage du pont, de nuit.";
const DONE = "Lecture de la carte page 84, écrite sans réseau.";
const NO_NETWORK = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/;

/** Everything that the browser holds of the site, as text. */
const everything = (page: Page) =>
  page.evaluate(async () => {
    const stores = (database: IDBDatabase) =>
      Promise.all(
        [...database.objectStoreNames].map(
          (name) =>
            new Promise<unknown[]>((done) => {
              const all = database.transaction(name).objectStore(name).getAll();
              all.onsuccess = () => done(all.result);
            }),
        ),
      );
    const open = new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open("preau");
      request.onsuccess = () => done(request.result);
    });
    const read = (value: unknown): string => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value as ArrayBuffer);
      if (value && typeof value === "object") return Object.values(value).map(read).join(" ");
      return String(value);
    };
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const found = await cache.match(request);
        if (found?.headers.get("content-type")?.includes("html")) cached.push(await found.text());
      }
    }
    return [read(await stores(await open)), ...cached, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join(" ");
  });

/** Opens a work from the home, as somebody who has a tab of their own. */
async function openWork(context: BrowserContext): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto("/");
  await tab.getByRole("listitem").filter({ hasText: WORK }).getByRole("link").first().click();
  await expect(tab.getByRole("heading", { level: 1 })).toHaveText(WORK);
  return tab;
}

test("a photo handed in without network leaves when it is back, once @js @once", async ({ page, context, as, net, step }) => {
  net.expecting(NO_NETWORK);
  await as("lina");
  const tab = await openWork(context);
  await tab.getByLabel(/^Photos/).setInputFiles(photo());
  await tab.getByRole("textbox", { name: /^Texte/ }).fill(TEXT);
  await context.setOffline(true);
  await tab.getByRole("button", { name: "Rendre" }).click();
  await expect(tab.getByText("C’est gardé sur cet appareil.")).toBeVisible();
  await expect(tab.getByText("Un envoi attend le réseau.")).toBeVisible();
  expect(await everything(tab)).not.toContain("passage du pont");
  await tab.close(); // the battery is dead
  await context.setOffline(false);

  await step("comes back: it leaves by itself, and the home says it", async () => {
    await page.goto("/");
    await expect(page.getByRole("listitem").filter({ hasText: WORK })).toContainText("Rendu");
    await expect(page.getByText("Un envoi attend le réseau.")).toBeHidden();
  });
  await step("it is there once", async () => {
    await page.getByRole("listitem").filter({ hasText: WORK }).getByRole("link").first().click();
    await expect(page.getByRole("main")).toContainText(TEXT);
    await expect(page.getByRole("img", { name: /^Photo/ })).toHaveCount(1);
  });
});

test("an answer that is lost on the way back does not send twice @js @once", async ({ page, context, as, net, step }) => {
  net.expecting(NO_NETWORK);
  await as("lina");
  const tab = await context.newPage();
  await tab.goto("/");
  const line = tab.getByRole("listitem").filter({ hasText: "Exercices 12 et 13 p. 84" });
  await line.getByRole("link").first().click();
  const address = tab.url();
  let arrived = 0;
  await tab.route("**/remise", async (route) => {
    await route.fetch();
    arrived += 1;
    await route.abort();
  });
  await tab.getByLabel(/^Photos/).setInputFiles(photo());
  await tab.getByRole("button", { name: "Rendre" }).click();
  await expect(tab.getByText("C’est gardé sur cet appareil.")).toBeVisible();
  expect(arrived).toBe(1);
  await tab.close();
  await step("comes back, and finds one photo", async () => {
    await page.goto("/");
    await expect(page.getByText("Un envoi attend le réseau.")).toBeHidden();
    await expect.poll(() => page.evaluate(() => document.querySelector<HTMLElement>("[data-outbox]")?.hidden)).toBe(true);
    await page.goto(address);
    await expect(page.getByRole("img", { name: /^Photo/ })).toHaveCount(1);
  });
});

test("what waits is sent by nobody else, and shown to nobody else @js", async ({ page, context, as, net, step }) => {
  net.expecting(NO_NETWORK);
  await as("lina");
  await page.getByRole("link", { name: /Voir.*Revoir la leçon/ }).first().click();
  await context.setOffline(true);
  await page.getByRole("button", { name: /C’est fait|Pas encore fait|Ce n’est pas fait/ }).click();
  await expect(page.getByText("C’est gardé sur cet appareil.")).toBeVisible();
  await context.setOffline(false);
  await enterAs(page, "tom");
  await step("the next child finds nothing that waits", async () => {
    await page.goto("/envois");
    await expect(page.getByText("Tout est parti.")).toBeVisible();
    await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(0);
  }, "waiting-none", { tree: false });
  await as("lina");
  await step("its own person sends it by coming back", async () => {
    await expect.poll(() => page.evaluate(() => document.querySelector<HTMLElement>("[data-outbox]")?.hidden)).toBe(true);
    await page.goto("/envois");
    await expect(page.getByText("Tout est parti.")).toBeVisible();
  });
});

test("a lesson written without network is published when it is back, once @js", async ({ page, context, net, step }) => {
  net.expecting(NO_NETWORK);
  await onOwnDevice(page, "helene.baron");
  const tab = await context.newPage();
  await tab.goto("/");
  await keeps(tab, "/");
  await tab.getByRole("link", { name: /en ce moment/ }).click();
  await expect(tab.getByRole("heading", { level: 1 })).toHaveText("Histoire-géographie, 5e B");
  const address = new URL(tab.url()).pathname;
  await keeps(tab, address);
  await context.setOffline(true);
  await tab.getByRole("textbox", { name: /^Ce qui a été fait/ }).fill(DONE);
  await expect(tab.getByText("Pas de réseau : votre texte est gardé sur cet appareil.")).toBeVisible();
  await tab.close(); // the tab dies while the lesson is being written

  await step("opens the lesson again, still without network: what was typed is there", async () => {
    await page.goto(address);
    await expect(page.getByText(/^Hors connexion\s: voici ce que vous aviez jeudi 11 mars à/)).toBeVisible();
    await expect(page.getByRole("textbox", { name: /^Ce qui a été fait/ })).toHaveText(DONE);
    await expect(page.getByText("Nous avons retrouvé ce qui avait été écrit ici.")).toBeVisible();
  }, "offline-lesson");
  await step("publishes it all the same", async () => {
    await page.getByRole("button", { name: "Publier", exact: true }).click();
    await expect(page.getByText("C’est gardé sur cet appareil.")).toBeVisible();
  }, "offline-kept");
  await context.setOffline(false);
  await step("the network is back: it is published", async () => {
    await expect.poll(() => page.evaluate(() => document.querySelector<HTMLElement>("[data-outbox]")?.hidden)).toBe(true);
    await page.goto(address);
    await expect(page.getByText("Publiée", { exact: true })).toBeVisible();
    await expect(page.getByRole("textbox", { name: /^Ce qui a été fait/ })).toHaveText(DONE);
  });
});

test("a page that the worker took over while it loaded is kept too @js @once", async ({ page, context, net, step }) => {
  net.expecting(NO_NETWORK);
  const scripts = /\/a\/.+\.js$/;
  await context.route(scripts, (route) => route.abort());
  await onOwnDevice(page, "lina.moreau");
  await context.unroute(scripts);
  let taken: Promise<unknown> | undefined;
  const takeOver = async () => {
    const { serviceWorker } = navigator;
    const over = new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
    await serviceWorker.register("/service.js");
    await over;
  };
  await context.route(scripts, async (route) => {
    if (!route.request().serviceWorker()) await (taken ??= page.evaluate(takeOver));
    await route.continue();
  });
  await step("opens her day", async () => {
    await page.goto("/");
    await keeps(page, "/");
  });
});

test("on a shared device the next child sees nothing of the one before @js", async ({ page, context, net, step }) => {
  net.expecting(NO_NETWORK);
  await onOwnDevice(page, "lina.moreau");
  await page.goto("/");
  await keeps(page, "/");
  await context.setOffline(true);
  await step("reads her day without network", async () => {
    await page.goto("/");
    await expect(page.getByText(/^Hors connexion\s: voici ce que vous aviez jeudi 11 mars à/)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Lina");
  }, "offline-home");
  expect(await everything(page)).not.toContain("Bonjour Lina");
  await context.setOffline(false);
  await step("leaves", async () => {
    await page.goto("/plus");
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect.poll(() => held(page)).toEqual([]);
  });
  await context.setOffline(true);
  await step("nothing of her is left", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hors connexion");
    await expect(page.getByText("Lina")).toHaveCount(0);
  }, "offline-nothing", { tree: false });
  await context.setOffline(false);
});
