"""The making of a commune, killed on its way: it is there whole, or can be made as if nothing had been."""

from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import check, communes

FACTS = ("99999", "Mẫu", "Tỉnh", 2026)


def create(folder, pipe):
    """Make a commune; this process is meant to be killed meanwhile."""
    pipe.send(("begin", "creation", None))
    communes.create_commune(Path(folder), *FACTS).close()
    pipe.send(("done", None, None))


def judge_creation(folder):
    """Whether the killed process has made the commune, and what is wrong with what is there."""
    made = (folder / communes.FILE_NAME).exists()
    try:
        file = communes.open_commune(folder) if made else communes.create_commune(folder, *FACTS)
    except UserError as refusal:
        return made, [f"third state: {refusal.code}"]
    faults = [f"check: {one.code}: {one.message}" for one in check.check(file)]
    if communes.facts(file).years != (FACTS[-1],) or file.value("SELECT count(*) FROM journal") != 1:
        faults.append("third state: half of a commune")
    file.close()
    left = [one.name for one in folder.iterdir() if one.name != communes.FILE_NAME]
    return made, faults + [f"third state: {name} is left behind" for name in left]
