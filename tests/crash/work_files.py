"""The random work on files: copies, a restore, the password, erasing for good, hand-over, papers."""

from pathlib import Path
from tempfile import TemporaryDirectory

from khuyenhoc_desktop.services import (
    backup,
    backup_restore,
    backup_second,
    communes,
    privacy,
    privacy_copy,
    privacy_erasing,
)
from khuyenhoc_desktop.services.documents.kinds import KINDS, layout_of
from khuyenhoc_desktop.services.documents.making import save_word, save_xlsx
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.documents.word import copy_templates
from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.store import encryption
from tests.crash.desk import Desk
from tests.crash.states import PASSWORDS, foreseen, foreseen_in

PAPERS = ("registration_list", "minutes", "decision", "proposal_list")


class Files(Desk):
    def backup(self):
        return backup.make_backup(self.file)

    def second_copy(self):
        return finish(backup_second.copying_to_second(self.file, self.out))

    def export(self):
        return finish(export_bundle(self.file, self.year, self.out)).path

    def anonymous_copy(self):
        with TemporaryDirectory(dir=self.file.folder.parent) as place:
            finish(privacy_copy.make_anonymous_copy(self.file, Path(place) / "chep"))

    def templates(self):
        request = Request(self.rng.choice(PAPERS), "learning_family", self.year)
        copy_templates((layout_of(request.known_kind, request.title, ""),), self.file.folder)

    def paper(self):
        year = self.rng.choice(communes.facts(self.file).years)
        request = Request(self.rng.choice(PAPERS), "learning_family", year)
        return finish(save_word(self.file, request, self.out / f"{request.kind}.docx"))

    def tables(self):
        request = Request(KINDS["summary_tables"].code, "learning_family", self.year)
        return finish(save_xlsx(self.file, request, self.out / "bieu.xlsx"))

    def restore(self):
        """A copy takes the place of the file: killed on the way, either of both is there."""
        chosen = self.any_of(backup.backups(self.file.folder), "copies")
        self.tell(foreseen_in(chosen))
        self.while_closed(lambda: backup_restore.restore(self.file.folder, chosen))

    def password(self):
        """Set, change or remove it; the copies follow, as they do in the program."""
        chosen = self.rng.choice((*PASSWORDS, None))

        def change():
            privacy.set_password(self.file.folder, chosen)
            finish(privacy.convert_copies(self.file.folder))

        self.while_closed(change)

    def while_closed(self, act):
        folder, who = self.file.folder, self.file.who
        self.file.close()
        try:
            act()
        finally:
            self.file = communes.open_commune(folder, who)

    def erase(self):
        """It rewrites the journal, so what it will leave is found out with a copy first."""
        what = self.rng.choice((privacy_erasing.erase_household, privacy_erasing.erase_person))
        identity = self.some(1)[0] if what is privacy_erasing.erase_household else self.people(1)[0]
        with TemporaryDirectory(dir=self.file.folder.parent) as place:
            name = encryption.copy_name(self.file.path, Path(place) / communes.FILE_NAME)
            self.file.query("VACUUM INTO ?", (name,))
            trial = communes.open_commune(Path(place))
            try:
                finish(what(trial, identity))
                self.tell(foreseen(trial, but_last=1))
            finally:
                trial.close()
        finish(what(self.file, identity))


WEIGHTS = {
    "backup": 2, "second_copy": 1, "export": 1, "anonymous_copy": 1, "templates": 1, "paper": 1, "tables": 1,
    "restore": 3, "password": 2, "erase": 3,
}  # fmt: skip
