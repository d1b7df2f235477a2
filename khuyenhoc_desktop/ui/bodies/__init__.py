"""What the pages of clans and of units share: list, form, selection."""
