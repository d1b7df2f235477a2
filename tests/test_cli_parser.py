"""Wrong usage of the commands, told in Vietnamese."""

import pytest

from khuyenhoc_desktop import cli_arguments, cli_parser


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "khuyenhoc: sai cách dùng: còn thiếu COMMAND"),
        (["xem"], "COMMAND: không có 'xem'; chọn một trong: "),
        (["verify"], "khuyenhoc verify: sai cách dùng: còn thiếu BUNDLE"),
        (["summary", "--year", "hai nghìn"], "--year: không đọc được giá trị 'hai nghìn'"),
        (["summary", "--year"], "--year: thiếu giá trị ở sau"),
        (["summary", "thừa"], "không hiểu thừa"),
        (["history", "--limit", "0"], "--limit: 0 không phải là số từ 1 tới"),
        (["history", "--limit", "năm"], "--limit: năm không phải là số từ 1 tới"),
        (
            ["documents", "--kind", "minutes", "--out", "x", "--date", "31/12/2026"],
            "--date: không đọc được giá trị",
        ),
        (["redo", "--help=x"], "-h/--help: không dùng kèm giá trị 'x'"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(capsys, arguments, told):
    with pytest.raises(SystemExit) as end:
        cli_arguments.parser().parse_args(arguments)
    assert end.value.code == 2
    messages = capsys.readouterr().err
    assert messages.startswith("cách dùng: khuyenhoc")
    assert told in messages


def test_the_help_is_in_vietnamese(capsys):
    with pytest.raises(SystemExit) as end:
        cli_arguments.parser().parse_args(["undo", "--help"])
    told = capsys.readouterr().out
    assert end.value.code == 0
    assert told.startswith("cách dùng: khuyenhoc undo")
    assert not {"usage", "options", "positional", "show this"} & set(told.replace(":", " ").split())


def test_what_is_not_known_is_shown_as_it_is():
    assert cli_parser.in_vietnamese("something new") == "something new"
