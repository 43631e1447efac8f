"""What people do with one experiment: yes, release, days, stop, hold, open the answer, put it beside the possible cause."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.forms import Form
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from concord.access.permissions import Permission
from concord.plan import actions
from concord.plan.forms import DayLivedForm, HoldForm, StopForm, WeighForm, YesForm
from concord.plan.models import Experiment, Stands
from concord.plan.views.experimenting import experiment_page
from concord.plan.views.tapping import tap

move = partial(tap, "experiment", refused=experiment_page)
"""What is refused is said beside what was typed."""


def _unless_drawn(done: Any) -> Callable[[Experiment], str]:
    """With the last yes or release that was missing it begins, and that is said."""

    def say(made: Experiment) -> str:
        if made.stands != Stands.RUNNING:
            return str(done)
        day = date_format(made.first_day, "j F")
        return gettext("Everybody has said yes, so chance has drawn the order. It begins on %(day)s.") % {"day": day}

    return say


def _yes_alone(given: QueryDict) -> Form:
    """A yes has no words; a release may."""
    form = YesForm(given, auto_id="yes_%s")
    form.fields.pop("words")
    return form


YES, RELEASE, DESIGN = Permission.AGREE_TO_EXPERIMENT, Permission.RELEASE_EXPERIMENT, Permission.DESIGN_EXPERIMENT

agree = move(
    actions.agree_to_experiment, _unless_drawn(_("You have said yes. Once everybody has who is asked, chance draws the order.")), YES,
    shape=_yes_alone, name="agreeing",
)  # fmt: skip
take_back_agreement = move(actions.take_back_yes, _("Taken back."), YES)
release = move(
    actions.release_experiment,
    _unless_drawn(_("Released.")),
    RELEASE,
    shape=partial(YesForm, auto_id="release_%s"),
    name="releasing",
)
take_back_release = move(actions.take_back_release, _("The release is taken back."), RELEASE)
let_go = move(actions.let_go_of_experiment, _("Let go. It can be brought back."), DESIGN)
bring_back = move(actions.bring_back_experiment, _("It is on the table again."), DESIGN)
mark_day = move(actions.mark_experiment_day, _("Noted."), Permission.MARK_STEP, shape=DayLivedForm)
stop = move(
    actions.stop_experiment, _("Stopped. You need no reason. Every day is yours again."), Permission.STOP_EXPERIMENT,
    shape=partial(StopForm, auto_id="stop_%s"), name="stopping",
)  # fmt: skip
hold = move(
    actions.hold_experiment, _("On hold. Until you let it go on, every day is lived as usual."), RELEASE,
    shape=partial(HoldForm, auto_id="hold_%s"), name="holding",
)  # fmt: skip
go_on = move(actions.let_experiment_go_on, _("It goes on from today."), RELEASE)
open_answer = move(actions.open_answer, _("Here is what it says."), Permission.SEE_FINDINGS)
weigh = move(
    actions.give_answer_as_evidence, _("It stands beside the possible cause now."), Permission.WRITE_CAUSE,
    shape=partial(WeighForm, auto_id="weigh_%s"), name="weighing",
)  # fmt: skip
