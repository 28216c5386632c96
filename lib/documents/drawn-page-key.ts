/** Where page `page` of a stored picture is kept as browsers draw it. */
export const drawnPageKey = (blobKey: string, page: number): string => `${blobKey}-page-${page}`;
