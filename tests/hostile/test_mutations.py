"""A few changed files of every kind; many more by hand: python -m tests.hostile.mutations COUNT."""

import os
import random

import pytest

from tests.hostile.mutations import Mutating


@pytest.fixture(scope="module")
def mutating(tmp_path_factory):
    """On CI the files are the same each time; elsewhere the number told makes them again."""
    seed = 7 if os.environ.get("CI") else random.randrange(1 << 30)
    print("seed", seed)  # shown where a test fails
    made = Mutating(tmp_path_factory.mktemp("khac"), seed)
    yield made
    made.file.close()


def test_every_good_file_is_read(mutating):
    for name, (data, read) in mutating.good.items():
        path = mutating.folder / name
        path.write_bytes(data)
        found = read(path)
        path.unlink()
        assert name not in ("bundle.zip", "set.json", "set.xlsx", "paper.docx") or not list(found)


def test_changed_files_are_read_or_refused(mutating):
    for name in mutating.good:
        outcomes = [mutating.try_one(name) for _ in range(12)]
        assert set(outcomes) != {"read"}
