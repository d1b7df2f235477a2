"""The style sheet, with $names for colours and sizes. Widgets choose a rule by the property `kind`."""

SHEET = """
QWidget { outline: none; }
QToolTip { background: $surface; color: $text; border: 1px solid $border_strong; padding: $half; }

QPushButton, QToolButton {
    background: $raised; color: $text; border: 1px solid $border_strong; border-radius: $radius;
    padding: $half $space; min-height: $target; margin: 1px;
}
QPushButton:hover, QToolButton:hover { background: $accent_soft; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; margin: 0px; }
QPushButton:disabled, QToolButton:disabled {
    color: $border_strong; background: $window; border-color: $border; }
QPushButton[kind="primary"] {
    background: $accent; color: $accent_text; border-color: $accent; font-weight: bold; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $focus; }
QPushButton[kind="primary"]:focus { border: 3px double $accent_text; }
QPushButton[kind="primary"]:disabled {
    background: $window; color: $border_strong; border-color: $border; font-weight: normal; }
QPushButton[kind="answer"] { padding: $half $wide; }
QPushButton[kind="answer"]:checked {
    background: $accent; color: $accent_text; border-color: $accent; font-weight: bold; }
QPushButton[kind="flat"], QToolButton[kind="flat"] { background: transparent; border-color: transparent; }
QPushButton[kind="flat"]:hover { background: $accent_soft; }
QPushButton[kind="flat"]:focus { border: 2px solid $focus; }
QPushButton[kind="flat"]:disabled { color: $border_strong; }

QPushButton[kind="nav"] {
    background: transparent; border: 2px solid transparent; border-left: 4px solid transparent;
    border-radius: 0px; border-top-right-radius: $radius; border-bottom-right-radius: $radius;
    text-align: left; padding: $half $space; margin: 0px $half 0px 0px;
}
QPushButton[kind="nav"]:hover { background: $accent_soft; }
QPushButton[kind="nav"]:checked {
    background: $selection; color: $selection_text; border-left-color: $accent; font-weight: bold; }
QPushButton[kind="nav"]:focus { border: 2px solid $focus; border-left-width: 4px; margin: 0px $half 0px 0px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit {
    background: $surface; color: $text; border: 1px solid $border_strong; border-radius: $radius;
    padding: $half $space; margin: 1px; selection-background-color: $selection;
    selection-color: $selection_text;
}
QLineEdit, QComboBox, QDateEdit { min-height: $target; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus {
    border: 2px solid $focus; margin: 0px; }
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
    background: $window; color: $muted; border-color: $border; }
QLineEdit[problem="error"], QPlainTextEdit[problem="error"], QComboBox[problem="error"] {
    border: 2px solid $error; background: $error_soft; margin: 0px; }
QLineEdit[problem="warning"], QPlainTextEdit[problem="warning"], QComboBox[problem="warning"] {
    border: 2px solid $warn; background: $warn_soft; margin: 0px; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QLineEdit QToolButton { background: transparent; border: none; padding: 0px; margin: 0px; min-height: 0px; }
QLineEdit[kind="score"] { padding: 0px $half; }
QAbstractItemView QLineEdit { border-radius: 0px; margin: 0px; padding: 0px $half; min-height: 0px; }
QComboBox::drop-down { border: none; width: $icon; margin-right: $half; }
QComboBox::down-arrow { image: url($arrow); width: $wide; height: $wide; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $border_strong;
    selection-background-color: $selection; selection-color: $selection_text; }

QCheckBox {
    min-height: $target; spacing: $space; padding: 0px $half; border: 2px solid transparent; }
QCheckBox:focus { border: 2px solid $focus; border-radius: $radius; }
QCheckBox::indicator, QTableView::indicator, QListView::indicator {
    width: $icon; height: $icon; background: $surface; border: 2px solid $border_strong; border-radius: 4px; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url($check); }
QCheckBox::indicator:disabled { background: $window; border-color: $border; }

QLabel[kind="title"] { font-size: $title; font-weight: bold; }
QLabel[kind="heading"] { font-size: $large; font-weight: bold; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="ok"] { color: $ok; }
QLabel[kind="warn"] { color: $warn; }
QLabel[kind="error"] { color: $error; }
QLabel[kind="strong"] { color: $accent; font-weight: bold; }
QLabel[kind="figure"] { font-size: $title; font-weight: bold; color: $accent; }
QLabel[kind="notice"] {
    background: $warn_soft; color: $text; border: 1px solid $warn; border-radius: $radius; padding: $space; }
QLabel[kind="refusal"] {
    background: $error_soft; color: $text; border: 1px solid $error; border-radius: $radius;
    padding: $space; }
QLabel[kind="good"] {
    background: $ok_soft; color: $text; border: 1px solid $ok; border-radius: $radius; padding: $space; }

QFrame[kind="card"] { background: $surface; border: 1px solid $border; border-radius: $radius; }
QFrame[kind="card_next"] { background: $surface; border: 3px solid $accent; border-radius: $radius; }
QLabel[kind="nav_section"] { color: $muted; padding: $half $half 0px $half; }
QFrame[kind="nav"], QScrollArea[kind="nav"], QScrollArea[kind="nav"] > QWidget > QWidget {
    background: $nav; border: none; }
QFrame[kind="bar"] { background: $raised; border: none; border-top: 1px solid $border; }
QFrame[kind="header"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }

QAbstractItemView, QMenu, QToolTip, QMessageBox, QStatusBar { font-family: "$family"; font-size: $base; }
QAbstractItemView { activate-on-singleclick: 0; }
QTableView::item, QListWidget::item { padding: 0px $space; }
QTableView, QTreeView, QListView {
    background: $surface; alternate-background-color: $raised; color: $text; gridline-color: $border;
    border: 1px solid $border_strong; border-radius: 0px; selection-background-color: $selection;
    selection-color: $selection_text; margin: 1px; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid $focus; margin: 0px; }
QTableView[kind="pane"], QTableView[kind="pane"]:focus { border: none; margin: 0px; }
QHeaderView::section {
    background: $nav; color: $text; border: none; border-right: 1px solid $border;
    border-bottom: 1px solid $border_strong; padding: $half $space; font-weight: bold; }
QTableCornerButton::section { background: $nav; border: none; }

QTabBar::tab {
    background: transparent; color: $text; padding: $half $wide; min-height: $target;
    border: 2px solid transparent; border-bottom: 3px solid transparent; }
QTabBar::tab:selected { border-bottom-color: $accent; font-weight: bold; }
QTabBar:focus::tab:selected { border-color: $focus; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }

QGroupBox { border: 1px solid $border; border-radius: $radius; margin-top: $wide; padding-top: $space; }
QGroupBox::title { subcontrol-origin: margin; left: $space; padding: 0px $half; font-weight: bold; }

QProgressBar {
    background: $surface; color: $text; border: 1px solid $border_strong; border-radius: $radius;
    text-align: center; min-height: $icon; }
QProgressBar::chunk { background: $selection; border-radius: $radius; }
QAbstractScrollArea::corner { background: transparent; }
QScrollBar:vertical { background: $window; width: $thick; margin: 0px; }
QScrollBar:horizontal { background: $window; height: $thick; margin: 0px; }
QScrollBar::handle { background: $border_strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; color: $text; border: 1px solid $border_strong; padding: $half; }
QMenu::item { padding: $space $wide; min-height: $icon; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled { color: $border_strong; }
QSplitter::handle { background: $border; }
"""
