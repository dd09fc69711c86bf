"""Errors in the words of the domain: what was found, what was expected, where, what to do.

Every error that a user can cause is a :class:`HasilaError`. The command line prints its four parts
and exits with status 2; a notebook shows them as the last line of its traceback.
"""


class HasilaError(Exception):
    """A problem that the user can mend.

    Parameters
    ----------
    found : what was met, quoted.
    expected : what would have been accepted.
    where : file, line, row, characters or parameter.
    remedy : what to do next.
    """

    def __init__(self, found: str, expected: str = "", where: str = "", remedy: str = ""):
        self.found, self.expected, self.where, self.remedy = found, expected, where, remedy
        parts = [found]
        parts += [f"expected: {expected}"] if expected else []
        parts += [f"where: {where}"] if where else []
        parts += [f"what to do: {remedy}"] if remedy else []
        super().__init__("; ".join(parts))


class CorpusError(HasilaError):
    """The folder of reports or its source cards cannot be read as they are."""


class LexiconError(HasilaError):
    """A lexicon file breaks its contract (unknown key, duplicate spelling, look-alike letter)."""


class ParameterError(HasilaError):
    """A parameter is unknown, missing or of the wrong type."""


class ContractError(HasilaError):
    """A table breaks its schema."""


class GazetteerError(HasilaError):
    """A gazetteer cannot be used as it is."""


class TemplateError(HasilaError):
    """The report's template names a number that does not exist, or a number goes unused."""
