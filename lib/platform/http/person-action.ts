import "server-only";
import type { z } from "zod";
import type { Result } from "@/lib/kernel/result";
import type { CurrentPerson } from "@/lib/platform/auth/session";
import { toAnswer, type Answer } from "@/lib/platform/http/answer";
import { callerOf, parseInput, refused, runAction } from "@/lib/platform/http/command";

type Call<I> = { readonly person: CurrentPerson; readonly input: I; readonly requestId: string };

/** A server action of a person about herself: language, preferences, sign-out everywhere. Guarded like `companyAction`. */
export function personAction({ name }: { readonly name: string }) {
  return {
    input: <S extends z.ZodType>(schema: S) => ({
      run:
        <T>(fn: (call: Call<z.output<S>>) => Promise<Result<T>>) =>
        (given: z.input<S>): Promise<Answer<T>> =>
          runAction(name, async (facts, requestHeaders) => {
            const person = await callerOf(facts, requestHeaders);
            if (!person.ok) return refused(person.error, facts);
            const input = parseInput(schema, given, facts.requestId);
            if (!input.ok) return input;
            return toAnswer(await fn({ person: person.value, input: input.value, requestId: facts.requestId }), facts.requestId);
          }),
    }),
  };
}
