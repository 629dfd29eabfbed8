"""The office's checks: rules that must hold come first, and what was found says so."""

from desktop.domain.checks import CheckResult, Rule, all_good


def test_what_must_never_be_comes_before_what_only_waits() -> None:
    kinds = [rule.must_hold for rule in Rule]
    assert kinds == sorted(kinds, reverse=True)
    assert any(kinds)
    assert not all(kinds)


def test_a_rule_is_good_when_nothing_breaks_it() -> None:
    good, bad = CheckResult(Rule.CASH, 0), CheckResult(Rule.GOALS, 2, ("C-0001", "C-0002"))
    assert good.good
    assert not bad.good
    assert all_good((good,))
    assert not all_good((good, bad))
