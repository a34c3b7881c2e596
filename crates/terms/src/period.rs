//! The windows that statements cover: calendar months, quarters and years.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
}

/// One calendar window, written `2017-03`, `2017-Q1` or `2017`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day, which belongs to the period.
    pub end: Date,
    /// The length.
    pub kind: PeriodKind,
}

/// Says that a text names no period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPeriod {
    /// What was written.
    pub text: String,
}

impl PeriodKind {
    /// All kinds, the shortest first.
    pub const ALL: [PeriodKind; 3] = [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year];

    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            PeriodKind::Month => "month",
            PeriodKind::Quarter => "quarter",
            PeriodKind::Year => "year",
        }
    }

    /// Finds the kind a word of the file names.
    pub fn parse(word: &str) -> Option<PeriodKind> {
        PeriodKind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    fn months(self) -> i8 {
        match self {
            PeriodKind::Month => 1,
            PeriodKind::Quarter => 3,
            PeriodKind::Year => 12,
        }
    }
}

impl Period {
    /// The period of this kind that `date` falls into.
    pub fn containing(date: Date, kind: PeriodKind) -> Period {
        let months = kind.months();
        let first = (date.month() - 1) / months * months + 1;
        let start = Date::new(date.year(), first, 1).unwrap_or(date);
        let last = Date::new(date.year(), first + months - 1, 1).unwrap_or(date);
        Period { start, end: last.last_of_month(), kind }
    }

    /// Reads `2017-03`, `2017-Q1` or `2017`.
    pub fn parse(text: &str) -> Result<Period, UnknownPeriod> {
        read(text.trim()).ok_or_else(|| UnknownPeriod { text: text.chars().take(40).collect() })
    }

    /// The period after this one; the last period of the calendar follows itself.
    pub fn next(self) -> Period {
        Period::containing(self.end.tomorrow().unwrap_or(self.end), self.kind)
    }

    /// The period before this one; the first period of the calendar precedes itself.
    pub fn previous(self) -> Period {
        Period::containing(self.start.yesterday().unwrap_or(self.start), self.kind)
    }

    /// Whether `date` falls into the period, first and last day included.
    pub fn contains(self, date: Date) -> bool {
        self.start <= date && date <= self.end
    }
}

fn read(text: &str) -> Option<Period> {
    let (year, rest) = text.split_at_checked(4)?;
    let year: i16 = digits(year)?.parse().ok()?;
    let (kind, month) = match rest.strip_prefix('-') {
        None if rest.is_empty() => (PeriodKind::Year, 1),
        None => return None,
        Some(part) => match part.strip_prefix(['Q', 'q']) {
            Some(quarter) if quarter.len() == 1 => (PeriodKind::Quarter, quarter_start(digits(quarter)?)?),
            Some(_) => return None,
            None if part.len() == 2 => (PeriodKind::Month, digits(part)?.parse().ok()?),
            None => return None,
        },
    };
    Some(Period::containing(Date::new(year, month, 1).ok()?, kind))
}

fn digits(text: &str) -> Option<&str> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)
}

fn quarter_start(quarter: &str) -> Option<i8> {
    let quarter: i8 = quarter.parse().ok()?;
    (1..=4).contains(&quarter).then(|| quarter * 3 - 2)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.start.year();
        match self.kind {
            PeriodKind::Month => write!(f, "{year:04}-{:02}", self.start.month()),
            PeriodKind::Quarter => write!(f, "{year:04}-Q{}", (self.start.month() + 2) / 3),
            PeriodKind::Year => write!(f, "{year:04}"),
        }
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Period {
    type Err = UnknownPeriod;

    fn from_str(text: &str) -> Result<Period, UnknownPeriod> {
        Period::parse(text)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Period, D::Error> {
        Period::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for UnknownPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a period; write 2017-Q1, 2017-03 or 2017", self.text)
    }
}

impl std::error::Error for UnknownPeriod {}
