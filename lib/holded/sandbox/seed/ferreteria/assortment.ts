import type { SeedGoods } from "../seed-trade";

/**
 * What comes in many sizes: the goods that customers ask quotes for. A family is a name with its sizes, each at a price of
 * its own; prices are net and invented.
 */
type Family = {
  readonly category: string;
  /** Beginning of the sku. */
  readonly code: string;
  /** `{}` stands for the size. */
  readonly name: string;
  /** `size|price`, in the order of the shelf. */
  readonly sizes: string;
  readonly tax?: string;
};

const families: readonly Family[] = [
  {
    category: "Tornillería",
    code: "TCZ",
    name: "Tornillo aglomerado cabeza avellanada zincado {} mm, caja de 200",
    sizes:
      "3x16|2.95 3x20|3.1 3.5x16|3.05 3.5x20|3.2 3.5x25|3.45 3.5x30|3.7 4x20|3.6 4x25|3.85 4x30|4.1 4x35|4.4 4x40|4.75 4.5x40|5.2 4.5x50|5.95 5x50|6.6 5x60|7.45 5x70|8.3",
  },
  {
    category: "Tornillería",
    code: "TIX",
    name: "Tornillo aglomerado inoxidable A2 {} mm, caja de 100",
    sizes: "3x20|4.9 3.5x25|5.6 3.5x35|6.45 4x30|6.9 4x40|7.95 4x50|9.1 5x50|11.3 5x60|13.25 6x80|21.4",
  },
  {
    category: "Tornillería",
    code: "TBR",
    name: "Tirafondo barraquero zincado {} mm, bolsa de 50",
    sizes: "6x40|5.4 6x60|6.75 6x80|8.2 8x60|11.1 8x80|13.65 8x100|16.2 10x100|24.5 10x120|28.9",
  },
  {
    category: "Tornillería",
    code: "THX",
    name: "Tornillo hexagonal 8.8 zincado {}, caja de 100",
    sizes:
      "M6x20|5.85 M6x30|6.7 M6x40|7.6 M8x20|9.4 M8x30|10.85 M8x40|12.3 M8x60|15.75 M10x30|17.6 M10x40|19.45 M10x60|24.2 M12x40|31.5 M12x60|38.4",
  },
  {
    category: "Tornillería",
    code: "ALL",
    name: "Tornillo Allen cabeza cilíndrica inoxidable A2 {}, bolsa de 25",
    sizes: "M4x12|2.9 M4x20|3.25 M5x16|3.6 M5x25|4.1 M6x20|4.85 M6x30|5.6 M8x25|8.3 M8x40|10.2",
  },
  {
    category: "Tornillería",
    code: "TUX",
    name: "Tuerca hexagonal DIN 934 zincada {}, bolsa de 100",
    sizes: "M4|1.6 M5|1.85 M6|2.4 M10|6.9 M12|10.75",
  },
  { category: "Tornillería", code: "TUA", name: "Tuerca autoblocante DIN 985 {}, bolsa de 50", sizes: "M5|2.1 M6|2.65 M8|3.9 M10|6.2" },
  { category: "Tornillería", code: "ARP", name: "Arandela ala ancha zincada {}, bolsa de 100", sizes: "M5|1.9 M6|2.3 M10|5.45 M12|7.9" },
  {
    category: "Tornillería",
    code: "VRZ",
    name: "Varilla roscada zincada {} de 1 m",
    sizes: "M5|0.785 M6|0.965 M10|2.24 M12|3.185 M16|6.32",
  },
  { category: "Fijación", code: "TNY", name: "Taco de nailon universal {} mm, bolsa de 100", sizes: "5|3.4 10|8.2 12|13.9" },
  {
    category: "Fijación",
    code: "TMB",
    name: "Taco metálico de expansión {}, caja de 50",
    sizes: "M6x60|14.2 M8x75|18.9 M10x95|29.6 M12x110|41.3",
  },
  {
    category: "Fijación",
    code: "TPY",
    name: "Taco para placa de yeso tipo paraguas {}, bolsa de 25",
    sizes: "M4x38|5.15 M5x52|6.4 M6x65|8.75",
  },
  {
    category: "Fijación",
    code: "BRI",
    name: "Brida de nailon negra {} mm, bolsa de 100",
    sizes: "2.5x100|1.35 3.6x140|2.2 3.6x200|2.95 4.8x200|3.9 4.8x300|5.6 4.8x370|7.1 7.6x370|11.8",
  },
  {
    category: "Fijación",
    code: "ABR",
    name: "Abrazadera isofónica con taco {}, caja de 25",
    sizes: "15 mm|9.9 18 mm|10.4 22 mm|11.2 28 mm|12.6 35 mm|14.8",
  },
  {
    category: "Adhesivos",
    code: "SIN",
    name: "Silicona neutra {} 300 ml",
    sizes: "blanca|5.1 gris|5.1 negra|5.1 marrón|5.25 transparente|5.1",
  },
  {
    category: "Adhesivos",
    code: "MSP",
    name: "Adhesivo sellador de polímero MS {} 290 ml",
    sizes: "blanco|7.9 negro|7.9 gris|7.9 transparente|8.6",
  },
  { category: "Adhesivos", code: "ESP", name: "Espuma de poliuretano {} 750 ml", sizes: "de pistola|7.25 para tejas|8.9 ignífuga|13.4" },
  { category: "Adhesivos", code: "CIN", name: "Cinta de carrocero {} m", sizes: "19 mm x 45|1.65 25 mm x 45|2.05 50 mm x 45|3.85" },
  {
    category: "Adhesivos",
    code: "CAI",
    name: "Cinta aislante {} 19 mm x 20 m",
    sizes: "negra|1.15 azul|1.15 roja|1.15 verde y amarilla|1.25",
  },
  {
    category: "Electricidad",
    code: "LED",
    name: "Bombilla LED E27 {}",
    sizes: "7 W luz cálida|2.45 7 W luz fría|2.45 12 W luz cálida|3.6 12 W luz fría|3.6 15 W luz cálida|4.35 18 W luz fría|5.9",
  },
  {
    category: "Electricidad",
    code: "LGU",
    name: "Bombilla LED GU10 {}",
    sizes: "5 W luz cálida|1.95 5 W luz fría|1.95 7 W luz cálida|2.6 7 W luz neutra|2.6",
  },
  {
    category: "Electricidad",
    code: "DLE",
    name: "Downlight LED redondo empotrable {}",
    sizes: "6 W blanco|5.9 12 W blanco|8.75 18 W blanco|11.4 18 W níquel|13.2 24 W blanco|16.85",
  },
  {
    category: "Electricidad",
    code: "CHV",
    name: "Cable H07V-K libre de halógenos {}, rollo de 100 m",
    sizes:
      "1,5 mm² azul|21.9 1,5 mm² negro|21.9 1,5 mm² tierra|21.9 2,5 mm² azul|34.6 2,5 mm² negro|34.6 2,5 mm² tierra|34.6 4 mm² azul|54.2 6 mm² negro|79.5",
  },
  {
    category: "Electricidad",
    code: "MAG",
    name: "Interruptor magnetotérmico 2 polos curva C {}",
    sizes: "10 A|7.9 16 A|7.9 20 A|8.15 25 A|8.6 32 A|9.9 40 A|12.4",
  },
  { category: "Electricidad", code: "DIF", name: "Interruptor diferencial 2 polos 30 mA {}", sizes: "25 A|24.6 40 A|26.9 63 A|52.8" },
  {
    category: "Electricidad",
    code: "TCO",
    name: "Tubo corrugado {}, rollo de 100 m",
    sizes: "16 mm|17.3 20 mm|21.6 25 mm|29.9 32 mm|44.7",
  },
  {
    category: "Electricidad",
    code: "MEC",
    name: "Mecanismo de superficie serie Aldaba, {}",
    sizes: "interruptor|3.2 conmutador|3.65 pulsador|3.5 enchufe schuko|3.95 marco doble|1.45 marco triple|2.1",
  },
  {
    category: "Fontanería",
    code: "PVC",
    name: "Tubo de PVC de evacuación {}, barra de 3 m",
    sizes: "32 mm|4.1 40 mm|4.75 50 mm|5.9 75 mm|9.2 90 mm|11.3 125 mm|18.9 160 mm|29.4",
  },
  {
    category: "Fontanería",
    code: "CDP",
    name: "Codo de PVC de 87° {}",
    sizes: "32 mm|0.62 40 mm|0.695 50 mm|0.885 75 mm|1.74 90 mm|2.15 110 mm|2.46 125 mm|4.35",
  },
  { category: "Fontanería", code: "MPX", name: "Tubo multicapa {}, rollo de 50 m", sizes: "16 mm|48.5 20 mm|76.9 25 mm|129.4" },
  {
    category: "Fontanería",
    code: "VES",
    name: "Válvula de esfera de latón hembra-hembra {}",
    sizes: "1/2|4.35 3/4|6.1 1|9.25 1 1/4|14.9 1 1/2|21.6 2|33.8",
  },
  {
    category: "Fontanería",
    code: "LAT",
    name: "Latiguillo flexible hembra-hembra {} 1/2",
    sizes: "30 cm|2.95 40 cm|3.3 60 cm|4.15 80 cm|4.9",
  },
  { category: "Fontanería", code: "GRF", name: "Grifo monomando de {} cromado", sizes: "lavabo|31.5 bidé|33.9 ducha|38.75 baño|52.4" },
  {
    category: "Pintura",
    code: "PPL",
    name: "Pintura plástica {}",
    sizes: "blanca mate 4 l|14.9 blanca satinada 4 l|19.75 blanca satinada 15 l|58.6 antimoho blanca 4 l|24.3 antimoho blanca 15 l|74.9",
  },
  {
    category: "Pintura",
    code: "ESM",
    name: "Esmalte sintético brillante {}",
    sizes: "blanco 750 ml|10.9 negro 750 ml|10.9 rojo 750 ml|11.6 verde 750 ml|11.6 blanco 4 l|43.5 negro 4 l|43.5",
  },
  {
    category: "Pintura",
    code: "BAR",
    name: "Barniz para madera {}",
    sizes: "incoloro mate 750 ml|11.75 incoloro brillante 750 ml|11.75 nogal 750 ml|12.3 roble 750 ml|12.3 incoloro mate 4 l|47.2",
  },
  { category: "Pintura", code: "ROD", name: "Rodillo de microfibra {}", sizes: "11 cm|2.35 18 cm|3.9 25 cm|5.25" },
  { category: "Pintura", code: "BRO", name: "Brocha redonda de cerda {}", sizes: "n.º 8|2.05 n.º 12|2.9 n.º 16|3.95 n.º 20|5.3" },
  {
    category: "Herramienta",
    code: "BHS",
    name: "Broca de metal HSS {} mm",
    sizes: "2|0.85 2.5|0.92 3|0.98 3.5|1.1 4|1.25 5|1.6 6|2.15 8|3.6 10|5.85",
  },
  {
    category: "Herramienta",
    code: "BSD",
    name: "Broca SDS-plus para hormigón {} mm",
    sizes: "5x110|2.3 6x110|2.45 6x160|2.95 8x160|3.4 10x160|4.2 12x160|5.15 14x210|7.9",
  },
  { category: "Herramienta", code: "DCO", name: "Disco de corte para metal {} mm", sizes: "115x1|1.25 115x1.6|1.35 125x1|1.45 230x2|3.2" },
  { category: "Herramienta", code: "DDI", name: "Disco de diamante turbo {} mm", sizes: "115|9.4 125|11.2 230|27.9" },
  {
    category: "Herramienta",
    code: "LLC",
    name: "Llave combinada de cromo vanadio {} mm",
    sizes: "8|2.6 10|2.95 12|3.4 13|3.65 14|3.9 17|4.75 19|5.6",
  },
  {
    category: "Herramienta",
    code: "DES",
    name: "Destornillador {}",
    sizes: "plano 4x100|3.1 plano 5.5x125|3.6 Phillips PH1x80|3.2 Phillips PH2x100|3.7 Torx T20|3.85 Torx T25|3.95",
  },
  {
    category: "Protección",
    code: "GUA",
    name: "Guante de trabajo de nitrilo talla {}, par",
    sizes: "7|1.95 8|1.95 9|1.95 10|1.95 11|2.15",
  },
  {
    category: "Protección",
    code: "BOT",
    name: "Bota de seguridad S3 talla {}",
    sizes: "39|42.5 40|42.5 41|42.5 42|42.5 43|42.5 44|42.5 45|42.5 46|44.9",
  },
  { category: "Protección", code: "MAS", name: "Mascarilla autofiltrante {}, caja de 20", sizes: "FFP2|11.8 FFP3 con válvula|34.5" },
  {
    category: "Cerrajería",
    code: "CIL",
    name: "Bombillo de seguridad antibumping {} níquel",
    sizes: "30x30|32.9 30x40|34.6 30x50|36.9 35x35|34.6 40x40|37.8",
  },
  { category: "Cerrajería", code: "CDL", name: "Candado de latón arco largo {} mm", sizes: "30|6.4 50|11.9 60|15.6" },
  {
    category: "Jardín",
    code: "MGJ",
    name: "Manguera de riego antitorsión {}",
    sizes: "15 m 15 mm|16.9 25 m 19 mm|33.5 50 m 15 mm|47.9 50 m 19 mm|62.8",
  },
  {
    category: "Jardín",
    code: "SUE",
    name: "Sustrato {}",
    sizes: "para césped 50 l|7.45 para cactus 5 l|2.6 para plantas ácidas 20 l|4.95",
    tax: "s_iva_10",
  },
];

/** A number for the shelf with a right check digit, from a place that no real company has. */
function ean(index: number): string {
  const digits = `299${String(index).padStart(9, "0")}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Cost at some two thirds of the price, to the cent; stock between none and plenty. */
export const assortment: readonly SeedGoods[] = families
  .flatMap((family) =>
    // A size may hold spaces: each ends where its price begins.
    [...family.sizes.matchAll(/(\S.*?)\|(\d+(?:\.\d+)?)(?:\s|$)/gu)].map(([, size = "", price = "0"], at) => ({ family, size, price, at })),
  )
  .map(({ family, size, price, at }, index) => ({
    sku: `${family.code}-${String(at + 1).padStart(2, "0")}`,
    name: family.name.replace("{}", size),
    price,
    cost: (Math.floor(Number(price) * 62 + 1) / 100).toFixed(2),
    stock: (index * 37) % 240,
    tax: family.tax ?? "s_iva_21",
    category: family.category,
    barcode: ean(index + 1),
  }));
