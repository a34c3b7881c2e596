//! Finding the places of parts again, and naming what is wrong there.

use super::problem::{self, ExpressionProblem, ExpressionProblemKind, ExpressionType};
use super::scan::{Kind, Token};
use super::tree::Node;
use super::words::{self, nearest_function, shortened};
use money::{Currency, Money};

/// Walks a tree of the parser and the tokens side by side.
pub struct Compiler<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: &'t [Token<'t>],
    /// The token that the next part of the tree stands at, or one before it.
    pub cursor: usize,
    /// The currency of sums.
    pub currency: Currency,
}

/// A compiled part, its type and the bytes where it is written, outer brackets left out.
pub struct Part {
    /// What it means.
    pub node: Node,
    /// Its type.
    pub kind: ExpressionType,
    /// The byte where it begins.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

impl<'t> Compiler<'t> {
    /// Finds the next token that reads so, and goes on behind it; its bytes.
    pub fn take(&mut self, text: &str) -> (usize, usize) {
        self.take_if(|token| token.text == text)
    }

    /// Finds the next number or text, its minus included.
    pub fn take_value(&mut self) -> (usize, usize) {
        let minus = self.tokens.get(self.cursor).filter(|token| token.text == "-").map(|token| token.start);
        let (start, end) = self.take_if(|token| token.kind == Kind::Value);
        (minus.unwrap_or(start), end)
    }

    /// Finds the next token that fits, and goes on behind it; its bytes.
    fn take_if(&mut self, fits: impl Fn(&Token<'_>) -> bool) -> (usize, usize) {
        let rest = self.tokens.get(self.cursor..).unwrap_or_default();
        match rest.iter().position(fits) {
            Some(skipped) => {
                let token = rest[skipped];
                self.cursor += skipped + 1;
                (token.start, token.end())
            }
            None => (self.here(), self.here()),
        }
    }

    /// The byte where the next token begins.
    pub fn here(&self) -> usize {
        self.tokens.get(self.cursor).map_or(self.text.len(), |token| token.start)
    }

    /// The byte after the bracket that closes at the cursor, or `end` where none does.
    pub fn closed(&self, end: usize) -> usize {
        let closing = self.tokens[self.cursor.min(self.tokens.len())..].iter();
        let mut closing = closing.skip_while(|token| token.text == "(");
        closing.next().filter(|token| [")", "]"].contains(&token.text)).map_or(end, Token::end)
    }

    /// What is written between two bytes.
    pub fn written(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// A problem at a byte.
    pub fn problem(&self, at: usize, kind: ExpressionProblemKind) -> ExpressionProblem {
        ExpressionProblem::new(self.text, at, kind)
    }

    /// CEL knows it, conditions do not.
    pub fn unsupported(&self, at: usize, construct: &str, instead: Option<&str>) -> ExpressionProblem {
        let kind = ExpressionProblemKind::NotSupported { construct: shortened(construct) };
        self.problem(at, kind).suggesting(instead.map(str::to_string))
    }

    /// A function that does not exist, or is not called like this.
    pub fn unknown_function(&self, name: &str, at: usize) -> ExpressionProblem {
        let suggestion = match words::function(name) {
            Some(_) => Some(format!("product.name.{name}(…)")),
            None => nearest_function(name),
        };
        let kind = ExpressionProblemKind::UnknownFunction { name: shortened(name) };
        self.problem(at, kind).suggesting(suggestion)
    }

    /// Types that do not fit.
    pub fn wrong(&self, at: usize, operator: &str, sides: &[&Part]) -> ExpressionProblem {
        let written = |part: &Part| shortened(self.written(part.start, part.end));
        let shown: Vec<String> =
            sides.iter().map(|part| format!("{} ({})", written(part), part.kind.word())).collect();
        let is_function = operator.starts_with(|c: char| c.is_alphabetic()) && operator != "in";
        let shown = match shown.as_slice() {
            [one] if operator == "?" => format!("{one} ?"),
            [one] if !is_function => format!("{operator}{one}"),
            [one, rest @ ..] if is_function => {
                format!("{operator}: {one}{}", [&[String::new()], rest].concat().join(", "))
            }
            shown => shown.join(&format!(" {operator} ")),
        };
        let kind = ExpressionProblemKind::WrongTypes {
            operator: operator.to_string(),
            sides: sides.iter().map(|part| (written(part), part.kind)).collect(),
            shown,
        };
        self.problem(at, kind).suggesting(self.instead(sides))
    }

    /// What was probably meant by two sides of different types.
    fn instead(&self, sides: &[&Part]) -> Option<String> {
        let [left, right] = sides else { return None };
        let (left, right) = if left.kind == ExpressionType::Amount || left.kind == ExpressionType::Date {
            (left, right)
        } else {
            (right, left)
        };
        match (left.kind, right.kind, &right.node) {
            (ExpressionType::Amount, ExpressionType::Text, Node::Text(text)) => {
                let sum = Money::parse_amount(text, self.currency).ok()?;
                Some(format!("money(\"{}\")", sum.to_decimal()))
            }
            (ExpressionType::Date, ExpressionType::Text, Node::Text(text)) => {
                problem::date(text).map(|date| format!("date(\"{date}\")"))
            }
            (ExpressionType::Amount, ExpressionType::Number, _) => {
                let one = Money::new(self.currency.minor_per_whole(), self.currency).to_decimal();
                let number = shortened(self.written(right.start, right.end));
                Some(format!("money(\"{one}\") * ({number})"))
            }
            _ => None,
        }
    }
}
