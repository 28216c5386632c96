import { checkTaxId, normalizeTaxId } from "@/lib/kernel/tax-id";
import { nameLikeness } from "@/lib/language/names";
import type { Candidates } from "./candidates";
import type { Layout, Segment } from "./layout";
import { logoText } from "./letterhead";
import { nameNear, neighbourhood } from "./party-block";
import { nameOf } from "./party-name";
import type { TaxIdCandidate } from "./tax-id-candidate";
import { idOfUnknownForm } from "./unknown-tax-id";
import { type Scored, scoreTaxId } from "./whose-tax-id";

export type ReadParty = { readonly name: string | null; readonly nameFrom: readonly Segment[]; readonly taxId: TaxIdCandidate | null };

export type Parties = {
  readonly supplier: ReadParty;
  readonly customer: ReadParty;
  /** How clearly supplier and customer part: difference of their scores, or the score itself with one party only. */
  readonly margin: number;
  /** The customer's tax id is one of our own. */
  readonly customerIsOurs: boolean;
};

export type PartyContext = {
  readonly ownTaxIds: readonly string[];
  readonly ownNames: readonly string[];
  /** A rate is held back that only persons suffer (LIRPF arts. 99-101): who made the paper out is rather a person. */
  readonly heldFromPerson?: boolean;
};

/** Tells the issuer from the receiver by labels, own tax ids, registry and contact data, place on the page and logo. */
export function findParties(layout: Layout, candidates: Candidates, context: PartyContext): Parties {
  const own = new Set(context.ownTaxIds.map(normalizeTaxId));
  const groups = new Map<string, TaxIdCandidate[]>();
  for (const t of candidates.taxIds)
    if (t.valid || t.country === "ES" || own.has(t.taxId) || t.labelled) groups.set(t.taxId, [...(groups.get(t.taxId) ?? []), t]);
  const logo = logoText(layout);
  const scored = [...groups]
    .map(([id, places]) => scoreTaxId(layout, candidates, id, places, own.has(id), logo))
    .map((one) => ({ ...one, score: one.score + fromContext(layout, one, context) }))
    .sort((a, b) => b.score - a.score);
  const usable = scored.filter((s) => s.taxId.valid || s.labelled || s.score > 1.5 || s.ours);
  const suppliers = usable.filter((s) => !s.ours);
  const customerIsKnown = usable.some((s) => s.ours || s.lowest <= -1.8);
  let supplier = (customerIsKnown ? overFoot(layout, suppliers) : suppliers[0]) ?? null;
  let customer = usable.filter((s) => s !== supplier).sort((a, b) => Number(b.ours) - Number(a.ours) || a.score - b.score)[0] ?? null;
  if (supplier && !customer && supplier.score < -1.5) [supplier, customer] = [null, supplier];
  const customerName = nameOf(layout, customer?.taxId ?? null, "customer", null, logo);
  const supplierName = nameOf(layout, supplier?.taxId ?? null, "supplier", customerName.name, logo);
  const foundTaxId = supplier?.taxId ?? idOfUnknownForm(layout, supplierName.nameFrom[0]);
  const rival = suppliers.find((s) => s !== supplier && s !== customer && s.labelled && s.score > 0);
  const isOnlyParty = !customer && layout.pages.every((page) => page.width < 330);
  const ahead =
    isOnlyParty && supplier
      ? supplier.score + 2.5
      : supplier && customer
        ? customer.ours
          ? 6
          : supplier.score - customer.score
        : supplier
          ? supplier.score + 1
          : 0;
  const margin = supplier && rival ? Math.min(ahead, supplier.score - rival.score) : ahead;
  return {
    supplier: { ...supplierName, taxId: foundTaxId },
    customer: { ...customerName, taxId: customer?.taxId ?? idOfUnknownForm(layout, customerName.nameFrom[0]) },
    margin,
    customerIsOurs: customer?.ours ?? false,
  };
}

/** What is known besides the page: the names of the company that receives, and who suffers the rate that is held back. */
function fromContext(layout: Layout, { taxId }: Scored, { ownNames, heldFromPerson }: PartyContext): number {
  const name = nameNear(neighbourhood(layout, taxId), taxId);
  const isOurs = name !== null && ownNames.some((own) => nameLikeness(own, name) > 0.85);
  const check = heldFromPerson ? checkTaxId(taxId.taxId) : null;
  const fits = check === null || check.country !== "ES" ? 0 : check.personType === "person" || /^[EJ]/.test(check.normalized) ? 1.5 : -0.5;
  return fits - (isOurs ? 5 : 0);
}

/** A labelled id in the letterhead stands for the issuer before another one in the foot: that of a group, a factor, a template. */
function overFoot(layout: Layout, suppliers: readonly Scored[]): Scored | undefined {
  const [first] = suppliers;
  const page = layout.pages.find((p) => p.number === first?.taxId.page);
  if (!first || first.heads || !page || first.taxId.box[1] < 0.8 * page.height) return first;
  return suppliers.find((s) => s.heads && s.labelled && s.score > 0) ?? first;
}
