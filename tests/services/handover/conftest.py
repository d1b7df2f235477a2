"""A bundle of the sample commune, made once, and the means to forge it."""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from khuyenhoc_desktop.services.communes import open_commune
from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.progress import finish

YEAR = 2026
DESCRIPTOR = "datapackage.json"


@dataclass(repr=False)
class Bundle:
    """A bundle taken apart: its members' bytes by name, in order."""

    members: dict[str, bytes]

    def __repr__(self):
        return f"<Bundle of {len(self.members)} members>"

    @classmethod
    def of(cls, data):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return cls({name: packed.read(name) for name in packed.namelist()})

    def with_member(self, name, data):
        return Bundle({**self.members, name: data})

    def without(self, name):
        return Bundle({key: value for key, value in self.members.items() if key != name})

    def text(self, name):
        return self.members[name].decode("utf-8")

    @property
    def package(self):
        return json.loads(self.members[DESCRIPTOR])

    def with_package(self, package):
        return self.with_member(DESCRIPTOR, json.dumps(package, ensure_ascii=False).encode())

    def rehashed(self):
        """As a forger would: every size, checksum and number of rows put right."""
        package = self.package
        for told in package["resources"]:
            data = self.members[told["path"]]
            told["bytes"], told["hash"] = len(data), f"sha256:{hashlib.sha256(data).hexdigest()}"
        for told in package["khuyenhoc"]["files"]:
            data = self.members[told["path"]]
            told["bytes"], told["sha256"] = len(data), hashlib.sha256(data).hexdigest()
        return self.with_package(package)

    def packed(self, entries=()):
        """A zip of the members and of further (ZipInfo or name, bytes), sealed."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name, data in [*self.members.items(), *entries]:
                made.writestr(name, data)
        return sealed(out.getvalue())


def sealed(data):
    """A zip without comment, with the seal as its comment."""
    start = data[:-2] + (71).to_bytes(2, "little")
    return start + b"sha256:" + hashlib.sha256(start).hexdigest().encode()


@pytest.fixture(scope="session")
def bundle_bytes(sample_made, tmp_path_factory):
    import shutil

    folder = shutil.copytree(sample_made, tmp_path_factory.mktemp("bundle") / "xa")
    file = open_commune(folder, who="Cán bộ thử")
    try:
        return finish(export_bundle(file, YEAR, folder / "ra")).path.read_bytes()
    finally:
        file.close()


@pytest.fixture(scope="session")
def bundle(bundle_bytes):
    return Bundle.of(bundle_bytes)


@pytest.fixture
def written(tmp_path):
    """Writes bytes as a bundle's file."""

    def write(data) -> Path:
        path = tmp_path / "khuyenhoc-99999-2026-1.zip"
        path.write_bytes(data)
        return path

    return write
