import type { Locator } from "@playwright/test";

/** Counts what a finger does. Choosing a photo in the phone's own window counts for one. */
export class Taps {
  count = 0;

  async on(target: Locator) {
    this.count += 1;
    await target.click();
  }

  async photo(field: Locator, photo: { name: string; mimeType: string; buffer: Buffer }) {
    this.count += 1;
    await field.setInputFiles(photo);
  }
}
