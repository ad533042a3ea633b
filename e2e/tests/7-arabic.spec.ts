import type { Page } from "@playwright/test";
import { PASSWORD } from "../support/people.ts";
import { expect, test } from "../support/walkthrough.ts";

/* The guardian of three who reads Arabic: from the sign-in page to the weekly summary, right to left. */

test.describe.configure({ mode: "serial" });
test.use({ mail: true });

const ADDRESS = "nadia.moreau@exemple.fr";
const CHILDREN = ["Lina", "Tom", "Zoé"];

/** Begins a French sentence that stands for a missing Arabic one; the page marks it, or an attribute holds it. */
const FALLBACK = /\u2066|<span lang="fr" dir="ltr">/;

/** Written by lawyers, in French for everyone; the door of the demonstration. */
const FRENCH = /^\/(accessibilite|mentions-legales|vie-privee|demo)/;

async function comeIn(page: Page) {
  await page.goto("/connexion");
  await page.getByRole("banner").getByRole("button", { name: "العربية" }).click();
  await page.getByLabel("اسم المستخدم").fill("nadia.moreau");
  await page.getByLabel("كلمة السر", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "دخول", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("مرحبًا Nadia");
}

const home = (page: Page) => page.getByRole("banner").getByRole("link", { name: "اليوم" }).click();

test("finds her language before anything else, and keeps it @path", async ({ page, as, net, step }) => {
  net.expecting(/status of 422/);
  await step("the sign-in page says it by its own name", async () => {
    await page.goto("/connexion");
    await page.getByRole("banner").getByRole("button", { name: "العربية" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "ar");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("تسجيل الدخول");
  }, "arabic-sign-in");

  await step("mistypes her password: it says so", async () => {
    await page.getByLabel("اسم المستخدم").fill("nadia.moreau");
    await page.getByLabel("كلمة السر", { exact: true }).fill("?");
    await page.getByRole("button", { name: "دخول", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("اسم المستخدم أو كلمة السر غير صحيح");
  });

  await step("comes in", async () => {
    await page.getByLabel("كلمة السر", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "دخول", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("مرحبًا Nadia");
    for (const child of CHILDREN) await expect(page.getByRole("region", { name: `${child} Moreau` })).toBeVisible();
  }, "arabic-home");

  await step("the page runs from right to left, what is French from left to right", async () => {
    const brand = (await page.getByRole("banner").getByRole("link", { name: "Préau" }).boundingBox())!;
    const account = (await page.getByRole("banner").getByRole("link", { name: /حسابي/ }).boundingBox())!;
    expect(brand.x).toBeGreaterThan(account.x);
    const work = page.getByRole("region", { name: "Tom Moreau" }).getByText("Mon portrait de Basile").first();
    await expect(work).toHaveAttribute("lang", "fr");
  });

  await step("another device, another day: it is her language", async () => {
    await as("nadia");
    await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  });
});

test("follows each child @path", async ({ page, step }) => {
  await comeIn(page);

  for (const child of CHILDREN) {
    await step(`opens the day of ${child}`, async () => {
      await page.getByRole("link", { name: `عرض اليوم : ${child}` }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(child);
    }, child === "Lina" ? "arabic-day" : undefined);
    await home(page);
  }

  await step("opens the work of Tom", async () => {
    await page.getByRole("region", { name: "Tom Moreau" }).getByRole("link", { name: /^عرض/ }).first().click();
    await expect(page.getByRole("heading", { name: "Tom" })).toBeVisible();
  }, "arabic-work");

  await step("reads the answer that Lina was given, as the teacher wrote it", async () => {
    await home(page);
    await page.getByRole("region", { name: "Lina Moreau" }).getByRole("link", { name: /رد جديد على/ }).first().click();
    await expect(page.getByRole("heading", { name: "رد Mme Baron" })).toBeVisible();
    await page.getByText("من يمكنه رؤية هذا؟").click();
    await expect(page.getByText("أولياء الأمر")).toBeVisible();
    await expect(page.locator(".prose").first()).toHaveAttribute("lang", "fr");
  }, "arabic-answer");

  await step("looks for something", async () => {
    const link = page.getByRole("banner").getByRole("link", { name: "بحث" });
    if (await link.isVisible()) await link.click();
    else await page.goto("/recherche");
    await page.getByRole("searchbox").fill("portrait");
    await page.getByRole("main").getByRole("button", { name: "بحث" }).click();
    await expect(page.getByRole("main")).toContainText("Mon portrait de Basile");
  }, "arabic-search");
});

test("chooses the summary of the week, and reads the week of her children @path", async ({ page, step, mailbox }) => {
  await comeIn(page);

  await step("says where she is reached", async () => {
    const sent = mailbox!.to(ADDRESS).length;
    await page.goto("/mon-compte/coordonnees");
    await page.getByRole("link", { name: "إضافة عنوان" }).click();
    await page.getByLabel("البريد الإلكتروني").fill(ADDRESS);
    await page.getByLabel("كلمة السر الحالية").fill(PASSWORD);
    await page.getByRole("button", { name: "تلقي رمز" }).click();
    await expect(page.getByText("أُرسل الرمز.")).toBeVisible();
    await expect.poll(() => mailbox!.to(ADDRESS).length).toBe(sent + 1);
    const [code] = /\d{6}/.exec(mailbox!.to(ADDRESS)[sent]!.text)!;
    await page.getByLabel("الرمز الذي وصلك").fill(code);
    await page.getByRole("button", { name: "تأكيد" }).click();
    await expect(page.getByText("تم التأكيد.")).toBeVisible();
  });

  await step("asks for it, on Wednesdays", async () => {
    await page.getByRole("banner").getByRole("link", { name: "إشعاراتي" }).click();
    await page.getByRole("link", { name: "اختيار إشعاراتي" }).click();
    const week = page.getByRole("group", { name: "ملخص الأسبوع" });
    await week.getByRole("checkbox", { name: "بالبريد الإلكتروني" }).check();
    await page.getByLabel("اليوم", { exact: true }).selectOption("الأربعاء");
    await page.getByRole("button", { name: "حفظ" }).click();
    await expect(page.getByText("تم الحفظ.")).toBeVisible();
    await expect(page.getByRole("group", { name: "ملخص الأسبوع" }).getByRole("checkbox")).toBeChecked();
  }, "arabic-notices");

  await step("reads the week where the letter leads", async () => {
    await page.goto("/enfants/semaine");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("أسبوع أولادي");
    for (const child of CHILDREN) await expect(page.getByRole("region", { name: `${child} Moreau` })).toBeVisible();
  }, "arabic-week");
});

test("no page of hers lacks a sentence @path @once", async ({ page }) => {
  await comeIn(page);
  const seen = new Set<string>();
  const ahead = ["/", "/hors-connexion", "/envois", "/mon-compte/coordonnees", "/activation"];
  const lacking: string[] = [];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (seen.has(path) || FRENCH.test(path)) continue;
    seen.add(path);
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBeLessThan(400);
    if (!answer.headers()["content-type"]?.startsWith("text/html")) continue;
    const html = await answer.text();
    for (const [sentence] of html.matchAll(new RegExp(`(?:${FALLBACK.source})[^<"]*`, "g"))) lacking.push(`${path}: ${sentence}`);
    ahead.push(...links(html).filter((link) => !BEYOND.test(link)));
  }
  expect(lacking).toEqual([]);
  expect(seen.size).toBeGreaterThan(40);
});

/** The way out, and days and pages without end. */
const BEYOND = /^\/(deconnexion|a\/|semaine\?|jour\/)|[?&](jour|page)=|\/jour\/|^\/enfants\/\d+\/.+|\/archive$/;

const links = (html: string) =>
  [...html.matchAll(/<a\b[^>]*?href="(\/[^"#]*)/g)].map((match) => match[1]!.replaceAll("&amp;", "&"));
