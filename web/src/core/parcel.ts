/** A form as bytes: its fields and its files, to be sealed and sent later. */

export type Parcel = {
  /** Where it goes. */
  action: string;
  /** The page it was filled in. */
  page: string;
  /** What that page was about, in its own words. */
  title: string;
  /** When, in milliseconds since 1970. */
  at: number;
  fields: [name: string, value: string | File][];
};

type Written = string | { name: string; type: string; size: number };
type Head = Omit<Parcel, 'fields'> & { fields: [string, Written][] };

/** The length of the head, the head, then the files one after the other. */
export async function pack(parcel: Parcel): Promise<ArrayBuffer> {
  const files = parcel.fields.map(([, value]) => value).filter((value): value is File => typeof value !== 'string');
  const fields = parcel.fields.map(([name, value]): [string, Written] => {
    return [name, typeof value === 'string' ? value : { name: value.name, type: value.type, size: value.size }];
  });
  const head = new TextEncoder().encode(JSON.stringify({ ...parcel, fields }));
  return new Blob([new Uint32Array([head.length]), head, ...files]).arrayBuffer();
}

export function unpack(bytes: ArrayBuffer): Parcel {
  const length = new Uint32Array(bytes.slice(0, 4))[0] ?? 0;
  const head = JSON.parse(new TextDecoder().decode(bytes.slice(4, 4 + length))) as Head;
  let at = 4 + length;
  const fields = head.fields.map(([name, value]): [string, string | File] => {
    if (typeof value === 'string') return [name, value];
    const content = bytes.slice(at, (at += value.size));
    return [name, new File([content], value.name, { type: value.type })];
  });
  return { ...head, fields };
}
