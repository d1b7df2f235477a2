"""Opening again the form of a step or a decision that was being typed when the program broke off."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.drafts.offering import go_on
from khuyenhoc_desktop.ui.recognition.desk import CORRECT, DECISION, RECOGNISE, RETURN, STAGE, WITHDRAW

if TYPE_CHECKING:
    from khuyenhoc_desktop.ui.recognition.page import RecognitionPage


def put_back(page: "RecognitionPage", draft: Draft) -> None:
    """Select whom the form was for and open it; where one of them is gone, tell what was typed."""
    title, ids = str(draft.place.get("title")), list(draft.place.get("ids", ()))
    if title in TITLES and title != page.filters.chosen_title():
        page.show_title(title)
    page.show_only({})
    page.table.select_ids(ids)
    are_there = sorted(page.table.selected_ids()) == ids or draft.form == DECISION
    go_on(page.context, draft, _opener(page, draft) if are_there else None)


def _opener(page: "RecognitionPage", draft: Draft) -> Callable[[], object] | None:
    commands, steps = page.commands, page.step_commands
    openers: dict[str, Callable[[], object]] = {
        DECISION: lambda: commands.edit_decision(draft.subject_id or 0),
        RECOGNISE: commands.recognise,
        STAGE: steps.declare,
        RETURN: steps.send_back,
        WITHDRAW: steps.withdraw,
        CORRECT: steps.correct,
    }
    return openers.get(draft.form)
