"""never: one act of the trainee is enough to miss it."""

from tests.grader.rubrics import found, outcome
from tests.grader.story import Story, solved


def test_never_is_missed_by_one_act_of_the_trainee_and_names_it():
    criterion = "check: never, needs: base, what: [{does: eoffice.submit}, {who: van_thu, does: onestop.verify}]"
    assert outcome(criterion, Story().ask()) == "met"
    assert outcome(criterion, Story()) == "blocked"
    told = found(criterion, solved())
    assert (told.outcome, [one.entry for one in told.evidence]) == ("missed", [8])
    assert told.seen == "“eoffice.submit” lúc 08:50 ngày 25/11/2026 (mục 8)"


def test_never_is_open_when_an_entry_cannot_be_read():
    told = found("check: never, needs: base, what: [{does: eoffice.submit}]", Story().ask().accept().lost(2))
    assert (told.outcome, told.seen) == ("undecided", "Không thấy làm việc này")
