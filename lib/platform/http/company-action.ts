import "server-only";
import { z } from "zod";
import type { Result } from "@/lib/kernel/result";
import { toAnswer, type Answer } from "@/lib/platform/http/answer";
import { callerOf, parseInput, refused, runAction } from "@/lib/platform/http/command";
import { openFor, place, type OpenedCompany, type Place } from "@/lib/platform/http/membership";
import type { Permission } from "@/lib/platform/permissions";

type Spec = { readonly name: string; readonly needs: Permission };
export type ActionCall<I> = OpenedCompany & { readonly input: I; readonly requestId: string };

/** What the browser sends: the fields of the command, and where it works as the address of the page says. */
export type ActionInput<S extends z.ZodType> = z.input<S> extends Record<string, never> ? Place : Place & z.input<S>;

/**
 * A server action of a company. Finds the session, checks membership and permission, parses the input strictly, runs
 * one command and answers with its value or one failure code. Identity, company and prices never come from the form.
 *
 *     export const rejectInvoice = companyAction({ name: "invoice.reject", needs: "invoices.approve" })
 *       .input(z.strictObject({ id: z.uuid() }))
 *       .run(({ scope, actor, input }) => decide(scope, actor, input));
 */
export function companyAction({ name, needs }: Spec) {
  return {
    input: <S extends z.ZodType>(schema: S) => ({
      run:
        <T>(fn: (call: ActionCall<z.output<S>>) => Promise<Result<T>>) =>
        (given: ActionInput<S>): Promise<Answer<T>> =>
          runAction(name, async (facts, requestHeaders) => {
            const person = await callerOf(facts, requestHeaders);
            if (!person.ok) return refused(person.error, facts);
            const { where, rest } = split(given);
            const opened = await openFor(person.value, where, needs);
            if (!opened.ok) return refused(opened.error, facts);
            Object.assign(facts, { companyId: opened.value.scope.companyId, environment: opened.value.environment });
            const input = parseInput(schema, rest, facts.requestId);
            if (!input.ok) return input;
            return toAnswer(await fn({ ...opened.value, input: input.value, requestId: facts.requestId }), facts.requestId);
          }),
    }),
  };
}

const addressed = z.record(z.string(), z.unknown()).catch({});

/** An action can be called with anything: what is no object has no place, and no place is not found. */
function split(given: unknown): { readonly where: unknown; readonly rest: Readonly<Record<string, unknown>> } {
  const fields = addressed.parse(given);
  const rest = Object.fromEntries(Object.entries(fields).filter(([field]) => !(field in place.shape)));
  return { where: { company: fields.company, environment: fields.environment }, rest };
}
