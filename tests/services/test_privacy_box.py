"""Boxes under a passphrase: what goes in comes out, and nothing else does."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import privacy_box
from khuyenhoc_desktop.services.progress import finish

WORDS = "gói gửi lên tỉnh"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A cheap key: the cost of the real one is tried in its own test."""
    monkeypatch.setattr(privacy_box, "_OPERATIONS", 1)
    monkeypatch.setattr(privacy_box, "_MEMORY_MB", 8)


@pytest.fixture
def content(tmp_path):
    path = tmp_path / "bàn giao 2026.zip"
    path.write_bytes(b"0123456789abcdef" * 200_000)  # three pieces and a part
    return path


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "ra"
    folder.mkdir()
    return folder


def sealed(content, tmp_path):
    return finish(privacy_box.seal(content, tmp_path / "gửi", WORDS))


def refused(box, out, words=WORDS):
    with pytest.raises(UserError) as refusal:
        finish(privacy_box.unseal(box, out, words))
    assert list(out.iterdir()) == []
    return refusal.value.code


def test_there_and_back(content, tmp_path, out):
    box = sealed(content, tmp_path)
    assert box.suffix == privacy_box.ENDING
    assert b"0123456789" not in box.read_bytes()
    assert "bàn giao".encode() not in box.read_bytes()
    back = finish(privacy_box.unseal(box, out, WORDS))
    assert (back.name, back.read_bytes()) == (content.name, content.read_bytes())
    again = finish(privacy_box.unseal(box, out, WORDS))
    assert again != back


@pytest.mark.parametrize("size", [0, 1, privacy_box._PIECE - 1, privacy_box._PIECE, privacy_box._PIECE * 2])
def test_sizes_at_the_edges(tmp_path, out, size):
    path = tmp_path / "tệp"
    path.write_bytes(b"x" * size)
    assert finish(privacy_box.unseal(sealed(path, tmp_path), out, WORDS)).stat().st_size == size


def test_a_wrong_passphrase_gives_nothing(content, tmp_path, out):
    assert refused(sealed(content, tmp_path), out, "gói gửi lên tỉnh ") == "wrong_passphrase"


@pytest.mark.parametrize("cut", [1, 17, 1_000_000, 2_097_186])
def test_a_box_cut_off_gives_nothing(content, tmp_path, out, cut):
    box = sealed(content, tmp_path)
    box.write_bytes(box.read_bytes()[:-cut])
    assert refused(box, out) == "box_damaged"


def test_pieces_put_elsewhere_or_added_give_nothing(content, tmp_path, out):
    box = sealed(content, tmp_path)
    whole = box.read_bytes()
    piece = privacy_box._PIECE + privacy_box._OVERHEAD
    begin = privacy_box._HEAD.size + privacy_box._PIECE // 1024 + privacy_box._OVERHEAD
    first, second = whole[begin : begin + piece], whole[begin + piece : begin + 2 * piece]
    box.write_bytes(whole[:begin] + second + first + whole[begin + 2 * piece :])
    assert refused(box, out) == "box_damaged"
    box.write_bytes(whole + b"more")
    assert refused(box, out) == "box_damaged"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 2000), bit=st.integers(0, 7))
def test_no_altered_bit_passes(tmp_path, place, bit):
    path = tmp_path / "nhỏ"
    path.write_bytes(b"abc" * 300)
    box = sealed(path, tmp_path)
    whole = bytearray(box.read_bytes())
    whole[place % len(whole)] ^= 1 << bit
    box.write_bytes(bytes(whole))
    folder = tmp_path / "đây"
    folder.mkdir(exist_ok=True)
    assert refused(box, folder) in ("not_a_box", "box_damaged", "wrong_passphrase")


@pytest.mark.parametrize("head", [b"", b"PK\x03\x04" * 30, privacy_box.MARK, privacy_box.MARK + b"\xff" * 200])
def test_what_is_no_box(tmp_path, out, head):
    path = tmp_path / "x.khb"
    path.write_bytes(head)
    assert refused(path, out) in ("not_a_box", "box_damaged")


@pytest.mark.parametrize("told", ["../../ngoài.txt", "C:\\Windows\\x.txt", "/etc/x.txt", "..", "a\x00b", ""])
def test_a_name_cannot_lead_out_of_the_folder(told):
    name = privacy_box._safe_name(told.encode())
    assert name
    assert not set(name) & set('/\\:<>"|?*')
    assert name not in (".", "..")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("bàn giao.zip", "bàn giao.zip"),
        ("thư\u202etxt.exe", "thư_txt.exe"),
    ],
)
def test_a_name_is_no_device_and_reads_as_it_is(told, name):
    assert privacy_box._safe_name(told.encode()) == name


@pytest.mark.parametrize(
    ("operations", "memory"), [(33, 8), (1, 257), (2**32 - 1, 8), (1, 2**32 - 1), (0, 8), (1, 0)]
)
def test_a_box_cannot_ask_for_hours_or_all_memory(content, tmp_path, out, operations, memory):
    box = sealed(content, tmp_path)
    mark, salt, _, _, header = privacy_box._HEAD.unpack(box.read_bytes()[: privacy_box._HEAD.size])
    head = privacy_box._HEAD.pack(mark, salt, operations, memory, header)
    box.write_bytes(head + box.read_bytes()[privacy_box._HEAD.size :])
    assert refused(box, out) == "box_damaged"


def test_cancelling_leaves_nothing(content, tmp_path):
    job = privacy_box.seal(content, tmp_path / "gửi.khb", WORDS)
    next(job)
    job.close()
    assert list(tmp_path.iterdir()) == [content]
