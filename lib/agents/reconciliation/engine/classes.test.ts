import { expect, test } from "vitest";
import { likeliestClass } from "@/lib/agents/reconciliation/engine/classes";
import { type MovementClass } from "@/lib/agents/reconciliation/engine/model";
import { readText } from "@/lib/agents/reconciliation/engine/text";

const classOf = (text: string) => likeliestClass(readText([text]), () => false, null);

const worded: readonly (readonly [MovementClass, readonly string[]])[] = [
  [
    "card_settlement",
    [
      "LIQUIDACION TPV 012345678",
      "Abono TPV comercio 33",
      "LIQ. TARJETA VISA ***1234",
      "LIQUIDACIÓ DE TARGETA",
      "FACTURACION DE COMERCIOS",
    ],
  ],
  [
    "social_security",
    [
      "RETA / SEGUROS SOCIALES",
      "SEG.SOCIAL CUOTA AUTONOMOS",
      "TESORERIA GENERAL DE LA SEGURIDAD SOCIAL",
      "ASSEGURANCES SOCIALS",
      "R.E.T.A. 05/26",
    ],
  ],
  [
    "tax",
    [
      "AGENCIA TRIBUTARIA MOD 303",
      "PAGO IMPUESTOS NRC 3031234",
      "DEVOLUCION HACIENDA IVA 2025",
      "IMPUESTO DE SOCIEDADES 202",
      "LIQUIDACION DE IVA",
    ],
  ],
  [
    "fee",
    [
      "COMISION TPV",
      "COMISION LIQUIDACION TPV",
      "LIQUIDACION COMISIONES",
      "CUOTA ANUAL TARJETA",
      "GASTOS DE CORREO",
      "MANTENIMENT DEL COMPTE",
    ],
  ],
  ["interest", ["LIQUIDACION DE INTERESES", "LIQUIDACION CUENTA", "LIQUIDACIÓ DEL COMPTE", "INTERESES DEUDORES"]],
  ["loan", ["CUOTA PRESTAMO 0049", "LIQUIDACION POLIZA DE CREDITO", "LIQUIDACION CUENTA DE CREDITO", "QUOTA PRÉSTEC", "RECIBO LEASING"]],
  ["own_transfer", ["TRASPASO ENTRE CUENTAS", "TRASPASO A CUENTA PROPIA", "TRASPÀS ENTRE COMPTES", "TRANSFERENCIA MISMO TITULAR"]],
  ["cash", ["INGRESO EN EFECTIVO", "DISPOSICION DE EFECTIVO CAJERO", "REINTEGRAMENT CAIXER", "INGRÉS EFECTIU"]],
  ["returned_debit", ["DEVOLUCION DE RECIBO", "RECIBO DEVUELTO FALTA DE FONDOS", "REBUT RETORNAT", "ADEUDO POR DEVOLUCION SDD"]],
  ["payroll", ["ABONO DE NOMINAS", "PAGA EXTRA JUNIO", "REMESA NOMINAS MAYO", "PAGAMENT NÒMINA MAIG"]],
  ["insurance", ["PRIMA DE SEGURO 44", "RECIBO SEGURO MULTIRRIESGO", "SEGURO DE COMERCIO", "REBUT ASSEGURANÇA"]],
  ["refund", ["DEVOLUCION TRANSFERENCIA", "DEVOLUCION PAGO DUPLICADO"]],
  ["rent", ["ALQUILER LOCAL MAYO", "LLOGUER DEL LOCAL"]],
];

test.each(worded.flatMap(([name, texts]) => texts.map((text) => [text, name] as const)))("%s is %s", (text, name) => {
  expect(classOf(text)).toBe(name);
});

test("what stands in a name speaks for no class", () => {
  expect(likeliestClass(readText(["NOMINAS Y SEGUROS SL"]), () => true, null)).toBeNull();
});
