"""A form over a preview: what is asked for a bulk step, and whom it will take, as it stands while one types."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import workflow_preview
from khuyenhoc_desktop.services.recognition import Preview
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.desk import Desk
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.dialog_room import make_room, width
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow


class StepDialog(FormDialog):
    """`find` gives the preview for what stands in the form, or None while that cannot be told."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        rows: Sequence[FormRow],
        find: Callable[[], Preview | None],
        proceed: Callable[[Preview], object],
        intro: str = "",
    ) -> None:
        self._desk, self._find, self._proceed = desk, find, proceed
        super().__init__(title, rows, self._take, desk.window, columns=2, intro=intro)
        self.setMinimumWidth(width(self, 90))
        self.preview = QLabel()
        self.preview.setWordWrap(True)
        self.whole_list = Button(texts.WHOLE_LIST, self.save_list, "flat")
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 2, self.preview)
        layout.insertWidget(layout.count() - 2, self.whole_list, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setTabOrder(rows[-1].editor, self.whole_list)  # as they stand
        for row in rows:
            if isinstance(row.editor, ChoiceEdit):  # whom it takes never hangs on what is typed
                row.editor.changed.connect(self.show_preview)
        self.show_preview()

    def show_preview(self) -> None:
        """Tell anew whom the step takes."""
        found = self._find()
        self.preview.setText(self._desk.teller.of_step(found) if found else "")
        self.preview.setProperty("kind", "notice" if found and (found.left_out or not found.taken) else "good")
        self.preview.setVisible(found is not None)
        self.whole_list.setVisible(found is not None)
        self.preview.style().unpolish(self.preview)
        self.preview.style().polish(self.preview)
        if self.isVisible():
            make_room(self)

    def save_list(self) -> None:
        """Ask for a place, and write the whole list with its reasons there."""
        found = self._find()
        place = str(Path.home() / texts.WHOLE_LIST_NAME)
        chosen, _kind = QFileDialog.getSaveFileName(self, texts.WHOLE_LIST, place, texts.WHOLE_LIST_KIND)
        if not chosen or found is None:
            return
        try:
            workflow_preview.write_preview(self._desk.file, found, Path(chosen), self.windowTitle())
        except UserError as refusal:
            self._desk.context.notices.error(refusal)
        else:
            self._desk.context.notices.status(texts.WHOLE_LIST_SAVED.format(file=Path(chosen).name))

    def _take(self) -> None:
        found = self._find()
        if found is not None:
            workflow_preview.refuse_nobody(found)
            self._proceed(found)
