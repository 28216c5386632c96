/** Invented tax ids of the two sample companies; the check characters are right. */
export const demoTaxIds = { "ferreteria-aldaba": "B12345674", "estudio-quilla": "B87654323" } as const;
type DemoAccountKey = keyof typeof demoTaxIds;

/** Fixed tokens of the sample accounts. They open nothing but a local Holded on this machine. */
export const demoTokens: Readonly<Record<DemoAccountKey, { readonly full: string; readonly readOnly: string }>> = {
  "ferreteria-aldaba": {
    full: "pat_68a0f1e0aldaba0000000001_demoFerreteriaAldabaLecturaYEscritura",
    readOnly: "pat_68a0f1e0aldaba0000000002_demoFerreteriaAldabaSoloLectura",
  },
  "estudio-quilla": {
    full: "pat_68a0f1e0quilla0000000001_demoEstudioQuillaLecturaYEscritura",
    readOnly: "pat_68a0f1e0quilla0000000002_demoEstudioQuillaSoloLectura",
  },
};
