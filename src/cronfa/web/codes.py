"""What can be wrong with what is sent to a page, where pages look for it."""

from cronfa.governance.sent_codes import (
    FILE_SETTLED as FILE_SETTLED,
    FILE_TOO_LARGE as FILE_TOO_LARGE,
    NO_FILE as NO_FILE,
    NOT_A_COUNT as NOT_A_COUNT,
    NOT_A_DATE as NOT_A_DATE,
)
