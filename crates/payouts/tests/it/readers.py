"""Reads bank files back with readers that others wrote. Arguments: the bank orders, the pain message.
Prints a line for each reader: its name, how many payments, their sum, and a digest of the purposes and payees."""

import hashlib
import sys
from decimal import Decimal
from pathlib import Path

import client_bank_1c
import sepaxml
import xmlschema
from client_bank_exchange_1c import Document, Header

orders, pain = Path(sys.argv[1]), Path(sys.argv[2])


def say(name, rows):
    rows = list(rows)
    digest = hashlib.sha256("\n".join(f"{number}|{payee}|{purpose}" for number, _, payee, purpose in rows).encode())
    print(name, len(rows), sum(Decimal(amount) for _, amount, _, _ in rows), digest.hexdigest())


read = client_bank_1c.load(orders.read_bytes())
say("client-bank-1c", ((d["Номер"], d["Сумма"], d["Получатель1"], d["НазначениеПлатежа"]) for d in read.documents))
# Its `Statement` wants the section of balances, which a statement has and orders have not; the rest is read alike.
text = orders.read_text(encoding="cp1251")
assert Header.from_text(text).format_version == "1.03"
found = Document.from_text(text)
say("client-bank-exchange-1c", ((d.number, d.amount, d.receiver.l1_name, d.payment.purpose) for d in found))

folder = Path(sepaxml.__file__).parent / "schemas"
schema = xmlschema.XMLSchema(str(folder / "pain.001.001.09.xsd"))
schema.validate(str(pain))
space = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
tree = xmlschema.XMLResource(str(pain)).root
transfers = tree.findall(".//p:CdtTrfTxInf", space)
say(
    "pain.001.001.09",
    (
        (
            one.find("p:PmtId/p:EndToEndId", space).text,
            one.find("p:Amt/p:InstdAmt", space).text,
            one.find("p:Cdtr/p:Nm", space).text,
            " ".join(line.text for line in one.findall("p:RmtInf/p:Ustrd", space)),
        )
        for one in transfers
    ),
)
