"""The clans, their households and the units of the sample commune, imported as an officer would."""

from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.criteria_sets import RESOURCES
from khuyenhoc_desktop.services.progress import finish

CLANS, MEMBERS, UNITS = "dong-ho.xlsx", "ho-cua-dong-ho.xlsx", "don-vi.xlsx"


def import_bodies(file: CommuneFile, year: int) -> None:
    """Import the three workbooks of resources/sample into a file that has the sample's households."""
    from khuyenhoc_desktop.services.importing.applying import apply_plan
    from khuyenhoc_desktop.services.importing.bodies import plan_units
    from khuyenhoc_desktop.services.importing.clans import plan_clans

    for name, plan in ((CLANS, plan_clans), (MEMBERS, plan_clans), (UNITS, plan_units)):
        finish(apply_plan(file, finish(plan(file, year, RESOURCES / "sample" / name))))
