//! Registers for the bank in its own columns: which value stands in which column, under which head, as CSV or XLSX. A layout
//! is data, so that every bank has its own.

use encoding_rs::WINDOWS_1251;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::{Deserialize, Serialize};

use super::register::{Entry, harmless};
use super::{Problem, bank_order};

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterValue {
    /// Lines counted from 1.
    Place,
    /// The number of the payment document.
    Document,
    /// The partner's public id.
    Partner,
    /// The whole name.
    Name,
    /// The first word of a person's name, without what stands before it (`ИП`).
    LastName,
    /// The second word.
    FirstName,
    /// All that follows.
    Patronymic,
    /// ИНН.
    Inn,
    /// КПП.
    Kpp,
    /// The account, or the card.
    Account,
    /// БИК.
    Bic,
    /// The bank.
    Bank,
    /// The correspondent account.
    CorrAccount,
    /// The sum in whole units with the decimals of the currency.
    Amount,
    /// The sum in minor units.
    AmountMinor,
    /// The three letters of the currency.
    Currency,
    /// What for.
    Purpose,
    /// The same words in every line.
    Fixed(String),
}

/// A column with its head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterColumn {
    /// The head, as the bank wants it.
    pub head: String,
    /// What stands in it.
    pub value: RegisterValue,
}

/// In what form the bank takes a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterForm {
    /// CSV in UTF-8 with a mark at its begin.
    CsvUtf8,
    /// CSV in windows-1251.
    CsvWindows1251,
    /// A workbook of one sheet.
    Xlsx,
}

/// How a bank wants its registers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterLayout {
    /// What the layout is called: the bank and its product.
    pub name: String,
    /// The form.
    pub form: RegisterForm,
    /// Whether the heads stand in the first line.
    pub has_head: bool,
    /// What stands between the values of CSV.
    pub separator: char,
    /// The decimal sign of sums.
    pub decimal: char,
    /// The columns, from the left.
    pub columns: Vec<RegisterColumn>,
}

impl RegisterLayout {
    /// What is wrong with a layout itself.
    pub fn check(&self) -> Vec<Problem> {
        let missing = |field: &str| Problem::Missing { field: field.to_owned() };
        let has = |wanted: &[RegisterValue]| self.columns.iter().any(|column| wanted.contains(&column.value));
        let mut found = Vec::new();
        if !has(&[RegisterValue::Amount, RegisterValue::AmountMinor]) {
            found.push(missing("amount"));
        }
        if !has(&[RegisterValue::Account]) {
            found.push(missing("account"));
        }
        if !self.separator.is_ascii()
            || self.separator.is_ascii_alphanumeric()
            || matches!(self.separator, '"' | '\r' | '\n')
        {
            found.push(missing("separator"));
        }
        if !matches!(self.decimal, '.' | ',') {
            found.push(missing("decimal"));
        }
        found
    }
}

/// The bytes of a register, or everything that stands in the way: a field that the layout needs and a payee lacks, a letter
/// that the encoding lacks.
pub fn write_register(layout: &RegisterLayout, entries: &[Entry]) -> Result<Vec<u8>, Vec<Problem>> {
    let mut problems = layout.check();
    problems.extend(entries.iter().flat_map(|entry| check_entry(layout, entry)));
    if !problems.is_empty() {
        return Err(problems);
    }
    let failed = |_| vec![Problem::LineBreak { field: "file".to_owned() }];
    match layout.form {
        RegisterForm::Xlsx => workbook(layout, entries).map_err(failed),
        RegisterForm::CsvUtf8 => {
            let text = csv_text(layout, entries)
                .map_err(|_| vec![Problem::LineBreak { field: "file".to_owned() }])?;
            Ok([b"\xef\xbb\xbf".as_slice(), &text].concat())
        }
        RegisterForm::CsvWindows1251 => {
            let text = csv_text(layout, entries)
                .map_err(|_| vec![Problem::LineBreak { field: "file".to_owned() }])?;
            Ok(WINDOWS_1251.encode(&String::from_utf8_lossy(&text)).0.into_owned())
        }
    }
}

fn check_entry(layout: &RegisterLayout, entry: &Entry) -> Vec<Problem> {
    let mut found = Vec::new();
    if entry.amount.minor <= 0 {
        found.push(Problem::NotPositive);
    }
    for column in &layout.columns {
        let text = text(&column.value, entry, 1, layout.decimal);
        let field = || field_of(&column.value).to_owned();
        if text.trim().is_empty() && is_needed(&column.value) {
            found.push(Problem::Missing { field: field() });
        }
        if text.chars().any(char::is_control) {
            found.push(Problem::LineBreak { field: field() });
        }
        let odd = text.chars().find(|letter| !letter.is_control() && !bank_order::is_writable(*letter));
        if let Some(letter) = odd.filter(|_| layout.form == RegisterForm::CsvWindows1251) {
            found.push(Problem::Unmappable { field: field(), letter: letter.to_string() });
        }
    }
    found
}

/// КПП and a patronymic may be absent, and so may words that are the same in every line.
const fn is_needed(value: &RegisterValue) -> bool {
    !matches!(value, RegisterValue::Kpp | RegisterValue::Patronymic | RegisterValue::Fixed(_))
}

const fn field_of(value: &RegisterValue) -> &'static str {
    match value {
        RegisterValue::Place | RegisterValue::Document | RegisterValue::Partner => "number",
        RegisterValue::Name
        | RegisterValue::LastName
        | RegisterValue::FirstName
        | RegisterValue::Patronymic => "name",
        RegisterValue::Inn => "inn",
        RegisterValue::Kpp => "kpp",
        RegisterValue::Account => "account",
        RegisterValue::Bic => "bic",
        RegisterValue::Bank => "bank",
        RegisterValue::CorrAccount => "corr_account",
        RegisterValue::Amount | RegisterValue::AmountMinor | RegisterValue::Currency => "amount",
        RegisterValue::Purpose | RegisterValue::Fixed(_) => "purpose",
    }
}

/// The words of a person's name: `ИП Ёлкина Анна Петровна` is Ёлкина, Анна, Петровна.
fn person(name: &str) -> [String; 3] {
    let mut words = name
        .split_whitespace()
        .skip_while(|word| matches!(*word, "ИП" | "Индивидуальный" | "предприниматель"));
    let (last, first) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    [last.to_owned(), first.to_owned(), words.collect::<Vec<_>>().join(" ")]
}

fn text(value: &RegisterValue, entry: &Entry, place: usize, decimal: char) -> String {
    let payee = &entry.payee;
    match value {
        RegisterValue::Place => place.to_string(),
        RegisterValue::Document => entry.document.to_string(),
        RegisterValue::Partner => entry.partner.clone(),
        RegisterValue::Name => payee.name.clone(),
        RegisterValue::LastName => person(&payee.name)[0].clone(),
        RegisterValue::FirstName => person(&payee.name)[1].clone(),
        RegisterValue::Patronymic => person(&payee.name)[2].clone(),
        RegisterValue::Inn => payee.inn.clone(),
        RegisterValue::Kpp => payee.kpp.clone(),
        RegisterValue::Account => payee.account.clone(),
        RegisterValue::Bic => payee.bic.clone(),
        RegisterValue::Bank => payee.bank.clone(),
        RegisterValue::CorrAccount => payee.corr_account.clone(),
        RegisterValue::Amount => entry.amount.to_decimal().replace('.', decimal.encode_utf8(&mut [0; 4])),
        RegisterValue::AmountMinor => entry.amount.minor.to_string(),
        RegisterValue::Currency => entry.amount.currency.to_string(),
        RegisterValue::Purpose => entry.purpose.clone(),
        RegisterValue::Fixed(words) => words.clone(),
    }
}

fn rows<'a>(layout: &'a RegisterLayout, entries: &'a [Entry]) -> impl Iterator<Item = Vec<String>> + 'a {
    let of = |entry: &Entry, place: usize| {
        let cells = layout.columns.iter().map(|column| text(&column.value, entry, place, layout.decimal));
        cells.collect()
    };
    let head = layout.has_head.then(|| layout.columns.iter().map(|column| column.head.clone()).collect());
    head.into_iter().chain(entries.iter().zip(1..).map(move |(entry, place)| of(entry, place)))
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it.
fn csv_text(layout: &RegisterLayout, entries: &[Entry]) -> Result<Vec<u8>, csv::Error> {
    let separator = u8::try_from(layout.separator).unwrap_or(b';');
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows(layout, entries) {
        writer.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// Every cell is a text, so that no account loses its zeros and nothing is taken for a formula.
fn workbook(layout: &RegisterLayout, entries: &[Entry]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let plain = Format::new().set_num_format("@");
    for (row, cells) in (0_u32..).zip(rows(layout, entries)) {
        for (column, cell) in (0_u16..).zip(&cells) {
            page.write_string_with_format(row, column, cell, &plain)?;
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests;
