import type { Locator, Page } from "@playwright/test";

const FAR = 150;
/** A date holds the focus this long: day, month, year, calendar. */
const DATE = 3;

/** Somebody without a mouse: everything is reached by Tab, and the focus is always seen. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Walks by Tab to the element. */
  async to(target: Locator) {
    await target.waitFor({ state: "attached" });
    await this.page.waitForLoadState();
    const path: string[] = [];
    let stuck = 0;
    for (let stop = 0; stop < FAR; stop++) {
      if (await target.evaluate((wanted) => wanted.contains(document.activeElement) && document.activeElement !== document.body)) return;
      const before = path.at(-1);
      await this.page.keyboard.press("Tab");
      const at = await this.#focused();
      if (at === undefined) continue; // round the end of the page, through the browser's own bar
      if (at.unseen) throw new Error(`the focus is not seen (${at.unseen}) on ${at.what}`);
      stuck = at.same ? stuck + 1 : 0;
      if (stuck > DATE) throw new Error(`the focus is trapped on ${at.what}, after ${before}`);
      path.push(at.what);
    }
    throw new Error(`${target} was not reached by Tab. On the way:\n  ${[...new Set(path)].join("\n  ")}`);
  }

  /** Walks to a link or button and presses Enter. */
  async enter(target: Locator) {
    await this.to(target);
    await this.page.keyboard.press("Enter");
  }

  /** Walks to a box or button and presses the space bar. */
  async space(target: Locator) {
    await this.to(target);
    await this.page.keyboard.press("Space");
  }

  /** Walks to a field and types. */
  async type(target: Locator, text: string) {
    await this.to(target);
    await this.page.keyboard.type(text);
  }

  /** What has the focus, whether it moved, and why it would not be seen. */
  async #focused() {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body) return undefined;
      const same = at.hasAttribute("data-e2e-focus");
      for (const one of document.querySelectorAll("[data-e2e-focus]")) one.removeAttribute("data-e2e-focus");
      at.setAttribute("data-e2e-focus", "");

      for (const moving of document.getAnimations()) moving.finish();

      // The mark may be on the element itself, on its label, or on the picture beside a hidden box.
      const marked = (one: Element | null | undefined) => {
        if (!one) return false;
        const style = getComputedStyle(one);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
        return outlined || style.boxShadow !== "none";
      };
      const label = at instanceof HTMLInputElement ? at.labels?.[0] : undefined;
      const box = at.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      // A tall field may run under the bar at the bottom: its beginning is what one sees.
      const over = ([x, y]: number[]) => {
        const top = document.elementFromPoint(x!, y!);
        return top && !at.contains(top) && !top.contains(at) && !label?.contains(top) ? top : undefined;
      };
      const [first, middle] = [over([box.left + 8, box.top + 8]), over([x, y])];

      // The parts of a date draw their own mark, out of the page's sight.
      const parts = at instanceof HTMLInputElement && ["date", "time"].includes(at.type);

      let unseen = "";
      if (!parts && ![at, label, at.nextElementSibling, at.parentElement].some(marked)) unseen = "no outline";
      else if (box.width < 1 || box.height < 1) unseen = "no size";
      else if (box.bottom < 8 || box.top > innerHeight - 8) unseen = "outside the window";
      else if (first && middle) unseen = `covered by ${middle.outerHTML.slice(0, 80)}`;
      return { what: at.outerHTML.split("\n")[0]!.slice(0, 120), same, unseen };
    });
  }
}
