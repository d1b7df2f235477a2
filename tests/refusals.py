"""What a refusal says."""

import pytest

from khuyenhoc_desktop.domain.problems import UserError


def code_of(call, *arguments):
    """The code of the refusal that a call ends in; it must tell what is wrong and what to do."""
    with pytest.raises(UserError) as refusal:
        call(*arguments)
    assert refusal.value.message
    assert refusal.value.cure
    return refusal.value.code
