import type { Sample } from "@/components/review/queue-empty";

/** Invoices of invented companies, to try the whole way with. They lie in public/samples. */
export const samples: readonly Sample[] = [
  { href: "/samples/tornilleria.pdf", fileName: "tornilleria.pdf", label: "Tornillería" },
  { href: "/samples/luz.pdf", fileName: "luz.pdf", label: "Luz" },
  { href: "/samples/honorarios.pdf", fileName: "honorarios.pdf", label: "Honorarios" },
];
