/** Drafts are sealed: what stays on a shared device says nothing without the session's key. */

export type Draft = { revision: string; fields: [name: string, value: string][] };

const encode = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const decode = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const utf8 = new TextEncoder();

/** The key the server gave to this session, or nothing when it is not one. */
export async function sealingKey(base64: string): Promise<CryptoKey | undefined> {
  try {
    const bytes = decode(base64);
    return bytes.length === 32 ? await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']) : undefined;
  } catch {
    return undefined;
  }
}

export async function seal(key: CryptoKey, name: string, draft: Draft): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const clear = utf8.encode(JSON.stringify(draft));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8.encode(name) }, key, clear));
  return `${encode(iv)}.${encode(sealed)}`;
}

/** Nothing when the key, the name or a single bit is not the one it was sealed with. */
export async function unseal(key: CryptoKey, name: string, text: string): Promise<Draft | undefined> {
  try {
    const [iv = '', sealed = ''] = text.split('.');
    const clear = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: decode(iv), additionalData: utf8.encode(name) }, key, decode(sealed));
    return JSON.parse(new TextDecoder().decode(clear)) as Draft;
  } catch {
    return undefined;
  }
}

/** The server's copy was saved after the one this draft was typed on. */
export function isNewer(server: string, typedOn: string): boolean {
  const [here, there] = [Number(server), Number(typedOn)];
  return Number.isNaN(here) || Number.isNaN(there) ? server !== typedOn : here > there;
}
