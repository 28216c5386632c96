import type { Result } from "@/lib/kernel/result";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import type { MirrorRow } from "@/lib/holded/mirror/row";

export type MirrorPage = { readonly rows: readonly MirrorRow[]; readonly next: string | null; readonly unreadable: readonly string[] };

export type PageRequest = {
  readonly cursor: string | null;
  /** Only objects dated from this day on; null: all. Ignored where the list has no dates. */
  readonly from: string | null;
};

/** Where one resource comes from. */
export type MirrorSource = {
  readonly resource: MirrorResource;
  /** The list can be asked for by date. */
  readonly isDated: boolean;
  readonly page: (request: PageRequest) => Promise<Result<MirrorPage>>;
  /** One object again; null where Holded has no way to ask for one. */
  readonly get: ((id: string) => Promise<Result<MirrorRow>>) | null;
};

/**
 * Several lists read as one, such as the movements of each account: the cursor says which list, and where in it. A list
 * that is gone by the time the reading goes on is passed over.
 */
export function chained(
  lists: readonly string[],
  pageOf: (list: string, request: PageRequest) => Promise<Result<MirrorPage>>,
): MirrorSource["page"] {
  const ordered = [...lists].sort();
  return async ({ cursor, from }) => {
    const gap = cursor?.indexOf(" ") ?? -1;
    const wanted = cursor === null ? (ordered[0] ?? "") : cursor.slice(0, gap);
    const list = ordered.find((one) => one >= wanted);
    if (list === undefined) return { ok: true, value: { rows: [], next: null, unreadable: [] } };
    const inner = cursor === null || list !== wanted ? "" : cursor.slice(gap + 1);
    const page = await pageOf(list, { cursor: inner === "" ? null : inner, from });
    if (!page.ok) return page;
    const following = ordered.find((one) => one > list);
    const next = page.value.next !== null ? `${list} ${page.value.next}` : following === undefined ? null : `${following} `;
    return { ok: true, value: { ...page.value, next } };
  };
}
