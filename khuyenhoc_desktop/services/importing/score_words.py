"""The headings of sheets of scores of each title: what its subjects are called there, how codes are headed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from khuyenhoc_desktop.domain.criteria import Indicator
from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    COMMUNE,
    HOUSEHOLD,
    KIND_OF,
    PERSON,
    RESIDENTIAL_GROUP,
    UNIT,
)
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.fields import Vocabulary, score_vocabulary
from khuyenhoc_desktop.services.importing.heading_words import heading_key

NAME_LABELS: Mapping[str, str] = {
    PERSON: "Họ và tên",
    HOUSEHOLD: "Họ và tên chủ hộ",
    CLAN: "Tên dòng họ",
    UNIT: "Tên đơn vị",
    RESIDENTIAL_GROUP: "Tên thôn, tổ dân phố",
    COMMUNE: "Tên xã, phường, đặc khu",
}
CODE_LABELS: Mapping[str, str] = {
    PERSON: "Mã công dân",
    HOUSEHOLD: "Mã hộ",
    CLAN: "Mã dòng họ",
    UNIT: "Mã đơn vị",
    RESIDENTIAL_GROUP: "Mã thôn",
    COMMUNE: "Mã xã",
}
_NAMES: Mapping[str, tuple[str, ...]] = {
    PERSON: ("họ và tên công dân", "họ tên công dân", "công dân", "họ và tên người dân"),
    CLAN: ("dòng họ", "tên dòng họ", "dòng tộc", "họ tộc", "tên họ", "họ"),
    UNIT: ("đơn vị", "tên đơn vị", "cơ quan, đơn vị", "tên cơ quan, đơn vị", "trường", "tên trường", "cơ quan"),
    RESIDENTIAL_GROUP: ("tên thôn, tổ dân phố", "cộng đồng", "tên cộng đồng"),
    COMMUNE: ("xã", "phường", "tên xã", "tên phường", "xã, phường", "xã, phường, đặc khu", "đơn vị"),
}
_CODES: Mapping[str, tuple[str, ...]] = {
    PERSON: ("mã công dân", "mã người", "mã số công dân"),
    CLAN: ("mã dòng họ", "mã số dòng họ"),
    UNIT: ("mã đơn vị", "mã số đơn vị", "mã trường"),
    COMMUNE: ("mã xã", "mã phường", "mã đơn vị hành chính"),
}


def title_vocabulary(title: str, indicators: Sequence[Indicator]) -> Vocabulary:
    """The words of a sheet of scores of a title; computed indicators have no column of their own."""
    kind = KIND_OF[title]
    typed = [indicator for indicator in indicators if indicator.measure is None]
    vocabulary = score_vocabulary(typed)
    words = dict(vocabulary.words)
    if kind == RESIDENTIAL_GROUP:
        words = {word: f.HEAD_NAME if name == f.GROUP else name for word, name in words.items()}
    words |= {heading_key(word): f.HEAD_NAME for word in _NAMES.get(kind, ())}
    words |= {heading_key(word): f.CODE for word in _CODES.get(kind, ())}
    return replace(vocabulary, words=words, of_groups=kind == RESIDENTIAL_GROUP)


def title_labels(title: str) -> dict[str, str]:
    """The names of the fields for whoever corrects the matching of a sheet of a title."""
    kind = KIND_OF[title]
    return {**f.FIELD_LABELS, f.HEAD_NAME: NAME_LABELS[kind], f.CODE: CODE_LABELS[kind]}
