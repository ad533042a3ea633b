import { comeBack, FOUNDER, found } from "../support/first-steps.ts";
import { expect, test } from "../support/walkthrough.ts";

/* Step 1, for real: an empty data folder gives a one-time link, which makes the territory. */

test.use({ world: "nothing" });
test.describe.configure({ mode: "serial" });

test("an empty house says what to do", async ({ page, step }) => {
  await step("opens the address too early", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bienvenue dans Préau");
    await expect(page.getByText("un lien qui ne sert qu’une fois")).toBeVisible();
  });
});

test("the one-time link makes the territory and its first administrator @path", async ({ page, host, net, step }) => {
  net.expecting(/status of (404|422)/);
  const link = host.firstSteps();

  await step("opens the link that the server printed", async () => {
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Premiers pas");
  }, "first-steps");

  await step("is told in words that the two passwords differ", async () => {
    await found(page, "trois poires au grenier");
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByText("Les deux mots de passe sont différents.").first()).toBeVisible();
    await expect(page.getByLabel("Nom du territoire")).toHaveValue("Val-de-Boivre");
  });

  await step("names the territory and chooses a password", async () => {
    await found(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Bienvenue ${FOUNDER.first}`);
    await expect(page.getByText(FOUNDER.login)).toBeVisible();
  });

  await step("finds that the link is used up", async () => {
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "Premiers pas" })).toHaveCount(0);
  });

  await step("comes back by the sign-in page", async () => {
    await page.context().clearCookies();
    await page.goto("/");
    await comeBack(page);
  });
});
