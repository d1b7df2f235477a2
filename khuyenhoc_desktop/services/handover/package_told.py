"""What datapackage.json tells, read strictly and held against what the bundle really holds."""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from khuyenhoc_desktop.services.handover.archive import Digest
from khuyenhoc_desktop.services.handover.content import BundleContent
from khuyenhoc_desktop.services.handover.descriptor import Chain, make_descriptor
from khuyenhoc_desktop.services.handover.findings import Findings
from khuyenhoc_desktop.services.handover.tables import DESCRIPTOR
from khuyenhoc_desktop.services.handover.tables_titles import FORMAT

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Size = Annotated[int, Meta(ge=0)]
Text = Annotated[str, Meta(max_length=2000)]


class FileTold(Struct, forbid_unknown_fields=True):
    """A file that is no table."""

    path: Text
    title: Text
    bytes: Size
    sha256: Sha256


class SetTold(Struct, forbid_unknown_fields=True):
    """A criteria set in use."""

    set_id: Text
    version: Text
    name: Text
    document: Text
    provenance: Text
    path: Text
    sha256: Sha256
    confirmed_on: Text | None = None
    confirmed_by: Text | None = None
    confirmed_document: Text | None = None


class OwnPart(Struct, forbid_unknown_fields=True):
    """What the Data Package standard has no place for."""

    format: int
    commune_code: Annotated[str, Meta(pattern="^[0-9]{5}$")]
    year: Annotated[int, Meta(ge=2000, le=2200)]
    title: Text
    sequence: Annotated[int, Meta(ge=1)]
    previous_sha256: Sha256 | None
    counts: dict[str, int]
    rows: dict[str, int]
    criteria_sets: Annotated[list[SetTold], Meta(max_length=40)]
    files: Annotated[list[FileTold], Meta(max_length=60)]


class ResourceTold(Struct, forbid_unknown_fields=True):
    """A table."""

    profile: Text
    name: Text
    path: Text
    title: Text
    format: Text
    mediatype: Text
    encoding: Text
    bytes: Size
    hash: Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}$")]
    dialect: dict[str, Any]
    schema: dict[str, Any]


class PackageTold(Struct, forbid_unknown_fields=True):
    """The whole file."""

    profile: Text
    name: Text
    title: Text
    resources: Annotated[list[ResourceTold], Meta(max_length=60)]
    khuyenhoc: OwnPart

    @property
    def files(self) -> dict[str, Digest]:
        """Size and checksum of every file, by path."""
        tables = {each.path: Digest(each.bytes, each.hash.removeprefix("sha256:")) for each in self.resources}
        return tables | {each.path: Digest(each.bytes, each.sha256) for each in self.khuyenhoc.files}


class _Format(Struct):
    format: int


class _AnyFormat(Struct):
    khuyenhoc: _Format


def read_package(data: bytes, findings: Findings) -> PackageTold | None:
    """The descriptor, or None with a problem when it is none of ours or of a newer format."""
    try:
        if msgspec.json.decode(data, type=_AnyFormat).khuyenhoc.format > FORMAT:
            findings.add(
                "newer_bundle",
                "Gói này theo định dạng mới hơn chương trình đang dùng.",
                DESCRIPTOR,
                cure="Cài bản chương trình mới nhất rồi kiểm tra lại.",
            )
            return None
        return msgspec.json.decode(data, type=PackageTold)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        findings.add("bad_descriptor", f"Bản kê {DESCRIPTOR} không đúng định dạng ({fault}).", DESCRIPTOR)
        return None


def check_package(
    data: bytes, told: PackageTold, content: BundleContent, rows: Mapping[str, int], findings: Findings
) -> None:
    """Hold every other word of the descriptor against one made anew of the bundle's content."""
    own = told.khuyenhoc
    chain = Chain(own.sequence, own.previous_sha256)
    expected = json.loads(make_descriptor(content, chain, told.files, rows))
    there_all = _without_titles(msgspec.json.decode(data))
    for place, there, anew in _differences("", there_all, _without_titles(expected)):
        findings.differs(DESCRIPTOR, place, there, anew)


def _without_titles(package: dict[str, Any]) -> dict[str, Any]:
    """The package without the words that only explain: they may be worded better one day."""
    package.pop("title", None)
    for resource in package["resources"]:
        resource.pop("title", None)
        fields = resource["schema"].get("fields")
        for field in fields if isinstance(fields, list) else []:
            if isinstance(field, dict):
                field.pop("title", None)
    for file in package["khuyenhoc"]["files"]:
        file.pop("title", None)
    return package


def _differences(place: str, there: Any, anew: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(there, dict) and isinstance(anew, dict):
        for key in [*anew, *(key for key in there if key not in anew)]:
            yield from _differences(f"{place}.{key}".lstrip("."), there.get(key), anew.get(key))
    elif isinstance(there, list) and isinstance(anew, list) and len(there) == len(anew):
        for number, (left, right) in enumerate(zip(there, anew, strict=True)):
            yield from _differences(f"{place}[{number}]", left, right)
    elif there != anew or isinstance(there, bool) != isinstance(anew, bool):
        yield place, there, anew
