import { Server, type World } from "./preau.ts";
import { type Database, fresh, type Territory } from "./territory.ts";

/**
 * One server per worker, on a fresh territory for each walkthrough file: the tests of a file follow
 * each other on the same territory, and never see what another file did.
 */
export class Host {
  #file = "";
  #server: Server | undefined;
  #territory: Territory | undefined;

  constructor(
    private readonly database: Database,
    private readonly world: World,
    private readonly named: boolean,
    private readonly settings = "",
  ) {}

  /** The address of this file's server. */
  async serve(file: string): Promise<string> {
    if (!this.#server || this.#file !== file) {
      await this.close();
      this.#file = file;
      this.#territory = await fresh(this.database, this.world, this.settings);
      this.#server = await Server.start(this.#territory.data, this.world, this.named);
    }
    return this.#server.url;
  }

  /** Stops the server and starts it again on the same territory, at another address. */
  async restart() {
    await this.#server?.stop();
    this.#server = await Server.start(this.data(), "again", this.named);
  }

  /** The data folder of this file's server. */
  data = () => this.#territory!.data;

  /** The one-time link that an empty house prints. */
  firstSteps = () => this.#server?.firstSteps ?? "";
  log = () => this.#server?.log() ?? "";
  complaints = () => this.#server?.complaints() ?? [];

  async close() {
    try {
      await this.#server?.stop();
    } finally {
      await this.#territory?.remove();
      this.#server = this.#territory = undefined;
    }
  }
}
