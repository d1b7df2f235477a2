"""Writes the golden texts anew: python -m tests.services.documents.write_golden. Read each changed line then.

The texts are checked by hand against the small commune (small.py); this only saves the typing.
"""

import json
import os
import tempfile
from pathlib import Path

os.environ.setdefault("KHUYENHOC_HOME", tempfile.mkdtemp())

from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.communes import create_commune
from khuyenhoc_desktop.services.documents.making import save_word
from khuyenhoc_desktop.services.progress import finish
from tests.criteria_files import load_set
from tests.services.documents.small import SET, fill, word_text
from tests.services.documents.test_golden import GOLDEN, PAPERS, request_of


def main(folder: Path) -> None:
    """Make the small commune in a folder and write the text of each of its papers."""
    (folder / "bo-thu.json").write_text(json.dumps(SET, ensure_ascii=False), "utf-8")
    file = create_commune(folder / "xa", "99999", "An Học", "Tỉnh mẫu", 2026, who="Cán bộ thử")
    criteria_sets.choose(file, load_set(file, folder / "bo-thu.json"), 2026)
    with file.action("test", "Xã nhỏ") as action:
        fill(action)
    for name in PAPERS:
        text = word_text(finish(save_word(file, request_of(name), folder / "giay.docx")))
        (GOLDEN / f"{name}.txt").write_text(text + "\n", "utf-8")
    file.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        main(Path(made))
