import type { ReactNode } from "react";

export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return <main className="flex min-h-dvh items-start justify-center px-4 py-[max(32px,14vh)]">{children}</main>;
}
