//! Random conditions, written as text and answered by a tiny evaluator of their own: wide integers, nothing shared.

use crate::expressions::Sale;
use jiff::civil::{Date, date};

/// A condition or a part of one. Sums are minor units.
pub enum Naive {
    Literal(String, Is),
    Amount,
    Quantity,
    Series,
    Name,
    Day,
    Has(&'static str),
    Unary(&'static str, Box<Naive>),
    Binary(&'static str, Box<Naive>, Box<Naive>),
    Among(Box<Naive>, Vec<Naive>),
    Choice(Box<Naive>, Box<Naive>, Box<Naive>),
}

#[derive(Clone, PartialEq, PartialOrd)]
pub enum Is {
    Missing,
    Truth(bool),
    Number(i128),
    Text(String),
    Day(Date),
}

impl Naive {
    pub fn text(&self) -> String {
        match self {
            Naive::Literal(text, _) => text.clone(),
            Naive::Amount => "sale.amount".to_string(),
            Naive::Quantity => "sale.quantity".to_string(),
            Naive::Series => "product.series".to_string(),
            Naive::Name => "product.name".to_string(),
            Naive::Day => "sale.date".to_string(),
            Naive::Has(path) => format!("has({path})"),
            Naive::Unary(word, one) if word.starts_with('.') => format!("{}{word}()", one.text()),
            Naive::Unary(sign, one) => format!("{sign}({})", one.text()),
            Naive::Binary(word, left, right) if word.starts_with('.') => {
                format!("{}{word}({})", left.text(), right.text())
            }
            Naive::Binary(sign, left, right) => format!("({} {sign} {})", left.text(), right.text()),
            Naive::Among(one, list) => {
                let list: Vec<String> = list.iter().map(Naive::text).collect();
                format!("({} in [{}])", one.text(), list.join(", "))
            }
            Naive::Choice(condition, yes, no) => {
                format!("({} ? {} : {})", condition.text(), yes.text(), no.text())
            }
        }
    }

    /// The answer, or nothing when a number does not fit.
    pub fn says(&self, sale: &Sale) -> Option<bool> {
        Some(self.is(sale)? == Is::Truth(true))
    }

    fn is(&self, sale: &Sale) -> Option<Is> {
        let number = |number: Option<i64>| number.map_or(Is::Missing, |number| Is::Number(number.into()));
        let text = |text: &Option<String>| text.clone().map_or(Is::Missing, Is::Text);
        Some(match self {
            Naive::Literal(_, is) => is.clone(),
            Naive::Amount => number(sale.amount),
            Naive::Quantity => number(sale.quantity),
            Naive::Series => text(&sale.series),
            Naive::Name => text(&sale.name),
            Naive::Day => sale.date.map_or(Is::Missing, Is::Day),
            Naive::Has("product.series") => Is::Truth(sale.series.is_some()),
            Naive::Has(_) => Is::Truth(sale.date.is_some()),
            Naive::Unary(word, one) => unary(word, one.is(sale)?)?,
            Naive::Binary("&&", left, right) => Is::Truth(left.says(sale)? && right.says(sale)?),
            Naive::Binary("||", left, right) => Is::Truth(left.says(sale)? || right.says(sale)?),
            Naive::Binary(word, left, right) => binary(word, left.is(sale)?, right.is(sale)?)?,
            Naive::Among(one, list) => {
                let one = one.is(sale)?;
                for entry in list {
                    if one != Is::Missing && entry.is(sale)? == one {
                        return Some(Is::Truth(true));
                    }
                }
                Is::Truth(false)
            }
            Naive::Choice(condition, yes, no) => if condition.says(sale)? { yes } else { no }.is(sale)?,
        })
    }
}

fn fitting(number: i128) -> Option<Is> {
    i64::try_from(number).ok().map(|_| Is::Number(number))
}

fn unary(word: &str, one: Is) -> Option<Is> {
    Some(match (word, one) {
        ("!", one) => Is::Truth(one != Is::Truth(true)),
        ("-", Is::Number(number)) => fitting(-number)?,
        (".lower", Is::Text(text)) => Is::Text(text.to_lowercase()),
        (".size", Is::Text(text)) => Is::Number(text.chars().count() as i128),
        (".month", Is::Day(day)) => Is::Number(day.month().into()),
        (".dayOfWeek", Is::Day(day)) => Is::Number((day.weekday().to_monday_zero_offset() + 1).into()),
        _ => Is::Missing,
    })
}

fn binary(word: &str, left: Is, right: Is) -> Option<Is> {
    let missing = left == Is::Missing || right == Is::Missing;
    Some(match (word, left, right) {
        ("+" | "-" | "*", _, _) if missing => Is::Missing,
        (_, _, _) if missing => Is::Truth(false),
        ("+", Is::Number(left), Is::Number(right)) => fitting(left + right)?,
        ("-", Is::Number(left), Is::Number(right)) => fitting(left - right)?,
        ("*", Is::Number(left), Is::Number(right)) => fitting(left * right)?,
        (".contains", Is::Text(left), Is::Text(right)) => Is::Truth(left.contains(&right)),
        (".startsWith", Is::Text(left), Is::Text(right)) => Is::Truth(left.starts_with(&right)),
        (".endsWith", Is::Text(left), Is::Text(right)) => Is::Truth(left.ends_with(&right)),
        ("==", left, right) => Is::Truth(left == right),
        ("!=", left, right) => Is::Truth(left != right),
        ("<", left, right) => Is::Truth(left < right),
        ("<=", left, right) => Is::Truth(left <= right),
        (">", left, right) => Is::Truth(left > right),
        (_, left, right) => Is::Truth(left >= right),
    })
}

/// Makes conditions from a seed.
pub struct Maker(u64);

const COMPARISONS: [&str; 6] = ["==", "!=", "<", "<=", ">", ">="];

impl Maker {
    pub fn new(seed: u64) -> Maker {
        Maker(seed | 1)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }

    fn pair(&mut self, sign: &'static str, left: Naive, right: Naive) -> Naive {
        Naive::Binary(sign, Box::new(left), Box::new(right))
    }

    pub fn truth(&mut self, depth: u64) -> Naive {
        let comparison = self.pick(&COMPARISONS);
        let choices = if depth == 0 { 7 } else { 11 };
        match self.below(choices) {
            0 => Naive::Has(self.pick(&["product.series", "sale.date"])),
            1 => {
                let (left, right) = (self.sum(depth / 2), self.sum(depth / 2));
                self.pair(comparison, left, right)
            }
            2 => {
                let (left, units) = (self.sum(depth / 2), self.below(3_000) as i128);
                let units = Naive::Literal(units.to_string(), Is::Number(units * 100));
                self.pair(comparison, left, units)
            }
            3 => {
                let (left, right) = (self.number(depth / 2), self.number(depth / 2));
                self.pair(comparison, left, right)
            }
            4 => {
                let (left, right) = (self.word(depth / 2), self.word(depth / 2));
                let sign = self.pick(&["==", "!=", "<", ".contains", ".startsWith", ".endsWith"]);
                self.pair(sign, left, right)
            }
            5 => {
                let day = date(2026, 1, self.below(27) as i8 + 1);
                let day = Naive::Literal(format!("date(\"{day}\")"), Is::Day(day));
                self.pair(comparison, Naive::Day, day)
            }
            6 => {
                let list = (0..self.below(4)).map(|_| self.word(0)).collect();
                Naive::Among(Box::new(self.word(depth / 2)), list)
            }
            7 => Naive::Unary("!", Box::new(self.truth(depth - 1))),
            8 => {
                let (condition, yes, no) =
                    (self.truth(depth - 1), self.truth(depth - 1), self.truth(depth - 1));
                Naive::Choice(Box::new(condition), Box::new(yes), Box::new(no))
            }
            _ => {
                let (left, right) = (self.truth(depth - 1), self.truth(depth - 1));
                let sign = self.pick(&["&&", "||"]);
                self.pair(sign, left, right)
            }
        }
    }

    fn sum(&mut self, depth: u64) -> Naive {
        match self.below(if depth == 0 { 2 } else { 5 }) {
            0 => Naive::Amount,
            1 => {
                let minor = self.below(3_000_00) as i128;
                let text = format!("money(\"{}.{:02}\")", minor / 100, minor % 100);
                Naive::Literal(text, Is::Number(minor))
            }
            2 => Naive::Unary("-", Box::new(self.sum(depth - 1))),
            3 => {
                let (left, right) = (self.sum(depth - 1), self.number(depth - 1));
                self.pair("*", left, right)
            }
            _ => {
                let (left, right) = (self.sum(depth - 1), self.sum(depth - 1));
                let sign = self.pick(&["+", "-"]);
                self.pair(sign, left, right)
            }
        }
    }

    fn number(&mut self, depth: u64) -> Naive {
        match self.below(if depth == 0 { 5 } else { 7 }) {
            0 => Naive::Quantity,
            1 => {
                let number = if self.below(9) == 0 { i64::MAX } else { self.below(20) as i64 - 10 };
                Naive::Literal(number.to_string(), Is::Number(number.into()))
            }
            2 => Naive::Unary(".month", Box::new(Naive::Day)),
            3 => Naive::Unary(".dayOfWeek", Box::new(Naive::Day)),
            4 => Naive::Unary(".size", Box::new(self.word(depth / 2))),
            5 => Naive::Unary("-", Box::new(self.number(depth - 1))),
            _ => {
                let (left, right) = (self.number(depth - 1), self.number(depth - 1));
                let sign = self.pick(&["+", "-", "*"]);
                self.pair(sign, left, right)
            }
        }
    }

    fn word(&mut self, depth: u64) -> Naive {
        match self.below(if depth == 0 { 3 } else { 4 }) {
            0 => Naive::Series,
            1 => Naive::Name,
            2 => {
                let word = self.pick(&["GTK", "gt", "Ё", "", "ё\""]);
                Naive::Literal(format!("{word:?}"), Is::Text(word.to_string()))
            }
            _ => Naive::Unary(".lower", Box::new(self.word(depth - 1))),
        }
    }
}
