-- A connection has two slots for tokens: the one that is used, and the one before it, which can be gone back to.
-- Retired tokens stay as fingerprints without their secret, so that none is ever used for another company.
CREATE TABLE "holded_token" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "cipher" BYTEA,
    "key_version" INTEGER,
    "last_four" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "holded_token_pkey" PRIMARY KEY ("company_id","environment","id"),
    CONSTRAINT "holded_token_sealed" CHECK (("cipher" IS NULL) = ("key_version" IS NULL))
);
CREATE UNIQUE INDEX "holded_token_fingerprint_key" ON "holded_token"("fingerprint");

-- The owner is bound by row-level security too; for the move she is not.
ALTER TABLE "holded_connection" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "holded_token" ("company_id", "environment", "id", "cipher", "key_version", "last_four", "fingerprint", "saved_at")
  SELECT "company_id", "environment", gen_random_uuid(), "token_cipher", "key_version", "token_last_four", "fingerprint", "updated_at" FROM "holded_connection";
ALTER TABLE "holded_connection" ADD COLUMN "token_id" UUID, ADD COLUMN "old_token_id" UUID, ADD COLUMN "rotated_at" TIMESTAMPTZ(3);
UPDATE "holded_connection" c SET "token_id" = t."id" FROM "holded_token" t
  WHERE t."company_id" = c."company_id" AND t."environment" = c."environment";
ALTER TABLE "holded_connection" ALTER COLUMN "token_id" SET NOT NULL;
ALTER TABLE "holded_connection"
  DROP COLUMN "token_cipher", DROP COLUMN "key_version", DROP COLUMN "token_last_four", DROP COLUMN "fingerprint";
ALTER TABLE "holded_connection" ADD CONSTRAINT "holded_connection_token_fkey"
  FOREIGN KEY ("company_id", "environment", "token_id") REFERENCES "holded_token"("company_id", "environment", "id");
ALTER TABLE "holded_connection" ADD CONSTRAINT "holded_connection_old_token_fkey"
  FOREIGN KEY ("company_id", "environment", "old_token_id") REFERENCES "holded_token"("company_id", "environment", "id");
CREATE INDEX "holded_connection_account_key_idx" ON "holded_connection"("account_key");
ALTER TABLE "holded_connection" FORCE ROW LEVEL SECURITY;

ALTER TABLE "holded_token" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "holded_token" FORCE ROW LEVEL SECURITY;
CREATE POLICY "holded_token_scope" ON "holded_token" USING (("company_id" = visto_company() AND "environment" = visto_environment()) OR visto_system())
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "holded_token" TO visto_app;

-- By what a Holded account is known again: hashes of the ids of its objects. Belongs to no company.
CREATE TABLE "account_marker" (
    "marker" TEXT NOT NULL,
    "account_key" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_marker_pkey" PRIMARY KEY ("marker")
);
CREATE INDEX "account_marker_account_key_idx" ON "account_marker"("account_key");
GRANT SELECT, INSERT, UPDATE ON "account_marker" TO visto_app;

-- Secrets of the installation itself, sealed like all others.
CREATE TABLE "vault_secret" (
    "name" TEXT NOT NULL,
    "cipher" BYTEA NOT NULL,
    "key_version" INTEGER NOT NULL,

    CONSTRAINT "vault_secret_pkey" PRIMARY KEY ("name")
);
GRANT SELECT, INSERT, UPDATE ON "vault_secret" TO visto_app;

-- Which agents work in the live environment of a company. No row: this one does not.
CREATE TABLE "agent_switch" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "changed_by" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_switch_pkey" PRIMARY KEY ("company_id","environment","agent")
);
ALTER TABLE "agent_switch" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agent_switch" FORCE ROW LEVEL SECURITY;
CREATE POLICY "agent_switch_scope" ON "agent_switch" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "agent_switch" TO visto_app;
