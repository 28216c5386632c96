/** Rows of one request. */
export const movementsPerPage = 100;
