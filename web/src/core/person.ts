/** Whom a page was made for, as the page says it. */
import { sealingKey } from './seal';

export type Person = {
  /** Tells people of one device apart, and says nothing of them. */
  owner: string;
  /** Seals what stays of them on the device. */
  key: Promise<CryptoKey | undefined>;
  /** Whether the device is their own: « Rester connecté sur cet appareil ». */
  own: boolean;
};

const tag = () => document.querySelector<HTMLMetaElement>('meta[name=person]');
let known: Person | undefined;

/** Nobody when nobody is signed in, or when the browser cannot seal. */
export function person(): Person | undefined {
  const { content = '', dataset } = tag() ?? {};
  if (!dataset?.key || !window.crypto?.subtle) return undefined;
  known ??= { owner: content, key: sealingKey(dataset.key), own: dataset.own !== undefined };
  return known;
}
