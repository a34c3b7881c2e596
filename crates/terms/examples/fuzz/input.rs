//! One input: what reads it, what must hold then, and how it is made smaller.

use jiff::civil::{Date, date};
use money::Currency;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use terms::expression::{Expression, FieldValue, Values};
use terms::{Field, FieldKind, Terms, check_file};

/// One input and what reads it.
#[derive(Clone)]
pub enum Input {
    File(String),
    Condition(String),
    Keep(String, String),
}

impl Input {
    pub fn kind(&self) -> usize {
        match self {
            Input::File(_) => 0,
            Input::Condition(_) => 1,
            Input::Keep(..) => 2,
        }
    }

    /// Reads the input in every way and checks what is promised of the results.
    pub fn run(&self) -> bool {
        match self {
            Input::File(text) => match check_file(text) {
                Ok(checked) => {
                    let again = Terms::parse(&checked.terms.to_text());
                    assert!(again.as_ref() == Ok(&checked.terms), "what is written is not read back");
                    true
                }
                Err(problems) => {
                    assert!(!problems.is_empty(), "refused without a problem");
                    false
                }
            },
            Input::Condition(text) => match Expression::parse(text, Currency::RUB) {
                Ok(expression) => {
                    for sale in [Sale(0), Sale(1), Sale(2)] {
                        let _ = expression.holds(&sale);
                    }
                    assert!(expression.to_string() == *text, "the text is another one");
                    true
                }
                Err(problem) => {
                    assert!(text.is_char_boundary(problem.at), "a place inside a character");
                    false
                }
            },
            Input::Keep(old, new) => {
                let kept = terms::file::keep_comments(old, new);
                let data =
                    |text: &str| toml::from_str::<toml::Table>(text).map(|table| format!("{table:?}")).ok();
                assert!(data(&kept) == data(new), "the data is another one");
                kept != *new
            }
        }
    }

    fn texts(&self) -> Vec<&String> {
        match self {
            Input::File(text) | Input::Condition(text) => vec![text],
            Input::Keep(old, new) => vec![old, new],
        }
    }

    fn with(&self, at: usize, text: String) -> Input {
        match self {
            Input::File(_) => Input::File(text),
            Input::Condition(_) => Input::Condition(text),
            Input::Keep(_, new) if at == 0 => Input::Keep(text, new.clone()),
            Input::Keep(old, _) => Input::Keep(old.clone(), text),
        }
    }

    pub fn shown(&self) -> String {
        let name = ["file", "condition", "comments (old, new)"][self.kind()];
        let texts: Vec<String> = self.texts().iter().map(|text| format!("{text:?}")).collect();
        format!("{name}: {}", texts.join("\n  "))
    }

    /// A smaller input that is bad too: pieces are left out while it still is.
    pub fn smaller(mut self, bad: impl Fn(&Input) -> bool) -> Input {
        let until = Instant::now() + Duration::from_secs(20);
        for at in 0..self.texts().len() {
            let mut piece = self.texts()[at].chars().count().div_ceil(2);
            while piece > 0 {
                let mut from = 0;
                while from < self.texts()[at].chars().count() && Instant::now() < until {
                    let left = self.texts()[at].chars().enumerate();
                    let left = left.filter(|(place, _)| !(from..from + piece).contains(place));
                    let tried = self.with(at, left.map(|(_, c)| c).collect());
                    match bad(&tried) {
                        true => self = tried,
                        false => from += piece,
                    }
                }
                piece /= 2;
            }
        }
        self
    }

    /// Whether reading it panics.
    pub fn panics(&self) -> bool {
        catch_unwind(AssertUnwindSafe(|| self.run())).is_err()
    }

    /// Whether reading it takes longer than this.
    pub fn takes(&self, longer: Duration) -> bool {
        let begun = Busy::now();
        let _ = catch_unwind(AssertUnwindSafe(|| self.run()));
        begun.elapsed() > longer
    }
}

/// A moment in the working time of this thread, so that a busy machine makes nothing slow; wall time where the system does
/// not tell.
pub struct Busy(Result<Duration, Instant>);

impl Busy {
    pub fn now() -> Busy {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
        Busy(nanos.map(Duration::from_nanos).ok_or_else(Instant::now))
    }

    pub fn elapsed(&self) -> Duration {
        match (&self.0, Busy::now().0) {
            (Ok(then), Ok(now)) => now.saturating_sub(*then),
            (Err(then), _) => then.elapsed(),
            (Ok(_), Err(_)) => Duration::ZERO,
        }
    }
}

/// A sale with everything, with nothing, or with very long texts and very large numbers.
struct Sale(u8);

static LONG: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| "Ёлка ".repeat(30_000));

impl Values for Sale {
    fn value(&self, field: Field) -> FieldValue<'_> {
        const DAY: Date = date(2026, 1, 31);
        match (self.0, field.kind()) {
            (0, FieldKind::Text) => FieldValue::Text("GTK"),
            (0, FieldKind::Amount) => FieldValue::Minor(1_500_00),
            (0, FieldKind::Number) => FieldValue::Number(3),
            (2, FieldKind::Text) => FieldValue::Text(&LONG),
            (2, FieldKind::Amount) => FieldValue::Minor(i64::MIN),
            (2, FieldKind::Number) => FieldValue::Number(i64::MAX),
            (0 | 2, FieldKind::Date) => FieldValue::Date(DAY),
            _ => FieldValue::Missing,
        }
    }
}
