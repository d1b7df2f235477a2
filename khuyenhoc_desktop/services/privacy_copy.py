"""A copy of the commune's data without persons, for support or for practice: made-up names, the same figures."""

from itertools import product
from pathlib import Path
from random import Random

from khuyenhoc_desktop.domain.criteria import Kind
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.communes import FILE_NAME, CommuneFile
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store.anonymous import write_anonymous

FOLDER = "Khuyen-hoc-an-danh"
MAKING = "Đang lập bản ẩn danh"
SETTINGS = {"commune.name": "Ẩn Danh", "commune.kind": "xã", "commune.province": "Tỉnh mẫu"}
_FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"]
_MIDDLE = ["Văn", "Thị", "Đức", "Ngọc", "Hữu", "Thanh", "Minh", "Quang", "Kim", "Xuân"]
_GIVEN = [
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Giang",
    "Hà",
    "Hải",
    "Hoa",
    "Hùng",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Phúc",
    "Quý",
    "Sơn",
    "Tâm",
    "Thảo",
    "Tú",
    "Việt",
    "Yến",
]


def make_anonymous_copy(file: CommuneFile, folder: Path) -> Job[Path]:
    """Write the copy into a folder of its own inside `folder`; returns that folder, which the program can open.

    Names of households, persons, clans, units and thôn, the commune's own facts and decision numbers are made up;
    codes, addresses, signers, personal numbers, days of birth, notes, reasons, written answers, the history and
    remembered choices are left out.
    Ids, scores, registrations and results stay, so that a fault shows in the copy as it does in the file.

    Raises:
        UserError: cannot_write, disk_full …
    """
    target = _free(folder)
    unfinished = target / f"{FILE_NAME}.tmp"
    try:
        target.mkdir(parents=True)
        steps = write_anonymous(file, unfinished, _Names(), SETTINGS, _text_indicators(file))
        for number, _ in enumerate(steps):
            yield Progress(number + 1, 3, MAKING)
        unfinished.replace(target / FILE_NAME)
        return target
    except OSError as fault:
        raise UserError(
            "cannot_write",
            f"Không ghi được bản ẩn danh vào {folder}.",
            "Chọn thư mục khác, hoặc xem USB còn cắm và còn chỗ trống.",
        ) from fault
    finally:
        if not (target / FILE_NAME).exists() and target.exists():
            unfinished.unlink(missing_ok=True)
            target.rmdir()


def _free(folder: Path) -> Path:
    names = [folder / FOLDER, *(folder / f"{FOLDER}-{number}" for number in range(2, 1000))]
    return next(name for name in names if not name.exists())


class _Names:
    """A name for each place in the list: every combination once, in an order that tells nothing."""

    def __init__(self) -> None:
        self._names = [" ".join(parts) for parts in product(_FAMILY, _MIDDLE, _GIVEN)]
        Random(2026).shuffle(self._names)

    def __call__(self, place: int) -> str:
        return self._names[place % len(self._names)]


def _text_indicators(file: CommuneFile) -> list[str]:
    return sorted(
        {
            indicator.code
            for one in criteria_sets.all_kept(file)
            for indicator in one.indicators
            if indicator.kind is Kind.TEXT
        }
    )
