import type { Page } from "@playwright/test";

/** How a phone that lies on its side says so, and where it is: an EXIF block with both. */
const EXIF = Buffer.concat([
  Buffer.from("Exif\0\0MM\0\x2a\0\0\0\x08\0\x02", "latin1"),
  Buffer.from("\x01\x12\0\x03\0\0\0\x01\0\x06\0\0", "latin1"),
  Buffer.from("\x88\x25\0\x04\0\0\0\x01\0\0\0\x26", "latin1"),
  Buffer.from("\0\0\0\0\0\0GPS 46.58 N, 0.34 E", "latin1"),
]);

/** A photo of 4000 × 3000 points, taken sideways by a phone that says where. */
export async function taken(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [4_000, 3_000];
    const pen = canvas.getContext("2d")!;
    for (let at = 0; at < 4_000; at += 1) {
      pen.fillStyle = `hsl(${(at * 97) % 360} 60% ${30 + ((at * 31) % 50)}%)`;
      pen.fillRect((at * 113) % 4_000, (at * 71) % 3_000, 160, 90);
    }
    return canvas.toDataURL("image/jpeg", 0.95);
  });
  const bytes = Buffer.from(drawn.slice(drawn.indexOf(",") + 1), "base64");
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(EXIF.length + 2, 2);
  return Buffer.concat([bytes.subarray(0, 2), head, EXIF, bytes.subarray(2)]);
}

/** How many points a JPEG has, as its frame says, however it should be turned. */
export function readSize(jpeg: Buffer): { width: number; height: number } {
  for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) };
  }
  throw new Error("no frame in this JPEG");
}

/** Whether words are somewhere in a file. */
export const says = (file: Buffer, words: string): boolean => file.includes(words);
