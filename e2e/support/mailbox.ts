import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A message as it arrived: to whom, its head, and its text. */
export interface Mail {
  to: string[];
  head: string;
  text: string;
}

/** A real mail server on a loopback port, that keeps what it is handed. */
export class Mailbox {
  readonly #mails: Mail[] = [];
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        this.#mails.push(read(session.envelope.rcptTo.map((to) => to.address), Buffer.concat(chunks).toString("latin1")));
        done();
      });
    },
  });

  /** Opens it; its port. */
  async open(): Promise<number> {
    const listening = this.#server.listen(0, "127.0.0.1");
    await once(listening, "listening");
    return (listening.address() as AddressInfo).port;
  }

  /** The mails to an address, in order. */
  to = (address: string) => this.#mails.filter((mail) => mail.to.includes(address));

  close = () => new Promise<void>((closed) => this.#server.close(closed));
}

function read(to: string[], message: string): Mail {
  const at = message.indexOf("\r\n\r\n");
  const [head, body] = [message.slice(0, at), message.slice(at + 4)];
  if (/base64/i.test(head)) return { to, head, text: Buffer.from(body, "base64").toString() };
  const plain = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return { to, head, text: Buffer.from(plain, "latin1").toString() };
}
