"""Sharing in plain mode: who sees the runner's page and what it says, adding or removing helpers; a helper's team."""

from coach.domain.planning.reasons import day
from coach.domain.shared_page import member_line, shared_page_lines
from coach.plain import answers as read_answers
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.sharing import NOT_ALONE, ShareError, Sharing, team_members
from coach.services.training import Training


def share(training: Training, profile: str | None, talk: Talk) -> None:
    """Say who sees the page and what it says; typing a name shares it or takes it back. Raises InputEndedError."""
    consent = Sharing(training, profile)
    shares = consent.shares()
    for each in shares:
        talk.say(f"{each.helper} sees your page, since {day(each.since)}.")
    page = consent.seen_by(shares[0].helper) if shares else consent.page()
    talk.say("Nobody sees your page. It would say this:" if not shares else "It says this, and nothing else of you:")
    for line in shared_page_lines(page, training.clock.now()) if page else ("Nothing: it could not be put there.",):
        talk.say(" ".join(line.split()))
    if profile is None:
        talk.say(NOT_ALONE)
        return
    named = talk.ask("A name shares it with that helper, or takes it back from them. Enter leaves it as it is:")
    if named:
        _change(consent, named.lower(), talk)


def _change(consent: Sharing, helper: str, talk: Talk) -> None:
    try:
        if consent.stop(helper):
            talk.say(f"{helper} no longer sees anything of you.")
        else:
            consent.share(helper)
            talk.say(f"From now on {helper} sees your page. The same name once more takes it back.")
    except ShareError as error:
        talk.say(str(error))


def say_team(training: Training, profile: str | None, talk: Talk) -> None:
    """Say who shares with this helper, and the page of one of them. Raises InputEndedError."""
    now = training.clock.now()
    members = team_members(profile, now)
    for each in members:
        talk.say(" ".join(member_line(each.runner, each.page, now).split()))
    if not members:
        talk.say("Nobody shares their page with you.")
        return
    named = talk.ask("Whose page? A name; Enter leaves:").lower()
    page = next((each.page for each in members if each.runner == named), None)
    if page is not None:
        for line in shared_page_lines(page, now):
            talk.say(" ".join(line.split()))
        _say_report(named, profile, talk)
    elif named:
        talk.say("Nobody of that name shows you a page.")


def _say_report(runner: str, profile: str | None, talk: Talk) -> None:
    """Offer the page with their pains, if the runner shares it with this helper."""
    from coach.services.weeks.shared_report import read_shared_report
    from coach.services.weeks.spoken import report_lines

    made = read_shared_report(runner, profile) if profile else None
    if made is not None and asked(
        talk, f"{runner} shares their pains, too. Read that page? y, n:", lambda line: bool(read_answers.yes_no(line))
    ):
        for line in filter(None, report_lines(made)):
            talk.say(line)
