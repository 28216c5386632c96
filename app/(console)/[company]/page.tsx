import { notFound, redirect } from "next/navigation";
import { currentPerson } from "@/lib/platform/auth/session";
import { companiesOf } from "@/lib/platform/http/membership";

/** A company without an environment opens the one that it opens first. */
export default async function CompanyPage({ params }: { readonly params: Promise<{ readonly company: string }> }) {
  const { company: slug } = await params;
  const person = await currentPerson();
  if (!person) redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/${slug}`)}`);
  const company = (await companiesOf(person.id)).find((candidate) => candidate.slug === slug);
  if (!company) notFound();
  redirect(`/${company.slug}/${company.environment}`);
}
