import { PASSWORD } from "../support/people.ts";
import { expect, test } from "../support/walkthrough.ts";

/* A phone of one's own is told that a notice waits. The push service of the browser is played: a test asks nobody. */

/** What a browser holds once its push service has answered (the example of RFC 8291). */
const ANSWER = {
  endpoint: "https://push.invalid/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
};

test("asks that her phone tells her @js", async ({ page, context, step }) => {
  await context.grantPermissions(["notifications"]);
  await context.addInitScript((answer) => {
    const bytes = (text: string) => {
      const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
      return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer;
    };
    PushManager.prototype.subscribe = function (options) {
      if (!options?.userVisibleOnly || (options.applicationServerKey as Uint8Array).length !== 65) throw new Error("not asked as it should");
      const getKey = (name: PushEncryptionKeyName) => bytes(answer[name]);
      return Promise.resolve({ endpoint: answer.endpoint, getKey } as unknown as PushSubscription);
    };
  }, ANSWER);

  await page.goto("/connexion");
  await page.getByLabel("Identifiant").fill("nadia.moreau");
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Rester connecté sur cet appareil").check();
  await page.getByRole("button", { name: "Entrer", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bonjour Nadia");

  await step("reads what it would say", async () => {
    await page.goto("/avis");
    await expect(page.getByText("n’y trouve aucun nom")).toBeVisible();
  }, "notices-device", { tree: false });

  await step("asks for it", async () => {
    await page.getByRole("button", { name: "Prévenir cet appareil" }).click();
    await expect(page.getByText("Cet appareil sera prévenu.")).toBeVisible();
  });

  await step("chooses what it is told", async () => {
    await page.goto("/avis/reglages");
    await expect(page.getByLabel("Sur les appareils à prévenir").first()).toBeChecked();
  }, "notices-device-settings", { tree: false });

  await step("has enough of it", async () => {
    await page.goto("/avis");
    await page.getByRole("button", { name: "Ne plus prévenir cet appareil" }).click();
    await expect(page.getByText("Cet appareil ne sera plus prévenu.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Prévenir cet appareil", exact: true })).toBeVisible();
  });
});
