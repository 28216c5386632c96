import { z } from "zod";
import { checkTaxId, normalizeTaxId } from "@/lib/kernel/tax-id";
import { foldName } from "@/lib/language/names";

/** Fields whose place on a supplier's paper is remembered once a person had to correct them. */
export const anchoredPaths = [
  "number", "issueDate", "dueDate", "iban", "supplier.taxId", "netTotal", "vatTotal", "withholding.amount", "total", "payable",
] as const; // prettier-ignore
export type AnchoredPath = (typeof anchoredPaths)[number];

const ratio = z.number().min(-1).max(2);

/** Where a value stood: the words beside and above it, and its box as shares of the page. */
const anchor = z.object({
  path: z.enum(anchoredPaths),
  left: z.string().max(120),
  above: z.string().max(120),
  box: z.tuple([ratio, ratio, ratio, ratio]),
  /** How the value is written, "A-9": letters as A, digits as 9. Of numbers of invoices only. */
  shape: z.string().max(60),
});
export type Anchor = z.infer<typeof anchor>;

/** What one approved invoice says about its supplier. */
export const lesson = z.object({
  number: z.string().nullable(),
  issueDate: z.string().nullable(),
  /** Fields in which the person wrote something else than was proposed. */
  corrected: z.array(z.string()).max(60),
  anchors: z.array(anchor).max(20),
  /** Fields at which what was remembered led elsewhere than to what the person approved. */
  missed: z.array(z.enum(anchoredPaths)),
  /** Fields at which it led to what the person approved; absent in lessons from before this was noted. */
  held: z.array(z.enum(anchoredPaths)).optional(),
  accounts: z.array(z.object({ words: z.string(), accountId: z.string() })).max(60),
  dueDays: z.int().min(0).max(365).nullable(),
  /** Why nothing is charged on a base at 0 per cent. */
  exemption: z.string().nullable(),
  tags: z.array(z.string()).max(20),
  projectId: z.string().nullable(),
  iban: z.string().nullable(),
  names: z.array(z.string()).max(4),
  domain: z.string().nullable(),
});
export type Lesson = z.infer<typeof lesson>;

/** What a person set by hand on the page of the profile; null or absent: what was learned counts. */
export const byHand = z.object({
  accountId: z.string().min(1).max(64).nullable().optional(),
  projectId: z.string().min(1).max(64).nullable().optional(),
  dueDays: z.int().min(0).max(365).nullable().optional(),
  tags: z.array(z.string().trim().min(1).max(50)).max(10).nullable().optional(),
  /** Key of the account's taxes for purchases at a rate: { "21": "p_iva_bi_21" }. */
  taxKeys: z
    .record(z.string().regex(/^\d{1,2}(\.\d{1,2})?$/), z.string().min(1).max(60))
    .nullable()
    .optional(),
});
export type ByHand = z.infer<typeof byHand>;

/** A value with how often it was so; `of` counts the invoices that said anything about it. */
export type Known<T> = { readonly value: T; readonly count: number; readonly of: number; readonly isByHand: boolean };

export type KnownAnchor = Anchor & { readonly seen: number; readonly from: string | null };

type LessonSource = {
  readonly proposalId: string;
  readonly number: string | null;
  readonly issueDate: string | null;
  readonly corrected: readonly string[];
};

/** Everything the company knows of one supplier, added up from what its people approved. */
export type SupplierProfile = {
  readonly id: string;
  readonly key: string;
  readonly taxId: string | null;
  readonly contactId: string | null;
  readonly name: string;
  readonly sources: readonly LessonSource[];
  readonly anchors: readonly KnownAnchor[];
  readonly account: Known<string> | null;
  /** Most frequent account of lines whose folded wording is the same. */
  readonly accountByWords: readonly (Known<string> & { readonly words: string })[];
  readonly dueDays: Known<number> | null;
  readonly exemption: Known<string> | null;
  readonly tags: Known<readonly string[]> | null;
  readonly projectId: Known<string> | null;
  readonly taxKeys: Readonly<Record<string, string>>;
  readonly ibans: readonly Known<string>[];
  readonly names: readonly string[];
  readonly domains: readonly string[];
  readonly byHand: ByHand;
};

export type StoredLesson = { readonly proposalId: string; readonly lesson: Lesson };
export type StoredProfile = Pick<SupplierProfile, "id" | "key" | "taxId" | "contactId" | "name" | "byHand">;

/** The key a supplier is known by: its tax id where that holds, else its contact in Holded; null: nobody in particular. */
export function profileKey(supplier: { readonly taxId: string | null; readonly contactId: string | null }): string | null {
  const taxId = supplier.taxId === null ? null : normalizeTaxId(supplier.taxId);
  if (taxId !== null && checkTaxId(taxId).valid) return `tax:${taxId}`;
  return supplier.contactId === null ? null : `contact:${supplier.contactId}`;
}

/** @param lessons newest first. Pure: the same lessons always add up to the same profile. */
export function addUp(profile: StoredProfile, lessons: readonly StoredLesson[]): SupplierProfile {
  const all = lessons.map(({ lesson: one }) => one);
  const hand = profile.byHand;
  return {
    ...profile,
    sources: lessons.map(({ proposalId, lesson: { number, issueDate, corrected } }) => ({ proposalId, number, issueDate, corrected })),
    anchors: standingAnchors(all),
    account: setByHand(hand.accountId) ?? mostOften(all.flatMap(commonAccount)),
    accountByWords: accountsByWords(all),
    dueDays: setByHand(hand.dueDays) ?? mostOften(all.flatMap(({ dueDays }) => (dueDays === null ? [] : [dueDays]))),
    exemption: mostOften(all.flatMap(({ exemption }) => (exemption === null ? [] : [exemption]))),
    tags: setByHand(hand.tags) ?? usualTags(all),
    projectId:
      setByHand(hand.projectId) ??
      mostOften(
        all.map(({ projectId }) => projectId ?? ""),
        (id) => id !== "",
      ),
    taxKeys: hand.taxKeys ?? {},
    ibans: counted(all.flatMap(({ iban }) => (iban === null ? [] : [iban]))),
    names: distinct([profile.name, ...all.flatMap(({ names }) => names)], foldName),
    domains: distinct(all.flatMap(({ domain }) => (domain === null ? [] : [domain]))),
  };
}

const setByHand = <T>(value: T | null | undefined): Known<T> | null =>
  value === null || value === undefined ? null : { value, count: 0, of: 0, isByHand: true };

/**
 * The newest place of each field. One that once led elsewhere than to what was approved is gone with all before it: the
 * layout changed, or it never was right.
 */
function standingAnchors(lessons: readonly Lesson[]): KnownAnchor[] {
  return anchoredPaths.flatMap((path) => {
    const at = lessons.findIndex((one) => one.anchors.some((known) => known.path === path));
    const found = lessons[at]?.anchors.find((known) => known.path === path);
    const newer = lessons.slice(0, Math.max(0, at));
    if (!found || newer.some(({ missed }) => missed.includes(path))) return [];
    // A paper on which nothing stood at the place proves nothing.
    const seen = 1 + newer.filter(({ held }) => held?.includes(path)).length;
    return [{ ...found, seen, from: lessons[at]?.number ?? null }];
  });
}

/** One vote per invoice: the account that most of its lines had. */
const commonAccount = ({ accounts }: Lesson): string[] => {
  const usual = mostOften(accounts.map(({ accountId }) => accountId));
  return usual === null ? [] : [usual.value];
};

function accountsByWords(lessons: readonly Lesson[]): SupplierProfile["accountByWords"] {
  const lines = lessons.flatMap(({ accounts }) => accounts).filter(({ words }) => words !== "");
  return [...new Set(lines.map(({ words }) => words))].flatMap((words) => {
    const usual = mostOften(lines.filter((line) => line.words === words).map(({ accountId }) => accountId));
    return usual === null ? [] : [{ ...usual, words }];
  });
}

function usualTags(lessons: readonly Lesson[]): Known<readonly string[]> | null {
  const key = (tags: readonly string[]) => JSON.stringify([...tags].sort());
  const usual = mostOften(
    lessons.map(({ tags }) => key(tags)),
    (tags) => tags !== "[]",
  );
  return usual && { ...usual, value: z.array(z.string()).parse(JSON.parse(usual.value)) };
}

/** The value that at least half of them have; of two the one that stands first. */
export function mostOften<T extends string | number>(values: readonly T[], isSaid: (value: T) => boolean = () => true): Known<T> | null {
  const [best] = counted(values);
  return best && isSaid(best.value) && best.count * 2 >= best.of ? best : null;
}

function counted<T extends string | number>(values: readonly T[]): Known<T>[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count, of: values.length, isByHand: false })).sort((a, b) => b.count - a.count);
}

function distinct(texts: readonly string[], key: (text: string) => string = (text) => text): string[] {
  return [...new Map([...texts].reverse().map((text) => [key(text), text])).values()].reverse();
}
