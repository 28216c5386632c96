-- What may be the same invoice is looked up at every save of a form: by its number in any spelling, its total or its file.
-- Columns, because a policy lets only plain comparisons reach an index. The key is coarser than the comparison: without zeros,
-- which fill groups of digits up.
CREATE FUNCTION visto_number_key(p_number text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN nullif(left(regexp_replace(upper(p_number), '[^A-Z1-9]', '', 'g'), 100), '');
ALTER TABLE "proposal"
  ADD COLUMN "number_key" TEXT GENERATED ALWAYS AS (visto_number_key("payload"->>'number')) STORED,
  ADD COLUMN "total_key" TEXT GENERATED ALWAYS AS (left("payload"->>'total', 30)) STORED;
CREATE INDEX "proposal_number_key_idx" ON "proposal"("company_id", "environment", "number_key") WHERE "number_key" IS NOT NULL;
CREATE INDEX "proposal_total_key_idx" ON "proposal"("company_id", "environment", "total_key") WHERE "total_key" IS NOT NULL;
CREATE INDEX "proposal_document_idx" ON "proposal"("company_id", "environment", "document_id") WHERE "document_id" IS NOT NULL;
