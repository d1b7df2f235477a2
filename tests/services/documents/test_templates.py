"""Word templates: those kept are those the script makes, and an edited one is used, or refused by name."""

import importlib.util
import io
import zipfile
from pathlib import Path

import docx
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.documents import making
from khuyenhoc_desktop.services.documents.kinds import LAYOUTS
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.documents.word import OWN_FOLDER, SHIPPED, copy_templates
from khuyenhoc_desktop.services.progress import finish
from tests.services.documents.small import word_text

SCRIPT = Path(__file__).resolve().parents[3] / "packaging" / "make_templates.py"
REQUEST = Request("decision", "learning_family", 2026)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("make_templates", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    folder = tmp_path_factory.mktemp("templates")
    script.main(folder)
    return folder


def parts(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_templates_kept_are_those_of_the_layouts(fresh, layout):
    assert parts(SHIPPED / layout.template) == parts(fresh / layout.template)


def test_there_are_no_other_templates():
    assert {path.name for path in SHIPPED.iterdir()} == {layout.template for layout in LAYOUTS}


@pytest.fixture
def own(small):
    """Puts words into the office's own template of the decision: before its first paragraph with text."""

    def edited(words):
        folder = copy_templates(LAYOUTS, small.folder)
        document = docx.Document(folder / "quyet-dinh.docx")
        document.paragraphs[0].insert_paragraph_before(words)
        document.save(folder / "quyet-dinh.docx")
        return folder / "quyet-dinh.docx"

    return edited


def made(file, tmp_path):
    return word_text(finish(making.save_word(file, REQUEST, tmp_path / "qd.docx")))


def refusal(file, tmp_path):
    with pytest.raises(UserError) as told:
        made(file, tmp_path)
    assert "quyet-dinh.docx" in told.value.message
    assert OWN_FOLDER in told.value.cure
    assert not (tmp_path / "qd.docx").exists()
    return told.value


def test_an_edited_template_wins(small, own, tmp_path):
    own("Bản của xã: {{ commune_capital }}, {{ title | upper }}")
    text = made(small, tmp_path)
    assert "Bản của xã: Xã An Học, GIA ĐÌNH HỌC TẬP" in text
    assert "Điều 1. Công nhận 1 hộ gia đình" in text


def test_copying_templates_leaves_the_edited_ones_alone(small, own):
    before = own("Riêng").read_bytes()
    assert (copy_templates(LAYOUTS, small.folder) / "quyet-dinh.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("{{ ten_xa }}", "ten_xa"),
        ("{% for line in lines %}{{ line.so_dien_thoai }}{% endfor %}", "so_dien_thoai"),
    ],
)
def test_an_unknown_field_is_named(small, own, tmp_path, words, field):
    own(words)
    told = refusal(small, tmp_path)
    assert told.code == "template_field"
    assert f"«{field}»" in told.message


@pytest.mark.parametrize(
    "words", ["{{ title", "{% if title %}Có", "{% endfor %}", "{{ title | khong_co }}", "{{ }}"]
)
def test_a_broken_tag_is_refused(small, own, tmp_path, words):
    own(words)
    assert refusal(small, tmp_path).code == "template_tag"


@pytest.mark.parametrize(
    "words",
    [
        "{{ title.__class__.__mro__ }}",
        "{{ ''.join(bases) }}",
        "{{ 'x' * 999999999 }}",
        "{{ 2 ** 999999999 }}",
        "{{ cycler.__init__.__globals__.os.system('x') }}",
        "{% for i in range(999999999) %}x{% endfor %}",
    ],
)
def test_a_template_runs_no_code(small, own, tmp_path, words):
    own(words)
    assert refusal(small, tmp_path).code in ("template_code", "template_field", "template_tag")


@pytest.mark.parametrize("kind", ["no_zip", "no_document", "macro", "bomb", "cut", "entities", "outside"])
def test_a_hostile_file_is_refused(small, own, tmp_path, kind):
    path = own("Chào")
    path.write_bytes(hostile(path, kind))
    assert refusal(small, tmp_path).code == "template_damaged"


LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 10))
ENTITIES = {
    "entities": b'<!DOCTYPE x [<!ENTITY a0 "ha">' + LAUGHS + b'<!ENTITY x "&a9;">]>',
    "outside": b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
}


def hostile(path, kind):
    whole = path.read_bytes()
    if kind in ("no_zip", "cut"):
        return b"chua phai tep Word" if kind == "no_zip" else whole[: len(whole) // 2]
    held = {} if kind == "no_document" else parts(path)
    extra = {"macro": ("word/vbaProject.bin", b"x"), "bomb": ("word/media/a.xml", b" " * 60_000_000)}
    name, content = extra.get(kind, ("a.txt", b"x"))
    if kind in ENTITIES:
        name = "word/document.xml"
        content = ENTITIES[kind] + held[name].partition(b"?>")[2].replace("Chào".encode(), b"&x;")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part, kept in {**held, name: content}.items():
            new.writestr(part, kept)
    return packed.getvalue()


def test_a_file_that_cannot_be_written_is_told(small, tmp_path):
    (tmp_path / "qd.docx").mkdir()
    with pytest.raises(UserError) as told:
        made(small, tmp_path)
    assert told.value.code == "cannot_write"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []
