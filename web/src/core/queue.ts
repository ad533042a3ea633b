/** What waits on the device to be sent: rules without a browser, so that every order of events can be tried. */

/** Something a person sent, in the order in which they did. */
export type Command = {
  order: number;
  /** By which the server knows it again: however often it arrives, it is done once. */
  key: string;
  owner: string;
  /** It stops when the server refuses it: then the person decides. */
  state: 'waiting' | 'stopped';
};

/** What came back for a command. */
export type Answer = 'done' | 'stopped' | 'later' | 'signed-out' | 'someone-else';

/** Where commands are kept. Each call is one transaction: whole, or not at all. */
export type Box<C extends Command> = {
  /** The commands of one person, in order. */
  of(owner: string): Promise<C[]>;
  remove(order: number): Promise<void>;
  /** Does nothing to a command that is not there any more. */
  stop(order: number): Promise<void>;
};

/** The way to the server. Never throws: no network is « later ». */
export type Door<C extends Command> = { send(command: C): Promise<Answer> };

/** What an HTTP status says of a command; `stale` when the form's token was for another session. */
export function answerOf(status: number, stale = false): Answer {
  if (status >= 200 && status < 400) return 'done';
  if (status === 401) return 'signed-out';
  if (stale || status === 408 || status === 425 || status === 429 || status >= 500) return 'later';
  return 'stopped';
}

/** The oldest command that waits: a later one never overtakes it. */
export function next<C extends Command>(commands: C[]): C | undefined {
  return commands.filter(({ state }) => state === 'waiting').sort((a, b) => a.order - b.order)[0];
}

/**
 * Sends what waits of a person, one after the other, until nothing does or something is in the way. A command leaves
 * the box only after its answer: killed before, it is sent again, and the server knows it by its key.
 */
export async function replay<C extends Command>(box: Box<C>, door: Door<C>, owner: string): Promise<Answer> {
  for (;;) {
    const command = next(await box.of(owner));
    if (!command) return 'done';
    const answer = await door.send(command);
    if (answer === 'done') await box.remove(command.order);
    else if (answer === 'stopped') await box.stop(command.order);
    else return answer;
  }
}
