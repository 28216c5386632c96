import { describe, expect, test } from "vitest";
import { buildCatalogue } from "@/lib/agents/quotes/engine/catalogue/build-catalogue";
import { decideItem, type Known } from "@/lib/agents/quotes/engine/catalogue/decide-item";
import { searchCatalogue } from "@/lib/agents/quotes/engine/catalogue/search-catalogue";
import type { AskedItem, CatalogueItem, LineDecision, SaidQuantity } from "@/lib/agents/quotes/engine/model";

const span = { start: 0, end: 0 };
const stranger: Known = { references: {}, aliases: [], customer: null };

function product(sku: string, name: string, more: Partial<CatalogueItem> = {}): CatalogueItem {
  return {
    key: sku, sku, ean: null, name, description: null, category: null, kind: "product", unit: null, pack: null,
    price: "1", cost: null, vat: "21", fixedPrice: false, active: true, stock: null, ...more,
  }; // prettier-ignore
}

const quantity = (value: string, more: Partial<SaidQuantity> = {}): SaidQuantity => ({
  value, upTo: null, unit: null, packOf: null, packUnit: null, span, ...more,
}); // prettier-ignore

const asked = (words: string, said: SaidQuantity | null = quantity("1"), instead: readonly AskedItem[] = []): AskedItem => ({
  span, text: words, readings: [{ quantity: said, words, span }], references: [], claimed: null, instead, remark: null,
}); // prettier-ignore

const plumbing = buildCatalogue([
  product("A-001", "Codo latón 90º 3/8\" macho Arco", { category: "Accesorios", ean: "8400000000130" }),
  product("A-002", "Codo latón 90º 1/2\" macho Arco", { category: "Accesorios" }),
  product("A-003", "Codo latón 90º 1/2\" hembra Arco", { category: "Accesorios" }),
  product("A-004", "Manguera riego 15 mm verde (rollo 25 m)", { category: "Riego", unit: "rollo", pack: "25" }),
  product("A-005", "Manguera riego 15 mm verde Pro (rollo 25 m)", { category: "Riego", unit: "rollo", pack: "25" }),
  product("A-006", "Manguera riego 19 mm verde (rollo 25 m)", { category: "Riego", unit: "rollo", pack: "25", active: false }),
  product("A-007", "Tijera podar profesional Bahco", { category: "Jardín" }),
  product("A-008", "Tijera podar profesional Felco", { category: "Jardín" }),
  product("A-009", "Taburete con respaldo haya", { category: "Mobiliario" }),
  product("A-010", "Taburete sin respaldo haya", { category: "Mobiliario" }),
]); // prettier-ignore

const decide = (item: AskedItem, known: Known = stranger): LineDecision => decideItem(plumbing, item, known);
const skus = (decision: LineDecision): readonly (string | null)[] =>
  decision.state === "matched"
    ? [decision.candidate.item.sku]
    : (decision.state === "choose" ? decision.candidates : decision.nearest).map((candidate) => candidate.item.sku);

const matched = (words: string): string | null => {
  const decision = decide(asked(words));
  return decision.state === "matched" ? decision.candidate.item.sku : null;
};

describe("an item that alone explains every word is matched", () => {
  test.each([
    ["codo de latón de 3/8 macho", "A-001"],
    ["codos latón tres octavos macho", "A-001"],
    ["colze de llautó 1/2 femella", "A-003"],
    ["brass elbow 1/2 female Arco", "A-003"],
    ["tijeras de podar Felco", "A-008"],
    ["tisores de podar Bahco", "A-007"],
    ["pruning shears Felco", "A-008"],
    ["tijreas de podar Felco", "A-008"],
    ["tamboret amb respatller de faig", "A-009"],
    ["taburete sin respaldo", "A-010"],
  ])("%s", (words, sku) => expect(matched(words)).toBe(sku));
});

describe("what is not in the catalogue is never another product", () => {
  test.each([
    "tijeras de podar Stihl",
    "codo de latón de 3/4 macho",
    "manguera de riego 25 mm verde",
    "hormigonera de 150 litros",
    "ref. A-999",
    "8400000999999",
  ])("%s is not found", (words) => expect(decide(asked(words)).state).toBe("not_found"));

  test("an inactive product is not sold, not even by its reference", () => {
    expect(decide(asked("manguera riego 19 mm verde")).state).toBe("not_found");
    expect(decide(asked("A-006")).state).toBe("not_found");
  });

  test("an empty catalogue finds nothing", () => {
    expect(decideItem(buildCatalogue([]), asked("tijeras de podar"), stranger)).toEqual({ state: "not_found", nearest: [] });
  });
});

describe("what fits several is left to a person", () => {
  test("with every active item that fits", () => {
    const decision = decide(asked("tijeras de podar profesionales"));
    expect(decision.state).toBe("choose");
    expect([...skus(decision)].sort()).toEqual(["A-007", "A-008"]);
  });

  test("naming in what they differ", () => {
    const decision = decide(asked("codo latón 1/2 Arco"));
    const because = decision.state === "choose" ? decision.candidates.map((candidate) => candidate.because.join(" ")) : [];
    expect(because.join(" | ")).toMatch(/mach.*hembr|hembr.*mach/);
  });

  test("a reference beside words of another product", () => {
    expect(decide(asked("A-001 tijeras de podar Felco")).state).toBe("choose");
  });
});

test("a series that is not said means the product without it, and one that is said the product with it", () => {
  expect(matched("manguera de riego 15 mm verde")).toBe("A-004");
  expect(matched("manguera de riego 15 mm verde Pro")).toBe("A-005");
});

describe("references", () => {
  test.each(["A-001", "a001", "A 001", "8400000000130"])("%s is found however it is separated", (text) =>
    expect(matched(text)).toBe("A-001"),
  );

  test("of the customer's own count before anything else", () => {
    const decision = decide(asked("MAT-77 codos"), { references: { "MAT/77": "A-003" }, aliases: [], customer: "C1" });
    expect(skus(decision)).toEqual(["A-003"]);
  });
});

test("taught words mean their item for the customer who says so, and only there", () => {
  const aliases = [{ customer: "C1", words: "las de siempre de podar", item: "A-008" }];
  expect(skus(decide(asked("las de siempre de podar"), { references: {}, aliases, customer: "C1" }))).toEqual(["A-008"]);
  expect(decide(asked("las de siempre de podar"), { references: {}, aliases, customer: "C2" }).state).not.toBe("matched");
});

test("of alternatives the first that the catalogue has is taken, and which one is said", () => {
  const decision = decide(asked("tijera de podar Stihl", quantity("2"), [asked("tijera de podar Felco", quantity("2"))]));
  expect(decision).toMatchObject({ state: "matched", instead: 0, candidate: { item: { sku: "A-008" }, quantity: { value: "2" } } });
});

test("of several readings the one that the catalogue explains is taken", () => {
  const words = ["manguera de riego", "15 mangueras de riego verde", "manguera riego 15 mm verde"];
  const readings = words.map((text, at) => ({ words: text, quantity: quantity(at === 2 ? "3" : "15"), span }));
  const decision = decide({ ...asked("3 mangueras"), readings: readings.slice(1) });
  expect(decision).toMatchObject({ state: "matched", candidate: { item: { sku: "A-004" } } });
});

describe("search", () => {
  test.each([
    ["tij pod fel", "A-008"],
    ["A-00", "A-001"],
    ["mangera riego", "A-004"],
  ])("%s finds it first among the active ones", (text, sku) => expect(searchCatalogue(plumbing, text, 5)[0]?.sku).toBe(sku));

  test("never shows what is not sold", () => {
    expect(searchCatalogue(plumbing, "manguera riego 19", 10).every((item) => item.active)).toBe(true);
  });
});

describe("a size of one letter", () => {
  const suits = buildCatalogue([
    product("S-1", "TRAJE NEOPRENO 5 MM HOMBRE T/M", { category: "Buceo" }),
    product("S-2", "TRAJE NEOPRENO 5 MM HOMBRE T/L", { category: "Buceo" }),
    product("S-3", "TRAJE NEOPRENO 5 MM MUJER T/M", { category: "Buceo" }),
  ]);

  test("that nothing comes in is not another size", () => {
    expect(decideItem(suits, asked("traje neopreno 5 mm mujer talla L"), stranger).state).toBe("not_found");
    expect(skus(decideItem(suits, asked("traje neopreno 5 mm mujer talla M"), stranger))).toEqual(["S-3"]);
    expect(skus(decideItem(suits, asked("traje neopreno 5 mm hombre talla L"), stranger))).toEqual(["S-2"]);
  });
});

const workshop = buildCatalogue([
  ...["Serie A", "Serie B", "Classic", ""].flatMap((series, at) =>
    ["40 cm", "60 cm", "80 cm"].flatMap((size, order) => [
      product(`B-${at}${order}1`, `Cepillo industrial ${size} Vikan ${series}`.trim(), { category: "Cepillos" }),
      product(`B-${at}${order}2`, `Cepillo industrial ${size} Aricasa ${series}`.trim(), { category: "Cepillos" }),
    ]),
  ),
  ...["Golf VII", "Golf VIII"].map((model, at) => product(`G-${at}`, `Alfombrilla de goma ${model} Rigum`, { category: "Coche" })),
  ...["CU 2939", "CU 3054"].map((code, at) => product(`F-${at}`, `Filtro habitáculo ${code} Mann`, { category: "Coche" })),
  ...["5W30", "5W40"].map((code, at) => product(`L-${at}`, `Aceite motor ${code} Repsol`, { category: "Coche" })),
]); // prettier-ignore

const inWorkshop = (words: string): string | null => {
  const decision = decideItem(workshop, asked(words), stranger);
  return decision.state === "matched" ? decision.candidate.item.sku : null;
};

describe("a series of two words, or of one that also asks for the usual, is a series", () => {
  test.each([
    ["cepillo industrial 60 cm Vikan", "B-311"],
    ["cepillo industrial 60 cm Vikan Serie A", "B-011"],
    ["cepillos industriales Serie B 60 cm Vikan", "B-111"],
    ["cepillo industrial 60 cm Aricasa Classic", "B-212"],
  ])("%s", (words, sku) => {
    expect(inWorkshop(words)).toBe(sku);
  });
});

describe("another name for the thing does not hide what else was said", () => {
  test.each([
    ["escobajo tremendo industrial 60 cm Vikan", "B-311"],
    ["escobajo industrial 60 cm Vikan", "B-311"],
    ["escobajo industrial 60 cm Rekola", null],
    ["escobajo industrial Vikan", null],
  ])("%s", (words, sku) => {
    expect(inWorkshop(words)).toBe(sku);
  });
});

describe("codes and models are read as people write them", () => {
  test.each([
    ["alfombrilla de goma golf 7 Rigum", "G-0"],
    ["filtro habitáculo CU2939 Mann", "F-0"],
    ["filtro habitáculo CU2940 Mann", null],
    ["aceite motor 5W30 Repsol", "L-0"],
    ["aceite motor 5W50 Repsol", null],
  ])("%s", (words, sku) => {
    expect(inWorkshop(words)).toBe(sku);
  });
});
