import { closeSync, existsSync, openSync, writeSync } from "node:fs";
import encodeQR from "qr";

const WIDTH = 640;
const HEIGHT = 480;
const SQUARE = 8;

/**
 * Writes what a camera would see in front of a label: a film of one picture, its number in a square. Every
 * film is as long as the others: one that is being watched goes on with the next label.
 */
export function film(path: string, holds: string): void {
  const code = encodeQR(holds, "raw", { border: 4 });
  const side = code.length * SQUARE;
  const left = Math.floor((WIDTH - side) / 2);
  const top = Math.floor((HEIGHT - side) / 2);
  const light = Buffer.alloc(WIDTH * HEIGHT, 235);
  code.forEach((row, y) =>
    row.forEach((isDark, x) => {
      if (!isDark) return;
      for (let line = 0; line < SQUARE; line++) {
        const at = (top + y * SQUARE + line) * WIDTH + left + x * SQUARE;
        light.fill(16, at, at + SQUARE);
      }
    }),
  );
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const picture = Buffer.concat([Buffer.from("FRAME\n"), light, colour]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  const file = openSync(path, existsSync(path) ? "r+" : "w");
  writeSync(file, Buffer.concat([head, ...Array.from({ length: 10 }, () => picture)]));
  closeSync(file);
}
