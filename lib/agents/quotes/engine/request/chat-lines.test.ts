import { describe, expect, it } from "vitest";
import type { QuoteRequest } from "@/lib/agents/quotes/engine/model";
import type { PlainDate } from "@/lib/kernel/calendar";
import { readRequest } from "./read-request";

/** Wednesday 4 March 2026. */
const read = (text: string, more: Partial<QuoteRequest> = {}) =>
  readRequest({ id: "r", received: "2026-03-04" as PlainDate, channel: "whatsapp", from: null, subject: null, text, ...more });

describe("what is not wanted takes nothing else with it", () => {
  it("a sentence before it stays", () => {
    const given = read("Pide 12 chalecos. Bengalas 8 uds. Cohetes no, que ya tiene.");
    expect(given.items.map((item) => item.text)).toEqual(["12 chalecos", "Bengalas 8 uds"]);
    expect(given.declined.map((one) => one.text)).toEqual(["Cohetes"]);
  });

  it.each(["Lo de siempre no, esta vez solo media docena de cubos y una caja de clavos", "No quiero lo de siempre"])(
    "%s repeats nothing",
    (text) => expect(read(text).repeat).toBeNull(),
  );
});

/** What is asked for in one line each: "6 caja clavos". */
const asked = (text: string, more: Partial<QuoteRequest> = {}) =>
  read(text, more).items.map(({ readings: [best] }) =>
    [best?.quantity?.value ?? "?", best?.quantity?.unit ?? "", best?.words].filter(Boolean).join(" "),
  );

describe("what is said besides a repeated order", () => {
  it.each(["Lo mismo que el último pedido y 3 cubos", "Lo mismo que el último pedido y además 3 cubos", "Lo de siempre, 3 cubos"])(
    "%s",
    (text) => {
      expect(read(text).repeat).not.toBeNull();
      expect(asked(text)).toEqual(["3 cubos"]);
    },
  );
});

describe("a figure without any mark at the end of a line", () => {
  it.each([
    ["Luis ponme\ntoalla lisa blanca 100\nservilletas 144\nmantel de 90 blanco 20", ["100 toalla lisa blanca", "144 servilletas", "20 mantel de 90 blanco"]],
    ["cabo negro 45 metros\nancla de 16 kg una\nluz bicolor dos", ["45 metro cabo negro", "1 ancla de 16 kg", "2 luz bicolor"]],
    ["2 palas\nrastrillos de 30, mejor 40", ["2 palas", "40 rastrillos de 30"]],
    ["Sábana de 90 lisa 30, encimera lisa 160x280 25, manta gris 7", ["30 Sábana de 90 lisa", "25 encimera lisa 160x280", "7 manta gris"]],
  ])("%j", (text, things) => expect(asked(text)).toEqual(things)); // prettier-ignore

  it("may be a size: the words with it stay a reading", () => {
    const [item] = read("2 palas\ngrillete recto 8").items.slice(1);
    expect(item?.readings.map(({ quantity, words }) => [quantity?.value ?? null, words])).toEqual([
      ["8", "grillete recto"],
      [null, "grillete recto 8"],
    ]);
  });

  it("is none behind a word of talking", () => expect(asked("2 palas\nte llamo mañana a las 10")).toEqual(["2 palas"]));
});

describe("what stands in two sentences", () => {
  it("a question and the figure that answers it are one thing", () => {
    expect(asked("¿Tenéis agujas verdes? Quiero 2 cajas\nFundas de almohada? serían 3 docenas.")).toEqual([
      "2 caja agujas verdes",
      "36 Fundas de almohada",
    ]);
  });

  it("a call note loses no line to the name of who called", () =>
    expect(asked("Llama Jordi Puigverd. Toma doble negra 2 uds, regleta 4 bocas larga 1. Caja vacía 3.", { channel: "call" })).toEqual([
      "2 ud Toma doble negra",
      "1 regleta 4 bocas larga",
      "3 Caja vacía",
    ]));
});

describe("a table of the customer's own", () => {
  it("its running number is no thing, and its price is a claim", () => {
    const text = "Item\tQty\tDescription\tPrice\n1\t10\tround flask\t5,20\n2\t6\tflat flask\t7,00\n3\t2\tfunnel\t1,15\n\nBest regards";
    expect(asked(text)).toEqual(["10 round flask", "6 flat flask", "2 funnel"]);
    expect(read(text).items.map(({ claimed }) => claimed?.amount)).toEqual(["5.20", "7.00", "1.15"]);
  });
});

describe("what is wanted in place of what is refused", () => {
  it("is read behind the comma, and a reason is not", () => {
    const things = (text: string) => read(text).items.map(({ text: words }) => words);
    expect(things("Lo de siempre no, esta vez solo media docena de cubos y una caja de clavos")).toEqual([
      "media docena de cubos",
      "una caja de clavos",
    ]);
    expect(things("4 palas\nCubos no, que ya tenemos 3 cajas")).toEqual(["4 palas"]);
  });
});

describe("who writes is no thing", () => {
  it.each(["Carlos soy Julián\n3 palas", "Ferran aquí\n3 palas", "Carles q tal\n3 palas", "Buenas\nsóc la Mercè\n3 palas"])("%j", (text) =>
    expect(read(text).items.map((item) => item.text)).toEqual(["3 palas"]),
  );
});
