"""``coach learn``: list the cards with what is read, show one, or ask the quiz; each also as JSON."""

from argparse import Namespace

from coach.cli.base.context import opened_coach, refuse_unless_kept, unknown_id
from coach.cli.base.errors import RefusedError
from coach.cli.base.shapes import JsonShape, as_json
from coach.domain.teaching.lessons import Card, Learned, QuizQuestion
from coach.services.learning import Learning
from coach.system.exit_codes import DONE, USAGE
from coach.system.invocation import call


def learn(args: Namespace) -> int:
    """Print the list of cards, or a card (then marked as read), or ask a round of the quiz."""
    if args.quiz and args.id is not None:
        raise RefusedError("the quiz asks by itself: leave the card out, or --quiz.", USAGE)
    with opened_coach(args) as coach:
        learning = coach.training.learning
        for diagnostic in learning.book.diagnostics:
            if diagnostic.severity == "error":
                _complain(str(diagnostic))
        if args.quiz:
            _quiz(learning, as_shape=args.json)
        elif args.id is not None:
            _card(learning, args.id, as_shape=args.json)
        else:
            _list(learning, as_shape=args.json)
        refuse_unless_kept(coach, "how far you have come was not kept.")
    return DONE


def _complain(line: str) -> None:
    import sys

    print(line, file=sys.stderr)


def _list(learning: Learning, *, as_shape: bool) -> None:
    lessons, learned = learning.lessons, learning.learned()
    if as_shape:
        cards = [_card_shape(card, learned) for card in lessons.cards]
        questions = [_question_shape(question, learned) for question in lessons.questions]
        read = {"read": learned.read_of(lessons), "of": len(lessons.cards)}
        print(as_json({**read, "cards": cards, "questions": questions}))
        return
    from rich.text import Text

    from coach.cli.base.pages import console

    out, topic = console(), ""
    for card in lessons.cards:
        if card.topic != topic:
            topic = card.topic
            out.print(Text(topic, "bold"))
        mark = "read" if card.id in learned.read else ""
        out.print(Text(f"  {card.id:<24} {mark:<5} {card.title}"))
    out.print(Text(f"{learned.progress(lessons)}. A card: {call('learn ID')} The quiz: {call('learn --quiz')}"))


def _card(learning: Learning, identity: str, *, as_shape: bool) -> None:
    card = learning.lessons.card(identity)
    if card is None:
        names = {each.id: each.title for each in learning.lessons.cards}
        raise unknown_id(identity, "card", names, call("learn"))
    if as_shape:  # a script does not mark it as read
        print(as_json(_card_shape(card, learning.learned()) | {"says": list(card.says), "differs": card.differs}))
        return
    from rich.text import Text

    from coach.cli.base.pages import console
    from coach.cli.base.picture import print_figure
    from coach.cli.base.source_links import sources_text

    out = console()
    out.print(Text(card.title, "bold"))
    if card.figure is not None:
        print_figure(out, card.figure)
    for paragraph in card.paragraphs:
        out.print(Text(paragraph))
    out.print(sources_text(card.sources, "dim"))
    learning.read(card)


def _quiz(learning: Learning, *, as_shape: bool) -> None:
    if as_shape:
        asked, learned = learning.quiz().questions, learning.learned()
        print(as_json([_question_shape(question, learned) | _answers(question) for question in asked]))
        return
    from coach.plain.learn import play_quiz
    from coach.plain.talk import Console, InputEndedError

    talk = Console()
    try:
        play_quiz(learning, talk)
    except InputEndedError:
        talk.say("The input ended. What you answered is kept.")


def _card_shape(card: Card, learned: Learned) -> JsonShape:
    return {
        "id": card.id,
        "title": card.title,
        "topic": card.topic,
        "words": card.words,
        "sources": list(card.sources),
        "moment": card.moment.value if card.moment else None,
        "read": card.id in learned.read,
    }


def _question_shape(question: QuizQuestion, learned: Learned) -> JsonShape:
    last = True if question.id in learned.right else False if question.id in learned.missed else None
    return {"id": question.id, "asks": question.asks, "sources": list(question.sources), "last_was_right": last}


def _answers(question: QuizQuestion) -> JsonShape:
    return {
        "answers": list(question.answers),
        "right": question.right + 1,
        "explains": question.explains,
        "differs": question.differs,
        "card": question.card or None,
    }
