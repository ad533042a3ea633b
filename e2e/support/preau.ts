import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { appendFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/* The program under test: how it is found, called, started and stopped. Nothing else knows its command line. */

const ADDRESS = /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):\d+/;
const COMPLAINT = /panicked at|\bERROR\b/;

const FIRST_STEPS = /https?:\/\/\S+\/premiers-pas\/\S+/;

/** What a data folder holds: the fictitious territory, or nothing yet. */
export type World = "demo" | "nothing";

/** What a server starts on: a house that was founded needs no first steps. */
type Start = World | "again";

export const CONFIGURATION = "preau.toml";

/** The line of the configuration file that chooses a PostgreSQL database. */
export const onPostgres = (url: string) => `database = "${url}"\n`;

/** The lines that send mail to a server of this machine. */
export const onMail = (port: number) =>
  `[mail]\nhost = "127.0.0.1"\nport = ${port}\nsecurity = "none"\nfrom = "preau@exemple.fr"\n`;

/** The lines that have a folder watched, from the start of the server on. */
export const onInbox = (folder: string) => `[inbox]\nfolder = "${folder}"\n`;

/** PREAU_BIN, or the newest build at hand. */
function binary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? resolve(import.meta.dirname, "../../target");
  const candidates = [process.env.PREAU_BIN, join(target, "debug/preau"), join(target, "release/preau")];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found) throw new Error("preau is not built: run `make build`, or name it in PREAU_BIN");
  return resolve(found);
}

/** Creates the fictitious territory in an empty data folder. */
export async function demo(data: string) {
  await promisify(execFile)(binary(), ["--data", data, "demo", "--scale", "school"]);
}

/** Archives a house, also while it is served, with its secret. */
export async function archive(data: string, file: string) {
  await promisify(execFile)(binary(), ["--data", data, "archive", file, "--with-secret"]);
}

/** Fills an empty data folder with an archive. */
export async function restore(data: string, file: string) {
  await promisify(execFile)(binary(), ["--data", data, "restore", file]);
}

/** Gives a house the name that browsers know this machine by, since passkeys belong to a name; its port. */
async function name(data: string): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  await appendFile(join(data, CONFIGURATION), `public_url = "http://localhost:${port}"\n`);
  return port;
}

/** A running server. */
export class Server {
  readonly #child: ChildProcess;
  readonly #log: string[] = [];
  readonly #kill = () => this.#child.kill("SIGKILL");
  url = "";
  /** The one-time link that an empty house prints. */
  firstSteps = "";

  private constructor(data: string, world: Start, port: number) {
    const demo = world === "demo" ? ["--demo"] : [];
    const args = ["--data", data, "serve", ...demo, "--listen", `127.0.0.1:${port}`];
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined };
    this.#child = spawn(binary(), args, { env, stdio: ["ignore", "pipe", "pipe"] });
    process.once("exit", this.#kill);
  }

  /** Starts a server on a free loopback port; ready when it has printed its address, or the link to its first steps. */
  static async start(data: string, world: Start, named = false): Promise<Server> {
    const server = new Server(data, world, named ? await name(data) : 0);
    server.url = await server.#says(world === "nothing" ? FIRST_STEPS : ADDRESS);
    if (world === "nothing") [server.firstSteps, server.url] = [server.url, new URL(server.url).origin];
    return server;
  }

  #says(what: RegExp): Promise<string> {
    const child = this.#child;
    return new Promise((found, failed) => {
      const read = (chunk: Buffer) => {
        this.#log.push(...chunk.toString().split("\n").filter(Boolean));
        const said = what.exec(this.log());
        if (said) found(said[0]);
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("error", failed);
      child.once("exit", (code) => failed(new Error(`preau serve ended with ${code}:\n${this.log()}`)));
    });
  }

  log = () => this.#log.join("\n");

  /** What the server itself calls an error. */
  complaints = () => this.#log.filter((line) => COMPLAINT.test(line));

  /** Asks it to stop, as a service manager would; it has five seconds. */
  async stop() {
    process.off("exit", this.#kill);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const late = setTimeout(this.#kill, 5_000);
    const [, signal] = (await ended) as [number | null, string | null];
    clearTimeout(late);
    if (signal === "SIGKILL") throw new Error(`preau did not stop when asked:\n${this.log()}`);
  }
}
