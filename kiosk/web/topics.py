"""What was told in interviews, question by question, everybody's answers side by side."""

from dataclasses import dataclass

from kiosk.people.interview import Answer, Feeds, by_question, differs, side_by_side
from kiosk.people.questions import QUESTIONS
from kiosk.people.residents import Resident
from kiosk.web.interview_pages import answer_words


@dataclass(frozen=True)
class Topic:
    """One question with everybody's answers; `differs` when they contradict each other."""

    words: str
    rows: list[tuple[Answer, str]]
    differs: bool
    only_words: bool

    @property
    def untidy(self) -> bool:
        """Say whether somebody should look at it."""
        return self.differs or any(answer.unsettled for answer, _ in self.rows)


def topics(person: Resident, answers: tuple[Answer, ...]) -> list[Topic]:
    """Return every question somebody answered, in the order of the sittings."""
    found = by_question(answers)
    return [
        Topic(
            one.they.format(name=person.called),
            [(answer, answer_words(answer)) for answer in side_by_side(one, found[one.id])],
            differs(one, found[one.id]),
            one.feeds is Feeds.WORDS,
        )
        for one in QUESTIONS.values()
        if any(answer.said for answer in found.get(one.id, ()))
    ]
