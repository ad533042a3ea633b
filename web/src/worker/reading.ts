/** What a page says of itself to the worker. */

export type Said = {
  /** For whom it was made; nobody when nobody is signed in. */
  owner?: string;
  key?: string;
  /** Whether this device may keep it. */
  kept: boolean;
  /** Whether it can be refreshed in place, so that an older one may be shown at once. */
  live: boolean;
};

export function read(html: string): Said {
  const [, owner, key, rest = ''] = /<meta name="person" content="([^"]*)" data-key="([^"]*)"([^>]*)>/.exec(html) ?? [];
  return { owner, key, kept: rest.includes('data-kept'), live: /<main[^>]* data-live/.test(html) };
}

/** The same page, saying that it is not of now. */
export const asCopy = (html: string) => html.replace(/(<aside class="demo offline"[^>]*) hidden/, '$1');

/** The oldest pages, beyond how many are kept; the home stays. */
export function tooMany(pages: { url: string; at: number }[], most: number): string[] {
  const others = pages.filter(({ url }) => url !== '/').sort((one, other) => other.at - one.at);
  return others.slice(most).map(({ url }) => url);
}
