import type { RequestSample } from "@/components/quotes/request-sample";

/** Requests of invented customers, to try the whole way with: things found, unclear and unknown, packs, a claimed price. */
export const requestSamples: readonly RequestSample[] = [
  {
    label: "Correo de una reforma",
    channel: "email",
    from: "Nuria Olmo <compras@reformasolmo.example>",
    subject: "Precio para la obra de Labradores",
    text: `Buenos días:

¿Me podéis pasar presupuesto de lo siguiente para el jueves?

- 400 tacos de nailon del 8
- media docena de siliconas neutras transparentes
- 3 cajas de tornillos para madera
- 2 cubos de pintura plástica blanca mate de 15 l, a 39 € como la otra vez
- 1 termo eléctrico de 80 litros

La manguera al final no hace falta.

Un saludo,
Nuria Olmo
Reformas Olmo, S.L.`,
  },
  {
    label: "WhatsApp en catalán",
    channel: "whatsapp",
    from: "+34 600 000 000",
    subject: null,
    text: `Bon dia! em pots passar preu de 2 tubs de pvc de 110, un parell d'escumes de poliuretà i una dotzena de discos de tall inox 115? gràcies!`,
  },
  {
    label: "Nota de llamada",
    channel: "call",
    from: null,
    subject: null,
    text: `Llama el Ayuntamiento de Villaclara. Quieren 10 sacos de sustrato universal, 5 kilos de semilla de césped y tres tijeras de podar. Entrega en la Plaza Mayor 1 antes de fin de mes. Pago a 30 días.`,
  },
  {
    label: "Correo de un cliente con descuento",
    channel: "email",
    from: "Compras <compras@instalacionespirineo.example>",
    subject: "Material cuadro",
    text: `Hola,

Necesitamos oferta de:
- 6 magnetotérmicos 2 polos curva C de 16 A
- 2 diferenciales 2 polos 40 A 30 mA
- 3 rollos de tubo corrugado de 20 mm
- 10 bombillas LED E27 de 12 W luz cálida
- 1 cargador de coche eléctrico de 7,4 kW

Entrega en Huesca antes del viernes.

Gracias`,
  },
  {
    label: "Correo en catalán de un cliente conocido",
    channel: "email",
    from: "Fusteria Montseny <encarrecs@fusteriamontseny.example>",
    subject: "Comanda",
    text: `Bon dia,

Ens podeu fer pressupost de:
- 4 bombillos de seguretat 30x40
- mitja dotzena de vernissos per a fusta incolor mat de 750 ml
- 2 caixes de mascaretes FFP2

Gràcies!`,
  },
];
