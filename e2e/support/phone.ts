import { createHmac } from "node:crypto";

/** The code that an application on a phone shows now, for a key typed into it (RFC 6238). */
export function code(key: string, now = Date.now()): string {
  const bits = [...key.replace(/\s/g, "")].map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const signed = createHmac("sha1", secret).update(step).digest();
  const number = signed.readUInt32BE(signed[19]! & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
