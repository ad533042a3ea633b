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

const main = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';

/** Whether two pages say the same, but for what each is given anew to send its forms. */
export function saysTheSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((html) => main(html).replace(/(name="_(?:jeton|envoi)" value=")[^"]*/g, '$1'));
  return a === b;
}

/** The oldest pages, beyond how many are kept; the home stays. */
export function tooMany(pages: { url: string; at: number }[], most: number): string[] {
  const others = pages.filter(({ url }) => url !== '/').sort((one, other) => other.at - one.at);
  return others.slice(most).map(({ url }) => url);
}
