"""Good files of every kind with bytes changed, cut or moved: each is read or refused in words, soon, and no more.

`python -m tests.hostile.mutations COUNT [SEED]` tries so many and prints what came of them; a few are tried in
test_mutations.py.
"""

import io
import json
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl

from khuyenhoc_desktop.domain.criteria import parse_criteria_set
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, criteria_sets, privacy_box
from khuyenhoc_desktop.services.criteria.files import read_set_file
from khuyenhoc_desktop.services.criteria.writing import export_xlsx
from khuyenhoc_desktop.services.documents import making
from khuyenhoc_desktop.services.documents.kinds import LAYOUTS
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.documents.word import copy_templates
from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.handover.verify import verify_bundle
from khuyenhoc_desktop.services.importing.bodies import plan_units
from khuyenhoc_desktop.services.importing.body_template import (
    write_clan_template,
    write_member_template,
    write_unit_template,
)
from khuyenhoc_desktop.services.importing.clans import plan_clans
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.persons import plan_persons
from khuyenhoc_desktop.services.importing.score_template import write_score_template
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.importing.tables import Options
from khuyenhoc_desktop.services.importing.template import (
    HEADER_ROW,
    write_household_template,
    write_person_template,
)
from khuyenhoc_desktop.services.progress import finish
from tests.all_titles import YEAR, make
from tests.hostile.bounded import MOST_SECONDS
from tests.services.importing.old_formats import write_ods, write_xls

ROWS = [
    ["STT", "Họ và tên chủ hộ", "Thôn", "Năm sinh", "Số khẩu"],
    [1, "Nguyễn Văn An", "Thôn Đông", 1970, 4],
    [2, "Trần Thị Bình", "Thôn Hạ", "11/03/1981", 3],
]
privacy_box._OPERATIONS, privacy_box._MEMORY_MB = 1, 8  # a cheap key: what is tried is the box
CELLS = {"Họ và tên": "Nguyễn Văn An", "Thôn": "Thôn Đông", "Tên": "Nguyễn", "Dòng họ": "Họ Nguyễn", "Năm": 1970}
CELLS |= {"Ngày sinh": "11/03/1970", "Loại": "Trường học", "Giới": "nam", "Nhóm": "Nông dân", "Ghi chú": "ghi"}
PASSPHRASE = "một hai ba bốn"


def filled(path):
    """A template with two rows in it."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for cell in page[HEADER_ROW + 1]:
        told = next((value for start, value in CELLS.items() if str(cell.value).startswith(start)), None)
        for row in (2, 3):
            page.cell(HEADER_ROW + row, cell.column, told)
    book.save(path)
    return path


class Mutating:
    """A commune, a good file of every kind, and the reader of each."""

    def __init__(self, folder, seed):
        self.folder, self.random = folder, random.Random(seed)
        self.file = communes.create_commune(folder / "xa", "99999", "An Học", "Tỉnh mẫu", YEAR, who="thử")
        make(self.file)
        self.good = {}
        self._make_lists()
        self._make_others()
        self.before = self._facts()

    def _make_lists(self):
        file, out = self.file, self.folder / "tot"
        out.mkdir()
        for kind, write, plan in (
            ("households", write_household_template, plan_households),
            ("persons", write_person_template, plan_persons),
            ("clans", write_clan_template, plan_clans),
            ("members", write_member_template, plan_clans),
            ("units", write_unit_template, plan_units),
        ):
            path = filled(write(file, YEAR, out / f"{kind}.xlsx"))
            self.good[f"{kind}.xlsx"] = (path.read_bytes(), self._planned(plan))
        scores = finish(write_score_template(file, YEAR, "learning_family", out / "scores.xlsx"))
        self.good["scores.xlsx"] = (scores.read_bytes(), self._scored)
        households = self._planned(plan_households)
        self.good["old.xls"] = (write_xls(out / "a.xls", {"Hộ": ROWS}).read_bytes(), households)
        self.good["free.ods"] = (write_ods(out / "a.ods", {"Hộ": ROWS}).read_bytes(), households)
        lines = "\r\n".join(",".join(map(str, row)) for row in ROWS)
        self.good["list.csv"] = (lines.encode(), households)

    def _make_others(self):
        out = self.folder / "tot"
        criteria = sorted((criteria_sets.RESOURCES / "criteria").glob("*.json"))[0]
        criteria_set, _ = parse_criteria_set(criteria.read_text("utf-8"))
        self.good["set.json"] = (criteria.read_bytes(), lambda path: finish(read_set_file(path)).problems)
        book = export_xlsx(criteria_set, out / "set.xlsx").read_bytes()
        self.good["set.xlsx"] = (book, lambda path: finish(read_set_file(path)).problems)
        bundle = finish(export_bundle(self.file, YEAR, out)).path
        self.good["bundle.zip"] = (bundle.read_bytes(), verify_bundle)
        box = finish(privacy_box.seal(bundle, out / "a.khb", PASSPHRASE))
        self.good["box.khb"] = (box.read_bytes(), self._unsealed)
        self.template = copy_templates(LAYOUTS, self.file.folder) / "danh-sach-dang-ky-ho.docx"
        self.good["paper.docx"] = (self.template.read_bytes(), self._printed)

    def _planned(self, plan):
        return lambda path: finish(plan(self.file, YEAR, path, Options())).problems

    def _scored(self, path):
        return finish(plan_scores(self.file, YEAR, "learning_family", path, Options())).problems

    def _unsealed(self, path):
        out = self.folder / "ra"
        out.mkdir(exist_ok=True)
        try:
            finish(privacy_box.unseal(path, out, PASSPHRASE))
            return ["opened"]
        finally:
            for one in out.iterdir():
                one.unlink()

    def _printed(self, path):
        self.template.write_bytes(path.read_bytes())
        wanted = Request("registration_list", "learning_family", YEAR, who="all")
        finish(making.save_word(self.file, wanted, self.folder / "qd.docx"))
        (self.folder / "qd.docx").unlink()
        return []

    def _facts(self):
        journal = self.file.value("SELECT count(*) FROM journal")
        return journal, sorted(path.name for path in self.folder.rglob("*") if path.is_file())

    def try_one(self, name):
        """What came of one changed file; an AssertionError where it was not what it should be."""
        good, read = self.good[name]
        path = self.folder / f"thu-{name}"
        path.write_bytes(self._mutated(good))
        start = time.perf_counter()
        try:
            problems = read(path)
            outcome = "problems" if problems else "read"
        except UserError as refusal:
            outcome = refusal.code if refusal.message and refusal.cure else ""
        assert outcome, "a refusal without words"
        took = time.perf_counter() - start
        assert took < MOST_SECONDS, f"{name}: {took:.1f} s"
        path.unlink()
        assert self._facts() == self.before, f"{name} left a trace"
        return outcome

    def _mutated(self, good):
        if good.startswith(b"PK") and self.random.random() < 0.7:
            return self._repacked(good)
        return self._changed(good)

    def _repacked(self, good):
        """One part changed, and the zip made anew around it, so that no checksum tells."""
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(good)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            names = packed.namelist()
            chosen = self.random.choice(names)
            for name in names:
                data = packed.read(name)
                new.writestr(name, self._changed(data) if name == chosen else data)
        return out.getvalue()

    def _changed(self, data):
        data, pick = bytearray(data), self.random
        for _ in range(pick.choice([1, 1, 2, 5, 30])):
            if not data:
                break
            at = pick.randrange(len(data))
            size = pick.choice([1, 4, 64, 1000])
            change = pick.randrange(6)
            if change == 0:
                data[at] = pick.randrange(256)
            elif change == 1:
                data[at] ^= 1 << pick.randrange(8)
            elif change == 2:
                del data[at : at + size]
            elif change == 3:
                data[at:at] = data[at : at + size] * pick.choice([1, 3, 50])
            elif change == 4:
                data[at : at + 4] = pick.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"9999", b"-1e9", b"&#x0;"])
            else:
                del data[at:]
        return bytes(data)


def main(count, seed=0):
    """Try so many changed files, in turn of their kinds, and tell what came of them."""
    told, faults, start = Counter(), 0, time.perf_counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        mutating = Mutating(Path(folder), seed)
        names = list(mutating.good)
        for number in range(count):
            name, state = names[number % len(names)], mutating.random.getstate()
            begun = time.perf_counter()
            try:
                told[name, mutating.try_one(name)] += 1
            except Exception as fault:
                faults += 1
                kept = Path(tempfile.mkdtemp()) / name
                mutating.random.setstate(state)
                kept.write_bytes(mutating._mutated(mutating.good[name][0]))
                print("FAULT", kept, type(fault).__name__, str(fault)[:300], flush=True)
            slowest = max(slowest, time.perf_counter() - begun)
        mutating.file.close()
    seconds = time.perf_counter() - start
    outcomes = {name: {why: told[one, why] for one, why in sorted(told) if one == name} for name in names}
    print(json.dumps({"tried": count, "faults": faults, "seconds": round(seconds), "slowest": slowest} | outcomes))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
