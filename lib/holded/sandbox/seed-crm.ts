import type { EmployeeInput } from "./resources/employees";

type SeedStage = readonly [name: string, probability: number];
type SeedLead = {
  readonly funnel: string;
  readonly stage: string;
  /** Name of one of the account's contacts. */
  readonly contact: string;
  readonly name: string;
  readonly value: string;
  readonly potential: string;
  readonly due_date: string | null;
  readonly notes?: readonly (readonly [title: string, description: string])[];
  readonly tasks?: readonly string[];
  readonly status?: "won" | "lost";
};
type SeedEvent = { readonly name: string; readonly lead: string; readonly kind: string; readonly start: string; readonly end: string };
type SeedTime = readonly [user: string, date: string, seconds: number, description: string, task: string | null];
type SeedProject = {
  readonly name: string;
  readonly description: string;
  readonly contact: string | null;
  readonly users: readonly string[];
  readonly start_date: string;
  readonly due_date: string | null;
  readonly status: number;
  readonly tasks: readonly { readonly name: string; readonly status: string; readonly assigned: readonly string[] }[];
  readonly costPerHour: string;
  readonly times: readonly SeedTime[];
};

/** Sales, support, work and people of a company before anybody has worked in it. */
export type CrmSeed = {
  /** The first one owns the account. */
  readonly users: readonly { readonly name: string; readonly role: string }[];
  readonly groups: readonly string[];
  readonly funnels: readonly { readonly name: string; readonly stages: readonly SeedStage[] }[];
  readonly leads: readonly SeedLead[];
  readonly events: readonly SeedEvent[];
  readonly projects: readonly SeedProject[];
  readonly employees: readonly EmployeeInput[];
};

/** What an account has that was opened empty. */
export const emptyCrm: CrmSeed = {
  users: [{ name: "Titular de la cuenta", role: "owner" }],
  groups: [],
  funnels: [],
  leads: [],
  events: [],
  projects: [],
  employees: [],
};

const sales: CrmSeed["funnels"][number] = {
  name: "Ventas",
  stages: [
    ["Nuevo", 10],
    ["Cualificado", 30],
    ["Presupuesto enviado", 60],
    ["Negociación", 80],
  ],
};
const support: CrmSeed["funnels"][number] = {
  name: "Soporte",
  stages: [
    ["Recibido", 0],
    ["En curso", 0],
    ["Esperando al cliente", 0],
    ["Resuelto", 0],
  ],
};

export const ferreteriaCrm: CrmSeed = {
  users: [
    { name: "Nuria Aldaba Ríos", role: "owner" },
    { name: "Tomás Rey Cuesta", role: "member" },
  ],
  groups: ["Constructoras y reformas", "Comunidades de vecinos"],
  funnels: [sales, support],
  leads: [
    {
      funnel: "Ventas",
      stage: "Presupuesto enviado",
      contact: "Reformas Olmo, S.L.",
      name: "Herrajes para doce cocinas",
      value: "4200.00",
      potential: "60",
      due_date: "2026-12-04",
      notes: [["Llamada del 6/11", "Piden bisagra con freno y plazo de dos semanas."]],
      tasks: ["Llamar el lunes por la mañana"],
    },
    {
      funnel: "Ventas",
      stage: "Nuevo",
      contact: "Comunidad de Propietarios Calle Mayor 12",
      name: "Cambio de cerraduras del portal",
      value: "860.50",
      potential: "25",
      due_date: null,
    },
    {
      funnel: "Ventas",
      stage: "Negociación",
      contact: "Ayuntamiento de Villaclara",
      name: "Suministro anual de ferretería",
      value: "18500.00",
      potential: "70",
      due_date: "2027-01-15",
      notes: [["Pliego", "Plazo de presentación: 20 de diciembre."]],
    },
    {
      funnel: "Soporte",
      stage: "En curso",
      contact: "Reformas Olmo, S.L.",
      name: "Taladro devuelto con avería",
      value: "0",
      potential: "0",
      due_date: "2026-11-27",
    },
  ],
  events: [
    {
      name: "Visita a la obra de Reformas Olmo",
      lead: "Herrajes para doce cocinas",
      kind: "meeting",
      start: "2026-11-25T10:00:00",
      end: "2026-11-25T11:00:00",
    },
  ],
  projects: [
    {
      name: "Montaje de mostrador nuevo",
      description: "Mostrador y estanterías de la tienda",
      contact: null,
      users: ["Nuria Aldaba Ríos", "Tomás Rey Cuesta"],
      start_date: "2026-10-05",
      due_date: "2026-12-18",
      status: 0,
      costPerHour: "18.00",
      tasks: [
        { name: "Medir y encargar tableros", status: "done", assigned: ["Tomás Rey Cuesta"] },
        { name: "Montaje", status: "pending", assigned: ["Tomás Rey Cuesta"] },
      ],
      times: [
        ["Tomás Rey Cuesta", "2026-11-16", 7_200, "Montaje de estanterías", "Montaje"],
        ["Tomás Rey Cuesta", "2026-11-17", 5_400, "Montaje del mostrador", "Montaje"],
      ],
    },
    {
      name: "Amaestramiento Calle Mayor 12",
      description: "Llaves y bombines de la comunidad",
      contact: "Comunidad de Propietarios Calle Mayor 12",
      users: ["Nuria Aldaba Ríos"],
      start_date: "2026-11-02",
      due_date: null,
      status: 3,
      costPerHour: "25.00",
      tasks: [{ name: "Tomar nota de los bombines", status: "pending", assigned: [] }],
      times: [],
    },
  ],
  employees: [
    { name: "Nuria", last_name: "Aldaba Ríos", email: "nuria@aldaba.example", code: "00000000T" },
    { name: "Tomás", last_name: "Rey Cuesta", email: "tomas@aldaba.example", mobile: "+34600000101" },
    { name: "Elena", last_name: "Vega Soto", email: "elena@aldaba.example" },
  ],
};

export const estudioCrm: CrmSeed = {
  users: [
    { name: "Inés Quilla Bravo", role: "owner" },
    { name: "Dani Prat Lozano", role: "member" },
    { name: "Sara Mena Ortiz", role: "member" },
  ],
  groups: ["Culturales", "Comercio"],
  funnels: [sales, support],
  leads: [
    {
      funnel: "Ventas",
      stage: "Cualificado",
      contact: "Bodegas Marisma, S.A.",
      name: "Etiquetas de la cosecha 2026",
      value: "6750.00",
      potential: "40",
      due_date: "2026-12-11",
      notes: [["Correo del 12/11", "Quieren tres propuestas de etiqueta y pruebas de papel."]],
    },
    {
      funnel: "Ventas",
      stage: "Presupuesto enviado",
      contact: "Clínica Dental Azahar, S.L.P.",
      name: "Web y reserva de citas",
      value: "9400.00",
      potential: "55",
      due_date: "2026-11-30",
      tasks: ["Recordar el presupuesto", "Preparar demostración"],
    },
    {
      funnel: "Ventas",
      stage: "Negociación",
      contact: "Fundación Orilla",
      name: "Memoria anual 2025",
      value: "3100.00",
      potential: "100",
      due_date: "2026-10-15",
      status: "won",
    },
    {
      funnel: "Soporte",
      stage: "Recibido",
      contact: "Fundación Orilla",
      name: "El formulario de donativos no envía",
      value: "0",
      potential: "0",
      due_date: null,
    },
  ],
  events: [
    {
      name: "Presentación de bocetos a Bodegas Marisma",
      lead: "Etiquetas de la cosecha 2026",
      kind: "meeting",
      start: "2026-11-26T16:30:00",
      end: "2026-11-26T17:30:00",
    },
  ],
  projects: [
    {
      name: "Memoria anual de la Fundación Orilla",
      description: "Diseño, maquetación e imprenta",
      contact: "Fundación Orilla",
      users: ["Inés Quilla Bravo", "Dani Prat Lozano", "Sara Mena Ortiz"],
      start_date: "2026-10-19",
      due_date: "2026-12-22",
      status: 0,
      costPerHour: "42.00",
      tasks: [
        { name: "Retícula y estilos", status: "done", assigned: ["Sara Mena Ortiz"] },
        { name: "Maquetación", status: "in_progress", assigned: ["Sara Mena Ortiz", "Dani Prat Lozano"] },
        { name: "Corrección de pruebas", status: "pending", assigned: ["Inés Quilla Bravo"] },
      ],
      times: [
        ["Sara Mena Ortiz", "2026-11-09", 14_400, "Retícula", "Retícula y estilos"],
        ["Sara Mena Ortiz", "2026-11-16", 10_800, "Capítulos 1 y 2", "Maquetación"],
        ["Dani Prat Lozano", "2026-11-17", 9_000, "Gráficos", "Maquetación"],
        ["Inés Quilla Bravo", "2026-11-18", 3_600, "Reunión con la fundación", null],
      ],
    },
    {
      name: "Identidad de Bodegas Marisma",
      description: "",
      contact: "Bodegas Marisma, S.A.",
      users: ["Inés Quilla Bravo", "Dani Prat Lozano"],
      start_date: "2026-06-01",
      due_date: "2026-09-30",
      status: 1,
      costPerHour: "42.00",
      tasks: [{ name: "Entrega final", status: "done", assigned: ["Dani Prat Lozano"] }],
      times: [["Dani Prat Lozano", "2026-09-28", 7_200, "Entrega de originales", "Entrega final"]],
    },
  ],
  employees: [
    { name: "Inés", last_name: "Quilla Bravo", email: "ines@quilla.example" },
    { name: "Dani", last_name: "Prat Lozano", email: "dani@quilla.example", mobile: "+34600000202" },
    { name: "Sara", last_name: "Mena Ortiz", email: "sara@quilla.example" },
  ],
};
