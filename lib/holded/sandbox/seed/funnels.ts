import type { CrmSeed } from "./seed-crm";

/** How both sample companies follow their sales. */
export const sales: CrmSeed["funnels"][number] = {
  name: "Ventas",
  stages: [
    ["Nuevo", 10],
    ["Cualificado", 30],
    ["Presupuesto enviado", 60],
    ["Negociación", 80],
  ],
};

/** How both sample companies follow what their clients report. */
export const support: CrmSeed["funnels"][number] = {
  name: "Soporte",
  stages: [
    ["Recibido", 0],
    ["En curso", 0],
    ["Esperando al cliente", 0],
    ["Resuelto", 0],
  ],
};
