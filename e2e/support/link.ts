import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { test as base } from "./walkthrough.ts";

/* A line between the browser and the server: as fast as this machine, slow, silent, or cut in the middle of what it
   carries. The browser's own emulation spares what its worker asks for; this does not. */

/** What Chromium's tools called « Regular 2G »: bits a second down and up, and milliseconds there and back. */
export const TWO_G = { down: 250_000, up: 50_000, delay: 300 };

export class Link {
  /** Undefined: as fast as this machine. */
  slow: typeof TWO_G | undefined;
  /** Nothing passes any more, and nothing says so. */
  silent = false;
  /** Its address. */
  url = "";
  /** The bytes that may still go up before the line is cut; undefined: it holds. */
  #left: number | undefined;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(target: string) {
    const { hostname, port } = new URL(target);
    this.#server = createServer((browser) => {
      if (this.isCut()) return void browser.destroy();
      const server = connect(Number(port), hostname);
      this.#pass(browser, server, (slow) => slow.up, (bytes) => this.#goesUp(bytes));
      this.#pass(server, browser, (slow) => slow.down);
    });
  }

  async open() {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Cuts the line, now or once so many bytes have gone up. */
  cut(after = 0) {
    this.#left = after;
    if (this.isCut()) this.#hangUp();
  }

  isCut = () => this.#left === 0;

  mend() {
    this.#left = undefined;
  }

  close() {
    this.#hangUp();
    this.#server.close();
  }

  #hangUp() {
    this.#sockets.forEach((socket) => socket.destroy());
  }

  /** What of these bytes goes up; with the last that may, the line is cut. */
  #goesUp(bytes: Buffer): Buffer {
    if (this.#left === undefined) return bytes;
    const passes = bytes.subarray(0, this.#left);
    this.#left -= passes.length;
    if (this.isCut()) setImmediate(() => this.#hangUp());
    return passes;
  }

  /** Carries bytes one way, in order, each when its turn comes. */
  #pass(from: Socket, to: Socket, bits: (slow: typeof TWO_G) => number, passing = (bytes: Buffer) => bytes) {
    this.#sockets.add(from);
    let free = 0;
    from.on("data", (sent: Buffer) => {
      if (this.silent || this.isCut()) return;
      const bytes = passing(sent);
      const { slow } = this;
      const now = performance.now();
      free = Math.max(free, now) + (slow ? (bytes.length * 8_000) / bits(slow) : 0);
      const wait = free - now + (slow ? slow.delay / 2 : 0);
      if (wait > 0) setTimeout(() => to.write(bytes), wait);
      else to.write(bytes);
    });
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}

/** Walkthroughs through a line of their own. */
export const test = base.extend<{ link: Link }>({
  link: async ({ host }, use, info) => {
    const link = new Link(await host.serve(info.file));
    await link.open();
    await use(link);
    link.close();
  },
  baseURL: async ({ link }, use) => use(link.url),
});
