"""TCVN3 against glibc's iconv, VNI against samples typed by hand and an inverse; no false alarms."""

import shutil
import string
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.legacy_text import convert, detect

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
ACCENTED = [letter for letter in SMALL if not letter.isascii()]
LETTERS = ACCENTED + [letter.upper() for letter in ACCENTED]
NAMES = [
    "Nguyễn Văn Đức", "Trần Thị Hồng Điệp", "Lê Quý Đôn", "Phạm Thị Thuý", "Hoàng Ngọc Ánh", "Đỗ Hữu Phước",
    "Bùi Thị Huyền", "Vũ Đình Khoẻ", "Ngô Thị Mỹ Hạnh", "Đặng Xuân Trường", "Hồ Thị Kỷ", "Lý Thị Nguyệt",
]  # fmt: skip
NOT_LEGACY = [
    NAMES,
    [unicodedata.normalize("NFD", name) for name in NAMES],
    ["Lê Hùng", "Hà Thìn", "Võ Bé", "Hồ Thò", "Lý Công"],
    ["Lê Hùng"],
    ["Nguyen Van An", "Tran Thi Be", "038086001234"],
    ["Thôn 1", "Tổ dân phố 2", "Xóm Đoài"],
    ["André Gide", "Hélène Dupré", "François Müller", "Noël", "José", "Zoé Léa", "René Thérèse", "João São"],
    ["H'Hen Niê", "K'Sor Y Blô", "Y Moan Ênuôl"],
    ["John Smith", "café", "naïve", "25 °C", "5 µm", "100 m²", "½", "© 2020", "§ 12"],
    ["Nguyễn Văn An", "Trần Bình", "Lê Thị TrÇn"],
    [],
    ["", " "],
]


def in_tcvn3(text):
    """The text as an old .VnTime cell shows it, made with iconv: independent of the table under test."""
    made = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"], input=text.encode(), capture_output=True, check=True
    )
    return "".join(western(byte) for byte in made.stdout)


def western(byte):
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


needs_iconv = pytest.mark.skipif(shutil.which("iconv") is None, reason="glibc's iconv is the oracle")


def in_vni(text):
    """The text in VNI, from the meaning of its marks: a tone's own, or the one that joins it with a shape."""
    return "".join(vni_letter(letter) for letter in text)


def vni_letter(letter):
    single = dict(zip("đĐíÍìÌỉỈĩĨịỊỵỴ", "ñÑíÍìÌæÆóÓòÒîÎ", strict=True))
    if letter.isascii() or letter in single:
        return single.get(letter, letter)
    base, *marks = unicodedata.normalize("NFD", letter)
    tones = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
    joined = {"\u0302": ("â", "àáåãä"), "\u0306": ("ê", "èéúüë")}
    shape = next((mark for mark in marks if mark not in tones), "")
    tone = next((mark for mark in marks if mark in tones), "")
    if shape in joined:
        alone, toned = joined[shape]
        mark = toned["\u0300\u0301\u0309\u0303\u0323".index(tone)] if tone else alone
    else:
        mark = tones.get(tone, "")
        base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base] if shape else base
    return base + (mark.upper() if base.isupper() else mark)


def test_there_are_134_letters():
    assert len(set(LETTERS)) == 134


@needs_iconv
@pytest.mark.parametrize("letter", LETTERS)
def test_every_tcvn3_letter_as_iconv_has_it(letter):
    assert convert(in_tcvn3(letter), "tcvn3") == letter


@needs_iconv
def test_every_tcvn3_byte_iconv_maps_to_a_letter():
    for byte in [*range(0x01, 0x20), *range(0x80, 0x100)]:
        read = subprocess.run(
            ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=bytes([byte]), capture_output=True
        )
        letter = read.stdout.decode()
        if letter.isalpha():
            assert convert(chr(byte), "tcvn3") == convert(western(byte), "tcvn3") == letter


@pytest.mark.parametrize("letter", LETTERS)
def test_every_vni_letter(letter):
    assert convert(in_vni(letter), "vni") == letter


@pytest.mark.parametrize(
    ("seen", "encoding", "meant"),
    [
        ("NguyÔn V¨n §øc", "tcvn3", "Nguyễn Văn Đức"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "tcvn3", "Độc lập - Tự do - Hạnh phúc"),
        ("NGUYÔN V¡N §øC", "tcvn3", "NGUYỄN VĂN ĐỨC"),  # a capital font shows small codes as capitals
        ("trÇn thÞ t\u00ad", "tcvn3", "trần thị tư"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "vni", "Độc lập - Tự do - Hạnh phúc"),
        ("Nguyeãn Vaên Ñöùc", "vni", "Nguyễn Văn Đức"),
        ("TRAÀN THÒ MYÕ", "vni", "TRẦN THỊ MỸ"),
        ("Aân", "vni", "Ân"),  # a small mark after a capital
        ("", "vni", ""),
        ("Thon 12/3", "tcvn3", "Thon 12/3"),
    ],
)
def test_samples(seen, encoding, meant):
    assert convert(seen, encoding) == meant


def test_an_unknown_encoding_is_refused():
    with pytest.raises(ValueError, match="viscii"):
        convert("a", "viscii")


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_right_text_is_never_converted(encoding):
    for name in NAMES:
        assert convert(name, encoding) == name
        assert convert(unicodedata.normalize("NFD", name), encoding) == unicodedata.normalize("NFD", name)


@needs_iconv
@pytest.mark.parametrize("names", [NAMES, NAMES[:1], ["Đỗ Mười"], [name.upper() for name in NAMES]])
def test_old_text_is_detected_and_read(names):
    for encoding, write in (("tcvn3", in_tcvn3), ("vni", in_vni)):
        old = [write(name) for name in names]
        assert detect(old) == encoding
        assert [convert(text, encoding) for text in old] == names


@needs_iconv
def test_a_few_plain_or_right_names_among_old_ones_do_not_hide_them():
    assert detect([*map(in_tcvn3, NAMES), "Tran Van An", "038086001234", "Nguyễn Văn An"]) == "tcvn3"


@pytest.mark.parametrize("texts", NOT_LEGACY, ids=lambda texts: texts[0] if texts else "none")
def test_nothing_is_seen_where_nothing_is(texts):
    assert detect(texts) is None


@given(st.lists(st.text(alphabet=string.printable)))
def test_plain_ascii_is_never_old_text(texts):
    assert detect(texts) is None


@given(st.lists(st.sampled_from(NAMES), min_size=1), st.sampled_from(["NFC", "NFD"]))
def test_vietnamese_unicode_is_never_old_text(texts, form):
    assert detect([unicodedata.normalize(form, text) for text in texts]) is None


@given(st.text(alphabet=[*string.ascii_letters, " ", *LETTERS]).filter(lambda text: not text.isascii()))
def test_vni_there_and_back(text):
    back = convert(in_vni(text), "vni")
    assert back.lower() == text.lower()
