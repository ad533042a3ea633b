/** The pages that stay on the device, sealed, of one person at a time. */
import { Outbox } from '../core/outbox';
import type { Answer } from '../core/queue';
import { forgetPages, within } from '../core/shelf';
import { sealBytes, sealingKey, unsealBytes, type Sealed } from '../core/seal';
import { holdFilesOf } from './assets';
import { asCopy, read, saysTheSame, tooMany, type Said } from './reading';
import { worker, type Fetched } from './scope';

const FALLBACK = '/hors-connexion';
const MOST = 40;
/** How long the network has before a page of the device is shown: one that refreshes in place, and the others. */
const AT_ONCE = 120;
const PATIENCE = 300;
/** And before that page says that it is not of now. */
const LONG = 6_000;

type Page = { url: string; at: number; live: boolean; sealed: Sealed };
type Holder = { id: 0; owner: string; key: CryptoKey; settled: boolean };
type Copy = { html: string; live: boolean };

const html = (text: string) => new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });
const path = (url: string) => url.replace(worker.location.origin, '').replace(/#.*/, '');
const after = (wait: number) => new Promise<'late'>((done) => setTimeout(() => done('late'), wait));

export class Pages {
  /** Who is in may have changed since the last page. */
  private unsettled = false;
  /** Grows when it may have: a page asked for before says nothing of now. */
  private turn = 0;

  /** The page for when there is none, with its files. */
  async prepare(): Promise<void> {
    const page = await fetch(FALLBACK, { credentials: 'omit' });
    const text = await page.clone().text();
    await (await caches.open('preau')).put(FALLBACK, page);
    await holdFilesOf(text);
  }

  async unsettle(): Promise<void> {
    this.unsettled = true;
    this.turn += 1;
    const holder = await this.holder();
    if (holder) await within('people', 'readwrite', (people) => people.put({ ...holder, settled: false }));
  }

  /** A page asked for by the person: from the network, or as this device has it. */
  async answer(event: Fetched): Promise<Response> {
    const url = path(event.request.url);
    const { turn } = this;
    const coming = this.network(event);
    const holder = await this.holder();
    const copy = holder && (await this.copy(holder, url));
    // Safari 15 does not say which page comes of it: that page could not be refreshed.
    const mayShow = holder?.settled && !this.unsettled && event.resultingClientId;
    try {
      const first = copy && mayShow ? await Promise.race([coming, after(copy.live ? AT_ONCE : PATIENCE)]) : await coming;
      if (copy && first === 'late') {
        event.waitUntil(this.refresh(event, coming, copy, turn));
        return html(copy.html);
      }
      const page = await coming;
      event.waitUntil(this.note(page.clone(), url, turn));
      return page;
    } catch {
      return copy ? html(asCopy(copy.html)) : this.fallback();
    }
  }

  /** Keeps the page that is open, when it came before the worker. */
  async fetchAndKeep(url: string): Promise<void> {
    const { turn } = this;
    await this.note(await fetch(url, { credentials: 'same-origin' }), path(url), turn);
  }

  /** Sends what waits of the person whose pages these are; nothing when it is nobody. */
  async sendWhatWaits(): Promise<Answer | undefined> {
    const holder = await this.holder();
    return holder && new Outbox(holder.owner, holder.key).send();
  }

  private async network(event: Fetched): Promise<Response> {
    return (await event.preloadResponse) ?? fetch(event.request);
  }

  private async fallback(): Promise<Response> {
    return (await caches.match(FALLBACK)) ?? Response.error();
  }

  /** What comes after an older page was shown: the page is told, and refreshes itself or says so. */
  private async refresh(event: Fetched, coming: Promise<Response>, copy: Copy, turn: number): Promise<void> {
    const url = path(event.request.url);
    let waits = true;
    event.waitUntil(after(LONG).then(() => (waits ? this.tell(event, { preau: 'offline' }) : undefined)));
    try {
      const page = await coming;
      waits = false;
      await this.note(page.clone(), url, turn);
      if (page.status >= 500) return await this.tell(event, { preau: 'offline' });
      if (page.ok && !page.redirected) {
        const fresh = await page.text();
        return await this.tell(event, { preau: 'fresh', html: fresh, changed: !saysTheSame(copy.html, fresh) });
      }
      // It is no longer for who reads it, or no longer there: neither is the older one.
      await within('pages', 'readwrite', (pages) => pages.delete(url));
      return await this.tell(event, { preau: 'gone' });
    } catch {
      waits = false;
      return this.tell(event, { preau: 'offline' });
    }
  }

  private async tell(event: Fetched, message: unknown): Promise<void> {
    (await worker.clients.get(event.resultingClientId))?.postMessage(message);
  }

  private async holder(): Promise<Holder | undefined> {
    return within('people', 'readonly', (people) => people.get(0) as IDBRequest<Holder | undefined>).catch(() => undefined);
  }

  private async copy(holder: Holder, url: string): Promise<Copy | undefined> {
    const page = await within('pages', 'readonly', (pages) => pages.get(url) as IDBRequest<Page | undefined>);
    const clear = page && (await unsealBytes(holder.key, url, page.sealed));
    return clear && { html: new TextDecoder().decode(clear), live: page.live };
  }

  /** Learns from a page of the server who is in; keeps the page when it may be. */
  private async note(page: Response, url: string, turn: number): Promise<void> {
    if (page.status !== 200 || !page.headers.get('content-type')?.includes('text/html')) return;
    const text = await page.text();
    if (turn !== this.turn) return;
    const said = read(text);
    const holder = await this.settle(said);
    if (!holder || !said.kept) return;
    const sealed = await sealBytes(holder.key, url, new TextEncoder().encode(text));
    await within('pages', 'readwrite', (pages) => pages.put({ url, at: Date.now(), live: said.live, sealed }));
    const all = await within('pages', 'readonly', (pages) => pages.getAll() as IDBRequest<Page[]>);
    const old = tooMany(all, MOST);
    if (old.length) await within('pages', 'readwrite', (pages) => old.forEach((one) => pages.delete(one)));
    await holdFilesOf(text);
  }

  /** Forgets the pages of whoever is not in any more; whose pages are kept from now on, if anyone's. */
  private async settle({ owner, key, kept }: Said): Promise<Holder | undefined> {
    const before = await this.holder();
    if (before && before.owner !== owner) {
      this.turn += 1;
      await forgetPages();
    }
    this.unsettled = false;
    if (before && before.owner === owner) {
      const holder = { ...before, settled: true };
      if (!before.settled) await within('people', 'readwrite', (people) => people.put(holder));
      return holder;
    }
    const imported = kept && owner && key ? await sealingKey(key) : undefined;
    if (!imported || !owner) return undefined;
    const holder: Holder = { id: 0, owner, key: imported, settled: true };
    await within('people', 'readwrite', (people) => people.put(holder));
    return holder;
  }
}
