"""What can be wrong with evidence."""

from cronfa.language import Text
from cronfa.problems import Kind

EVIDENCE_KIND = Kind(
    "GO090",
    what=Text(
        en="“{name}” is not a kind of file that evidence may be, or not what its name says.",
        cy="Nid yw “{name}” yn fath o ffeil y caiff tystiolaeth fod, neu nid yr hyn a ddywed ei henw.",
    ),
    remedy=Text(
        en="Send a PDF, a picture (PNG, JPEG), a letter or table (DOCX, ODT, XLSX, ODS), an e-mail (EML, MSG), or text "
        "(TXT, CSV).",
        cy="Anfonwch PDF, llun (PNG, JPEG), llythyr neu dabl (DOCX, ODT, XLSX, ODS), e-bost (EML, MSG), neu destun (TXT, CSV).",
    ),
)
KINDS = (EVIDENCE_KIND,)
