"""What fields become: texts that XML cannot hold, and how long a Word template may grow with its rows."""

import pytest

from khuyenhoc_desktop.services.documents.fields import LETTERS_ANYWAY, TooLongError, bounded_environment
from khuyenhoc_desktop.services.documents.layout import DOTS
from khuyenhoc_desktop.services.documents.making import save_word
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.progress import finish
from tests.services.documents.small import AN, word_text


def filled(words, **content):
    return bounded_environment().from_string(words).render(**content)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("An\x07 \ufffeBình\x0b", "An Bình"),
        ("A & <b>", "A &amp; &lt;b&gt;"),
        ("dòng\tmột\nhai", "dòng\tmột\nhai"),
        (None, DOTS),
        (7, "7"),
    ],
)
def test_a_value_stands_as_xml_can_hold_it(value, shown):
    assert filled("{{ value }}", value=value) == shown


def test_a_name_with_a_control_character_stops_no_paper(small, tmp_path):
    with small.action("test", "Tên có ký tự điều khiển") as action:
        action.execute("UPDATE household SET head_name = ? WHERE id = ?", ("Nguyễn \x07Văn\uffff An", AN))
    asked = Request("registration_list", "learning_family", 2026, who="all")
    assert "Nguyễn Văn An" in word_text(finish(save_word(small, asked, tmp_path / "ds.docx")))


def test_many_rows_may_be_longer_than_few():
    words = "{% for row in rows %}" + "x" * 15_000 + "{% endfor %}"
    rows = list(range(400))
    assert len(filled(words, rows=rows)) > LETTERS_ANYWAY
    with pytest.raises(TooLongError):
        filled("{% for one in rows %}" + words + "{% endfor %}", rows=rows[:50])


def test_turns_of_loops_in_loops_are_counted_together():
    rows = list(range(1_500))
    assert filled("{% for a in rows %}{% for b in few %}{% endfor %}{% endfor %}", rows=rows, few=rows[:9]) == ""
    with pytest.raises(TooLongError):
        filled("{% for a in rows %}{% for b in rows %}{% endfor %}{% endfor %}", rows=rows)
    assert filled("{% for a in rows %}{% endfor %}", rows=rows) == ""  # counted anew
