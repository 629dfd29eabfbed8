"""The program's verbs: one verb is one function is one transaction; drafts in, frozen summaries out."""
