"""A criteria set as a page to read: provenance first, then document, rules, indicators and worked examples."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from khuyenhoc_desktop.domain.answer_text import format_answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Criterion, Indicator, Kind
from khuyenhoc_desktop.domain.measures import MEASURES
from khuyenhoc_desktop.domain.scoring import score
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS
from khuyenhoc_desktop.domain.text import format_count, format_date, format_points
from khuyenhoc_desktop.services.criteria.versions import Use
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.criteria import texts

RIGHT = ' align="right"'
SHA_SHOWN = 16  # letters of the sha256 shown; enough to tell two files apart


def html_of(criteria_set: CriteriaSet, confirmed: str = "", use: Use | None = None) -> str:
    """The whole set as HTML, in the colours of the theme; `confirmed` says who has compared a sample, and when."""
    rules = _levels(criteria_set) if criteria_set.is_checklist else _rules(criteria_set)
    parts = (
        f"<h2>{escape(criteria_set.name)}</h2>",
        _provenance(criteria_set, confirmed),
        _facts(criteria_set, use or Use()),
        f"<h3>{texts.RULES}</h3>",
        lines_html(rules),
        f"<h3>{texts.INDICATORS}</h3>",
        _indicators(criteria_set),
        f"<h3>{texts.EXAMPLES}</h3><p>{texts.EXAMPLES_TEXT}</p>",
        _examples(criteria_set),
    )
    return "".join(parts)


def years_words(criteria_set: CriteriaSet) -> str:
    """The years in which the set holds."""
    if criteria_set.valid_to is None:
        return texts.FROM_YEAR.format(criteria_set.valid_from)
    return texts.YEARS.format(criteria_set.valid_from, criteria_set.valid_to)


def _provenance(criteria_set: CriteriaSet, confirmed: str) -> str:
    sample = criteria_set.is_sample and not confirmed
    head = texts.SAMPLE_HEAD if sample else texts.CONFIRMED_HEAD if confirmed else texts.OFFICIAL_HEAD
    text = confirmed or criteria_set.notice or ("" if sample else texts.OFFICIAL_TEXT)
    ground = theme.colour("warn_soft" if sample else "ok_soft").name()
    return (
        f'<table width="100%" cellpadding="{theme.px(10)}" bgcolor="{ground}"><tr><td>'
        f"<b>{escape(head)}</b><br>{escape(text)}</td></tr></table>"
    )


def use_words(use: Use) -> str:
    """For which years a set is chosen and how many sheets are filled with it."""
    told = [texts.USED_YEARS.format(years=", ".join(map(str, use.years)))] if use.years else []
    sheets = sorted(use.sheets.items())
    told += [texts.USED_SHEETS.format(count=format_count(count), year=year) for year, count in sheets]
    return "; ".join(told) or texts.NOT_USED


def _facts(criteria_set: CriteriaSet, use: Use) -> str:
    issued = criteria_set.issued_on
    told = (
        (texts.FACT_TITLE, criteria_set.title_name),
        (texts.FACT_GROUP, PERSON_GROUPS.get(criteria_set.person_group or "")),
        (texts.FACT_DOCUMENT, criteria_set.document),
        (texts.FACT_ISSUED, format_date(date.fromisoformat(issued)) if issued else texts.UNKNOWN_DAY),
        (texts.FACT_NOTE, criteria_set.document_note),
        (texts.FACT_YEARS, years_words(criteria_set)),
        (texts.FACT_VERSION, criteria_set.version),
        (texts.FACT_SUPERSEDES, criteria_set.supersedes),
        (texts.FACT_USE, use_words(use)),
        (texts.FACT_SHA, criteria_set.sha256[:SHA_SHOWN]),
    )
    rows = (f"<tr><td><b>{name}</b></td><td>{escape(str(value))}</td></tr>" for name, value in told if value)
    return f'<p></p><table cellpadding="{theme.px(3)}">{"".join(rows)}</table>'


def _rules(criteria_set: CriteriaSet) -> Iterable[str]:
    rules = criteria_set.rules
    most = format_points(criteria_set.max_total)
    yield texts.RULE_TOTAL.format(points=format_points(rules.min_total), most=most)
    if rules.min_per_indicator is not None:
        yield texts.RULE_EACH.format(points=format_points(rules.min_per_indicator))
    for criterion in criteria_set.criteria:
        least = rules.min_per_criterion.get(criterion.code)
        if least is not None:
            points = format_points(least)
            yield texts.RULE_CRITERION.format(number=criterion.number, name=criterion.name, points=points)
    if rules.required_yes:
        needed = (one.number for one in criteria_set.indicators if one.code in rules.required_yes)
        yield texts.RULE_YES.format(numbers=", ".join(needed))
    yield texts.RULE_NA[rules.not_applicable.value]


def _levels(criteria_set: CriteriaSet) -> Iterable[str]:
    """When a checklist is met: by levels, never by points."""
    for level in criteria_set.rules.levels:
        words = texts.RULE_LEVEL_1 if level.level == 1 else texts.RULE_LEVEL
        yield words.format(name=level.name)
    yield texts.RULE_NO_POINTS


def _checklist(criteria_set: CriteriaSet) -> str:
    levels = [level.name for level in criteria_set.rules.levels]
    number, name, entry, _, na, source = texts.CHECKLIST_COLUMNS
    rows = []
    for criterion in criteria_set.criteria:
        words = texts.CRITERION.format(number=criterion.number, name=criterion.name)
        ground = theme.colour("nav").name()
        rows.append(f'<tr bgcolor="{ground}"><td colspan="{5 + len(levels)}"><b>{escape(words)}</b></td></tr>')
        rows += [_target_row(criteria_set, indicator) for indicator in criterion.indicators]
    share = 20 // max(len(levels), 1)
    return table((number, name, entry, *levels, na, source), rows, (6, 37, 20, *(share for _ in levels), 6, 11))


def _target_row(criteria_set: CriteriaSet, indicator: Indicator) -> str:
    levels = [indicator.target(level.level) for level in criteria_set.rules.levels]
    unit = "%" if indicator.kind is Kind.PERCENT else ""
    asked = ["" if each is None else f"{format_answer(indicator, each)}{unit}" for each in levels]
    cells = (
        f"<td>{escape(indicator.number)}</td><td>{_name(indicator)}</td><td>{escape(_entry(indicator))}</td>",
        *(f"<td{RIGHT}>{escape(each)}</td>" for each in asked),
        f"<td>{texts.CAN_BE_NA if indicator.allow_na else ''}</td>",
        f"<td>{texts.SOURCES[indicator.source.value]}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>"


def _name(indicator: Indicator) -> str:
    """The words of an indicator, with its help below."""
    muted = theme.colour("muted").name()
    name = escape(indicator.name) + ("" if indicator.required else texts.OPTIONAL)
    return name + (f'<br><span style="color:{muted}">{escape(indicator.help)}</span>' if indicator.help else "")


def _entry(indicator: Indicator) -> str:
    """How it is answered; a measure is not."""
    if indicator.measure:
        return texts.MEASURED.format(name=MEASURES[indicator.measure].name)
    return indicator.entry_hint()


def _indicators(criteria_set: CriteriaSet) -> str:
    if criteria_set.is_checklist:
        return _checklist(criteria_set)
    rows = []
    for criterion in criteria_set.criteria:
        rows.append(_criterion_row(criterion))
        rows += [_indicator_row(criteria_set, indicator) for indicator in criterion.indicators]
    return table(texts.COLUMNS, rows, texts.WIDTHS)


def _criterion_row(criterion: Criterion) -> str:
    name = texts.CRITERION.format(number=criterion.number, name=criterion.name)
    ground = theme.colour("nav").name()
    return (
        f'<tr bgcolor="{ground}"><td colspan="3"><b>{escape(name)}</b></td>'
        f'<td{RIGHT}><b>{format_points(criterion.max_points)}</b></td><td colspan="3"></td></tr>'
    )


def _indicator_row(criteria_set: CriteriaSet, indicator: Indicator) -> str:
    floor = criteria_set.floor_of(indicator)
    cells = (
        f"<td>{escape(indicator.number)}</td><td>{_name(indicator)}</td><td>{escape(_entry(indicator))}</td>",
        f"<td{RIGHT}>{format_points(indicator.max_points)}</td>",
        f"<td{RIGHT}>{'' if floor is None else format_points(floor)}</td>",
        f"<td>{texts.CAN_BE_NA if indicator.allow_na else ''}</td>",
        f"<td>{texts.SOURCES[indicator.source.value]}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>"


def _examples(criteria_set: CriteriaSet) -> str:
    if criteria_set.is_checklist:
        told = ((one.name, score(criteria_set, one.answers).sentence) for one in criteria_set.examples)
        lines = (f"<tr><td>{escape(name)}</td><td>{escape(words)}</td></tr>" for name, words in told)
        return table(texts.CHECKLIST_EXAMPLE_COLUMNS, lines, texts.CHECKLIST_EXAMPLE_WIDTHS)
    rows = (
        f"<tr><td>{escape(one.name)}</td><td{RIGHT}>{format_points(one.total)}</td>"
        f"<td>{escape(score(criteria_set, one.answers).sentence)}</td></tr>"
        for one in criteria_set.examples
    )
    return table(texts.EXAMPLE_COLUMNS, rows, texts.EXAMPLE_WIDTHS)


def table(titles: Sequence[str], rows: Iterable[str], widths: Sequence[int]) -> str:
    """A table of HTML rows; the widths in per cent."""
    border = theme.colour("border").name()
    sized = zip(titles, widths, strict=True)
    head = "".join(f'<th align="left" width="{width}%">{title}</th>' for title, width in sized)
    return (
        f'<table width="100%" border="1" cellspacing="0" cellpadding="{theme.px(5)}"'
        f' style="border-collapse: collapse; border-style: solid; border-color: {border}">'
        f"<tr>{head}</tr>{''.join(rows)}</table>"
    )


def lines_html(lines: Iterable[str]) -> str:
    """A list of plain lines as HTML."""
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
