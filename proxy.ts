import { NextResponse, type NextRequest } from "next/server";
import { pathHeader } from "@/lib/platform/http/path-header";

/**
 * Gives every page its content policy with a nonce that only our own scripts carry. Who may see what is decided in
 * pages and commands, never here.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  // Where to come back to after signing in.
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

// Not the API: it sends no pages, and a proxied request body is cut at ten megabytes, which would damage uploads.
export const config = {
  matcher: [
    {
      source: "/((?!api/|_next/static|_next/image|favicon.ico|icon.svg).*)",
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
  ],
};

function contentPolicy(nonce: string, development: boolean): string {
  // React's development build evaluates code to rebuild stacks; the shipped build never does.
  // WebAssembly decodes JPEG 2000 and colour profiles inside scanned PDFs.
  const script = ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", "'wasm-unsafe-eval'", ...(development ? ["'unsafe-eval'"] : [])];
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'self'"],
    "script-src": script,
    // Positions of menus and evidence boxes are inline styles; a style cannot run anything.
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "blob:", "data:"],
    "font-src": ["'self'", "data:"],
    "connect-src": ["'self'", ...(development ? ["ws:"] : [])],
    "worker-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}
