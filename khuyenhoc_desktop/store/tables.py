"""The tables as peewee models: used to build the queries whose shape depends on filters. Never leave the store."""

import peewee
from peewee import CompositeKey, IntegerField, TextField


class _Table(peewee.Model):
    class Meta:
        only_save_dirty = True
        legacy_table_names = False


class Household(_Table):
    """A household as it is now; where it lived in which year stands in residence."""

    id = IntegerField(primary_key=True)
    code = TextField(null=True)
    head_name = TextField()
    born = TextField(null=True)
    member_count = IntegerField(null=True)
    school_age_count = IntegerField(null=True)
    address = TextField(null=True)
    personal_number = TextField(null=True)
    note = TextField(null=True)
    deleted_at = TextField(null=True)

    class Meta:
        table_name = "household"


class Standing(_Table):
    """Derived: where a subject stands in a year; one that is away or deleted has no row."""

    year = IntegerField()
    subject_id = IntegerField()
    title = TextField()
    group_id = IntegerField(null=True)
    counted = IntegerField()
    registered = IntegerField()
    entered = IntegerField()
    missing = IntegerField()
    total = IntegerField(null=True)
    outcome = TextField()
    level = IntegerField(null=True)
    proposed = IntegerField()
    recognised = IntegerField(null=True)
    decision_id = IntegerField(null=True)
    stage = IntegerField()
    returned = IntegerField()

    class Meta:
        table_name = "standing"
        primary_key = CompositeKey("year", "subject_id")


class HouseholdSearch(_Table):
    """Derived: what a household is found and sorted by."""

    household_id = IntegerField(primary_key=True)
    sort_key = TextField()
    find = TextField()

    class Meta:
        table_name = "household_search"


class Person(_Table):
    """A person as he is now; in which thôn he is in which year stands in standing."""

    id = IntegerField(primary_key=True)
    code = TextField(null=True)
    name = TextField()
    born = TextField(null=True)
    sex = TextField(null=True)
    person_group = TextField(null=True)
    household_id = IntegerField(null=True)
    group_id = IntegerField(null=True)
    unit_id = IntegerField(null=True)
    unit_role = TextField(null=True)
    clan_id = IntegerField(null=True)
    personal_number = TextField(null=True)
    note = TextField(null=True)
    valid_from = IntegerField()
    valid_to = IntegerField(null=True)
    deleted_at = TextField(null=True)

    class Meta:
        table_name = "person"


class PersonSearch(_Table):
    """Derived: what a person is found and sorted by."""

    person_id = IntegerField(primary_key=True)
    sort_key = TextField()
    find = TextField()

    class Meta:
        table_name = "person_search"
