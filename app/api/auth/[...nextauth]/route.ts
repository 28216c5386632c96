import NextAuth from "next-auth";
import { authOptions } from "@/lib/platform/auth/options";

type Context = { readonly params: Promise<{ readonly nextauth: string[] }> };

// The settings are read when the first request comes, not while the build collects pages.
function handler(request: Request, context: Context): Promise<Response> {
  return NextAuth(authOptions())(request, context) as Promise<Response>;
}

export { handler as GET, handler as POST };
