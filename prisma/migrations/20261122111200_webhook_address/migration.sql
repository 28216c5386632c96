-- The unguessable end of the address is a secret like the key of the signature: sealed, so that a change of the key can
-- register the same address again.
ALTER TABLE "webhook_endpoint"
  ADD COLUMN "address_cipher" BYTEA NOT NULL,
  ADD COLUMN "address_key_version" INTEGER NOT NULL;
