/**
 * What stays on the device, in one IndexedDB: sealed drafts, commands and pages, and the key of the person whose pages
 * they are.
 */

const NAME = 'preau';
/** Grows with the stores. */
const VERSION = 2;

/** The stores, and the property each is found by. */
const STORES = { commands: 'order', pages: 'url', people: 'id', drafts: 'name' } as const;
type Store = keyof typeof STORES;

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((done, failed) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const { objectStoreNames } = request.result;
      for (const [store, keyPath] of Object.entries(STORES)) {
        if (objectStoreNames.contains(store)) continue;
        request.result.createObjectStore(store, { keyPath, autoIncrement: store === 'commands' });
      }
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      done(request.result);
    };
    request.onerror = () => failed(request.error);
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

/** One transaction on one store: it is on disk when this answers. */
export async function within<T>(store: Store, mode: IDBTransactionMode, act: (held: IDBObjectStore) => IDBRequest<T> | void): Promise<T> {
  const database = await open();
  return new Promise((done, failed) => {
    const tx = database.transaction(store, mode, { durability: 'strict' }); // a dead battery loses nothing
    const request = act(tx.objectStore(store));
    tx.oncomplete = () => done(request?.result as T);
    tx.onabort = () => failed(tx.error);
  });
}

/** Forgets the pages of whoever was here. What waits to be sent stays, sealed: it is for its person alone. */
export async function forgetPages(): Promise<void> {
  await within('pages', 'readwrite', (pages) => pages.clear());
  await within('people', 'readwrite', (people) => people.clear());
}
