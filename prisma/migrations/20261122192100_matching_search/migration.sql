-- Under row level security only comparisons that cannot leak reach an index, and those of amounts and of parts of a text are
-- none: both are answered from the index alone instead, without touching the documents themselves.
DROP INDEX "mirror_object_counterpart_idx";
CREATE INDEX "mirror_object_counterpart_idx" ON "mirror_object"("company_id", "environment", "resource", "contact_id", "number_key", "holded_id")
  INCLUDE ("total", "pending") WHERE "pending" <> 0 AND "deleted_at" IS NULL;
-- Movements of some days: the other side of a transfer.
CREATE INDEX "mirror_object_movement_day_idx" ON "mirror_object"("company_id", "environment", "object_date", "holded_id")
  INCLUDE ("total", "parent_id") WHERE "resource" = 'bank_movement' AND "deleted_at" IS NULL;
