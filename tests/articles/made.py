"""Small PDF and Word files, written by hand."""

import io
import zipfile
import zlib

_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def make_pdf(pages, *, info="", extra="", packed=False, further=(), shown="", resources=""):
    """Write a PDF of pages, each a list of (x, y, text); y is measured from the bottom."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects.append(font)
    kids = []
    for lines in pages:
        drawn = (
            "".join(
                f"BT /F1 10 Tf {x} {y} Td ({text.translate(_ESCAPED)}) Tj ET\n" for x, y, text in lines
            ).encode("cp1252")
            + shown.encode()
        )
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects) + 2} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> >>"
        )
        objects.append(stream(drawn, packed=packed))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    objects.append(f"<< {info} >>")
    about = len(objects)
    objects += further
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(out.tell())
        raw = content if isinstance(content, bytes) else content.encode("latin-1")
        out.write(f"{number} 0 obj\n".encode() + raw + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{offset:010} 00000 n \n" for offset in offsets).encode())
    out.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {about} 0 R {extra} >>\n"
        f"startxref\n{start}\n%%EOF\n".encode()
    )
    return out.getvalue()


def stream(content, *, packed):
    raw = zlib.compress(content, 9) if packed else content
    filters = " /Filter /FlateDecode" if packed else ""
    return f"<< /Length {len(raw)}{filters} >>\nstream\n".encode() + raw + b"\nendstream"


def column(x, top, lines, leading=12):
    """Set lines one below the other."""
    return [(x, top - leading * number, line) for number, line in enumerate(lines)]


def make_docx(body, *, core="", head=""):
    """Write a Word file with what stands in its body as XML."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"{head}<w:document {space}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr(
            "docProps/core.xml",
            f'<p xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</p>',
        )
    return packed.getvalue()
