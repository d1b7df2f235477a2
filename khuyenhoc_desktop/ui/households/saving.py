"""Saving what a form holds: what to ask about before, and the one service call."""

from datetime import date

from khuyenhoc_desktop.domain.household import HouseholdFields, check_fields
from khuyenhoc_desktop.services import households
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households.editors import HouseholdEditors


def doubts(file: CommuneFile, editors: HouseholdEditors, household_id: int | None) -> list[str]:
    """What the officer has to confirm: doubtful values and likely twins, unless they were there before."""
    fields, group_id = editors.fields(), editors.group_id()
    if household_id is not None and fields == editors.base():
        return []
    known = check_fields(editors.base(), date.today().year) if household_id else []
    found = [p for p in check_fields(fields, date.today().year) if not p.is_error and p not in known]
    if group_id is not None and _named_anew(fields, editors.base(), household_id):
        found += households.likely_twins(file, fields, group_id, but=household_id)
    return [f"{problem.message}\n{problem.cure}" for problem in found]


def write(context: Context, household_id: int | None, group_id: int | None, fields: HouseholdFields) -> int:
    """One service call; the id of the household written.

    Raises:
        UserError: what the service refuses.
    """
    if household_id is not None:
        households.edit(context.file, household_id, fields)
        return household_id
    if group_id is None:
        raise ValueError("a new household needs a group")
    return households.add(context.file, context.year, group_id, fields)


def _named_anew(fields: HouseholdFields, base: HouseholdFields, household_id: int | None) -> bool:
    """Twins are looked for when a household is new, or its name or number is another one."""
    name, number = fields.head_name != base.head_name, fields.personal_number != base.personal_number
    return household_id is None or name or number
