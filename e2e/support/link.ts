import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";

/* A line between the browser and the server: as fast as this machine, slow, or silent. The browser's own emulation
   does not slow what its worker asks for; this slows everything. */

/** What Chromium's tools called « Regular 2G »: bits a second down and up, and milliseconds there and back. */
export const TWO_G = { down: 250_000, up: 50_000, delay: 300 };

export class Link {
  /** Undefined: as fast as this machine. */
  slow: typeof TWO_G | undefined;
  /** Nothing passes any more, and nothing says so. */
  silent = false;
  /** Its address. */
  url = "";
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(target: string) {
    const { hostname, port } = new URL(target);
    this.#server = createServer((browser) => {
      const server = connect(Number(port), hostname);
      this.#pass(browser, server, (slow) => slow.up);
      this.#pass(server, browser, (slow) => slow.down);
    });
  }

  async open() {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close() {
    this.#sockets.forEach((socket) => socket.destroy());
    this.#server.close();
  }

  /** Carries bytes one way, in order, each when its turn comes. */
  #pass(from: Socket, to: Socket, bits: (slow: typeof TWO_G) => number) {
    this.#sockets.add(from);
    let free = 0;
    from.on("data", (bytes) => {
      if (this.silent) return;
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
