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

  /** Turned off as it should be. */
  async turnOff() {
    this.#on?.net.quiet();
    await this.#on?.context.close();
    this.#on = undefined;
  }

  /** Dead, between two instructions: the browser's own process is killed. Its number is in its profile. */
  async die() {
    const context = this.#on!.context;
    const gone = new Promise((done) => context.once("close", done));
    const lock = await readlink(join(this.folder, "SingletonLock"));
    process.kill(Number(lock.split("-").at(-1)), "SIGKILL");
    await gone;
    this.#on?.net.quiet();
    this.#on = undefined;
  }

  async throwAway() {
    await this.#on?.context.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
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
