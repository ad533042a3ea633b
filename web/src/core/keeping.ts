/**
 * `form[data-keep]` is kept on the device before it leaves, so that nothing of it is lost with the network, the battery
 * or the page; `[data-outbox]` says what waits.
 */
import { Outbox, type Waiting } from './outbox';
import { words } from './page';
import { person } from './person';
import { SENDING } from '../worker/sending';
import type { Answer } from './queue';

const RETRY = 20_000;
/** More than this is not kept: the form is sent as it is. */
const HEAVIEST = 60_000_000;

const region = () => document.querySelector<HTMLElement>('[data-outbox]');

function say(text: string | undefined): void {
  const box = region();
  const line = box?.querySelector('[data-says]');
  if (!box || !line) return;
  if (line.textContent !== (text ?? '')) line.textContent = text ?? '';
  box.hidden = !text;
}

/** The form as it would be sent, without what is of one page only. */
function contents(form: HTMLFormElement, button: HTMLElement | null): [string, string | File][] {
  const fields = [...new FormData(form)].filter(([name]) => name !== '_jeton' && name !== '_envoi');
  const chosen = fields.filter(([, value]) => typeof value === 'string' || value.size > 0);
  const [name, value] = [button?.getAttribute('name'), button?.getAttribute('value')];
  return name ? [...chosen, [name, value ?? '']] : chosen;
}

/** Sends the form as a browser without this program does. */
function plainly(form: HTMLFormElement, button: HTMLElement | null): void {
  const name = button?.getAttribute('name');
  if (name) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value: button?.getAttribute('value') ?? '' });
    form.append(field);
  }
  form.submit();
}

/** In place of the form, what became of it. */
function replaceWithNote(form: HTMLFormElement): void {
  const note = document.createElement('p');
  note.className = 'draft-note';
  note.setAttribute('role', 'status');
  form.before(note);
  form.hidden = true;
  note.textContent = words(region()?.dataset.kept);
  note.tabIndex = -1;
  note.focus();
}

function forgetDraft(form: HTMLFormElement): void {
  const detail = { revision: form.dataset.draftRevision ?? '', all: true };
  form.dispatchEvent(new CustomEvent('preau:saved', { detail }));
}

/** Where the browser knows it, what waits leaves even when no page is open any more. */
async function askToSendLater(): Promise<void> {
  const worker = (await navigator.serviceWorker?.ready) as { sync?: { register(name: string): Promise<void> } } | undefined;
  await worker?.sync?.register(SENDING).catch(() => undefined);
}

class Keeping {
  private timer = 0;
  private busy: Promise<Answer> | undefined;

  constructor(private readonly outbox: Outbox) {}

  async submitted(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
    const fields = contents(form, button);
    const title = document.querySelector('h1')?.textContent ?? '';
    const action = form.getAttribute('action') ?? location.pathname; // a button may be named `action`
    const parcel = { action, page: location.pathname, title, at: Date.now(), fields };
    let order = 0;
    try {
      order = await this.outbox.keep(parcel);
    } catch {
      return plainly(form, button); // storage is full or forbidden
    }
    forgetDraft(form);
    const answer = await this.send();
    const mine = (await this.outbox.list()).find((waiting) => waiting.order === order);
    if (mine?.state === 'stopped') return plainly(form, button); // the page of the server says what is wrong
    if (!mine) return location.assign(this.outbox.went.get(order) ?? parcel.page);
    replaceWithNote(form);
    await this.show(answer);
  }

  /** Sends what waits, then says what is left. */
  async send(): Promise<Answer> {
    clearTimeout(this.timer);
    await this.busy; // it may have looked before this was kept
    this.busy ??= this.outbox
      .send()
      .catch((): Answer => 'later')
      .finally(() => (this.busy = undefined));
    const answer = await this.busy;
    await this.show(answer);
    return answer;
  }

  async wake(): Promise<void> {
    if (document.visibilityState === 'hidden') return;
    if (!(await this.outbox.list()).some(({ state }) => state === 'waiting')) return this.show();
    const before = this.outbox.went.size;
    await this.send();
    if (this.outbox.went.size > before) document.dispatchEvent(new Event('preau:sent'));
  }

  async show(answer?: Answer): Promise<void> {
    const left = await this.outbox.list();
    const count = (state: Waiting['state']) => left.filter((waiting) => waiting.state === state).length;
    const [waiting, stopped] = [count('waiting'), count('stopped')];
    const { one, many, signIn, attention } = region()?.dataset ?? {};
    if (waiting) {
      say(words(answer === 'signed-out' ? signIn : waiting === 1 ? one : many, { n: waiting }));
      void askToSendLater();
      clearTimeout(this.timer);
      if (answer !== 'signed-out' && answer !== 'someone-else') this.timer = window.setTimeout(() => void this.wake(), RETRY);
    } else {
      say(stopped ? words(attention, { n: stopped }) : undefined);
    }
    this.list(left);
  }

  /** The page of what waits: each with a way to see it at the server, or to give it up. */
  private list(left: Waiting[]): void {
    const list = document.querySelector<HTMLElement>('[data-outbox-list]');
    const model = document.querySelector<HTMLTemplateElement>('template[data-outbox-item]');
    if (!list || !model) return;
    document.querySelectorAll<HTMLElement>('[data-outbox-none]').forEach((none) => (none.hidden = left.length > 0));
    list.replaceChildren(...left.map((waiting) => this.item(model, waiting)));
  }

  private item(model: HTMLTemplateElement, { order, key, state, parcel }: Waiting): Node {
    const item = document.importNode(model.content, true);
    const find = (name: string) => item.querySelector<HTMLElement>(`[data-${name}]`);
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });
    const title = find('title');
    if (title) title.textContent = parcel.title;
    const at = find('when');
    if (at) at.textContent = when.format(parcel.at);
    for (const name of ['waiting', 'stopped'] as const) {
      item.querySelectorAll<HTMLElement>(`[data-if-${name}]`).forEach((part) => (part.hidden = state !== name));
    }
    find('open')?.addEventListener('click', () => void this.reopen(key, parcel));
    find('drop')?.addEventListener('click', () => void this.outbox.remove(order).then(() => this.show()));
    return item;
  }

  /** Sent again as a form: the page of the server shows what it says of it, with what was typed. */
  private async reopen(key: string, { action, fields }: Waiting['parcel']): Promise<void> {
    const asked = await fetch('/envois/jeton', { headers: { Accept: 'application/json' } }).catch(() => undefined);
    if (!asked?.ok) return;
    const { token } = (await asked.json()) as { token: string };
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action, enctype: 'multipart/form-data', hidden: true });
    const add = (type: string, name: string) => {
      const field = document.createElement('input');
      Object.assign(field, { type, name });
      form.append(field);
      return field;
    };
    add('hidden', '_jeton').value = token;
    add('hidden', '_envoi').value = key;
    for (const [name, value] of fields) {
      if (typeof value === 'string') {
        add('hidden', name).value = value;
        continue;
      }
      const files = new DataTransfer();
      files.items.add(value);
      add('file', name).files = files.files;
    }
    document.body.append(form);
    form.submit();
  }
}

const weight = (form: HTMLFormElement) =>
  [...new FormData(form)].reduce((sum, [, value]) => sum + (typeof value === 'string' ? value.length : value.size), 0);

export function keeping(): void {
  const who = person();
  if (!who || !window.indexedDB) return;
  const ready = who.key.then((key) => key && new Keeping(new Outbox(who.owner, key)));
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.dataset.keep === undefined || weight(form) > HEAVIEST) return;
    event.preventDefault();
    void ready.then((kept) => (kept ? kept.submitted(form, event.submitter) : plainly(form, event.submitter)));
  });
  const wake = () => void ready.then((kept) => kept?.wake()).catch(() => undefined);
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  void ready.then((kept) => kept?.show().then(wake)).catch(() => undefined);
}
