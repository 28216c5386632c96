-- An amount names few objects among many: duplicates, the document that a movement may pay.
CREATE INDEX "mirror_object_total_idx" ON "mirror_object"("company_id", "environment", "resource", "total", "object_date")
  WHERE "total" IS NOT NULL;
CREATE INDEX "mirror_object_pending_idx" ON "mirror_object"("company_id", "environment", "resource", "pending")
  WHERE "pending" <> 0 AND "deleted_at" IS NULL;
CREATE INDEX "mirror_object_open_parent_idx" ON "mirror_object"("company_id", "environment", "resource", "parent_id", "object_date")
  WHERE "pending" <> 0 AND "deleted_at" IS NULL AND "parent_id" IS NOT NULL;

-- Most of what is read again has not changed but for when it was seen: with room in its page none of the indexes is touched.
ALTER TABLE "mirror_object" SET (fillfactor = 75);
