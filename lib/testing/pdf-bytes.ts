/** A file that says it is a PDF: for tests that only carry it around. */
export const pdf = new TextEncoder().encode("%PDF-1.4\n% a document of the tests\n");
