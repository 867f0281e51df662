"""Jobs of many documents: a ledger that survives, limits that hold, an export that adds up."""
