"""What a parser of typed or imported text raises: a reason code, a sentence for the user and a cure."""


class RefusedValueError(ValueError):
    """A typed or imported value that cannot be read.

    `reason` is a short code for the caller to branch on; `message` and `cure` are ready to be shown.
    """

    def __init__(self, reason: str, message: str, cure: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.cure = cure


class NumberError(RefusedValueError):
    """A number that cannot be read; reasons: empty, format, not_whole, decimals, negative."""


class DateError(RefusedValueError):
    """A date that cannot be read; reason: format."""


class BirthError(RefusedValueError):
    """A birth date or year that cannot be right; reasons: format, future, too_old."""
