-- Whoever makes a profile names it: its lessons are written in the same breath.
ALTER TABLE "supplier_profile" ALTER COLUMN "id" DROP DEFAULT;
