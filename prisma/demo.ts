import type { Role } from "@/lib/platform/actor";

/** The companies and people of the embedded mode. They exist nowhere else: cluster mode refuses a database with them. */
export type DemoCompany = { readonly slug: "ferreteria-aldaba" | "estudio-quilla"; readonly name: string };
export type DemoPerson = {
  readonly name: string;
  readonly initials: string;
  readonly email: string;
  /** Known to everybody who has the source: good for a demo on one machine only. */
  readonly password: string;
  /** What she does, in Spanish, for the list that a newcomer reads. */
  readonly title: string;
  readonly roles: Readonly<Partial<Record<DemoCompany["slug"], Role>>>;
};

export const demoCompanies: readonly DemoCompany[] = [
  { slug: "ferreteria-aldaba", name: "Ferretería Aldaba, S.L." },
  { slug: "estudio-quilla", name: "Estudio Quilla, S.L." },
];

export const demoPeople: readonly DemoPerson[] = [
  {
    name: "Ana Ruiz",
    initials: "AR",
    email: "ana@visto.example",
    password: "tornillo-fino-5",
    title: "Contable",
    roles: { "ferreteria-aldaba": "accountant", "estudio-quilla": "accountant" },
  },
  {
    name: "Marta Ibáñez",
    initials: "MI",
    email: "marta@visto.example",
    password: "llave-inglesa-9",
    title: "Administradora",
    roles: { "ferreteria-aldaba": "admin", "estudio-quilla": "admin" },
  },
  {
    name: "Sergio Vidal",
    initials: "SV",
    email: "sergio@visto.example",
    password: "taladro-rojo-7",
    title: "Comercial",
    roles: { "ferreteria-aldaba": "sales_rep" },
  },
  {
    name: "Lucía Ferrer",
    initials: "LF",
    email: "lucia@visto.example",
    password: "brocha-ancha-3",
    title: "Responsable de proyectos",
    roles: { "estudio-quilla": "project_owner" },
  },
];
