import { toCents } from "@/lib/kernel/money";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { StandingMovement, StatementLine, StatementPayload } from "@/lib/agents/statements/model";
import type { PushPlan } from "@/lib/holded/push-plan";

/** Holded says nowhere how long a description may be; what was cut stays with us in full. */
const maxDescription = 250;

/**
 * The movements that are to be created in Holded; null: none is. Refused: `proposal.incomplete` for a movement without
 * balance or account, which the checks say first. Pure.
 */
export function planStatement(payload: StatementPayload, standing: readonly StandingMovement[]): Result<PushPlan | null> {
  const taken = payload.movements.filter(({ take }) => take === "yes");
  if (taken.length === 0) return ok(null);
  const { id, name } = payload.account;
  if (id === null) return refuse("proposal.incomplete", { fields: "account" });
  const movements = taken.flatMap((line) =>
    line.balance === null
      ? []
      : [
          {
            key: `${line.key}#${line.nth}`,
            valueDate: line.valueDate,
            amount: line.amount,
            balance: line.balance,
            description: describe(line),
          },
        ],
  );
  if (movements.length < taken.length) return refuse("proposal.incomplete", { fields: "opening" });
  return ok({ kind: "bank_statement", accountId: id, accountName: name ?? id, movements, standing: standingOf(taken, standing) });
}

/** What movements without a word are called, by the common concept of Norma 43. */
const concepts: Readonly<Record<string, string>> = {
  "01": "Reintegro o talón", "02": "Abono o ingreso", "03": "Recibo domiciliado", "04": "Transferencia", "05": "Cuota de préstamo",
  "06": "Remesa de efectos", "07": "Suscripción", "08": "Dividendo o cupón", "09": "Operación de bolsa", "10": "Cheque gasolina",
  "11": "Cajero automático", "12": "Tarjeta", "13": "Operación extranjera", "14": "Devolución o impagado", "15": "Nómina o seguros sociales",
  "16": "Corretaje o póliza", "17": "Intereses, comisiones o gastos", "98": "Anulación o corrección", "99": "Varios",
}; // prettier-ignore

function describe({ text, facts }: StatementLine): string {
  const words = text.replace(/\s+/gu, " ").trim();
  if (words !== "") return words.slice(0, maxDescription).trim();
  return facts.references[0] ?? concepts[facts.commonCode ?? ""] ?? "Movimiento bancario";
}

/** How many movements of a day and amount the copy of Holded has now: the connector counts again before it writes. */
function standingOf(taken: readonly StatementLine[], standing: readonly StandingMovement[]) {
  const wanted = new Map(
    taken.map((line) => [`${line.valueDate} ${toCents(line.amount)}`, { valueDate: line.valueDate, amount: line.amount }]),
  );
  const counts = new Map<string, number>();
  for (const { valueDate, bookingDate, amount } of standing) {
    const key = `${(valueDate ?? bookingDate ?? "").slice(0, 10)} ${toCents(amount)}`;
    if (wanted.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].flatMap(([key, count]) => {
    const one = wanted.get(key);
    return one ? [{ ...one, count }] : [];
  });
}
