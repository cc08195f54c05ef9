"""Word documents for tests, made by hand."""

from tests.ingest.workbook_parts import pack

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>Sitrep 7</dc:title>'
    "<dc:creator>OCR Office</dc:creator><dcterms:created>2024-03-12T08:00:00Z</dcterms:created>"
    "<cp:revision>3</cp:revision></cp:coreProperties>"
)


def word(body, **parts):
    """The bytes of a document with this body, and of other parts."""
    document = (
        f'<w:document xmlns:w="{WORD}" xmlns:mc="m"><w:body>{body}<w:sectPr/></w:body></w:document>'
    )
    return pack({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **parts})


def run(text):
    """A run of text."""
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs):
    """A paragraph."""
    return f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{''.join(runs)}</w:p>"
