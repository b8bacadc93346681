"""What a page says, for tests that look for the wrong language in it."""

import re

# “Yn is” is Welsh for lower.
ENGLISH = re.compile(
    r"\b(the|and|(?<!yn )is|was|of the|would|which|have|been|your|with|password|again|required|incorrect)\b",
    re.IGNORECASE,
)
TAG = re.compile(r"<[^>]*>")


def words(page: bytes) -> str:
    """The words of a page, without those marked as being in another language and without addresses of sources."""
    text = re.sub(r'<(\w+)[^>]*\blang="en"[^>]*>.*?</\1>', " ", page.decode(), flags=re.S)
    text = re.sub(r'<textarea[^>]*name="mapping"[^>]*>.*?</textarea>', " ", text, flags=re.S)  # in its maker's language
    text = re.sub(r"<script[^>]*>.*?</script>", " ", text, flags=re.S)
    return re.sub(r"\S*[/.]\S+/\S*", " ", TAG.sub(" ", text))
