import "server-only";
import { z } from "zod";
import type { ContactRow, DocumentRow, LedgerRows, MovementRow } from "@/lib/agents/reconciliation/ledger";
import type { DocumentType } from "@/lib/agents/reconciliation/model";
import { statementFactsOf } from "@/lib/holded/statement-facts";
import { roundAmount, toCents } from "@/lib/kernel/money";
import type { StatementFacts } from "@/lib/kernel/statement-facts";
import { closedThrough } from "@/lib/platform/company-settings";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/**
 * Everything that the matching looks at, from the local copy: movements and documents that are open, and those of the last
 * `days` that are not, because a payment may be a second one. In the order of the ids.
 */
export async function loadLedger(
  tx: Tx,
  scope: CompanyScope,
  today: string,
  days = recentDays,
  also: Also = { movements: [], documents: [] },
): Promise<LedgerRows> {
  const company = await tx.company.findUniqueOrThrow({ where: { id: scope.companyId }, select: { name: true, taxId: true } });
  const accounts = await accountsOf(tx, scope);
  return {
    company,
    accounts: [...accounts.values()],
    movements: await movementsOf(
      tx,
      scope,
      accounts,
      Prisma.sql`(m.status IN ('pending', 'partial') OR ${recent(today, days, also.movements)})`,
    ),
    documents: await documentRows(tx, scope, Prisma.sql`(m.pending <> 0 OR ${recent(today, days, also.documents)})`),
    contacts: await contactsOf(tx, scope),
    withholdings: await withholdingsOf(tx, scope),
    closedThrough: await closedThrough(tx, scope),
  };
}

/** What is wanted whatever its age: what settled movements were linked with teaches who pays how. */
export type Also = { readonly movements: readonly string[]; readonly documents: readonly string[] };

const recent = (today: string, days: number, ids: readonly string[]) => Prisma.sql`m.object_date >= ${today}::date - ${days}::int
  OR m.holded_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;

/** A second payment of a document comes within weeks; half a year sees it. */
const recentDays = 180;

const ours = (scope: CompanyScope) => Prisma.sql`m.company_id = ${scope.companyId}::uuid AND m.environment = ${scope.environment}`;
const living = (scope: CompanyScope, resource: string) => Prisma.sql`${ours(scope)} AND m.resource = ${resource} AND m.deleted_at IS NULL`;

type Account = {
  readonly id: string;
  readonly name: string;
  readonly bank: string;
  readonly iban: string | null;
  readonly currency: string;
};

async function accountsOf(tx: Tx, scope: CompanyScope): Promise<ReadonlyMap<string, Account>> {
  const rows = await tx.$queryRaw<{ id: string; name: string; iban: string | null; currency: string | null }[]>`
    SELECT m.holded_id AS id, m.data->>'name' AS name, m.data->>'iban' AS iban, m.data->>'currency' AS currency
    FROM mirror_object m WHERE ${living(scope, "treasury_account")} ORDER BY m.holded_id`;
  const accounts = rows.map(({ id, name, iban, currency }): Account => {
    const bare = iban?.toUpperCase().replace(/[^A-Z0-9]/g, "") ?? null;
    return {
      id,
      name: name.slice(0, 200),
      iban: bare,
      currency: currency ?? "EUR",
      bank: bare?.startsWith("ES") ? bare.slice(4, 8) : name,
    };
  });
  return new Map(accounts.map((one) => [one.id, one]));
}

type FoundMovement = {
  readonly id: string;
  readonly accountId: string;
  readonly bookingDate: string | null;
  readonly valueDate: string | null;
  readonly amount: string;
  readonly currency: string | null;
  readonly reconciled: string | null;
  readonly balance: string | null;
  readonly text: string | null;
  readonly note: string | null;
  readonly status: string | null;
};

async function movementsOf(
  tx: Tx,
  scope: CompanyScope,
  accounts: ReadonlyMap<string, Account>,
  condition: Prisma.Sql,
): Promise<readonly MovementRow[]> {
  const rows = await tx.$queryRaw<FoundMovement[]>`
    SELECT m.holded_id AS id, coalesce(m.parent_id, '') AS "accountId", left(m.data->>'bookingDate', 10) AS "bookingDate",
      to_char(m.object_date, 'YYYY-MM-DD') AS "valueDate", m.total::text AS amount, m.data->>'currency' AS currency,
      m.data->>'reconciledAmount' AS reconciled, m.data->>'balance' AS balance, m.data->>'description' AS text, m.data->>'note' AS note,
      m.status
    FROM mirror_object m
    WHERE ${living(scope, "bank_movement")} AND ${condition} ORDER BY m.holded_id`;
  const said = await statementFactsOf(tx, scope, rows.map(({ id }) => id)); // prettier-ignore
  return rows.flatMap((row): MovementRow[] => {
    const account = accounts.get(row.accountId);
    if (!account || row.valueDate === null) return [];
    const facts = said.get(row.id);
    const line = {
      id: row.id,
      accountId: row.accountId,
      accountName: account.name,
      bookingDate: facts?.bookingDate ?? row.bookingDate,
      valueDate: row.valueDate,
      amount: row.amount,
      currency: row.currency ?? account.currency,
      reconciled: row.reconciled ?? "0.00",
      balance: row.balance,
      // Holded cuts long texts; a statement has them whole.
      text: (facts?.text ?? row.text ?? "").slice(0, 2000),
      details: clipped(facts ? linesOf(facts) : (row.note ?? "").split("\n")),
      counterpartyName: facts?.name?.slice(0, 300) ?? null,
      counterpartyIban: facts?.iban?.slice(0, 40) ?? null,
    };
    return [{ line, status: row.status, ...codesOf(facts) }];
  });
}

/** The lines below the text, and references that stand in none of them: those of structured fields are printed nowhere. */
function linesOf({ text, printed, references }: StatementFacts): readonly string[] {
  const known = [text, ...printed];
  return [...printed, ...references.filter((one) => !known.some((line) => line.includes(one)))];
}

/** What only a statement says. */
function codesOf(facts: StatementFacts | undefined): Omit<MovementRow, "line" | "status"> {
  const original = facts?.original;
  return {
    commonCode: facts?.commonCode ?? null,
    ownCode: facts?.ownCode ?? null,
    transactionCode: facts?.transactionCode ?? null,
    documentNo: facts?.documentNo ?? null,
    original: original ? { currency: original.currency, cents: Number(toCents(roundAmount(original.amount))) } : null,
  };
}

const clipped = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.slice(0, 2000))
    .slice(0, 50);

const typeOfResource = { invoice: "invoice", sales_receipt: "salesreceipt", credit_note: "creditnote", purchase: "purchase" } as const;
type DocumentResource = keyof typeof typeOfResource;

type FoundDocument = Omit<DocumentRow, "type" | "currency" | "taxes"> & {
  readonly resource: DocumentResource;
  readonly currency: string | null;
  readonly taxes: unknown;
  readonly isRefund: boolean;
};

const taxKeys = z.array(z.array(z.string()).catch([])).catch([]);

/** Documents of all kinds that can be paid, as far as a condition on `m` takes them, by id. */
export async function documentRows(tx: Tx, scope: CompanyScope, condition: Prisma.Sql): Promise<readonly DocumentRow[]> {
  const rows = await tx.$queryRaw<FoundDocument[]>`
    WITH refunds AS (
      SELECT u.holded_id AS id FROM push u WHERE u.company_id = ${scope.companyId}::uuid AND u.environment = ${scope.environment}
        AND u.kind = 'purchase' AND u.plan->>'refund' = 'true' AND u.holded_id IS NOT NULL)
    SELECT m.resource, m.holded_id AS id, m.data->>'number' AS number, m.contact_id AS "partyId", left(m.data->>'contactName', 300) AS "partyName",
      to_char(m.object_date, 'YYYY-MM-DD') AS date, to_char(m.due_date, 'YYYY-MM-DD') AS "dueDate", m.data->>'subtotal' AS subtotal,
      m.data->>'tax' AS tax, m.total::text AS total, coalesce(m.pending, m.total)::text AS pending, m.data->>'currency' AS currency,
      m.data->>'currencyChange' AS "currencyChange", m.status, (m.data->>'isApproved')::boolean AS "isApproved",
      (SELECT p.data->>'name' FROM mirror_object p WHERE p.company_id = m.company_id AND p.environment = m.environment
        AND p.resource = 'payment_method' AND p.holded_id = m.data->>'paymentMethodId') AS "paymentMethod",
      jsonb_path_query_array(m.data, '$.lines[*].taxes') AS taxes, m.holded_id IN (SELECT id FROM refunds) AS "isRefund"
    FROM mirror_object m
    WHERE ${ours(scope)} AND m.resource IN ('invoice', 'sales_receipt', 'credit_note', 'purchase') AND m.deleted_at IS NULL
      AND m.total IS NOT NULL AND ${condition} ORDER BY m.holded_id`;
  return rows.map(({ resource, currency, taxes, isRefund, ...row }) => ({
    ...row,
    number: row.number?.slice(0, 100) ?? null,
    type: isRefund ? "purchaserefund" : documentType(resource, row.total),
    currency: /^[A-Z]{3}$/.test(currency ?? "") ? (currency ?? "EUR") : "EUR",
    taxes: taxKeys.parse(taxes),
  }));
}

/** Credit notes of suppliers stand among the purchases, as Holded lists them: known where we wrote them, or by their sign. */
function documentType(resource: DocumentResource, total: string): DocumentType {
  return resource === "purchase" && total.startsWith("-") ? "purchaserefund" : typeOfResource[resource];
}

function contactsOf(tx: Tx, scope: CompanyScope): Promise<ContactRow[]> {
  return tx.$queryRaw<ContactRow[]>`
    SELECT m.holded_id AS id, m.data->>'name' AS name, m.data->>'tradeName' AS "tradeName", m.code AS "taxId",
      m.data->'address'->>'countryCode' AS country, m.data->'address'->>'city' AS city,
      coalesce((m.data->>'isPerson')::boolean, false) AS "isPerson", regexp_replace(upper(m.data->>'iban'), '[^A-Z0-9]', '', 'g') AS iban
    FROM mirror_object m WHERE ${living(scope, "contact")} ORDER BY m.holded_id`;
}

async function withholdingsOf(tx: Tx, scope: CompanyScope): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.$queryRaw<{ key: string; rate: string }[]>`
    SELECT m.data->>'key' AS key, ltrim(m.data->>'rate', '-') AS rate FROM mirror_object m
    WHERE ${living(scope, "tax")} AND m.data->>'group' = 'ret' AND m.data->>'rate' IS NOT NULL ORDER BY m.holded_id`;
  return new Map(rows.map(({ key, rate }) => [key, rate]));
}
