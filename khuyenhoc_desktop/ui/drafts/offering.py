"""Offering back what a run that broke off left, and leading to the place where it was typed."""

from collections.abc import Callable

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, drafts
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts import texts

PAGES = {
    drafts.HOUSEHOLD: "households",
    drafts.PERSON: "persons",
    drafts.CLAN: "clans",
    drafts.UNIT: "units",
    drafts.SHEET: "sheet",
    drafts.GRID: "grid",
    drafts.SETTINGS: "settings",
    drafts.CRITERIA: "criteria",
    drafts.IMPORT: "import",
}
OPEN, DROP = 0, 1  # places in texts.CHOICES


def offer(context: Context) -> None:
    """Offer what was left, one after the other; once one is opened, only what was typed over it is offered too.

    «Để lần sau» asks again at the next start.
    """
    left = sorted(drafts.kept(context.file), key=lambda draft: draft.kind == drafts.FORM)
    opened: Draft | None = None
    for place, draft in enumerate(left, start=1):
        if opened is not None and not _is_over(draft, opened):  # another page would close the one just opened
            continue
        which = texts.ONE_OF.format(place, len(left)) if len(left) > 1 else ""
        lead = texts.LEAD_OF.get(draft.kind, texts.LEAD).format(
            when=when(draft), what=_what_of(draft, context.year)
        )
        text = texts.TEXT.format(which=which, lead=lead, typed=told(draft))
        chosen = context.notices.choose(texts.TITLE, text, texts.CHOICES)
        if chosen == DROP:
            drafts.drop(context.file, draft)
        elif chosen == OPEN:
            open_draft(context, draft)
            opened = draft


def _is_over(draft: Draft, page: Draft) -> bool:
    """Whether a dialog stood over what is opened now."""
    shown = (page.page or PAGES[page.kind], page.year, page.subject_id)
    return draft.kind == drafts.FORM and (draft.page, draft.year, draft.subject_id) == shown


def open_draft(context: Context, draft: Draft) -> None:
    """Show the place in which a draft was typed; the page there types it in again."""
    if draft.year not in communes.facts(context.file).years:  # it was opened by what has been taken back since
        refuse(context, draft)
        return
    if draft.year != context.year:
        context.set_year(draft.year)
    context.go_to(draft.page or PAGES[draft.kind], draft=draft)


def go_on(context: Context, draft: Draft, open_form: Callable[[], object] | None) -> None:
    """Open the dialog a draft was typed in, which takes it back; when it does not open, tell what was typed."""
    context.draft_wanted = draft
    if open_form is not None:
        open_form()
    if context.draft_wanted is not None:
        context.draft_wanted = None
        refuse(context, draft)


def refuse(context: Context, draft: Draft) -> None:
    """Tell that there is no place for a draft any more, and what it holds, to be copied; then drop it."""
    _refuse(context, draft, "draft_place_gone", texts.GONE.format(name=draft.name))
    drafts.drop(context.file, draft)


def refuse_changed(context: Context, draft: Draft, now: str) -> None:
    """The same where the place holds another value meanwhile."""
    words = texts.NOW.format(now) if now else texts.NOW_EMPTY
    _refuse(context, draft, "draft_value_changed", texts.OTHER_VALUE.format(now=words))
    drafts.drop(context.file, draft)


def refuse_locked(context: Context, draft: Draft) -> None:
    """Tell that the draft's year is locked; it is kept, for the year may be unlocked."""
    cure = texts.LOCKED_CURE.format(year=draft.year)
    _refuse(context, draft, "draft_year_locked", texts.LOCKED.format(year=draft.year), cure)


def refuse_unseen(context: Context, draft: Draft) -> None:
    """Tell that the file of an import is not to be reached now; the draft is kept, for a stick may be put in."""
    _refuse(context, draft, "draft_file_unseen", texts.UNSEEN.format(name=draft.name), texts.UNSEEN_CURE)


def _refuse(context: Context, draft: Draft, code: str, reason: str, cure: str = "") -> None:
    cure = f"{cure}\n{texts.COPY_IT.format(told(draft, whole=True))}".strip()
    context.notices.error(UserError(code, reason, cure, place=what(draft)))


def restored_words(draft: Draft, changed: list[str]) -> str:
    """What is said once the fields are filled again."""
    words = texts.RESTORED.format(len(draft.typed), when(draft))
    return f"{words} {texts.CHANGED.format(len(changed))}" if changed else words


def told(draft: Draft, *, whole: bool = False) -> str:
    """What was typed, a line for each field; cut short unless the `whole` is wanted."""
    pattern = texts.COUNT_LINE if draft.kind in (drafts.CRITERIA, drafts.IMPORT) else texts.LINE
    lines = [_line(pattern, label, words, whole) for label, words in draft.words.items()]
    if not whole and len(lines) > texts.MOST_LINES:
        lines[texts.MOST_LINES :] = [texts.MORE.format(len(lines) - texts.MOST_LINES)]
    return "\n".join(lines)


def when(draft: Draft) -> str:
    """The time at which it was put down, in words."""
    return f"{draft.when:%H:%M ngày %d/%m/%Y}"


def what(draft: Draft) -> str:
    """What was being typed, in words."""
    pattern = texts.WHAT[draft.kind]
    if draft.subject_id is None:
        pattern = texts.WHAT_NEW.get(draft.kind, pattern)
    return pattern.format(name=draft.name, year=draft.year).strip()


def _what_of(draft: Draft, year: int) -> str:
    """The same, with its year where another one is worked in."""
    tells_year = draft.year == year or "{year}" in texts.WHAT[draft.kind]
    return what(draft) if tells_year else texts.OF_YEAR.format(what=what(draft), year=draft.year)


def _line(pattern: str, label: str, words: str, whole: bool) -> str:
    tidy = words if whole else " / ".join(words.split("\n"))
    if not whole and len(tidy) > texts.LONGEST:
        tidy = tidy[: texts.LONGEST].rstrip() + "…"
    return pattern.format(label, tidy) if tidy else texts.EMPTIED.format(label)
