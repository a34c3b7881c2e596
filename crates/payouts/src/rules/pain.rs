//! Payment orders as ISO 20022 pain.001.001.09, for banks that take it: `CstmrCdtTrfInitn` with one debtor and any number of
//! transfers. Russian banks are named by БИК (`RUCBC`), others by BIC; accounts by IBAN where they are that.

use std::io;

use jiff::civil::{Date, DateTime};
use money::{Money, MoneyError};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Order, Party, Problem};

/// The namespace of the message.
pub const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
/// `Max35Text`: the id of a message.
const ID_MAX: usize = 35;
/// `Max140Text`: a name, and one line of a purpose.
const TEXT_MAX: usize = 140;
/// `Max34Text`: an account that is no IBAN.
const ACCOUNT_MAX: usize = 34;

/// A message to the bank.
#[derive(Clone, Debug)]
pub struct PainFile<'a> {
    /// The id of the message, which the bank takes once.
    pub message: &'a str,
    /// Who pays.
    pub payer: &'a Party,
    /// When it is made, in the vendor's zone.
    pub made_at: DateTime,
    /// On which day the bank is to pay.
    pub execute_on: Date,
    /// The orders, all in one currency.
    pub orders: &'a [Order],
}

/// What stands in the way of writing a message.
pub fn check_pain(file: &PainFile<'_>) -> Vec<Problem> {
    let mut found = check_text("message", file.message, ID_MAX);
    found.extend(check_side(file.payer));
    if file.orders.is_empty() {
        found.push(Problem::Missing { field: "amount".to_owned() });
    }
    for order in file.orders {
        found.extend(check_side(&order.payee));
        found.extend(check_text("purpose", &order.purpose, TEXT_MAX * 3));
        if order.amount.minor <= 0 {
            found.push(Problem::NotPositive);
        }
    }
    found
}

fn check_side(party: &Party) -> Vec<Problem> {
    let texts = [
        ("name", &party.name, TEXT_MAX),
        ("account", &party.account, ACCOUNT_MAX),
        ("bic", &party.bic, ACCOUNT_MAX),
    ];
    let optional = check_given("inn", &party.inn, ID_MAX);
    texts.into_iter().flat_map(|(field, text, max)| check_text(field, text, max)).chain(optional).collect()
}

fn check_text(field: &str, text: &str, max: usize) -> Vec<Problem> {
    let mut found = check_given(field, text, max);
    if text.trim().is_empty() {
        found.push(Problem::Missing { field: field.to_owned() });
    }
    found
}

fn check_given(field: &str, text: &str, max: usize) -> Vec<Problem> {
    let letters = text.chars().count();
    let field = || field.to_owned();
    let long = (letters > max).then(|| Problem::TooLong { field: field(), letters, max });
    let is_odd = |letter: char| letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}');
    let broken = text.chars().any(is_odd).then(|| Problem::LineBreak { field: field() });
    long.into_iter().chain(broken).collect()
}

/// The bytes of the message, or everything that stands in the way.
pub fn write_pain(file: &PainFile<'_>) -> Result<Vec<u8>, Vec<Problem>> {
    let problems = check_pain(file);
    if !problems.is_empty() {
        return Err(problems);
    }
    let total = total(file.orders).map_err(|_| vec![Problem::NotRoubles])?;
    let mut xml = Xml(Writer::new_with_indent(Vec::new(), b' ', 1));
    // Writing into memory does not fail.
    match document(&mut xml, file, &total) {
        Ok(()) => Ok(xml.0.into_inner()),
        Err(_) => Err(vec![Problem::LineBreak { field: "file".to_owned() }]),
    }
}

/// The sum of all transfers, which are of one currency.
fn total(orders: &[Order]) -> Result<String, MoneyError> {
    let Some(first) = orders.first() else { return Ok("0".to_owned()) };
    Money::sum(first.amount.currency, orders.iter().map(|order| order.amount)).map(Money::to_decimal)
}

/// A writer that closes what it opens.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.0.create_element(name).write_text_content(BytesText::new(text)).map(|_| ())
    }

    fn within(&mut self, name: &str, inner: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.0.write_event(Event::Start(BytesStart::new(name)))?;
        inner(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }
}

fn document(xml: &mut Xml, file: &PainFile<'_>, total: &str) -> io::Result<()> {
    xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("Document").with_attributes([("xmlns", NAMESPACE)]);
    xml.0.write_event(Event::Start(root))?;
    xml.within("CstmrCdtTrfInitn", |xml| {
        let count = file.orders.len().to_string();
        xml.within("GrpHdr", |xml| {
            xml.text("MsgId", file.message)?;
            xml.text("CreDtTm", &file.made_at.strftime("%Y-%m-%dT%H:%M:%S").to_string())?;
            xml.text("NbOfTxs", &count)?;
            xml.text("CtrlSum", total)?;
            xml.within("InitgPty", |xml| who(xml, file.payer))
        })?;
        xml.within("PmtInf", |xml| {
            xml.text("PmtInfId", file.message)?;
            xml.text("PmtMtd", "TRF")?;
            xml.text("NbOfTxs", &count)?;
            xml.text("CtrlSum", total)?;
            xml.within("ReqdExctnDt", |xml| xml.text("Dt", &file.execute_on.to_string()))?;
            xml.within("Dbtr", |xml| who(xml, file.payer))?;
            xml.within("DbtrAcct", |xml| account(xml, file.payer))?;
            xml.within("DbtrAgt", |xml| bank(xml, file.payer))?;
            file.orders.iter().try_for_each(|order| xml.within("CdtTrfTxInf", |xml| transfer(xml, order)))
        })
    })?;
    xml.0.write_event(Event::End(BytesEnd::new("Document")))
}

fn transfer(xml: &mut Xml, order: &Order) -> io::Result<()> {
    xml.within("PmtId", |xml| xml.text("EndToEndId", &order.number.to_string()))?;
    xml.within("Amt", |xml| {
        let amount = xml.0.create_element("InstdAmt").with_attribute(("Ccy", order.amount.currency.code()));
        amount.write_text_content(BytesText::new(&order.amount.to_decimal())).map(|_| ())
    })?;
    xml.within("CdtrAgt", |xml| bank(xml, &order.payee))?;
    xml.within("Cdtr", |xml| who(xml, &order.payee))?;
    xml.within("CdtrAcct", |xml| account(xml, &order.payee))?;
    xml.within("RmtInf", |xml| lines(&order.purpose).iter().try_for_each(|line| xml.text("Ustrd", line)))
}

/// The name and the tax number: twelve digits are a person's.
fn who(xml: &mut Xml, party: &Party) -> io::Result<()> {
    xml.text("Nm", party.name.trim())?;
    if party.inn.is_empty() {
        return Ok(());
    }
    let kind = if party.inn.len() == 12 { "PrvtId" } else { "OrgId" };
    xml.within("Id", |xml| {
        xml.within(kind, |xml| {
            xml.within("Othr", |xml| {
                xml.text("Id", &party.inn)?;
                xml.within("SchmeNm", |xml| xml.text("Cd", "TXID"))
            })
        })
    })
}

fn account(xml: &mut Xml, party: &Party) -> io::Result<()> {
    let plain: String = party.account.split_whitespace().collect();
    xml.within("Id", |xml| {
        if is_iban(&plain) {
            xml.text("IBAN", &plain)
        } else {
            xml.within("Othr", |xml| xml.text("Id", &plain))
        }
    })
}

/// Two letters, two check digits, then up to thirty letters and digits, and the whole is 1 modulo 97 (ISO 13616).
fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shape = (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes.iter().all(u8::is_ascii_alphanumeric);
    let value = |rest: u32, byte: &u8| match char::from(*byte).to_digit(36) {
        Some(digit) if digit < 10 => (rest * 10 + digit) % 97,
        Some(letter) => (rest * 100 + letter) % 97,
        None => rest,
    };
    shape && bytes[4..].iter().chain(&bytes[..4]).fold(0, value) == 1
}

fn bank(xml: &mut Xml, party: &Party) -> io::Result<()> {
    let code = party.bic.trim();
    let is_bic = matches!(code.len(), 8 | 11)
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && code.bytes().take(6).all(|byte| byte.is_ascii_uppercase());
    xml.within("FinInstnId", |xml| {
        if is_bic {
            return xml.text("BICFI", code);
        }
        xml.within("ClrSysMmbId", |xml| {
            if code.len() == 9 && code.bytes().all(|byte| byte.is_ascii_digit()) {
                xml.within("ClrSysId", |xml| xml.text("Cd", "RUCBC"))?;
            }
            xml.text("MmbId", code)
        })?;
        let name: String = party.bank.trim().chars().take(TEXT_MAX).collect();
        if name.is_empty() { Ok(()) } else { xml.text("Nm", &name) }
    })
}

/// A purpose in lines of at most 140 letters, broken between words where that can be.
fn lines(purpose: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in purpose.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for piece in letters.chunks(TEXT_MAX) {
            let piece: String = piece.iter().collect();
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + piece.chars().count() <= TEXT_MAX => {
                    line.push(' ');
                    line.push_str(&piece);
                }
                _ => lines.push(piece),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests;
