//! Payment orders as a file of 1CClientBankExchange 1.03 in windows-1251, which every Russian bank client reads.
//!
//! The format: <http://v8.1c.ru/edi/edi_stnd/100/101.htm>. A letter that windows-1251 lacks is a problem to be told,
//! never a letter to be replaced.

use encoding_rs::WINDOWS_1251;
use jiff::civil::{Date, DateTime};
use money::{Currency, Money};
use serde::{Deserialize, Serialize};

use super::Party;

/// The greatest number of a payment order: six digits.
pub const NUMBER_MAX: i64 = 999_999;
/// The longest purpose of a payment.
pub const PURPOSE_MAX: usize = 210;
/// Letters of a purpose that are kept free for the number of the batch, its date and the VAT phrase.
const PHRASE_ROOM: usize = 60;
/// The longest name of a party.
pub const NAME_MAX: usize = 160;

/// A file of payment orders from one account.
#[derive(Clone, Debug)]
pub struct BankFile<'a> {
    /// Who pays.
    pub payer: &'a Party,
    /// When the file is made, in the vendor's zone.
    pub made_at: DateTime,
    /// The orders.
    pub orders: &'a [Order],
}

/// One payment order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its number.
    pub number: i64,
    /// Its date.
    pub date: Date,
    /// How much.
    pub amount: Money,
    /// Who is paid.
    pub payee: Party,
    /// What for, with the VAT phrase.
    pub purpose: String,
}

/// What the format cannot carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "problem")]
pub enum Problem {
    /// A field is empty.
    Missing {
        /// Which.
        field: String,
    },
    /// A text is longer than the format allows.
    TooLong {
        /// Which.
        field: String,
        /// Its letters.
        letters: usize,
        /// The most it may have.
        max: usize,
    },
    /// A letter does not exist in windows-1251.
    Unmappable {
        /// In which field.
        field: String,
        /// The letter.
        letter: String,
    },
    /// A text breaks the line.
    LineBreak {
        /// In which field.
        field: String,
    },
    /// The number has more than six digits, or none.
    Number {
        /// The number.
        number: i64,
    },
    /// The amount is not in roubles.
    NotRoubles,
    /// The amount is not above zero.
    NotPositive,
}

impl Problem {
    /// The field it is about.
    pub fn field(&self) -> &str {
        match self {
            Self::Missing { field } | Self::TooLong { field, .. } => field,
            Self::Unmappable { field, .. } | Self::LineBreak { field } => field,
            Self::Number { .. } => "number",
            Self::NotRoubles | Self::NotPositive => "amount",
        }
    }

    /// What stands in the way: the letter, the number of letters, or nothing to name.
    pub fn what(&self) -> String {
        match self {
            Self::TooLong { letters, .. } => letters.to_string(),
            Self::Unmappable { letter, .. } => letter.clone(),
            Self::LineBreak { .. } => "↵".to_owned(),
            Self::Number { number } => number.to_string(),
            Self::Missing { .. } | Self::NotRoubles | Self::NotPositive => "—".to_owned(),
        }
    }
}

/// The number of the order that is the `count`th of all: after 999 999 it begins with 1 again.
pub const fn document_number(count: i64) -> i64 {
    (count - 1).rem_euclid(NUMBER_MAX) + 1
}

/// What stands in the way of writing a party into an order; an empty КПП does not.
pub fn check_party(party: &Party) -> Vec<Problem> {
    let missing = party.missing().into_iter().map(|field| Problem::Missing { field: field.to_owned() });
    let texts = party.fields().into_iter();
    missing.chain(texts.flat_map(|(field, text)| check_text(field, text, NAME_MAX))).collect()
}

/// What stands in the way of writing an order.
pub fn check_order(order: &Order) -> Vec<Problem> {
    let mut found = check_party(&order.payee);
    found.extend(check_text("purpose", &order.purpose, PURPOSE_MAX));
    if !(1..=NUMBER_MAX).contains(&order.number) {
        found.push(Problem::Number { number: order.number });
    }
    if order.amount.currency != Currency::RUB {
        found.push(Problem::NotRoubles);
    }
    if order.amount.minor <= 0 {
        found.push(Problem::NotPositive);
    }
    found
}

/// What stands in the way of a phrase on every payment; the VAT phrase and the numbers need some room after it.
pub fn check_phrase(phrase: &str) -> Option<Problem> {
    check_text("purpose", phrase, PURPOSE_MAX - PHRASE_ROOM).into_iter().next()
}

fn check_text(field: &str, text: &str, max: usize) -> Vec<Problem> {
    let field = || field.to_owned();
    let letters = text.chars().count();
    let long = (letters > max).then(|| Problem::TooLong { field: field(), letters, max });
    let broken = text.chars().any(char::is_control).then(|| Problem::LineBreak { field: field() });
    let odd = text.chars().find(|letter| !letter.is_control() && !is_writable(*letter));
    let odd = odd.map(|letter| Problem::Unmappable { field: field(), letter: letter.to_string() });
    long.into_iter().chain(broken).chain(odd).collect()
}

pub(super) fn is_writable(letter: char) -> bool {
    let mut room = [0; 4];
    let (_, _, replaced) = WINDOWS_1251.encode(letter.encode_utf8(&mut room));
    !replaced
}

/// The bytes of the file, or everything that stands in the way.
pub fn write(file: &BankFile<'_>) -> Result<Vec<u8>, Vec<Problem>> {
    let mut problems = check_party(file.payer);
    problems.extend(file.orders.iter().flat_map(check_order));
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut lines = header(file);
    for order in file.orders {
        lines.extend(document(file.payer, order));
    }
    lines.push("КонецФайла".to_owned());
    let text: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let (bytes, _, replaced) = WINDOWS_1251.encode(&text);
    if replaced {
        return Err(vec![Problem::Unmappable { field: "file".to_owned(), letter: "?".to_owned() }]);
    }
    Ok(bytes.into_owned())
}

fn header(file: &BankFile<'_>) -> Vec<String> {
    let at = file.made_at;
    let days = || file.orders.iter().map(|order| order.date);
    let first = days().min().unwrap_or(at.date());
    let last = days().max().unwrap_or(at.date());
    vec![
        "1CClientBankExchange".to_owned(),
        "ВерсияФормата=1.03".to_owned(),
        "Кодировка=Windows".to_owned(),
        "Отправитель=Artel".to_owned(),
        "Получатель=".to_owned(),
        format!("ДатаСоздания={}", day(at.date())),
        format!("ВремяСоздания={:02}:{:02}:{:02}", at.hour(), at.minute(), at.second()),
        format!("ДатаНачала={}", day(first)),
        format!("ДатаКонца={}", day(last)),
        format!("РасчСчет={}", file.payer.account),
        "Документ=Платежное поручение".to_owned(),
    ]
}

fn document(payer: &Party, order: &Order) -> Vec<String> {
    let mut lines = vec![
        "СекцияДокумент=Платежное поручение".to_owned(),
        format!("Номер={}", order.number),
        format!("Дата={}", day(order.date)),
        format!("Сумма={}", order.amount.to_decimal()),
    ];
    lines.extend(side("Плательщик", payer));
    lines.extend(side("Получатель", &order.payee));
    lines.extend([
        "ВидПлатежа=Электронно".to_owned(),
        "ВидОплаты=01".to_owned(),
        "Код=0".to_owned(),
        "Очередность=5".to_owned(),
        format!("НазначениеПлатежа={}", order.purpose),
        "КонецДокумента".to_owned(),
    ]);
    lines
}

fn side(role: &str, party: &Party) -> Vec<String> {
    vec![
        format!("{role}Счет={}", party.account),
        format!("{role}=ИНН {} {}", party.inn, party.name),
        format!("{role}ИНН={}", party.inn),
        format!("{role}КПП={}", party.kpp),
        format!("{role}1={}", party.name),
        format!("{role}РасчСчет={}", party.account),
        format!("{role}Банк1={}", party.bank),
        format!("{role}БИК={}", party.bic),
        format!("{role}Корсчет={}", party.corr_account),
    ]
}

fn day(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests;
