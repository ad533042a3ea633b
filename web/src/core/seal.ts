/** What stays on a device is sealed: it says nothing without the key that the server gives its person. */

export type Draft = { revision: string; fields: [name: string, value: string][] };

const decode = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const utf8 = new TextEncoder();

export type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };

/** The key the server gave, or nothing when it is not one. It cannot be read back, wherever it is kept. */
export async function sealingKey(base64: string): Promise<CryptoKey | undefined> {
  try {
    const bytes = decode(base64);
    return bytes.length === 32 ? await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']) : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes under a name; only the same key and the same name open them. */
export async function sealBytes(key: CryptoKey, name: string, clear: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8.encode(name) }, key, clear) };
}

/** Nothing when the key, the name or a single bit is not the one it was sealed with. */
export async function unsealBytes(key: CryptoKey, name: string, sealed: Sealed): Promise<ArrayBuffer | undefined> {
  try {
    return await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv, additionalData: utf8.encode(name) }, key, sealed.bytes);
  } catch {
    return undefined;
  }
}

export const seal = (key: CryptoKey, name: string, draft: Draft) => sealBytes(key, name, utf8.encode(JSON.stringify(draft)));

/** What [seal] made, or nothing. */
export async function unseal(key: CryptoKey, name: string, sealed: Sealed): Promise<Draft | undefined> {
  const clear = await unsealBytes(key, name, sealed);
  return clear && (JSON.parse(new TextDecoder().decode(clear)) as Draft);
}

/** The server's copy was saved after the one this draft was typed on. */
export function isNewer(server: string, typedOn: string): boolean {
  const [here, there] = [Number(server), Number(typedOn)];
  return Number.isNaN(here) || Number.isNaN(there) ? server !== typedOn : here > there;
}
