/** The files of the front end: their names change with their content, so that what is here is right for ever. */

const CACHE = 'preau';
/** More than the files of two versions. */
const MOST = 80;

/** A file from the device, or from the network once. */
export async function fromDevice(request: Request | string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const here = await cache.match(request);
  if (here) return here;
  const found = await fetch(request);
  if (found.ok) {
    await cache.put(request, found.clone());
    const names = await cache.keys();
    await Promise.all(names.slice(0, Math.max(0, names.length - MOST)).map((name) => cache.delete(name)));
  }
  return found;
}

/** Has the device hold every file that a page names. */
export async function holdFilesOf(html: string): Promise<void> {
  const names = new Set(html.match(/\/a\/[\w.-]+/g));
  await Promise.all([...names].map((name) => fromDevice(name).catch(() => undefined)));
}
