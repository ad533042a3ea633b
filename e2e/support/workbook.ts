import { crc32 } from "node:zlib";

/** A workbook of one sheet, as LibreOffice (ODS) or Excel (XLSX) would save it; a Date is a day. */
export type Cell = string | number | Date;

const MIME = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
};

const PROLOG = `<?xml version="1.0" encoding="UTF-8"?>`;

export const xlsx = (name: string, rows: Cell[][]) => ({
  name,
  mimeType: MIME.xlsx,
  buffer: zip([
    ["[Content_Types].xml", `${PROLOG}<Types/>`],
    ["xl/workbook.xml", `${PROLOG}<workbook xmlns:r="r"><sheets><sheet name="Élèves" sheetId="1" r:id="a"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${PROLOG}<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`],
    ["xl/styles.xml", `${PROLOG}<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`],
    ["xl/worksheets/sheet1.xml", `${PROLOG}<worksheet><sheetData>${rows.map(xlsxRow).join("")}</sheetData></worksheet>`],
  ]),
});

export const ods = (name: string, rows: Cell[][]) => ({
  name,
  mimeType: MIME.ods,
  buffer: zip([
    ["mimetype", MIME.ods],
    [
      "content.xml",
      `${PROLOG}<office:document-content><office:body><office:spreadsheet><table:table table:name="Équipe">${rows.map(odsRow).join("")}</table:table></office:spreadsheet></office:body></office:document-content>`,
    ],
  ]),
});

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const DAY = 86_400_000;

function xlsxRow(cells: Cell[]) {
  const cell = (value: Cell) =>
    value instanceof Date
      ? `<c s="1"><v>${value.getTime() / DAY + 25_569}</v></c>`
      : typeof value === "number"
        ? `<c><v>${value}</v></c>`
        : `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  return `<row>${cells.map(cell).join("")}</row>`;
}

function odsRow(cells: Cell[]) {
  const cell = (value: Cell) =>
    value instanceof Date
      ? `<table:table-cell office:value-type="date" office:date-value="${value.toISOString().slice(0, 10)}"/>`
      : typeof value === "number"
        ? `<table:table-cell office:value-type="float" office:value="${value}"/>`
        : `<table:table-cell office:value-type="string"><text:p>${escaped(value)}</text:p></table:table-cell>`;
  return `<table:table-row>${cells.map(cell).join("")}</table:table-row>`;
}

/** The smallest zip: files stored as they are. */
export function zip(files: [string, string | Buffer][]) {
  const parts: Buffer[] = [];
  const listed: Buffer[] = [];
  let at = 0;
  for (const [name, text] of files) {
    const [called, content] = [Buffer.from(name), typeof text === "string" ? Buffer.from(text) : text];
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(called.length, 22);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), facts, called, content);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    listed.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, place, called);
    at += 30 + called.length + content.length;
  }
  const size = listed.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, ...listed, Buffer.from("PK\x05\x06", "latin1"), end]);
}
