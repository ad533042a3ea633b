import type { BrowserContext } from "@playwright/test";

/**
 * Listens to everything the browser does and says. A walkthrough fails on a request to another
 * origin, a console error (a refused policy is one), or an exception in a page.
 */
export class Net {
  readonly #faults: string[] = [];
  readonly #expected: RegExp[] = [];

  constructor(context: BrowserContext, origin: string) {
    context.on("request", (request) => {
      const url = new URL(request.url());
      const local = ["data:", "blob:", "about:"].includes(url.protocol);
      if (!local && url.origin !== origin) this.#faults.push(`request to another origin: ${url.href}`);
    });
    context.on("console", (message) => {
      if (message.type() === "error") this.#faults.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.#faults.push(`exception: ${error.error().stack ?? error.error()}`));
  }

  /** An error that this walkthrough is about, such as /status of 422/ for a refused form. */
  expecting(fault: RegExp) {
    this.#expected.push(fault);
  }

  /** Fails when something happened that should not have. */
  quiet() {
    const faults = this.#faults.splice(0).filter((fault) => !this.#expected.some((one) => one.test(fault)));
    if (faults.length > 0) throw new Error(`the browser complains:\n  ${faults.join("\n  ")}`);
  }
}
