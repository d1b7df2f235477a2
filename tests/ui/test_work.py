"""Small work is done at once, large work by the lane; a refusal is told either way."""

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.ui import work


def refuse(_file):
    raise UserError("no", "Không được.")


@pytest.mark.parametrize(("size", "texts"), [(work.SMALL, []), (work.SMALL + 1, ["Đang ghi"])])
def test_the_size_decides_who_does_it(commune, make_context, size, texts):
    context, done = make_context(commune), []
    work.do(context, "Đang ghi", lambda file: file.folder, size, done.append)
    assert done == [commune.folder]
    assert context.lane.texts == texts


@pytest.mark.parametrize("size", [1, work.SMALL + 1])
def test_a_refusal_goes_to_the_notices_or_to_whoever_wants_it(commune, make_context, size):
    context, failed = make_context(commune), []
    work.do(context, "Đang ghi", refuse, size)
    assert [one.code for one in context.notices.errors] == ["no"]
    work.do(context, "Đang ghi", refuse, size, failed=failed.append)
    assert [one.code for one in failed] == ["no"]
    assert len(context.notices.errors) == 1
