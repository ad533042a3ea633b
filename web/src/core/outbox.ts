/** The commands of a person on this device: kept sealed, sent with a token of the moment. */
import { pack, unpack, type Parcel } from './parcel';
import { answerOf, replay, type Answer, type Box, type Command, type Door } from './queue';
import { sealBytes, unsealBytes, type Sealed } from './seal';
import { within } from './shelf';

const TOKEN = '/envois/jeton';
const LOCK = 'preau-envois';
/** A command that nobody came back for. */
const FORGOTTEN = 60 * 24 * 3_600_000;

type Kept = Command & { at: number; sealed: Sealed };
export type Waiting = Command & { parcel: Parcel };

/** A key as the server makes its own: 32 letters that nobody guesses. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_');
}

const all = () => within<Kept[]>('commands', 'readonly', (held) => held.getAll() as IDBRequest<Kept[]>);

export class Outbox {
  /** Where the server sends the person on, by command that this page sent. */
  readonly went = new Map<number, string>();

  constructor(private readonly owner: string, private readonly seal: CryptoKey) {}

  /** Keeps a command; once this answers, it is on disk. */
  async keep(parcel: Parcel): Promise<number> {
    const key = newKey();
    const sealed = await sealBytes(this.seal, key, await pack(parcel));
    const kept = { key, owner: this.owner, state: 'waiting', at: Date.now(), sealed };
    return Number(await within('commands', 'readwrite', (held) => held.add(kept)));
  }

  /** What waits or was refused, opened. */
  async list(): Promise<Waiting[]> {
    const mine = (await all()).filter(({ owner }) => owner === this.owner);
    const opened = await Promise.all(mine.map((kept) => this.open(kept)));
    return opened.filter((waiting): waiting is Waiting => waiting !== undefined);
  }

  /** Sends what waits. One page of the device at a time, so that the order of the person is kept. */
  async send(): Promise<Answer> {
    await this.tidy();
    const work = () => replay(this.box, this.door, this.owner);
    return navigator.locks ? navigator.locks.request(LOCK, work) : work();
  }

  async remove(order: number): Promise<void> {
    await within('commands', 'readwrite', (held) => void held.delete(order));
  }

  private async open({ sealed, ...command }: Kept): Promise<Waiting | undefined> {
    const bytes = await unsealBytes(this.seal, command.key, sealed);
    return bytes && { ...command, parcel: unpack(bytes) };
  }

  private async tidy(): Promise<void> {
    const before = Date.now() - FORGOTTEN;
    for (const { order, at } of await all()) if (at < before) await this.remove(order);
  }

  private readonly box: Box<Waiting> = {
    of: () => this.list(),
    remove: (order) => this.remove(order),
    stop: (order) =>
      within('commands', 'readwrite', (held) => {
        const found = held.get(order) as IDBRequest<Kept | undefined>;
        found.onsuccess = () => found.result && held.put({ ...found.result, state: 'stopped' });
      }),
  };

  private readonly door: Door<Waiting> = {
    send: async (command) => {
      try {
        return await this.post(command);
      } catch {
        return 'later';
      }
    },
  };

  /** Asks who is signed in, and for a token of theirs; then sends, if it is still the same person. */
  private async post({ order, key, parcel }: Waiting): Promise<Answer> {
    const asked = await fetch(TOKEN, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
    if (!asked.ok) return answerOf(asked.status) === 'stopped' ? 'later' : answerOf(asked.status);
    const { owner, token } = (await asked.json()) as { owner: string; token: string };
    if (owner !== this.owner) return 'someone-else';
    const body = new FormData();
    body.set('_jeton', token);
    body.set('_envoi', key);
    for (const [name, value] of parcel.fields) body.append(name, value);
    const reply = await fetch(parcel.action, {
      method: 'POST', body, headers: { Accept: 'application/json' }, credentials: 'same-origin',
    });
    const said = reply.headers.get('content-type')?.includes('json') ? ((await reply.json()) as { location?: string; type?: string }) : {};
    const answer = answerOf(reply.status, said.type?.endsWith(':stale-form'));
    if (answer === 'done') await this.supersede(order, parcel.action, said.location);
    return answer;
  }

  /** What the server refused before is of no use once the same form got through. */
  private async supersede(order: number, action: string, location?: string): Promise<void> {
    if (location) this.went.set(order, location);
    for (const other of await this.list()) {
      if (other.state === 'stopped' && other.order < order && other.parcel.action === action) await this.remove(other.order);
    }
  }
}
