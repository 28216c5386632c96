/** Rows of one request; the server gives no more at a time. */
export const pageSize = 200;
