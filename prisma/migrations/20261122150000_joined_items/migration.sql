-- One invoice that came in several files becomes one item: the others say where they went, and come back when it is divided.
ALTER TABLE "proposal" ADD COLUMN "joined_into" UUID;
CREATE INDEX "proposal_joined_into_idx" ON "proposal"("company_id", "environment", "joined_into") WHERE "joined_into" IS NOT NULL;
-- A file made of pages of others: [{documentId, pages}] in order, pages null for all of them.
ALTER TABLE "document" ADD COLUMN "made_of" JSONB;
