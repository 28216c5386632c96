/** Set by proxy.ts on every request, over whatever the caller sent: path and query as the browser asked for them. */
export const pathHeader = "x-visto-path";
