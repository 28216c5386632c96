import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { SignInForm } from "@/components/shell/sign-in-form";
import { failureCodes } from "@/lib/kernel/result";
import { currentPerson } from "@/lib/platform/auth/session";
import { env } from "@/lib/platform/env";
import { demoPeople } from "@/prisma/demo";

const query = z.object({
  callbackUrl: z.string().max(500).optional().catch(undefined),
  error: z.enum(failureCodes).optional().catch(undefined),
  from: z.enum(["out", "everywhere"]).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("submit") };
}

export default async function SignInPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  if (await currentPerson()) redirect("/");
  const { callbackUrl, error, from } = query.parse(await searchParams);
  // Sample people exist only where the installation is one machine with sample data.
  const people =
    env().VISTO_MODE === "embedded" ? demoPeople.map(({ name, email, password, title }) => ({ name, email, password, title })) : [];
  return <SignInForm callbackUrl={callbackUrl ?? "/"} error={error ?? null} from={from ?? null} people={people} />;
}
