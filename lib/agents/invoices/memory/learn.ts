import type { Page } from "@/lib/documents/model";
import { daysBetween, type PlainDate } from "@/lib/kernel/calendar";
import { checkIban } from "@/lib/kernel/iban";
import { checkTaxId } from "@/lib/kernel/tax-id";
import { foldName } from "@/lib/language/names";
import type { InvoicePayload } from "../model";
import { anchorAt, readAnchor } from "./anchors";
import { lineWords } from "./line-words";
import { anchoredPaths, type AnchoredPath, type Lesson, type SupplierProfile } from "./profile";

type Approved = {
  /** What the agent proposed last, before people changed it. */
  readonly proposed: InvoicePayload;
  /** The version a person approved. */
  readonly approved: InvoicePayload;
  readonly pages: readonly Page[];
  /** What was known before. */
  readonly profile: SupplierProfile | null;
  readonly senderDomain: string | null;
};

/** What an approved invoice teaches about its supplier. Pure. */
export function learnFrom({ proposed, approved, pages, profile, senderDomain }: Approved): Lesson {
  const isCorrected = (path: AnchoredPath) => textAt(proposed, path) !== textAt(approved, path);
  const corrected = [...anchoredPaths.filter(isCorrected), ...(proposed.supplier.name === approved.supplier.name ? [] : ["supplier.name"])];
  const anchors = anchoredPaths.filter(isCorrected).flatMap((path) => {
    const value = textAt(approved, path);
    const found = value === null ? null : anchorAt(path, value, pages);
    return found ? [found] : [];
  });
  return {
    number: approved.number,
    issueDate: approved.issueDate,
    corrected,
    anchors,
    ...trialOf(approved, pages, profile),
    accounts: approved.lines
      .slice(0, 60)
      .flatMap(({ description, accountId }) => (accountId === null ? [] : [{ words: lineWords(description), accountId }])),
    dueDays: dueDays(approved),
    exemption: approved.vat.find((row) => Number(row.rate) === 0 && row.exemption !== undefined)?.exemption ?? null,
    tags: [...(approved.tags ?? [])].slice(0, 20),
    projectId: approved.projectId ?? null,
    iban: ibanOf(approved),
    names: namesOf(proposed, approved),
    domain: senderDomain,
  };
}

function textAt(payload: InvoicePayload, path: AnchoredPath): string | null {
  switch (path) {
    case "supplier.taxId":
      return payload.supplier.taxId;
    case "withholding.amount":
      return payload.withholding?.amount ?? null;
    default:
      return payload[path];
  }
}

/**
 * What became of the places that were known: those that led to what was approved, and those that say something else, whose
 * remembering would do harm. A place at which nothing stands today is neither.
 */
function trialOf(
  approved: InvoicePayload,
  pages: readonly Page[],
  profile: SupplierProfile | null,
): Required<Pick<Lesson, "missed" | "held">> {
  const trials = (profile?.anchors ?? []).flatMap((anchor) => {
    const found = readAnchor(anchor, pages);
    const value = textAt(approved, anchor.path);
    return found ? [{ path: anchor.path, isSame: found.value.replace("-", "") === value?.replace("-", "") }] : [];
  });
  const pathsThat = (isSame: boolean) => trials.filter((trial) => trial.isSame === isSame).map(({ path }) => path);
  return { missed: pathsThat(false), held: pathsThat(true) };
}

function dueDays({ issueDate, dueDate }: InvoicePayload): number | null {
  if (issueDate === null || dueDate === null) return null;
  const days = daysBetween(issueDate as PlainDate, dueDate as PlainDate);
  return days >= 0 && days <= 365 ? days : null;
}

function ibanOf({ iban }: InvoicePayload): string | null {
  const check = iban === null ? null : checkIban(iban);
  return check?.valid ? check.normalized : null;
}

/** The name as it was approved, and as it was read where both name the same tax id: spellings of one supplier. */
function namesOf(proposed: InvoicePayload, approved: InvoicePayload): string[] {
  const { name, taxId } = approved.supplier;
  const read = proposed.supplier.name;
  const isSame = taxId !== null && checkTaxId(taxId).valid && proposed.supplier.taxId === taxId;
  const names = [name, ...(isSame && read !== name ? [read] : [])];
  return names.filter((one) => one !== null).filter((one) => foldName(one) !== "");
}
