import { inflateRawSync } from "node:zlib";

/** What one archive may hold before it is refused: a table is small, and a bomb is not. */
const most = { entries: 2_000, entryBytes: 40 * 1024 * 1024 };

type Entry = { readonly method: number; readonly offset: number; readonly packedSize: number };

/** The entries of a ZIP archive by name, read when they are asked for. Null: it is none, or a damaged or outsized one. */
export type Archive = { readonly names: readonly string[]; readonly read: (name: string) => Uint8Array | null };

/** Reads the directory of an archive; only stored and deflated entries are understood, as in office documents. Never throws. */
export function readZip(bytes: Uint8Array): Archive | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(bytes, view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  if (count > most.entries) return null;
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null;
    const [nameSize, extraSize, noteSize] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameSize));
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packedSize: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameSize + extraSize + noteSize;
  }
  return { names: [...entries.keys()], read: (name) => unpacked(bytes, view, entries.get(name)) };
}

/** The directory's end stands last, before a comment of any length. */
function endOf(bytes: Uint8Array, view: DataView): number | null {
  const last = Math.max(0, bytes.length - 22 - 65_535);
  for (let at = bytes.length - 22; at >= last; at -= 1) if (view.getUint32(at, true) === 0x06054b50) return at;
  return null;
}

function unpacked(bytes: Uint8Array, view: DataView, entry: Entry | undefined): Uint8Array | null {
  if (!entry || entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) return null;
  const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(from, from + entry.packedSize);
  if (entry.method === 0) return packed.length > most.entryBytes ? null : packed;
  if (entry.method !== 8) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: most.entryBytes });
  } catch {
    return null; // Damaged, or larger unpacked than any table: zlib throws plain errors, and only for what is in the file.
  }
}
