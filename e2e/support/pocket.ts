import { mkdtemp, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, expect, type Page } from "@playwright/test";
import { test as onALine } from "./link.ts";
import { Net } from "./net.ts";

type Options = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

/** A device of one's own, which can die at any moment and be turned on again: what it wrote to its disk is all it has. */
export class Pocket {
  #on: { context: BrowserContext; net: Net } | undefined;

  private constructor(
    private readonly folder: string,
    private readonly origin: string,
    private readonly options: Options,
  ) {}

  static async make(origin: string, options: Options): Promise<Pocket> {
    return new Pocket(await mkdtemp(join(tmpdir(), "preau-pocket.")), origin, { ...options, baseURL: origin });
  }

  /** Turned on; its page. */
  async turnOn(): Promise<Page> {
    const context = await chromium.launchPersistentContext(this.folder, this.options);
    const net = new Net(context, this.origin);
    net.expecting(/ERR_|Failed to load resource/);
    this.#on = { context, net };
    return context.pages()[0] ?? context.newPage();
  }

  /** Turned off as it should be: a browser that is still closing would take the next one for its own window. */
  async turnOff() {
    this.#on?.net.quiet();
    const number = await this.#number();
    await this.#on?.context.close();
    await expect.poll(() => isAlive(number)).toBe(false);
    this.#on = undefined;
  }

  /** Dead, between two instructions: the browser's own process is killed. */
  async die() {
    const context = this.#on!.context;
    const gone = new Promise((done) => context.once("close", done));
    process.kill(await this.#number(), "SIGKILL");
    await gone;
    this.#on?.net.quiet();
    this.#on = undefined;
  }

  /** The number of the browser's own process, as its profile says it. */
  async #number(): Promise<number> {
    const lock = await readlink(join(this.folder, "SingletonLock"));
    return Number(lock.split("-").at(-1));
  }

  async throwAway() {
    await this.#on?.context.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isAlive(number: number): boolean {
  try {
    return process.kill(number, 0);
  } catch {
    return false;
  }
}

export const test = onALine.extend<{ pocket: Pocket }>({
  pocket: async ({ baseURL, launchOptions, contextOptions, viewport, hasTouch, isMobile, deviceScaleFactor, locale, timezoneId }, use) => {
    const window = { viewport, hasTouch, isMobile, deviceScaleFactor: deviceScaleFactor ?? 1, locale: locale!, timezoneId: timezoneId! };
    const pocket = await Pocket.make(baseURL!, { ...launchOptions, ...contextOptions, ...window });
    await use(pocket);
    await pocket.throwAway();
  },
});

export { expect };
