"""What the registers share (households, persons, clans, units): list, form, editors, wastebasket, drafts."""
