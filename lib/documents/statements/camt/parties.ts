import { nodeAt, nodesAt, textAt, type XmlNode } from "@/lib/kernel/xml-tree";
import type { StatementParty } from "@/lib/documents/statements/model";
import { collapse } from "@/lib/documents/statements/text";

export type Sides = {
  readonly counterparty: StatementParty;
  readonly ultimateParty: string | null;
  readonly creditorId: string | null;
};

const nobody: StatementParty = { name: null, iban: null, taxId: null };

/**
 * Who is on the other side: the debtor of money in, the creditor of money out. In a returned payment both keep the part
 * they had in the original one, so the one that is not the account's own is taken.
 */
export function sidesOf(
  detail: XmlNode,
  isIn: boolean,
  { isReturned, ownIban }: { readonly isReturned: boolean; readonly ownIban: string | null },
): Sides {
  const parties = nodeAt(detail, "RltdPties");
  if (parties === null) return { counterparty: nobody, ultimateParty: null, creditorId: null };
  const roles: readonly ("Dbtr" | "Cdtr")[] = isIn ? ["Dbtr", "Cdtr"] : ["Cdtr", "Dbtr"];
  const candidates = roles.map((role) => ({ role, party: partyOf(parties, role) }));
  const [usual, other] = candidates;
  const isOwn = (party: StatementParty | undefined) => party?.iban !== null && party?.iban === ownIban;
  const isEmpty = (party: StatementParty | undefined) => !party || (party.name === null && party.iban === null);
  const swap = isReturned && other && !isEmpty(other.party) && !isOwn(other.party) && (isEmpty(usual?.party) || isOwn(usual?.party));
  const chosen = swap ? other : usual;
  const ultimate = chosen ? nameOf(nodeAt(parties, `Ultmt${chosen.role}`)) : null;
  return { counterparty: chosen?.party ?? nobody, ultimateParty: ultimate, creditorId: creditorIdOf(parties) };
}

function partyOf(parties: XmlNode, role: "Dbtr" | "Cdtr"): StatementParty {
  const node = nodeAt(parties, role);
  const iban = textAt(parties, `${role}Acct/Id/IBAN`);
  return {
    name: nameOf(node),
    iban: iban === null ? null : iban.replace(/\s/gu, "").toUpperCase(),
    taxId: node === null ? null : taxIdOf(node),
  };
}

/** 001.02 names the party itself, later versions one level below, or the bank where a bank is the party. */
function nameOf(node: XmlNode | null): string | null {
  if (node === null) return null;
  const name = textAt(node, "Nm") ?? textAt(node, "Pty/Nm") ?? textAt(node, "Agt/FinInstnId/Nm");
  return name === null ? null : collapse(name);
}

/** An id of an organisation or person that says it is one for taxes, or has the shape of a Spanish one. */
function taxIdOf(node: XmlNode): string | null {
  const ids = nodesAt(node, "Pty/Id/OrgId|PrvtId/Othr").concat(nodesAt(node, "Id/OrgId|PrvtId/Othr"));
  const found = ids.find((one) => {
    const id = textAt(one, "Id") ?? "";
    return textAt(one, "SchmeNm/Cd") === "TXID" || /^(?:ES)?(?:[A-HJNP-SUVW]\d{7}[0-9A-J]|\d{8}[A-Z]|[XYZ]\d{7}[A-Z])$/iu.test(id);
  });
  return found ? textAt(found, "Id") : null;
}

function creditorIdOf(parties: XmlNode): string | null {
  const ids = nodesAt(parties, "Cdtr/Pty/Id/PrvtId/Othr").concat(nodesAt(parties, "Cdtr/Id/PrvtId/Othr"));
  return ids.map((one) => textAt(one, "Id")).find((id) => id !== null && /^[A-Z]{2}\d{2}[A-Z0-9]{3}/u.test(id)) ?? null;
}
