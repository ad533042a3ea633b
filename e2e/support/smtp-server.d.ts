/** The part of the mail server that is used. */
declare module "smtp-server" {
  import type { Server } from "node:net";
  import type { Readable } from "node:stream";

  interface Session {
    envelope: { rcptTo: { address: string }[] };
  }
  interface Options {
    authOptional: boolean;
    disabledCommands: string[];
    onData(stream: Readable, session: Session, done: () => void): void;
  }
  export class SMTPServer {
    constructor(options: Options);
    listen(port: number, host: string): Server;
    close(closed: () => void): void;
  }
}
