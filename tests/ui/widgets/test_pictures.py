"""Charts, empty states, the progress dialog, the flow layout, icons: by geometry and by pixels."""

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from khuyenhoc_desktop.services.progress import Progress
from khuyenhoc_desktop.ui import icons, theme
from khuyenhoc_desktop.ui.widgets import bar_chart
from khuyenhoc_desktop.ui.widgets.bar_chart import PAPER, Bar, BarChart, Chart, chart_height, paint_chart
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.progress_dialog import NOT_YET, SOON, ProgressDialog, time_left

BARS = (Bar("Thôn Đông", 50.0, "50,00 %"), Bar("Tổ dân phố số 12", 100.0, "100,00 %", last=25.0))


@pytest.fixture
def painted(qapp):
    def paint(chart, width=600):
        height = round(chart_height(chart, width, QFontMetricsF(qapp.font())))
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setFont(qapp.font())
        paint_chart(painter, QRectF(0, 0, width, height), chart)
        painter.end()
        return image

    return paint


def count(image, colour, row=None):
    rows = range(image.height()) if row is None else [row]
    wanted = colour.rgb()
    return sum(image.pixel(x, y) == wanted for y in rows for x in range(image.width()))


def longest_run(image, colour):
    return max(count(image, colour, y) for y in range(image.height()))


def test_bars_are_as_long_as_their_figures(painted):
    half = painted(Chart((Bar("A", 50.0, "50 %"), Bar("A", 50.0, "50 %"))))
    full = painted(Chart((Bar("A", 100.0, "50 %"), Bar("A", 100.0, "50 %"))))
    assert longest_run(half, PAPER.bar) * 2 == pytest.approx(longest_run(full, PAPER.bar), abs=3)


def test_no_figure_and_nought_have_no_bar(painted):
    image = painted(Chart((Bar("A", None, "–"), Bar("B", 0.0, "0 %"))))
    assert count(image, PAPER.bar) == 0


def test_last_year_and_target_are_shown(painted):
    image = painted(Chart(BARS, target=75.0, target_text="Chỉ tiêu 75 %"))
    assert count(image, PAPER.last) > 0
    assert count(image, PAPER.target) > 0
    assert count(painted(Chart(BARS)), PAPER.target) == 0


def test_a_long_label_takes_more_lines_and_is_not_cut(qapp):
    metrics = QFontMetricsF(qapp.font())
    short = Chart((Bar("Thôn Đông", 1.0, "1"),))
    long = Chart((Bar("Thôn Đông Thượng Hậu Lộc Nam Giang Tây Trung Hạ", 1.0, "1"),))
    assert chart_height(long, 300, metrics) > chart_height(short, 300, metrics)
    frame = bar_chart._Frame(long, 300, metrics)
    room = QRectF(0, 0, frame.label_width, frame.row_height(long.bars[0]))
    needed = metrics.boundingRect(room, int(bar_chart.WRAP), long.bars[0].label)
    assert needed.height() <= room.height() + 1
    assert needed.width() <= room.width() + 1


def test_the_chart_on_the_screen_is_high_enough_and_heard(qtbot):
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.set_bars(BARS, target=80)
    assert chart.accessibleName() == "Thôn Đông: 50,00 %; Tổ dân phố số 12: 100,00 %"
    assert chart.sizeHint().height() >= chart_height(
        chart.chart, chart.sizeHint().width(), QFontMetricsF(chart.font())
    )
    chart.resize(500, chart.heightForWidth(500))
    assert count(chart.grab().toImage(), theme.colour("bar")) > 0


def test_an_empty_state_says_what_to_do(qtbot):
    pressed = []
    state = EmptyState("households", "Chưa có hộ nào", "Gõ từng hộ.", [("Thêm hộ", lambda: pressed.append(1))])
    qtbot.addWidget(state)
    state.show()
    qtbot.keyClick(state.findChild(Button), Qt.Key.Key_Return)
    assert pressed == [1]
    state.set_words("Không tìm thấy", "Gõ ít chữ hơn.")
    assert state.title.text() == "Không tìm thấy"
    assert not state.picture.pixmap().isNull()


@pytest.mark.parametrize(
    ("done", "total", "seconds", "words"),
    [
        (0, 100, 10, NOT_YET),
        (10, 0, 10, NOT_YET),
        (50, 100, SOON - 1, NOT_YET),
        (90, 100, 18, "Còn vài giây"),
        (50, 100, 42, "Còn khoảng 40 giây"),
        (10, 100, 60, "Còn khoảng 9 phút"),
    ],
)
def test_time_left(done, total, seconds, words):
    assert time_left(Progress(done, total, ""), seconds) == words


def test_the_progress_dialog_asks_to_cancel_once(qtbot):
    dialog = ProgressDialog("Nhập danh sách")
    qtbot.addWidget(dialog)
    dialog.show()
    asked = []
    dialog.cancel_wanted.connect(lambda: asked.append(1))
    dialog.show_progress(Progress(30, 100, "Đọc dòng 30"))
    assert (dialog.bar.value(), dialog.bar.maximum(), dialog.doing.text()) == (30, 100, "Đọc dòng 30")
    dialog.close()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == [1]
    assert dialog.isVisible()  # until the job has really stopped


def test_a_flow_goes_on_in_the_next_line(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, spacing=10)
    for _ in range(3):
        label = QLabel("x")
        label.setFixedSize(100, 40)
        flow.addWidget(label)
    assert flow.heightForWidth(320) == 40
    assert flow.heightForWidth(319) == 90
    assert flow.heightForWidth(100) == 140
    flow.setGeometry(QRect(0, 0, 220, 200))
    assert [flow.itemAt(place).geometry().topLeft().toTuple() for place in range(3)] == [(0, 0), (110, 0), (0, 50)]


@pytest.mark.parametrize("name", [path.stem for path in sorted(theme.ICONS.glob("*.svg"))])
def test_every_icon_can_be_drawn(qapp, name):
    picture = icons.pixmap(name, "text", 24)
    assert not picture.isNull()
    image = picture.toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


def test_an_unknown_icon_is_empty(qapp):
    assert icons.pixmap("khong-co").isNull()
    assert not icons.application_icon().isNull()
