import { sales, support } from "../funnels";
import type { CrmSeed } from "../seed-crm";

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
