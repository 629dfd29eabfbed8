"""Recording and withdrawing a consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.consents import ConsentChannel, ConsentDraft, Purpose, check_consent
from desktop.i18n import mark, tr
from desktop.services.consents import purpose_words, record_consent, withdraw_consent
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, LongTextField, TextField
from desktop.ui.shared.step_dialog import StepDialog
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.consents import Consent
    from desktop.domain.errors import Problem
    from desktop.ui.workplace import Workplace

_WIDEST = 560  # the purposes are sentences


class ConsentDialog(StepDialog):
    """Asks what a person agreed to, how, when and until when; proposed are a purpose, or the words of another one."""

    refused = mark("It is not recorded.")

    def __init__(self, place: Workplace, person: str, purpose: Purpose = Purpose.DATA,
                 parent: QWidget | None = None, *, what: str = "") -> None:  # fmt: skip
        title = tr("Record a consent of {person}").format(person=person)
        super().__init__(place, "consent", title, tr("Record the consent"), parent)
        self._person = person
        form, today = self.form, place.office.today
        self.purpose = form.add(ChoiceField("purpose", mark("Agreed to"), Purpose), wide=True)
        self.channel = form.add(ChoiceField("channel", mark("How"), ConsentChannel))
        self.witness: TextField = form.add(TextField("witness", mark("Witness"), hint=mark("Who was there")))
        self.on: DateField = form.add(DateField("on", mark("Agreed on"), today, needed=True))
        self.until: DateField = form.add(
            DateField(
                "until", mark("Valid until"), today, hint=mark("Its last day. Empty: without an end"), ahead=True
            ),
            wide=True,
        )
        hint = mark("Where the paper lies, what was said")
        note: LongTextField = form.add(LongTextField("note", mark("Note"), hint=hint, lines=2), wide=True)
        self.purpose.box.setMaximumWidth(scaled(_WIDEST))
        self.purpose.write(purpose)
        note.write(what)
        self.on.write(today())
        self.channel.edited.connect(self._follow)
        form.check_with(self._problems_now)
        self._follow()
        self.purpose.editor.setFocus()

    def step(self, values: dict[str, Any]) -> Consent:
        return record_consent(self.place.office, self._person, ConsentDraft(**values))

    def _problems_now(self) -> Iterable[Problem]:
        return check_consent(ConsentDraft(**self.form.read()), self.place.office.today())

    def _follow(self) -> None:
        """A witness is asked for where nothing else bears a consent out; what was typed goes with the question."""
        oral = self.channel.read() is ConsentChannel.WITNESSED
        if not oral:
            self.witness.write("")
        self.witness.setVisible(oral)


class WithdrawDialog(StepDialog):
    """Asks from which day on a consent is withdrawn. Nobody owes a reason."""

    refused = mark("It is not withdrawn.")

    def __init__(self, place: Workplace, consent: Consent, parent: QWidget | None = None) -> None:
        title = tr("Withdraw “{purpose}” of {person}?").format(
            purpose=purpose_words(consent.draft), person=consent.person
        )
        super().__init__(place, "withdrawal", title, tr("Withdraw"), parent)
        self._number = consent.number
        self.on: DateField = self.form.add(DateField("on", mark("From this day on"), place.office.today, needed=True))
        reason = LongTextField("reason", mark("Reason"), hint=mark("If the person gave one; nobody has to"), lines=2)
        self.form.add(reason, wide=True)
        self.on.write(place.office.today())

    def step(self, values: dict[str, Any]) -> Consent:
        return withdraw_consent(self.place.office, self._number, values["on"], values["reason"])
