"""Use cases. Each user action is one call here, one transaction and one journal entry."""
