"""The ledger: what people judged and what was graded anew, beside the machine's sheets; added to, never changed."""
