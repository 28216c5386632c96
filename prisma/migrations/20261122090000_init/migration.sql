-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "locale" TEXT NOT NULL DEFAULT 'es',
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "company" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tax_id" TEXT NOT NULL,
    "environment" TEXT NOT NULL DEFAULT 'sandbox',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "company_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("company_id","person_id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "window_end" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "holded_connection" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "token_cipher" BYTEA NOT NULL,
    "key_version" INTEGER NOT NULL DEFAULT 1,
    "token_last_four" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "account_key" TEXT NOT NULL,
    "plan" TEXT NOT NULL DEFAULT 'estandar',
    "status" TEXT NOT NULL DEFAULT 'unknown',
    "capabilities" JSONB NOT NULL DEFAULT '{}',
    "checked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "holded_connection_pkey" PRIMARY KEY ("company_id","environment")
);

-- CreateTable
CREATE TABLE "quota_window" (
    "account_key" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    "call_limit" INTEGER NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "quota_window_pkey" PRIMARY KEY ("account_key","span")
);

-- CreateTable
CREATE TABLE "document" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "byte_size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "blob_key" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'upload',
    "received_by" UUID,
    "pages" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_pkey" PRIMARY KEY ("company_id","environment","id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "document_id" UUID,
    "title" TEXT NOT NULL,
    "party" TEXT,
    "amount" DECIMAL(18,2),
    "currency" TEXT,
    "document_date" DATE,
    "payload" JSONB,
    "payload_hash" TEXT,
    "reasons" JSONB NOT NULL DEFAULT '[]',
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "confidence" JSONB NOT NULL DEFAULT '{}',
    "standing" TEXT,
    "risk" TEXT NOT NULL DEFAULT 'high',
    "proposed_by" JSONB,
    "assigned_to" UUID,
    "snoozed_until" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "push_after" TIMESTAMPTZ(3),
    "reject_reason" TEXT,
    "failure" JSONB,
    "holded_id" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("company_id","environment","id")
);

-- CreateTable
CREATE TABLE "proposal_version" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "proposal_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "payload" JSONB NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proposal_version_pkey" PRIMARY KEY ("company_id","environment","proposal_id","version")
);

-- CreateTable
CREATE TABLE "decision" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "proposal_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT,
    "request_key" TEXT NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("company_id","environment","id")
);

-- CreateTable
CREATE TABLE "proposal_event" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "proposal_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proposal_event_pkey" PRIMARY KEY ("company_id","environment","id")
);

-- CreateTable
CREATE TABLE "push" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "proposal_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "external_ref" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_by" TEXT,
    "claimed_until" TIMESTAMPTZ(3),
    "next_attempt" TIMESTAMPTZ(3),
    "failure" JSONB,
    "holded_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_pkey" PRIMARY KEY ("company_id","environment","id")
);

-- CreateTable
CREATE TABLE "push_step" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "push_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "result" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "push_step_pkey" PRIMARY KEY ("company_id","environment","push_id","name")
);

-- CreateTable
CREATE TABLE "integration_call" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER,
    "ms" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "purpose" TEXT NOT NULL,
    "quota_left" INTEGER,
    "failure" TEXT,
    "request_body" JSONB,
    "answer_body" JSONB,
    "proposal_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integration_call_pkey" PRIMARY KEY ("company_id","environment","id")
);

-- CreateTable
CREATE TABLE "mirror_object" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "holded_id" TEXT NOT NULL,
    "code" TEXT,
    "folded_name" TEXT,
    "contact_id" TEXT,
    "number_key" TEXT,
    "object_date" DATE,
    "total" DECIMAL(18,2),
    "data" JSONB NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "mirror_object_pkey" PRIMARY KEY ("company_id","environment","resource","holded_id")
);

-- CreateTable
CREATE TABLE "mirror_state" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "cursor" TEXT,
    "pass_started" TIMESTAMPTZ(3),
    "synced_at" TIMESTAMPTZ(3),
    "failure" JSONB,

    CONSTRAINT "mirror_state_pkey" PRIMARY KEY ("company_id","environment","resource")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("company_id","environment","seq")
);

-- CreateTable
CREATE TABLE "idempotent_request" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "status" INTEGER,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("company_id","environment","endpoint","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "company_slug_key" ON "company"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "holded_connection_fingerprint_key" ON "holded_connection"("fingerprint");

-- CreateIndex
CREATE INDEX "document_company_id_environment_sha256_idx" ON "document"("company_id", "environment", "sha256");

-- CreateIndex
CREATE INDEX "proposal_company_id_environment_kind_state_created_at_idx" ON "proposal"("company_id", "environment", "kind", "state", "created_at");

-- CreateIndex
CREATE INDEX "decision_company_id_environment_proposal_id_idx" ON "decision"("company_id", "environment", "proposal_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_company_id_environment_request_key_key" ON "decision"("company_id", "environment", "request_key");

-- CreateIndex
CREATE INDEX "proposal_event_company_id_environment_proposal_id_id_idx" ON "proposal_event"("company_id", "environment", "proposal_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "push_external_ref_key" ON "push"("external_ref");

-- CreateIndex
CREATE UNIQUE INDEX "push_company_id_environment_proposal_id_version_key" ON "push"("company_id", "environment", "proposal_id", "version");

-- CreateIndex
CREATE INDEX "integration_call_company_id_environment_created_at_idx" ON "integration_call"("company_id", "environment", "created_at");

-- CreateIndex
CREATE INDEX "mirror_object_company_id_environment_resource_code_idx" ON "mirror_object"("company_id", "environment", "resource", "code");

-- CreateIndex
CREATE INDEX "mirror_object_company_id_environment_resource_folded_name_idx" ON "mirror_object"("company_id", "environment", "resource", "folded_name");

-- CreateIndex
CREATE INDEX "mirror_object_company_id_environment_resource_number_key_idx" ON "mirror_object"("company_id", "environment", "resource", "number_key");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ---------------------------------------------------------------------------------------------------------------
-- Who may see what. The application connects as a member of visto_app, a role that owns nothing; every table is
-- under forced row-level security, so without the settings below the database returns nothing, even to its owner.
-- ---------------------------------------------------------------------------------------------------------------
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'visto_app') THEN
    CREATE ROLE visto_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO visto_app;

-- The company, environment and person in whose name a transaction runs (SET LOCAL; empty means nobody).
CREATE FUNCTION visto_company() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('visto.company', true), '')::uuid $$;
CREATE FUNCTION visto_environment() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('visto.environment', true), '') $$;
CREATE FUNCTION visto_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('visto.person', true), '')::uuid $$;
-- The e-mail that is trying to sign in: lets exactly that row be read.
CREATE FUNCTION visto_sign_in() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('visto.sign_in', true), '') $$;
-- The scheduler may list companies and connections (identifiers only by its queries), nothing else.
CREATE FUNCTION visto_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('visto.system', true), '') = 'on' $$;


ALTER TABLE "holded_connection" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "holded_connection" FORCE ROW LEVEL SECURITY;
CREATE POLICY "holded_connection_scope" ON "holded_connection" USING (("company_id" = visto_company() AND "environment" = visto_environment()) OR visto_system())
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "holded_connection" TO visto_app;

ALTER TABLE "document" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "document" FORCE ROW LEVEL SECURITY;
CREATE POLICY "document_scope" ON "document" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "document" TO visto_app;

ALTER TABLE "proposal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "proposal" FORCE ROW LEVEL SECURITY;
CREATE POLICY "proposal_scope" ON "proposal" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "proposal" TO visto_app;

ALTER TABLE "proposal_version" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "proposal_version" FORCE ROW LEVEL SECURITY;
CREATE POLICY "proposal_version_scope" ON "proposal_version" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT ON "proposal_version" TO visto_app;

ALTER TABLE "decision" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "decision" FORCE ROW LEVEL SECURITY;
CREATE POLICY "decision_scope" ON "decision" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "decision" TO visto_app;

ALTER TABLE "proposal_event" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "proposal_event" FORCE ROW LEVEL SECURITY;
CREATE POLICY "proposal_event_scope" ON "proposal_event" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT ON "proposal_event" TO visto_app;

ALTER TABLE "push" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "push" FORCE ROW LEVEL SECURITY;
CREATE POLICY "push_scope" ON "push" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "push" TO visto_app;

ALTER TABLE "push_step" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "push_step" FORCE ROW LEVEL SECURITY;
CREATE POLICY "push_step_scope" ON "push_step" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "push_step" TO visto_app;

ALTER TABLE "integration_call" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "integration_call" FORCE ROW LEVEL SECURITY;
CREATE POLICY "integration_call_scope" ON "integration_call" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT ON "integration_call" TO visto_app;

ALTER TABLE "mirror_object" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mirror_object" FORCE ROW LEVEL SECURITY;
CREATE POLICY "mirror_object_scope" ON "mirror_object" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "mirror_object" TO visto_app;

ALTER TABLE "mirror_state" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mirror_state" FORCE ROW LEVEL SECURITY;
CREATE POLICY "mirror_state_scope" ON "mirror_state" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "mirror_state" TO visto_app;

ALTER TABLE "audit_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY "audit_entry_scope" ON "audit_entry" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT ON "audit_entry" TO visto_app;

ALTER TABLE "idempotent_request" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "idempotent_request" FORCE ROW LEVEL SECURITY;
CREATE POLICY "idempotent_request_scope" ON "idempotent_request" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "idempotent_request" TO visto_app;

ALTER TABLE "company" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "company" FORCE ROW LEVEL SECURITY;
ALTER TABLE "membership" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "membership" FORCE ROW LEVEL SECURITY;
ALTER TABLE "person" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "person" FORCE ROW LEVEL SECURITY;
CREATE POLICY "membership_scope" ON "membership"
  USING ("company_id" = visto_company() OR "person_id" = visto_person())
  WITH CHECK ("company_id" = visto_company());
CREATE POLICY "company_scope" ON "company"
  USING ("id" = visto_company() OR visto_system()
         OR EXISTS (SELECT FROM "membership" m WHERE m."company_id" = "company"."id" AND m."person_id" = visto_person()))
  WITH CHECK ("id" = visto_company());
-- A person reads herself, the row she signs in with, and the colleagues of the company in scope.
CREATE POLICY "person_scope" ON "person"
  USING ("id" = visto_person() OR "email" = visto_sign_in()
         OR EXISTS (SELECT FROM "membership" m WHERE m."person_id" = "person"."id" AND m."company_id" = visto_company()))
  WITH CHECK ("id" = visto_person() OR visto_company() IS NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON "membership" TO visto_app;
GRANT SELECT, INSERT, UPDATE ON "company", "person" TO visto_app;
-- Neither belongs to a company: counters of guesses, and of calls per Holded account.
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in_attempt" TO visto_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "quota_window" TO visto_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO visto_app;

-- What happened stays written: not even the owner of the tables changes or removes a row.
CREATE FUNCTION visto_append_only() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION visto_append_only();
CREATE TRIGGER proposal_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "proposal_version"
  FOR EACH STATEMENT EXECUTE FUNCTION visto_append_only();
CREATE TRIGGER proposal_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "proposal_event"
  FOR EACH STATEMENT EXECUTE FUNCTION visto_append_only();
