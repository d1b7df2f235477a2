"""The stages of an assessment: what counts where several people scored, and where they differ.

A reviewer types only where he differs, so each stage holds a part of the sheet. Stages are those of
`domain.subjects.STAGES` (1 self-scored, 2 reviewed, 3 verified).
"""

from collections.abc import Mapping

from khuyenhoc_desktop.domain.answers import Answer


def effective(by_stage: Mapping[int, Mapping[str, Answer]]) -> dict[str, Answer]:
    """What counts: for each indicator the answer of the furthest stage that has one."""
    answers: dict[str, Answer] = {}
    for stage in sorted(by_stage):
        answers.update(by_stage[stage])
    return answers


def differences(by_stage: Mapping[int, Mapping[str, Answer]]) -> dict[str, dict[int, Answer]]:
    """The indicators that not all who answered them answered alike, with the answers by rising stage."""
    given: dict[str, dict[int, Answer]] = {}
    for stage in sorted(by_stage):
        for code, answer in by_stage[stage].items():
            given.setdefault(code, {})[stage] = answer
    return {code: answers for code, answers in given.items() if len(set(answers.values())) > 1}
