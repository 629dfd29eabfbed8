"""Invented statements of banks, written by small writers."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

OWN = "LT601010012345678901"
ANNA = "PL61109010140000071219812874"
JONAS = "LT121000011101001000"


@dataclass(frozen=True)
class Pay:
    """A payment as a test thinks of it: `amount` is signed, as text with a point."""

    amount: str
    name: str = ""
    iban: str = ""
    text: str = ""
    reference: str = ""
    day: str = "2026-05-04"


def party(name: str, wrapped: bool) -> str:
    return f"<Pty><Nm>{escape(name)}</Nm></Pty>" if wrapped else f"<Nm>{escape(name)}</Nm>"


def camt_details(pay: Pay, version: int, amount: str = "") -> str:
    """Write one payment of an entry; `amount` is told where an entry has several."""
    came = not pay.amount.startswith("-")
    role, other = ("Dbtr", "Cdtr") if came else ("Cdtr", "Dbtr")
    ours = f"<{other}>{party('Фонд «Дапамога»', version >= 8)}</{other}>"
    ours += f"<{other}Acct><Id><IBAN>{OWN}</IBAN></Id></{other}Acct>"
    theirs = f"<{role}>{party(pay.name, version >= 8)}</{role}>" if pay.name else ""
    theirs += f"<{role}Acct><Id><IBAN>{pay.iban}</IBAN></Id></{role}Acct>" if pay.iban else ""
    told = f'<Amt Ccy="EUR">{amount}</Amt>' if version >= 4 else ""
    told = told if amount else ""
    old = f'<AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>' if amount and version < 4 else ""
    text = f"<RmtInf><Ustrd>{escape(pay.text)}</Ustrd></RmtInf>" if pay.text else ""
    return f"<TxDtls>{told}{old}<RltdPties>{ours}{theirs}</RltdPties>{text}</TxDtls>"


def camt_entry(pay: Pay, version: int = 2, more: str = "", details: str | None = None) -> str:
    mark = "DBIT" if pay.amount.startswith("-") else "CRDT"
    status = "<Cd>BOOK</Cd>" if version >= 8 else "BOOK"
    reference = f"<AcctSvcrRef>{pay.reference}</AcctSvcrRef>" if pay.reference else ""
    inner = camt_details(pay, version) if details is None else details
    return (
        f'<Ntry><Amt Ccy="EUR">{pay.amount.lstrip("-")}</Amt><CdtDbtInd>{mark}</CdtDbtInd>{more}<Sts>{status}</Sts>'
        f"<BookgDt><Dt>{pay.day}</Dt></BookgDt>{reference}<NtryDtls>{inner}</NtryDtls></Ntry>\n"
    )


def balance(kind: str, amount: str) -> str:
    mark = "DBIT" if amount.startswith("-") else "CRDT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{amount.lstrip("-")}</Amt><CdtDbtInd>{mark}</CdtDbtInd></Bal>'
    )


def camt(
    entries: str, version: int = 2, balances: str = "", message: str = "BkToCstmrStmt", kind: str = "053"
) -> bytes:
    part = {"053": "Stmt", "052": "Rpt", "054": "Ntfctn"}[kind]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.{version:02d}"><{message}><GrpHdr/>'
        f"<{part}><Id>1</Id><Acct><Id><IBAN>{OWN}</IBAN></Id><Ccy>EUR</Ccy></Acct>{balances}{entries}</{part}>"
        f"</{message}></Document>"
    ).encode()
