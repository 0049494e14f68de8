"""never: one act of the trainee is enough to miss it."""

from tests.grader.rubrics import found, outcome
from tests.grader.story import Story, solved


def test_never_is_missed_by_one_act_of_the_trainee_and_names_it():
    criterion = "check: never, needs: base, what: [{does: eoffice.submit}, {who: van_thu, does: onestop.verify}]"
    assert outcome(criterion, Story().ask()) == "met"
    assert outcome(criterion, Story()) == "blocked"
    told = found(criterion, solved())
    assert (told.outcome, [one.entry for one in told.evidence]) == ("missed", [8])
