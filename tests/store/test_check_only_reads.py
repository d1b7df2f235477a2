"""Comparing what is derived holds nobody up: it works while another connection writes, and lets others write."""

import apsw
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.store import encryption, integrity
from khuyenhoc_desktop.store.as_stored import Reading
from khuyenhoc_desktop.store.errors import told_in_words


def test_derived_rows_are_compared_while_somebody_writes(sample):
    other = encryption.connect(sample.path, write=True)
    other.execute("BEGIN IMMEDIATE; UPDATE household SET note = 'x'")
    assert integrity.levels_as_stored(sample)
    assert integrity.derived_differences(sample, Reading(), lambda: True) == []
    other.execute("ROLLBACK")
    other.close()


def test_somebody_can_write_while_derived_rows_are_compared(sample, monkeypatch):
    other = encryption.connect(sample.path, write=True)
    written = []

    def differences(_connection, _reading):
        other.execute("BEGIN IMMEDIATE; UPDATE household SET note = 'x'; COMMIT")
        written.append(1)
        return True

    monkeypatch.setattr(integrity.as_stored, "sheets_as_stored", differences)
    integrity.derived_differences(sample, Reading(), lambda: True)
    assert written == [1]
    other.close()


def test_the_refusal_when_busy_names_what_is_known():
    with pytest.raises(UserError) as refused, told_in_words():
        raise apsw.BusyError("locked")
    assert refused.value.code == "busy"
    assert "đồng bộ" in refused.value.cure
    assert "chương trình khác dùng" not in refused.value.message
