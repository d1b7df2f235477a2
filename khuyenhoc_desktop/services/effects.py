"""What an action changed elsewhere, in words: the shares of thôn, clans, units and commune moved by it."""

from khuyenhoc_desktop.domain.criteria import Indicator, Kind
from khuyenhoc_desktop.domain.measures import MEASURES, measured_answer
from khuyenhoc_desktop.domain.numbers import format_count, format_points
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.sheet_sets import SheetSets
from khuyenhoc_desktop.store.changes import Effect
from khuyenhoc_desktop.store.commune_file import CommuneFile

MOST_TOLD = 20


def effects(file: CommuneFile, changes: Changes) -> list[str]:
    """One sentence a share: "Thôn Hạ – hộ được công nhận Gia đình học tập: 17/24 → 18/24 (75%)".

    At most MOST_TOLD of them, in the order in which they follow from one another.
    """
    told = []
    for effect in changes.effects[:MOST_TOLD]:
        found = subjects.rows(file, effect.year, [effect.subject])
        if not found:
            continue
        criteria_set = SheetSets(file, found[0].title, effect.year, [effect.subject]).of(effect.subject)
        if criteria_set.has_indicator(effect.indicator):
            told.append(_sentence(found[0].name, criteria_set.indicator(effect.indicator), effect))
    return told


def _sentence(name: str, indicator: Indicator, effect: Effect) -> str:
    measure = MEASURES.get(indicator.measure or "")
    what = measure.name if measure else indicator.name
    before = f"{format_count(effect.part_before)}/{format_count(effect.base_before)}"
    after = f"{format_count(effect.part)}/{format_count(effect.base)}"
    share = measured_answer(indicator, effect.part, effect.base)
    is_share = indicator.kind is Kind.PERCENT
    shown = f" ({format_points(share)}%)" if is_share and isinstance(share, int) else ""
    return f"{name} – {what}: {before} → {after}{shown}"
