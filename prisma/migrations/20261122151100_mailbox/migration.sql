-- One mailbox per company and environment, of which one folder is looked into.
CREATE TABLE "mailbox" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  -- Another one when server, user or folder change: message numbers belong to it.
  "mailbox_id" UUID NOT NULL,
  "host" TEXT NOT NULL,
  "port" INTEGER NOT NULL,
  "security" TEXT NOT NULL CHECK ("security" IN ('tls', 'starttls')),
  "user_name" TEXT NOT NULL,
  "password_cipher" BYTEA NOT NULL,
  "password_key_version" INTEGER NOT NULL,
  "folder" TEXT NOT NULL,
  "is_on" BOOLEAN NOT NULL DEFAULT true,
  -- Mails that arrived before are left alone; null: all are taken.
  "take_since" TIMESTAMPTZ(3),
  "uid_validity" BIGINT,
  "last_uid" BIGINT NOT NULL DEFAULT 0,
  "looked_at" TIMESTAMPTZ(3),
  "failure" JSONB,
  "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "mailbox_pkey" PRIMARY KEY ("company_id", "environment")
);
ALTER TABLE "mailbox" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mailbox" FORCE ROW LEVEL SECURITY;
-- The scheduler may list them: its query names company and environment only.
CREATE POLICY "mailbox_scope" ON "mailbox" USING (("company_id" = visto_company() AND "environment" = visto_environment()) OR visto_system())
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "mailbox" TO visto_app;

-- Every message that was met, once: what a second look must not take again.
CREATE TABLE "mailbox_message" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "mailbox_id" UUID NOT NULL,
  "uid_validity" BIGINT NOT NULL,
  "uid" BIGINT NOT NULL,
  "message_id" TEXT,
  -- Of the whole message, and of what follows its header: a server that moves may write into headers.
  "sha256" TEXT,
  "body_sha256" TEXT,
  "outcome" TEXT NOT NULL CHECK ("outcome" IN ('taken', 'repeated', 'too_large')),
  "subject" TEXT,
  "from_address" TEXT,
  "document_id" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "mailbox_message_pkey" PRIMARY KEY ("company_id", "environment", "mailbox_id", "uid_validity", "uid")
);
CREATE INDEX "mailbox_message_sha256_idx" ON "mailbox_message"("company_id", "environment", "sha256");
CREATE INDEX "mailbox_message_message_id_idx" ON "mailbox_message"("company_id", "environment", "message_id");
ALTER TABLE "mailbox_message" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mailbox_message" FORCE ROW LEVEL SECURITY;
CREATE POLICY "mailbox_message_scope" ON "mailbox_message" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT ON "mailbox_message" TO visto_app;
