"""The few colours of every output: calm, told apart by colour-blind readers, and never the only sign of anything."""

INK = "#1d2a33"
MUTED = "#51606b"
RULE = "#c9d1d6"
PAPER = "#f5f7f7"
ACCENT = "#15506b"
EMPHASIS = "#b35c00"

PARTNER_COLOURS = (
    ("#1f5a73", "#9fbcc8"),
    ("#8a4b14", "#dfc0a3"),
    ("#4a6b2a", "#bfd0ab"),
    ("#6a3d7c", "#cdb8d6"),
    ("#8c6d00", "#e3d28f"),
    ("#3f4a8a", "#b7bddf"),
    ("#7a2f3f", "#dcb3bb"),
    ("#2f6f66", "#a9cfc9"),
)
"""For each partner in the agreement's order: its strong colour and its tint."""

TONES = {
    "good": ("#0b5c3b", "#dcece4"),
    "watch": ("#5c4400", "#f7ecc4"),
    "over": ("#7d1a12", "#f8dcd8"),
    "plain": ("#1d2a33", "#e8ecee"),
}
"""Text and ground of a status word; contrast is at least 7 to 1."""
