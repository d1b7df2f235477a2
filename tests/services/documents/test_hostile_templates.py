"""Word templates that were forged: refused in words, in seconds, and no paper is left behind."""

import io
import time
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.documents import making
from khuyenhoc_desktop.services.documents.kinds import LAYOUTS
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.documents.word import copy_templates
from khuyenhoc_desktop.services.progress import finish
from tests.hostile.bounded import MOST_SECONDS
from tests.packed_parts import replaced
from tests.store.facts import dump

REQUEST = Request("decision", "learning_family", 2026)
DOCUMENT, LINKS = "word/document.xml", "word/_rels/document.xml.rels"
BEGIN = b"<w:body>"


@pytest.fixture
def template(small):
    """The office's own template of the decision."""
    return copy_templates(LAYOUTS, small.folder) / "quyet-dinh.docx"


def put_words(template, words):
    document = docx.Document(template)
    document.paragraphs[0].insert_paragraph_before(words)
    document.save(template)


def answer(file, tmp_path):
    """The code of the refusal, "" when the paper was made; in time, and nothing is left where it was refused."""
    before, start = dump(file), time.perf_counter()
    code, left = "", []
    try:
        finish(making.save_word(file, REQUEST, tmp_path / "qd.docx"))
    except UserError as refusal:
        code = refusal.code if refusal.message and refusal.cure else "no words"
        left = list(tmp_path.glob("*.docx*"))
    assert left == []
    assert time.perf_counter() - start < MOST_SECONDS
    assert dump(file) == before
    return code


LETTERS = "abcdefghij"
WORDS = {
    "files taken in": "{% include '/etc/passwd' %}",
    "another template": "{% import 'x' as y %}",
    "an endless macro": "{% macro a(x) %}{{ a(x) }}{% endmacro %}{{ a(1) }}",
    "a loop of itself": "{% for one in receivers recursive %}{{ loop(receivers) }}{% endfor %}",
    "the way to Python": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a call": "{{ title.upper() }}",
    "a long number": "{{ 9 ** 99999999 }}",
    "a wide field": "{{ '%0900000000d' % 1 }}",
    "ranges": "{% for one in range(10 ** 9) %}{% endfor %}",
    "doubling with ~": "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
    "doubling with +": "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a + a %}" * 40 + "{{ a }}",
    "a sum of words": "{{ title + title }}",
    "nothing divided": "{{ 1 / 0 }}",
    "words compared": "{{ title < 1 }}",
    "ten loops in loops": "".join(f"{{% for {one} in subjects %}}" for one in LETTERS) + "x" + "{% endfor %}" * 10,
    "25 loops in loops": "".join(f"{{% for a{n} in receivers %}}" for n in range(25)) + "{% endfor %}" * 25,
    "2000 conditions": "{% if title %}" * 2000 + "{% endif %}" * 2000,
    "more fields than any paper has": "{{ title }}" * 501,
    "5000 brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "tags that never end": "{%" * 100_000,
    "fields that never end": "{{ title" * 20_000,
    "a number of 5000 digits": "{{ " + "9" * 5000 + " }}",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_that_are_commands(small, template, tmp_path, words):
    put_words(template, words)
    assert answer(small, tmp_path) in ("template_code", "template_tag", "too_long_for_word", "template_field")


def test_a_text_for_every_turn_of_a_loop_has_an_end(small, template, tmp_path):
    put_words(
        template,
        "{% for a in subjects %}{% for b in subjects %}" + "Dài quá " * 30_000 + "{% endfor %}{% endfor %}",
    )
    assert answer(small, tmp_path) == "too_long_for_word"


def test_what_a_template_may_still_do(small, template, tmp_path):
    words = "{% for one in receivers %}{{ loop.index + 1 }} {{ one | upper }}{% if not loop.last %}, {% endif %}"
    put_words(template, words + "{% endfor %}{{ 'có' if title else 'không' }}{# ghi chú #}")
    assert answer(small, tmp_path) == ""


LINK = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"'
    b' Target="%s" TargetMode="External"/></Relationships>'
)


def link(kind, target):
    return lambda data: data.replace(b"</Relationships>", LINK % (kind, target))


def sly(plain, written):
    """A picture from elsewhere whose link is written so that a search for it may miss it."""
    sought = LINK % (b"image", b"http://xau.example/a.png")
    assert plain in sought
    return lambda data: data.replace(b"</Relationships>", sought.replace(plain, written))


def in_front(content):
    return lambda data: data.replace(BEGIN, BEGIN + content, 1)


def instead(content):
    return lambda data: data[: data.index(BEGIN)] + BEGIN + content + b"</w:body></w:document>"


def in_utf16(data):
    declared = data.decode().partition("?>")[2]
    return ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY x "ha">]>' + declared).encode("utf-16")


CROSSED = (
    b"{% for a in title %}{% for b in title %}<w:p w:x=''>{% endfor %}{% endfor %}{% if no is defined %}</w:p>"
)
PARTS = {
    "a picture from elsewhere": (LINKS, link(b"image", b"http://xau.example/a.png"), "template_damaged"),
    "a picture of a server": (LINKS, link(b"image", rb"\\xau.example\a.png"), "template_damaged"),
    "a template from elsewhere": (
        "word/_rels/settings.xml.rels",
        lambda _: (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + LINK % (b"attachedTemplate", b"http://xau.example/a.dotm")
        ),
        "template_damaged",
    ),
    "a link with a sign before it": (LINKS, sly(b"TargetMode", b'Anchor="&gt;>" TargetMode'), "template_damaged"),
    "a link said by numbers": (LINKS, sly(b'"External"', b'"&#69;xternal"'), "template_damaged"),
    "a link that looks like one to read": (
        LINKS,
        sly(b" Type=", b' xType="a/hyperlink" Type='),
        "template_damaged",
    ),
    "a link cut in two": (LINKS, sly(b"TargetMode", b" " * (1 << 20) + b"TargetMode"), "template_damaged"),
    "a link to read": (LINKS, link(b"hyperlink", b"http://hoikhuyenhoc.example/"), ""),
    "a template of this computer": (LINKS, link(b"attachedTemplate", b"file:///C:/Users/An/Mau.dotx"), ""),
    "a way out of the folder": ("../../../x.txt", lambda _: b"x", "template_damaged"),
    "a way from the root": ("/etc/x.txt", lambda _: b"x", "template_damaged"),
    "a part that is elsewhere": (
        LINKS,
        lambda data: data.replace(b'Target="', b'Target="../../../'),
        "template_tag",
    ),
    "entities in UTF-16": (DOCUMENT, in_utf16, "template_damaged"),
    "entities in a header": (
        "word/header9.xml",
        lambda _: b" " * ((1 << 20) - 5) + b'<!DOCTYPE x [<!ENTITY x "ha">]>',
        "template_damaged",
    ),
    "twelve megabytes of paragraphs": (DOCUMENT, in_front(b"<w:p><w:r/></w:p>" * 700_000), "template_damaged"),
    "two megabytes of paragraphs": (DOCUMENT, in_front(b"<w:p><w:r/></w:p>" * 120_000), "template_tag"),
    "paragraphs that do not end": (DOCUMENT, instead(b'<w:p w:x=""/>' * 40_000), ""),
    "runs that do not end": (DOCUMENT, in_front(b"<w:p>" + b'<w:r w:x=""/>' * 40_000 + b"</w:p>"), ""),
    "rows that are tags": (DOCUMENT, in_front(b'<w:tr w:a="{%tr a %}"/>' * 3000), "template_tag"),
    "tags in what nobody sees": (DOCUMENT, in_front(b'<w:p w:x="' + b"{%" * 90_000 + b'"/>'), "template_tag"),
    "paragraphs in paragraphs": (DOCUMENT, in_front(b"<w:p>" * 5000 + b"</w:p>" * 5000), "template_tag"),
    "a loop across paragraphs": (DOCUMENT, instead(CROSSED + b"</w:p>{% endif %}"), "template_tag"),
    "commands in the properties": (
        "docProps/core.xml",
        lambda data: data.replace(b"</dc:title>", b"{{ 1 / 0 }}</dc:title>"),
        "template_code",
    ),
    "no list of kinds": ("[Content_Types].xml", lambda _: b"", "template_tag"),
    "no links at all": ("_rels/.rels", lambda _: b"<a/>", "template_tag"),
    "styles that are none": ("word/styles.xml", lambda _: b"<x", "template_tag"),
}


@pytest.mark.parametrize("name", PARTS)
def test_parts_that_were_forged(small, template, tmp_path, name):
    part, change, code = PARTS[name]
    replaced(template, part, change)
    assert answer(small, tmp_path) == code


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.sampled_from([DOCUMENT, LINKS, "[Content_Types].xml", "word/settings.xml"]), data=st.data())
def test_damaged_bytes_are_read_or_refused(small, template, tmp_path, part, data):
    good = template.read_bytes()
    with zipfile.ZipFile(io.BytesIO(good)) as packed:
        content = bytearray(packed.read(part))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    replaced(template, part, lambda _: bytes(content))
    try:
        answer(small, tmp_path)
    finally:
        template.write_bytes(good)
        (tmp_path / "qd.docx").unlink(missing_ok=True)
