import type { Core } from "../core";
import { permissions } from "../contract";
import type { FaultKind, FaultMatch } from "../faults";
import type { FeedMovement } from "../resources/bank-movements";
import { readSwitches } from "../switches";
import { switchesFrom } from "./switch-fields";

/** Does what a form of the pages asks for. @returns what to say afterwards. @throws Error in words when it cannot be */
export function act(core: Core, account: string, form: URLSearchParams): string {
  const action = form.get("action") ?? "";
  const found = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!found) throw new Error(`No hay ninguna acción «${action}».`);
  return found(core, account, form);
}

type Action = (core: Core, account: string, form: URLSearchParams) => string;

const actions: Readonly<Record<string, Action>> = {
  reset: (core) => {
    core.reset();
    return "Todo está como el primer día.";
  },
  switches: (core, account, form) => {
    core.setSwitches(readSwitches(switchesFrom(form)), account);
    return "Conmutadores guardados.";
  },
  usage: (core, account, form) => {
    const calls = Number(form.get("calls"));
    core.addUsage(account, calls);
    return `${calls} llamadas de otros añadidas al consumo.`;
  },
  token: (core, account, form) => createToken(core, account, form, permissions),
  "token-read": (core, account, form) =>
    createToken(
      core,
      account,
      form,
      permissions.filter((one) => one.endsWith(".read")),
    ),
  permissions: (core, account, form) => {
    const granted = form.getAll("permissions").filter((one) => permissions.includes(one));
    core.account(account).changeToken(form.get("token") ?? "", { permissions: granted });
    return "Permisos guardados.";
  },
  revoke: (core, account, form) => {
    core.account(account).changeToken(form.get("token") ?? "", { revoked: true });
    return "Token revocado.";
  },
  resend: (core, account, form) => {
    core.resend(account, form.get("delivery") ?? "");
    return "El aviso sale otra vez, con el mismo identificador.";
  },
  bank: (core, account, form) => {
    const ids = core.bankFeed(account, movementsFrom(form.get("movements") ?? ""), form.get("treasury") ?? undefined);
    return `${ids.length} movimientos traídos del banco.`;
  },
  order: (core, _account, form) => {
    const times = Number(form.get("times") || 1);
    core.fault({ kind: form.get("kind") as FaultKind, times, match: matchOf(form), ...millisecondsOf(form) });
    return "Fallo encargado.";
  },
  random: (core, _account, form) => {
    core.randomFaults({
      seed: Number(form.get("seed")),
      rate: Number((form.get("rate") ?? "").replace(",", ".")),
      kinds: form.getAll("kinds") as FaultKind[],
      ...millisecondsOf(form),
      match: matchOf(form),
    });
    return "Fallos al azar activados.";
  },
  clear: (core) => {
    core.clearFaults();
    return "No queda ningún fallo.";
  },
};

function createToken(core: Core, account: string, form: URLSearchParams, granted: readonly string[]): string {
  const secret = core.addToken(account, { name: form.get("name") || "Integración", permissions: granted });
  return `Token nuevo, que solo se muestra esta vez: ${secret}`;
}

function matchOf(form: URLSearchParams): FaultMatch {
  return Object.fromEntries(["account", "method", "path"].flatMap((name) => (form.get(name) ? [[name, form.get(name)]] : [])));
}

const millisecondsOf = (form: URLSearchParams): { readonly ms?: number } => (form.get("ms") ? { ms: Number(form.get("ms")) } : {});

/** `2026-11-20; -121,00; Recibo`, one movement on a line. */
function movementsFrom(text: string): readonly FeedMovement[] {
  const lines = text.split("\n").map((line) => line.trim());
  const movements = lines
    .filter((line) => line !== "")
    .map((line) => {
      const [date = "", amount = "", ...rest] = line.split(";").map((part) => part.trim());
      if (rest.length === 0) throw new Error(`Falta algo en «${line}»: fecha; importe; concepto.`);
      const plain = amount.includes(",") ? amount.replaceAll(".", "").replace(",", ".") : amount;
      return { value_date: date, amount: plain, description: rest.join("; ") };
    });
  if (movements.length === 0) throw new Error("Escribe al menos un movimiento.");
  return movements;
}
