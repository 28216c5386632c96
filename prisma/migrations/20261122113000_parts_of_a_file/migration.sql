-- A file may hold several invoices: each is a proposal of its own and knows which one it is.
ALTER TABLE "proposal" ADD COLUMN "part" JSONB;
