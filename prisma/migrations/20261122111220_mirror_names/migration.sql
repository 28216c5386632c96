-- Beginnings of names in the order in which they are shown: the first fifty are read and no more, whatever the collation
-- of the database.
DROP INDEX "mirror_object_name_start_idx";
CREATE INDEX "mirror_object_name_start_idx" ON "mirror_object"("company_id", "environment", "resource", "folded_name" COLLATE "C", "holded_id")
  WHERE "folded_name" IS NOT NULL AND "deleted_at" IS NULL;
