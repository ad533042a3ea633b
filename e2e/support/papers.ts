import { randomBytes } from "node:crypto";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

const FIXTURES = join(import.meta.dirname, "../fixtures");

/** A photo as small as can be: 8 × 8 pixels of PNG. */
const PIXELS =
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mM4sWUaVsQwtCQA0kWEgX1RKBUAAAAASUVORK5CYII=";

const PAGE = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** A photo of an exercise book. */
export const photo = (name = "cahier.png") => ({ name, mimeType: "image/png", buffer: Buffer.from(PIXELS, "base64") });

/** A photo that weighs what a photo does: a square of noise, which nothing makes lighter. */
export function heavyPhoto(name = "page.png", side = 400) {
  const chunk = (type: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), content]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side);
  head.writeUInt32BE(side, 4);
  head.set([8, 2], 8); // eight bits of red, green and blue
  const lines = Array.from({ length: side }, () => Buffer.concat([Buffer.alloc(1), randomBytes(3 * side)]));
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.concat(lines))), chunk("IEND", Buffer.alloc(0))];
  return { name, mimeType: "image/png", buffer: Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...parts]) };
}

/** A document for a class. */
export const document = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(PAGE) });

/** The fictitious open directory of schools. */
export const annuaire = () => ({
  name: "annuaire.csv",
  mimeType: "text/csv",
  buffer: readFileSync(join(FIXTURES, "annuaire.csv")),
});

/** The fictitious AAF export of an école, as an archive. */
export const aaf = () => ({
  name: "aaf-1d.tar.gz",
  mimeType: "application/gzip",
  buffer: execFileSync("tar", ["-czf", "-", "-C", FIXTURES, "aaf"]),
});

/** The same, with each file changed by what it holds: `Eleve`, `PersRelEleve`… */
const changed = (change: (text: string, holds: string) => string) => {
  const folder = mkdtempSync(join(tmpdir(), "preau-"));
  try {
    cpSync(join(FIXTURES, "aaf"), join(folder, "aaf"), { recursive: true });
    for (const name of readdirSync(join(folder, "aaf"))) {
      const file = join(folder, "aaf", name);
      writeFileSync(file, change(readFileSync(file, "utf8"), name.split("_")[3] ?? ""));
    }
    return { ...aaf(), buffer: execFileSync("tar", ["-czf", "-", "-C", folder, "aaf"]) };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The same, in which not one pupil is left. */
export const emptied = () =>
  changed((text, holds) => (holds === "Eleve" ? text.replace(/<addRequest>[\s\S]*<\/addRequest>\n/, "") : text));

/** The same families as another academy knows them, one mother twice. */
export const elsewhere = () =>
  changed((text, holds) => {
    const theirs = text.replace('codeAcademieExport="99"', 'codeAcademieExport="98"');
    const again = (request: string) => request + request.replaceAll("2000000", "2999999");
    if (holds === "PersRelEleve") return theirs.replace(/<addRequest>[\s\S]*?<\/addRequest>\n/, again);
    return theirs.replace("<value>2000000</value>", "<value>2000000</value><value>2999999</value>");
  });

/** The same, whose second half was lost on the way. */
export const damaged = () => {
  const whole = aaf();
  return { ...whole, buffer: whole.buffer.subarray(0, whole.buffer.length / 2) };
};
