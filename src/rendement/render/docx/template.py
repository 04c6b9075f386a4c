"""The document that a report is put in: one of the analyst's own, or the one that comes with us."""

import io
import zipfile
from pathlib import Path
from typing import Any

from rendement.render.docx.styles import own_part
from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.source.sums import total

MAX_FILE, MAX_UNPACKED = 20_000_000, 200_000_000
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # how what is encrypted begins, and a document of before 2007
_DECLARES = tuple("<!DOCTYPE".encode(way) for way in ("utf-8", "utf-16-le"))  # entities: no Word makes them
_UNREADABLE = "het is geen leesbaar Word-document; open het in Word en bewaar het als .docx"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_OTHERS = {
    b"wordprocessingml.template.main": "een sjabloon van Word (.dotx); bewaar het als .docx",
    b"purl.oclc.org/ooxml": "bewaard als Strict Open XML; bewaar het als gewoon Word-document (.docx)",
}


class TemplateError(Exception):
    """A template cannot be used; the text is Dutch and complete."""


@record
class Template:
    """A document that was read; `given`: by the analyst, whose language it keeps."""

    name: str
    document: Any
    given: bool = True


def require() -> None:
    """Raise UsageError when something lacks that a document is made with."""
    from rendement.render.canvas import require as require_charts  # noqa: PLC0415

    try:
        import docx  # noqa: F401, PLC0415
    except ImportError:
        raise UsageError(
            "voor een Word-document is python-docx nodig: pip install 'rendement[report]'"
        ) from None
    require_charts()


def opened(name: str) -> Template:
    """The template in this file. Raises TemplateError, or UsageError when there is no such file."""
    path = Path(name)
    if not name or "\0" in name or not path.exists():
        raise UsageError(f"--sjabloon {name[:200]}: dit bestand bestaat niet")
    try:
        if path.is_dir():
            raise _refused(name, "dit is een map; noem een Word-document (.docx)")
        if path.stat().st_size > MAX_FILE:
            raise _refused(name, "het is groter dan 20 MB; haal er grote afbeeldingen uit")
        data = path.read_bytes()
    except OSError:
        raise _refused(name, "het is niet te lezen; sluit het en kijk of u erbij mag") from None
    _check(name, data)
    import docx  # noqa: PLC0415

    try:
        document = docx.Document(io.BytesIO(data))
        document.element.body.get_or_add_sectPr()
        for part in (document.styles, document.settings):
            part.element.xpath(".")
    except Exception:  # a damaged document fails in as many ways as there are bytes
        raise _refused(name, _UNREADABLE) from None
    return Template(name, document)


def _refused(name: str, why: str) -> TemplateError:
    return TemplateError(f"--sjabloon {name}: {why}")


def _check(name: str, data: bytes) -> None:
    """Refuse what cannot be a template before a library reads it."""
    if data.startswith(_OLD):
        locked = _LOCKED in data
        why = "het is met een wachtwoord versleuteld; haal dat eraf" if locked else "het is een oud .doc"
        raise _refused(name, f"{why} en bewaar het als .docx" if locked else f"{why}; bewaar het als .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if total(part.file_size for part in parts) > MAX_UNPACKED:
                raise _refused(name, "het is uitgepakt groter dan 200 MB")
            kinds, main = archive.read("[Content_Types].xml"), archive.read("word/document.xml")
            words = [archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))]
    except TemplateError:
        raise
    except Exception:
        raise _refused(name, "het is geen Word-document; bewaar het in Word als .docx") from None
    if b"macroEnabled" in kinds or any("vbaproject" in part.filename.lower() for part in parts):
        raise _refused(name, "er zitten macro's in; bewaar het als .docx zonder macro's")
    if any(sign in data for data in words for sign in _DECLARES):
        raise _refused(name, _UNREADABLE)
    for sign, why in _OTHERS.items():
        if sign in kinds or sign in main[:4000]:
            raise _refused(name, f"het is {why}")


def house() -> Template:
    """What is used where no template is given."""
    import docx  # noqa: PLC0415

    parts = {"core.xml": ("docProps", _CORE), "document.xml": ("word", f"{_KIND}.document.main+xml")}
    for name in ("styles", "numbering", "settings", "footer1"):
        parts[f"{name}.xml"] = "word", f"{_KIND}.{name.rstrip('1')}+xml"
    types = "".join(
        f'<Override PartName="/{folder}/{name}" ContentType="{kind}"/>'
        for name, (folder, kind) in parts.items()
    )
    about = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    top = [(f"{_RELATED}/officeDocument", "word/document.xml"), (about, "docProps/core.xml")]
    inner = [
        (f"{_RELATED}/{n.rstrip('1')}", f"{n}.xml") for n in ("styles", "numbering", "settings", "footer1")
    ]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", _types(types))
        archive.writestr("_rels/.rels", _relations(top))
        archive.writestr("word/_rels/document.xml.rels", _relations(inner))
        for name, (folder, _) in parts.items():
            archive.writestr(f"{folder}/{name}", own_part(name))
    written.seek(0)
    return Template("", docx.Document(written), given=False)


def _types(overrides: str) -> str:
    rest = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    name = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{name}">{rest}{overrides}</Types>'


def _relations(found: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(found, 1)
    )
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{name}">{items}</Relationships>'
