"""Invented statements of banks, written by small writers."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from desktop.domain.bank_columns import BankField, BankMap

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


def swift(amount: str) -> str:
    return amount.lstrip("-").replace(".", ",")


def mt940_line(pay: Pay, sign: str = "?") -> str:
    mark = "D" if pay.amount.startswith("-") else "C"
    day = pay.day.replace("-", "")
    told = f"{sign}00PRZELEW{sign}20{pay.text}{sign}32{pay.name}{sign}38{pay.iban}"
    lines = [f"166{told}"] if sign else [pay.text]
    bank = f"//{pay.reference}" if pay.reference else ""
    return f":61:{day[2:]}{day[4:]}{mark}{swift(pay.amount)}NTRFNONREF{bank}\n:86:" + "\n".join(lines) + "\n"


def mt940(lines: str, opening: str = "C260501EUR100,00", closing: str = "", account: str = f"/{OWN}") -> str:
    end = f":62F:{closing}\n" if closing else ""
    return f":20:START\n:25:{account}\n:28C:1/1\n:60F:{opening}\n{lines}{end}-\n"


def ofx_payment(pay: Pay, end: str = "") -> str:
    def tag(name: str, text: str) -> str:
        return f"<{name}>{escape(text)}{f'</{name}>' if end else ''}\n" if text else ""

    inner = tag("TRNTYPE", "CREDIT") + tag("DTPOSTED", pay.day.replace("-", "") + "120000[+3:EEST]")
    inner += tag("TRNAMT", pay.amount) + tag("FITID", pay.reference) + tag("NAME", pay.name) + tag("MEMO", pay.text)
    to = f"<BANKACCTTO>{tag('ACCTID', pay.iban)}</BANKACCTTO>\n" if pay.iban else ""
    return f"<STMTTRN>\n{inner}{to}</STMTTRN>\n"


def ofx(
    payments: str, head: str = "OFXHEADER:100\nDATA:OFXSGML\nENCODING:USASCII\nCHARSET:1257\n\n", end: str = ""
) -> str:
    def tag(name: str, text: str) -> str:
        return f"<{name}>{text}{f'</{name}>' if end else ''}\n"

    account = f"<BANKACCTFROM>{tag('BANKID', 'LITHUANIAN BANK')}{tag('ACCTID', OWN)}</BANKACCTFROM>"
    closing = f"<LEDGERBAL>{tag('BALAMT', '137.70')}{tag('DTASOF', '20260531')}</LEDGERBAL>"
    return (
        f"{head}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>{tag('CURDEF', 'EUR')}{account}"
        f"<BANKTRANLIST>{payments}</BANKTRANLIST>{closing}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )


REVOLUT = (
    "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,Orig currency,Orig amount,"
    "Payment currency,Amount,Total amount,Fee,Fee currency,Balance,Account,Beneficiary IBAN,"
    "Beneficiary name,Sender account,Sender name\n"
    "2026-05-03 10:00:00,2026-05-04 10:00:00,r-1,TOPUP,COMPLETED,Money added from Ганна,На лячэнне,,"
    f"EUR,50.00,EUR,50.00,50.00,0.00,EUR,150.00,EUR Main,,,{ANNA},Ганна Нязломная\n"
    "2026-05-05 10:00:00,2026-05-05 10:00:01,r-2,TRANSFER,COMPLETED,To Jonas Žąsinas,Sąskaita 7,Наш Супрацоўнік,"
    f"EUR,-12.00,EUR,-12.00,-12.20,0.20,EUR,137.80,EUR Main,{JONAS}\n"
    "2026-05-06 10:00:00,2026-05-06 10:00:01,r-3,EXCHANGE,COMPLETED,To USD Main,,,EUR,-10,EUR,-10.00,-10.00,0,EUR,"
    "127.80,EUR Main,\n"
    "2026-05-06 10:00:00,2026-05-06 10:00:01,r-3,EXCHANGE,COMPLETED,From EUR Main,,,USD,11,USD,11.00,11.00,0,USD,"
    "11.00,USD Main,\n"
    "2026-05-07 10:00:00,,r-4,CARD_PAYMENT,PENDING,Apteka,,,EUR,-1,EUR,-1.00,-1.00,0,EUR,,EUR Main,\n"
)
REVOLUT_PERSONAL = (
    "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
    "TOPUP,Current,2026-05-03 10:00:00,2026-05-04 10:00:00,Payment from Żaneta Gęśl,50.00,0.00,EUR,COMPLETED,150.00\n"
    "ATM,Current,2026-05-05 10:00:00,2026-05-05 10:00:00,Cash withdrawal,-20.00,1.00,EUR,COMPLETED,129.00\n"
    "CARD_PAYMENT,Current,2026-05-06 10:00:00,,Shop,-5.00,0.00,EUR,REVERTED,\n"
)
WISE_STATEMENT = (
    '"TransferWise ID",Date,Amount,Currency,Description,"Payment Reference","Running Balance","Payer Name",'
    '"Payee Name","Payee Account Number",Merchant,"Total fees"\n'
    f"TRANSFER-2,05-05-2026,-20.50,EUR,Sent money to Jonas,Sąskaita 7,129.50,,Jonas Žąsinas,{JONAS},,0.50\n"
    "TRANSFER-1,04-05-2026,50.00,EUR,Received money,На лячэнне,150.00,Ганна Нязломная,,,,0.00\n"
)
WISE_HISTORY = (
    'ID,Status,Direction,"Created on","Finished on","Source fee amount","Source fee currency","Target fee amount",'
    '"Target fee currency","Source name","Source amount (after fees)","Source currency","Target name",'
    '"Target amount (after fees)","Target currency","Exchange rate",Reference\n'
    "T-1,COMPLETED,OUT,2026-05-03 10:00:00,2026-05-04 10:00:00,0.50,EUR,,,Мы,20.00,EUR,Jonas,20.00,EUR,1,Sąskaita 7\n"
    "T-2,COMPLETED,IN,2026-05-03 10:00:00,2026-05-05 10:00:00,,,1.00,EUR,Ганна,50.00,EUR,Мы,49.00,EUR,1,На лячэнне\n"
    "T-3,COMPLETED,NEUTRAL,2026-05-06 10:00:00,2026-05-06 10:00:00,0.10,EUR,,,Мы,10.00,EUR,Мы,11.00,USD,1.1,\n"
    "T-4,CANCELLED,OUT,2026-05-06 10:00:00,,0,EUR,,,Мы,10.00,EUR,X,10.00,EUR,1,\n"
)
STRIPE = (
    "balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,description\n"
    "txn_1,2026-05-04 10:00:00,2026-05-06 00:00:00,eur,50.00,1.03,48.97,charge,Дапамога Жываму\n"
    "txn_2,2026-05-05 10:00:00,2026-05-06 00:00:00,eur,-50.00,-1.03,-48.97,refund,Refund\n"
    "txn_3,2026-05-06 10:00:00,2026-05-06 00:00:00,eur,-10.00,0.00,-10.00,payout,Payout\n"
    "txn_4,2026-05-06 10:00:00,2026-05-06 00:00:00,jpy,5000,100,4900,charge,\n"
)
PAYPAL = (
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address",'
    '"To Email Address","Transaction ID","Balance","Note","Balance Impact"\n'
    '"04/05/2026","10:00:00","CEST","Żaneta Gęśl","Donation Payment","Completed","EUR","1.050,00","-30,10",'
    '"1.019,90","z@example.org","","P1","1.119,90","Na leczenie","Credit"\n'
    '"13/05/2026","10:00:00","CEST","Żaneta Gęśl","Payment Refund","Completed","EUR","-50,00","1,40",'
    '"-48,60","","","P2","1.071,30","","Debit"\n'
    '"14/05/2026","10:00:00","CEST","","General Withdrawal","Completed","EUR","-71,30","0,00",'
    '"-71,30","","","P3","1.000,00","","Debit"\n'
    '"14/05/2026","11:00:00","CEST","X","Express Checkout","Pending","EUR","5,00","0,00","5,00",'
    '"","","P4","","","Memo"\n'
)
OWN_TABLE = (
    "Išrašas\n"
    "Data;Mokėtojas;Sąskaita;Paskirtis;Debetas;Kreditas;Valiuta;Nr.\n"
    "04.05.2026;Ганна;PL61 1090 1014 0000 0712 1981 2874;Parama;;1 050,00;EUR;1\n"
    f"13.05.2026;Jonas;{JONAS};Sąskaita;12,30;;EUR;2\n"
    ";;;Iš viso;12,30;1 050,00;;\n"
)
MAP = BankMap(
    (
        BankField.DATE,
        BankField.NAME,
        BankField.IBAN,
        BankField.TEXT,
        BankField.DEBIT,
        BankField.CREDIT,
        BankField.CURRENCY,
        BankField.REFERENCE,
    ),
    first=2,
    account="LT60",
)
