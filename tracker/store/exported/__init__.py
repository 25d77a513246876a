"""The whole ledger as plain files that a person can read, and a database made from them again."""
