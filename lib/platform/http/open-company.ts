import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { currentPerson } from "@/lib/platform/auth/session";
import { openFor, type OpenedCompany } from "@/lib/platform/http/membership";
import { pathHeader } from "@/lib/platform/http/path-header";
import type { Permission } from "@/lib/platform/permissions";

type Params = Promise<{ readonly company: string; readonly environment: string }>;

/**
 * For pages: the company of the address, opened for whoever is signed in. Nobody signed in goes to the sign-in page,
 * whether the company exists or not; somebody who may not see it gets the page for what is not there.
 */
export async function openCompany(params: Params, needs: Permission): Promise<OpenedCompany> {
  const where = await params;
  const person = await currentPerson();
  if (!person) redirect(`/sign-in?callbackUrl=${encodeURIComponent((await headers()).get(pathHeader) ?? "/")}`);
  const opened = await openFor(person, where, needs);
  if (!opened.ok) notFound();
  return opened.value;
}
