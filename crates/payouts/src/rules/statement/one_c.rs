//! 1CClientBankExchange as banks send it: <http://v8.1c.ru/edi/edi_stnd/100/101.htm>.

use std::collections::BTreeMap;

use encoding_rs::{IBM866, WINDOWS_1251};
use jiff::civil::Date;
use money::Money;

use super::{BankRow, Direction, Side, Statement, TROUBLES_MAX, Trouble, What, currency_of};

/// The first line.
pub(super) const MARK: &str = "1CClientBankExchange";

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Account,
    Document,
    End,
}

/// A document as its keys with their lines.
#[derive(Default)]
struct Document<'a> {
    line: usize,
    values: BTreeMap<&'a str, (usize, &'a str)>,
}

/// Reads a file that begins with the mark.
pub(super) fn read(bytes: &[u8]) -> Result<Statement, Vec<Trouble>> {
    let text = decoded(bytes);
    let mut found = Found::default();
    for (line, text) in (1..).zip(text.lines()).skip(1) {
        if found.troubles.len() >= TROUBLES_MAX {
            break;
        }
        found.line(line, text.trim_end_matches(['\r', '\u{1a}']));
    }
    if found.place == Place::Document || found.place == Place::Account {
        found.troubles.push(Trouble::at(found.open.line, found.section(), What::CutOff));
    }
    let rows: Vec<BankRow> = found
        .documents
        .iter()
        .filter_map(|document| row(document, &found.accounts, &mut found.troubles))
        .collect();
    found.troubles.truncate(TROUBLES_MAX);
    if found.troubles.is_empty() {
        Ok(Statement { accounts: found.accounts, rows })
    } else {
        Err(found.troubles)
    }
}

/// UTF-8 when it is that, else the encoding in which the word for the encoding can be read: `Windows` or `DOS`.
fn decoded(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let dos = IBM866.decode_without_bom_handling(bytes).0;
    if dos.contains("\nКодировка=") || dos.contains("\nВерсияФормата=") {
        return dos.into_owned();
    }
    WINDOWS_1251.decode_without_bom_handling(bytes).0.into_owned()
}

struct Found<'a> {
    place: Place,
    accounts: Vec<String>,
    open: Document<'a>,
    documents: Vec<Document<'a>>,
    troubles: Vec<Trouble>,
}

impl Default for Found<'_> {
    fn default() -> Self {
        let (accounts, documents, troubles) = Default::default();
        Self { place: Place::Head, accounts, open: Document::default(), documents, troubles }
    }
}

impl<'a> Found<'a> {
    fn section(&self) -> &'static str {
        if self.place == Place::Account {
            "СекцияРасчСчет"
        } else {
            "СекцияДокумент"
        }
    }

    fn line(&mut self, line: usize, text: &'a str) {
        let (key, value) = match text.split_once('=') {
            Some((key, value)) => (key.trim(), value.trim()),
            None => (text.trim(), ""),
        };
        match (self.place, key) {
            (_, "") | (Place::End, _) => {}
            (Place::Head, "СекцияРасчСчет") => self.begin(Place::Account, line),
            (Place::Head, "СекцияДокумент") => self.begin(Place::Document, line),
            (Place::Account, "КонецРасчСчет") => self.place = Place::Head,
            (Place::Document, "КонецДокумента") => {
                self.place = Place::Head;
                self.documents.push(std::mem::take(&mut self.open));
            }
            (Place::Head, "КонецФайла") => self.place = Place::End,
            (_, "СекцияРасчСчет" | "СекцияДокумент" | "КонецРасчСчет" | "КонецДокумента" | "КонецФайла") =>
            {
                self.troubles.push(Trouble::at(line, key, What::Section));
            }
            (Place::Head | Place::Account, "РасчСчет") => {
                if !value.is_empty() && self.accounts.iter().all(|account| account != value) {
                    self.accounts.push(value.to_owned());
                }
            }
            (Place::Document, _) if !text.contains('=') => {
                let what = What::NotAPair { text: text.to_owned() };
                self.troubles.push(Trouble::at(line, "СекцияДокумент", what));
            }
            (Place::Document, _) => {
                self.open.values.insert(key, (line, value));
            }
            (Place::Head | Place::Account, _) => {}
        }
    }

    fn begin(&mut self, place: Place, line: usize) {
        self.place = place;
        self.open = Document { line, values: BTreeMap::new() };
    }
}

impl Document<'_> {
    fn text(&self, key: &str) -> &str {
        self.values.get(key).map_or("", |(_, value)| value)
    }

    /// The first of the keys that has a value.
    fn first(&self, keys: &[String]) -> String {
        keys.iter().map(|key| self.text(key)).find(|value| !value.is_empty()).unwrap_or_default().to_owned()
    }

    fn line_of(&self, key: &str) -> usize {
        self.values.get(key).map_or(self.line, |(line, _)| *line)
    }

    fn needed(&self, key: &str) -> Result<&str, Trouble> {
        let value = self.text(key);
        if value.is_empty() { Err(Trouble::at(self.line_of(key), key, What::Missing)) } else { Ok(value) }
    }

    fn date(&self, key: &str) -> Result<Option<Date>, Trouble> {
        let text = self.text(key);
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || Trouble::at(self.line_of(key), key, What::NotADate { text: text.to_owned() });
        day(text).map(Some).ok_or_else(wrong)
    }

    fn side(&self, role: &str) -> Side {
        let key = |end: &str| format!("{role}{end}");
        let name = self.first(&[key("1"), key("")]);
        let inn = self.first(&[key("ИНН")]);
        // `ИНН 7707083893 ПАО Сбербанк`, when the name has no line of its own.
        let own = name.strip_prefix("ИНН ").and_then(|rest| rest.strip_prefix(inn.as_str()));
        let name = own.map_or(name.as_str(), str::trim).to_owned();
        Side {
            name,
            inn,
            account: self.first(&[key("Счет"), key("РасчСчет")]),
            bic: self.first(&[key("БИК")]),
        }
    }

    fn purpose(&self) -> String {
        let whole = self.text("НазначениеПлатежа");
        if !whole.is_empty() {
            return whole.to_owned();
        }
        let parts = (1..=6).map(|part| self.text(&format!("НазначениеПлатежа{part}")).to_owned());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// `05.03.2026`.
fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && year.len() == 4;
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    date.filter(|_| is_whole)
}

fn row(document: &Document<'_>, own: &[String], troubles: &mut Vec<Trouble>) -> Option<BankRow> {
    let mut kept = |trouble: Trouble| troubles.push(trouble);
    let (payer, payee) = (document.side("Плательщик"), document.side("Получатель"));
    let number = document.needed("Номер").map(str::to_owned).map_err(&mut kept).ok();
    let date = document.needed("Дата").and_then(|_| document.date("Дата")).map_err(&mut kept).ok().flatten();
    let taken = document.date("ДатаСписано").map_err(&mut kept).ok()?;
    let brought = document.date("ДатаПоступило").map_err(&mut kept).ok()?;
    let direction = direction(document, [&payer, &payee], own, taken, brought).map_err(&mut kept).ok();
    let account = if direction == Some(Direction::In) { &payee.account } else { &payer.account };
    let amount =
        document.needed("Сумма").and_then(|text| amount(document, text, account)).map_err(&mut kept).ok();
    Some(BankRow {
        line: document.line,
        number: number?,
        date: date?,
        booked_on: if direction == Some(Direction::In) { brought } else { taken },
        amount: amount?,
        direction: direction?,
        payer,
        payee,
        purpose: document.purpose(),
    })
}

/// The account of the statement says which way; between two own accounts, or with none, the day that is given does.
fn direction(
    document: &Document<'_>,
    [payer, payee]: [&Side; 2],
    own: &[String],
    taken: Option<Date>,
    brought: Option<Date>,
) -> Result<Direction, Trouble> {
    let is_own = |side: &Side| !side.account.is_empty() && own.contains(&side.account);
    match (is_own(payer), is_own(payee), taken, brought) {
        (true, false, ..) => Ok(Direction::Out),
        (false, true, ..) => Ok(Direction::In),
        (_, _, Some(_), _) => Ok(Direction::Out),
        (_, _, None, Some(_)) => Ok(Direction::In),
        (true, true, None, None) => Ok(Direction::Out),
        (false, false, None, None) => Err(Trouble::at(document.line, "ДатаСписано", What::NoDirection)),
    }
}

/// A sum with a point or a comma and perhaps blanks between thousands.
fn amount(document: &Document<'_>, text: &str, account: &str) -> Result<Money, Trouble> {
    let line = document.line_of("Сумма");
    let currency = currency_of(account)
        .ok_or_else(|| Trouble::at(line, "Сумма", What::Currency { text: account.to_owned() }))?;
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let money = Money::parse_decimal(&plain.replace(',', "."), currency).ok().filter(|money| money.minor > 0);
    money.ok_or_else(|| Trouble::at(line, "Сумма", What::NotAnAmount { text: text.to_owned() }))
}
