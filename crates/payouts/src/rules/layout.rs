//! Layouts of registers as people write them, and in which ways a batch may be handed out.

use serde_json::Value;

use super::{RegisterColumn, RegisterForm, RegisterValue};

base::id!(
    /// How one bank wants its registers.
    LayoutId,
    "layout"
);

/// In which way a batch is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Payment orders as 1CClientBankExchange.
    BankOrders,
    /// ISO 20022 pain.001.001.09.
    Pain,
    /// A register in the columns of a bank.
    Register(LayoutId),
    /// The plain table alone.
    Table,
}

impl Way {
    /// Reads what a form says.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "1c" => Some(Self::BankOrders),
            "pain" => Some(Self::Pain),
            "csv" => Some(Self::Table),
            word => word.parse().ok().map(Self::Register),
        }
    }
}

impl RegisterForm {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::CsvUtf8, Self::CsvWindows1251, Self::Xlsx];

    /// The word under which it is stored and translated.
    pub const fn word(self) -> &'static str {
        match self {
            Self::CsvUtf8 => "csv-utf8",
            Self::CsvWindows1251 => "csv-windows1251",
            Self::Xlsx => "xlsx",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.word() == word)
    }
}

/// The words that a line of a layout may end with; words in quotes stand in every line of the file.
pub const COLUMN_WORDS: [&str; 17] = [
    "place",
    "document",
    "partner",
    "name",
    "last-name",
    "first-name",
    "patronymic",
    "inn",
    "kpp",
    "account",
    "bic",
    "bank",
    "corr-account",
    "amount",
    "amount-minor",
    "currency",
    "purpose",
];

/// The columns that were written, one a line as `head = value`; or the first line that cannot be read.
pub fn columns_of(text: &str) -> Result<Vec<RegisterColumn>, (usize, String)> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(place, line)| column_of(line).ok_or_else(|| (place + 1, line.trim().to_owned()))).collect()
}

fn column_of(line: &str) -> Option<RegisterColumn> {
    let (head, value) = line.rsplit_once('=')?;
    let (head, value) = (head.trim().to_owned(), value.trim());
    let value = match value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(fixed) => RegisterValue::Fixed(fixed.to_owned()),
        None => serde_json::from_value(Value::String(value.to_owned())).ok()?,
    };
    Some(RegisterColumn { head, value })
}

/// Columns as they are written.
pub fn columns_text(columns: &[RegisterColumn]) -> String {
    let line = |column: &RegisterColumn| match &column.value {
        RegisterValue::Fixed(fixed) => format!("{} = \"{fixed}\"", column.head),
        value => {
            let word = serde_json::to_value(value).ok();
            let word = word.as_ref().and_then(Value::as_str).unwrap_or_default();
            format!("{} = {word}", column.head)
        }
    };
    columns.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_back_as_they_were_written() {
        let text = "№ = place\nФамилия = last-name\nСчёт = account\nВид = \"01 = зачисление\"";
        assert!(columns_of("Вид = \"01 = зачисление\"").is_err(), "the last sign of equality counts");
        let text = text.replace("01 = зачисление", "01");
        let columns = columns_of(&text).unwrap();
        assert_eq!(columns[3].value, RegisterValue::Fixed("01".into()));
        assert_eq!(columns_text(&columns), text);
        assert_eq!(columns_of("A = inn\n\nB = salary"), Err((3, "B = salary".into())));
        assert_eq!(columns_of("inn"), Err((1, "inn".into())));
    }

    #[test]
    fn every_word_is_a_value() {
        for word in COLUMN_WORDS {
            assert_eq!(columns_text(&columns_of(&format!("X = {word}")).unwrap()), format!("X = {word}"));
        }
        assert_eq!(Way::parse("1c"), Some(Way::BankOrders));
        assert_eq!(Way::parse("gold"), None);
    }
}
