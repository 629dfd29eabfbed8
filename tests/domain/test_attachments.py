"""Attachments: neutral names, and what is too much."""

import pytest

from desktop.domain.attachments import JPEG, LARGEST_FILE, MOST_FILES, PDF, AttachmentKind, check_file, neutral_name


@pytest.mark.parametrize(
    ("subject", "kind", "media", "name"),
    [
        ("O-0001", AttachmentKind.INVOICE, PDF, "O-0001-invoice-2.pdf"),
        ("PV-USD/2026/0001", AttachmentKind.SIGNED_SCAN, JPEG, "PV-USD-2026-0001-signed-scan-2.jpg"),
        ("../../x", AttachmentKind.OTHER, PDF, "x-other-2.pdf"),
    ],
)
def test_names_are_neutral(subject: str, kind: AttachmentKind, media: str, name: str) -> None:
    assert neutral_name(subject, kind, 2, media) == name


@pytest.mark.parametrize(
    ("size", "kept", "codes"),
    [
        (LARGEST_FILE, MOST_FILES - 1, []),
        (LARGEST_FILE + 1, 0, ["attachment.too_large"]),
        (1, MOST_FILES, ["attachment.too_many"]),
    ],
)
def test_too_large_and_too_many_are_refused(size: int, kept: int, codes: list[str]) -> None:
    assert [problem.code for problem in check_file(size, kept)] == codes
