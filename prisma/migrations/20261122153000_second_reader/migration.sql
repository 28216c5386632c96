-- The model that a company may let read along. No row, or mode off: nothing leaves the machine.
CREATE TABLE "claude_setup" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'off',
    "provider" TEXT NOT NULL DEFAULT 'anthropic',
    "region" TEXT,
    "project_id" TEXT,
    "model" TEXT NOT NULL,
    "prices" JSONB NOT NULL DEFAULT '[]',
    "budget_micros" BIGINT NOT NULL DEFAULT 0,
    "secret_cipher" BYTEA,
    "secret_key_version" INTEGER,
    "secret_hint" TEXT,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claude_setup_pkey" PRIMARY KEY ("company_id","environment"),
    CONSTRAINT "claude_setup_mode" CHECK ("mode" IN ('off', 'unsure', 'always')),
    CONSTRAINT "claude_setup_provider" CHECK ("provider" IN ('anthropic', 'bedrock', 'vertex')),
    CONSTRAINT "claude_setup_budget" CHECK ("budget_micros" >= 0),
    CONSTRAINT "claude_setup_sealed" CHECK (("secret_cipher" IS NULL) = ("secret_key_version" IS NULL))
);
ALTER TABLE "claude_setup" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "claude_setup" FORCE ROW LEVEL SECURITY;
CREATE POLICY "claude_setup_scope" ON "claude_setup" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "claude_setup" TO visto_app;

-- What a month has cost so far: true costs of calls that ended, the worst case of those that have not.
CREATE TABLE "claude_month" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "committed_micros" BIGINT NOT NULL,

    CONSTRAINT "claude_month_pkey" PRIMARY KEY ("company_id","environment","month")
);
ALTER TABLE "claude_month" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "claude_month" FORCE ROW LEVEL SECURITY;
CREATE POLICY "claude_month_scope" ON "claude_month" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "claude_month" TO visto_app;

-- One row for each request to a model, written before it goes out.
CREATE TABLE "claude_call" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "purpose" TEXT NOT NULL,
    "prompt_id" TEXT NOT NULL,
    "prompt_version" INTEGER NOT NULL,
    "prompt_hash" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT,
    "model" TEXT NOT NULL,
    "document_id" UUID,
    "part" INTEGER,
    "attempt" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "reserved_micros" BIGINT NOT NULL,
    "cost_micros" BIGINT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "cached_tokens" INTEGER,
    "ms" INTEGER,
    "answer" JSONB,
    "said" JSONB,

    CONSTRAINT "claude_call_pkey" PRIMARY KEY ("company_id","environment","id")
);
CREATE INDEX "claude_call_started_idx" ON "claude_call"("company_id", "environment", "started_at" DESC);
CREATE INDEX "claude_call_document_idx" ON "claude_call"("company_id", "environment", "document_id");
ALTER TABLE "claude_call" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "claude_call" FORCE ROW LEVEL SECURITY;
CREATE POLICY "claude_call_scope" ON "claude_call" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE ON "claude_call" TO visto_app;

-- What people decided beside what the model had said: `said` maps paths of the payload to values as the payload writes them.
CREATE VIEW "claude_change" WITH (security_invoker = true) AS
  SELECT c."company_id", c."environment", c."id" AS "call_id", p."id" AS "proposal_id", s.key AS "path", s.value AS "said",
    p."payload" #>> string_to_array(s.key, '.') AS "decided"
  FROM "claude_call" c
  JOIN "proposal" p ON p."company_id" = c."company_id" AND p."environment" = c."environment" AND p."document_id" = c."document_id"
    AND (c."part" IS NULL OR (p."part" ->> 'index')::int = c."part")
  CROSS JOIN LATERAL jsonb_each_text(c."said") s
  WHERE p."state" IN ('approved', 'sending', 'settled', 'failed')
    AND s.value IS DISTINCT FROM p."payload" #>> string_to_array(s.key, '.');
GRANT SELECT ON "claude_change" TO visto_app;
