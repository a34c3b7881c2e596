//! ISO 20022 camt.053, the statement of the bank to its customer, in any of its versions.

use encoding_rs::{UTF_8, WINDOWS_1251};
use jiff::civil::Date;
use money::{Currency, Money};

use super::xml::{self, Node};
use super::{BankRow, Direction, Side, Statement, TROUBLES_MAX, Trouble, What};

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Statement, Vec<Trouble>> {
    let root = xml::parse(&decoded(bytes)).map_err(|trouble| vec![trouble])?;
    let report =
        root.at("Document/BkToCstmrStmt").ok_or_else(|| vec![Trouble::of_file(What::NotAStatement)])?;
    let mut statement = Statement::default();
    let mut troubles = Vec::new();
    for part in report.all("Stmt") {
        let account = part.text_at(&["Acct/Id/IBAN", "Acct/Id/Othr/Id"]).to_owned();
        if account.is_empty() {
            troubles.push(Trouble::at(part.line, "Acct", What::Missing));
        }
        for entry in part.all("Ntry").filter(|entry| is_booked(entry)) {
            match rows(entry, &account) {
                Ok(found) => statement.rows.extend(found),
                Err(trouble) => troubles.push(trouble),
            }
            if troubles.len() >= TROUBLES_MAX {
                return Err(troubles);
            }
        }
        if !account.is_empty() && !statement.accounts.contains(&account) {
            statement.accounts.push(account);
        }
    }
    if troubles.is_empty() { Ok(statement) } else { Err(troubles) }
}

/// What is only expected is no movement: entries are booked (`BOOK`) unless they say otherwise.
fn is_booked(entry: &Node) -> bool {
    matches!(entry.text_at(&["Sts/Cd", "Sts"]), "" | "BOOK")
}

fn decoded(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(200)];
    let says_1251 = String::from_utf8_lossy(head).to_ascii_lowercase().contains("windows-1251");
    let encoding = if says_1251 { WINDOWS_1251 } else { UTF_8 };
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

/// The movements of an entry: one for each of its transactions, or the entry itself when it has none.
fn rows(entry: &Node, account: &str) -> Result<Vec<BankRow>, Trouble> {
    let whole = money(entry.at("Amt").ok_or_else(|| Trouble::at(entry.line, "Amt", What::Missing))?)?;
    let way = direction(entry)?.ok_or_else(|| Trouble::at(entry.line, "CdtDbtInd", What::Missing))?;
    let booked_on = date(entry, "BookgDt")?.or(date(entry, "ValDt")?);
    let booked_on = booked_on.ok_or_else(|| Trouble::at(entry.line, "BookgDt", What::Missing))?;
    let details: Vec<&Node> = entry.all("NtryDtls").flat_map(|group| group.all("TxDtls")).collect();
    if details.is_empty() {
        return Ok(vec![row(entry, whole, way, booked_on, account)]);
    }
    let is_only = details.len() == 1;
    let each = details.into_iter().map(|detail| {
        let own =
            ["Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"].into_iter().find_map(|path| detail.at(path));
        let amount = match own {
            Some(own) => money(own)?,
            None if is_only => whole,
            None => return Err(Trouble::at(detail.line, "TxDtls/Amt", What::Missing)),
        };
        let way = direction(detail)?.unwrap_or(way);
        let mut row = row(detail, amount, way, booked_on, account);
        if row.purpose.is_empty() {
            row.purpose = entry.text_at(&["AddtlNtryInf"]).to_owned();
        }
        if row.number.is_empty() {
            row.number = entry.text_at(&["NtryRef", "AcctSvcrRef"]).to_owned();
        }
        Ok(row)
    });
    each.collect()
}

fn row(node: &Node, amount: Money, direction: Direction, booked_on: Date, account: &str) -> BankRow {
    let numbers =
        ["Refs/EndToEndId", "Refs/InstrId", "Refs/PmtInfId", "Refs/AcctSvcrRef", "NtryRef", "AcctSvcrRef"];
    let given = numbers
        .into_iter()
        .map(|path| node.text_at(&[path]))
        .find(|text| !matches!(*text, "" | "NOTPROVIDED"));
    let (mut payer, mut payee) = (side(node, "Dbtr"), side(node, "Cdtr"));
    let own = if direction == Direction::Out { &mut payer } else { &mut payee };
    if own.account.is_empty() {
        own.account = account.to_owned();
    }
    let notes: Vec<&str> = node
        .at("RmtInf")
        .map(|notes| notes.all("Ustrd").map(|note| note.text.as_str()).collect())
        .unwrap_or_default();
    let purpose = if notes.is_empty() {
        node.text_at(&["AddtlTxInf", "AddtlNtryInf"]).to_owned()
    } else {
        notes.join(" ")
    };
    let number = given.unwrap_or_default().to_owned();
    let (line, date) = (node.line, booked_on);
    BankRow { line, number, date, booked_on: Some(booked_on), amount, direction, payer, payee, purpose }
}

fn side(node: &Node, role: &str) -> Side {
    let path = |end: &str| format!("RltdPties/{role}{end}");
    let text = |ends: &[&str]| {
        let found = ends.iter().map(|end| node.text_at(&[&path(end)])).find(|text| !text.is_empty());
        found.unwrap_or_default().to_owned()
    };
    let ids = ["/Id/OrgId/Othr/Id", "/Id/PrvtId/Othr/Id", "/Pty/Id/OrgId/Othr/Id", "/Pty/Id/PrvtId/Othr/Id"];
    let bank = |end: &str| node.text_at(&[&format!("RltdAgts/{role}Agt/FinInstnId/{end}")]).to_owned();
    let bics = ["ClrSysMmbId/MmbId", "BICFI", "BIC"].map(bank);
    Side {
        name: text(&["/Nm", "/Pty/Nm"]),
        inn: text(&ids),
        account: text(&["Acct/Id/IBAN", "Acct/Id/Othr/Id"]),
        bic: bics.into_iter().find(|bic| !bic.is_empty()).unwrap_or_default(),
    }
}

fn direction(node: &Node) -> Result<Option<Direction>, Trouble> {
    match node.at("CdtDbtInd") {
        None => Ok(None),
        Some(found) => match found.text.as_str() {
            "CRDT" => Ok(Some(Direction::In)),
            "DBIT" => Ok(Some(Direction::Out)),
            text => Err(Trouble::at(found.line, "CdtDbtInd", What::Direction { text: text.to_owned() })),
        },
    }
}

/// `<Amt Ccy="RUB">1234.56</Amt>`; ISO allows up to five decimals, which must be zeros beyond those of the currency.
fn money(node: &Node) -> Result<Money, Trouble> {
    let code = node.currency.clone().unwrap_or_default();
    let currency = Currency::parse(if code == "RUR" { "RUB" } else { &code })
        .map_err(|_| Trouble::at(node.line, "Ccy", What::Currency { text: code }))?;
    let places = usize::from(currency.exponent());
    let plain = match node.text.split_once('.') {
        Some((whole, part)) if part.len() > places => match (part.get(..places), part.get(places..)) {
            (Some(kept), Some(rest)) if rest.bytes().all(|digit| digit == b'0') => {
                if places == 0 {
                    whole.to_owned()
                } else {
                    format!("{whole}.{kept}")
                }
            }
            _ => node.text.clone(),
        },
        _ => node.text.clone(),
    };
    let money = Money::parse_decimal(&plain, currency).ok().filter(|money| money.minor > 0);
    money.ok_or_else(|| Trouble::at(node.line, "Amt", What::NotAnAmount { text: node.text.clone() }))
}

/// `<BookgDt><Dt>2026-03-01</Dt></BookgDt>`, or `DtTm` with a time behind the day.
fn date(node: &Node, name: &str) -> Result<Option<Date>, Trouble> {
    let Some(found) = node.at(name) else { return Ok(None) };
    let text = found.text_at(&["Dt", "DtTm"]);
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.map(Some).ok_or_else(|| Trouble::at(found.line, name, What::NotADate { text: text.to_owned() }))
}
