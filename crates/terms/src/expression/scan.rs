//! Cutting an expression into tokens, and refusing what is too large, too deep or never supported before anybody parses it.
//!
//! The parser of the `cel` crate calls itself for every bracket and every `?`, and forgets where things stood. What passes
//! here is at most two thousand bytes, 32 brackets and choices deep and some hundred tokens long, which it reads in
//! microseconds and within a few dozen kilobytes of stack; the tokens give every part its place again.

use super::Expression;
use super::problem::{ExpressionLimit, ExpressionProblem, ExpressionProblemKind};
use super::words::{MACROS, shortened};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name, `true`, `false` or `in`.
    Word,
    /// A whole number or a text.
    Value,
    /// An operator, a bracket, a comma or a point.
    Sign,
}

/// A token and the bytes where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// What it is.
    pub kind: Kind,
    /// What is written.
    pub text: &'t str,
    /// The byte where it begins.
    pub start: usize,
}

impl Token<'_> {
    /// The byte after it.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The tokens of an expression that is small enough to be parsed.
pub fn scan(text: &str) -> Result<Vec<Token<'_>>, ExpressionProblem> {
    if text.len() > Expression::TEXT_BYTES_MAX {
        let end = (0..=Expression::TEXT_BYTES_MAX).rev().find(|at| text.is_char_boundary(*at));
        let kind = ExpressionProblemKind::TooLarge(ExpressionLimit::Text);
        return Err(ExpressionProblem::new(text, end.unwrap_or_default(), kind));
    }
    let tokens = Scanner { text, at: 0 }.tokens()?;
    brackets(text, &tokens)?;
    nodes(text, &tokens)?;
    macros(text, &tokens)?;
    Ok(tokens)
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// Longer signs before those they begin with.
const SIGNS: [&str; 20] = [
    "==", "!=", "<=", ">=", "&&", "||", "(", ")", "[", "]", ",", ".", "?", ":", "!", "-", "+", "*", "<", ">",
];

/// What is written by habit, and how it is written here; nothing where there is no one way.
const HABITS: [(&str, Option<&str>); 11] = [
    ("=", Some("==")),
    ("&", Some("&&")),
    ("|", Some("||")),
    ("≠", Some("!=")),
    ("≤", Some("<=")),
    ("≥", Some(">=")),
    ("«", Some("\"")),
    ("»", Some("\"")),
    ("“", Some("\"")),
    ("”", Some("\"")),
    ("`", None),
];

impl<'t> Scanner<'t> {
    fn tokens(mut self) -> Result<Vec<Token<'t>>, ExpressionProblem> {
        let mut tokens = Vec::new();
        while let Some(next) = self.rest().chars().next() {
            if next.is_ascii_whitespace() {
                self.at += 1;
            } else if self.rest().starts_with("//") {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
            } else {
                let token = self.token(next)?;
                self.at = token.end();
                tokens.push(token);
            }
        }
        if tokens.is_empty() {
            return Err(self.problem(ExpressionProblemKind::Unfinished));
        }
        Ok(tokens)
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn problem(&self, kind: ExpressionProblemKind) -> ExpressionProblem {
        ExpressionProblem::new(self.text, self.at, kind)
    }

    fn cut(&self, kind: Kind, length: usize) -> Token<'t> {
        Token { kind, text: &self.rest()[..length], start: self.at }
    }

    fn token(&self, next: char) -> Result<Token<'t>, ExpressionProblem> {
        let rest = self.rest();
        if next.is_ascii_digit() {
            return self.number();
        }
        if let Some(after) =
            rest.strip_prefix('.').filter(|after| after.starts_with(|c: char| c.is_ascii_digit()))
        {
            let digits = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
            return Err(
                self.unsupported(&rest[..=digits], Some(format!("money(\"0.{}\")", &after[..digits])))
            );
        }
        if next == '"' || next == '\'' {
            return self.quoted(next);
        }
        if next.is_ascii_alphabetic() || next == '_' {
            return self.word();
        }
        match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            Some(sign) => Ok(self.cut(Kind::Sign, sign.len())),
            None => Err(self.stranger(next)),
        }
    }

    fn number(&self) -> Result<Token<'t>, ExpressionProblem> {
        let rest = self.rest();
        let ends = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let word = rest.find(ends).unwrap_or(rest.len());
        let fraction = &rest[digits..];
        if digits == word
            && fraction.strip_prefix('.').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
        {
            let length = digits + 1 + fraction[1..].find(ends).unwrap_or(fraction.len() - 1);
            return Err(self.unsupported(&rest[..length], Some(format!("money(\"{}\")", &rest[..length]))));
        }
        if digits == word {
            return Ok(self.cut(Kind::Value, digits));
        }
        // Other spellings of numbers: hexadecimal, unsigned, with an exponent.
        Err(self.unsupported(&rest[..word], None))
    }

    fn quoted(&self, quote: char) -> Result<Token<'t>, ExpressionProblem> {
        let rest = self.rest();
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(1) {
            match c {
                '\n' | '\r' => break,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if c == quote => {
                    let token = self.cut(Kind::Value, at + 1);
                    // Three quotes in a row would begin another kind of text.
                    let triple = at == 1 && rest[at + 1..].starts_with(quote);
                    return if triple { Err(self.unsupported(&rest[..3], None)) } else { Ok(token) };
                }
                _ => {}
            }
        }
        let closed = format!("{}{quote}", shortened(rest.lines().next().unwrap_or_default()));
        Err(self.problem(ExpressionProblemKind::Unfinished).suggesting(closed))
    }

    fn word(&self) -> Result<Token<'t>, ExpressionProblem> {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = &rest[..length];
        let prefix = ["r", "b", "rb", "br"].iter().any(|prefix| word.eq_ignore_ascii_case(prefix));
        if prefix && rest[length..].starts_with(['"', '\'']) {
            // A prefix makes raw texts and bytes.
            let plain = rest[length..].lines().next().map(shortened);
            return Err(self.unsupported(word, plain));
        }
        if word == "null" {
            return Err(self.unsupported(word, Some("!has(product.series)".to_string())));
        }
        let habit = [("and", "&&"), ("or", "||"), ("not", "!")];
        if let Some((_, sign)) = habit.iter().find(|(habit, _)| word.eq_ignore_ascii_case(habit)) {
            let kind = ExpressionProblemKind::Syntax { found: word.to_string() };
            return Err(self.problem(kind).suggesting(sign.to_string()));
        }
        Ok(self.cut(if word == "in" { Kind::Sign } else { Kind::Word }, length))
    }

    fn unsupported(&self, construct: &str, instead: Option<String>) -> ExpressionProblem {
        let construct = shortened(construct);
        self.problem(ExpressionProblemKind::NotSupported { construct }).suggesting(instead)
    }

    /// The problem of a character that begins nothing.
    fn stranger(&self, next: char) -> ExpressionProblem {
        let found = next.to_string();
        match next {
            '{' | '}' => self.unsupported(&found, Some("[\"…\", \"…\"]".to_string())),
            '/' => self.unsupported(&found, Some("a > b * 2".to_string())),
            '%' => self.unsupported(&found, None),
            _ => {
                let habit =
                    HABITS.iter().find(|(habit, _)| *habit == found).and_then(|(_, instead)| *instead);
                self.problem(ExpressionProblemKind::Syntax { found }).suggesting(habit.map(str::to_string))
            }
        }
    }
}

/// Checks that brackets match, and how deep brackets and choices stand in one another.
fn brackets(text: &str, tokens: &[Token<'_>]) -> Result<(), ExpressionProblem> {
    // For each open bracket, how it closes and how many commas stand in it.
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut choices = 0;
    for token in tokens {
        let problem = |kind| ExpressionProblem::new(text, token.start, kind);
        match token.text {
            "(" => open.push((")", 0)),
            "[" => open.push(("]", 0)),
            ")" | "]" => {
                let wanted = open.pop().map(|(end, _)| end.to_string());
                if wanted.as_deref() != Some(token.text) {
                    let found = ExpressionProblemKind::Syntax { found: token.text.to_string() };
                    return Err(problem(found).suggesting(wanted));
                }
            }
            "?" => choices += 1,
            _ => {}
        }
        if open.len() + choices > Expression::DEPTH_MAX {
            return Err(problem(ExpressionProblemKind::TooLarge(ExpressionLimit::Depth)));
        }
        if let (",", Some((_, commas))) = (token.text, open.last_mut()) {
            *commas += 1;
            if *commas >= Expression::LIST_MAX {
                return Err(problem(ExpressionProblemKind::TooLarge(ExpressionLimit::List)));
            }
        }
    }
    match open.pop() {
        None => Ok(()),
        Some((end, _)) => {
            let problem = ExpressionProblem::new(text, text.len(), ExpressionProblemKind::Unfinished);
            Err(problem.suggesting(end.to_string()))
        }
    }
}

/// Checks how many names, values and operators there are; a path is one name, plain values in a list are free.
fn nodes(text: &str, tokens: &[Token<'_>]) -> Result<(), ExpressionProblem> {
    let mut count = 0;
    let sign_at = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.text);
    for (at, token) in tokens.iter().enumerate() {
        let (before, after) = (sign_at(at.checked_sub(1)), sign_at(Some(at + 1)));
        let counts = match token.kind {
            Kind::Sign => !["(", ")", "]", ",", ".", ":"].contains(&token.text),
            Kind::Value => !(["[", ","].contains(&before) && ["]", ","].contains(&after)),
            // `sale.amount` is one name; what follows it is another one.
            Kind::Word => before != "." || after == "(" || sign_at(at.checked_sub(3)) == ".",
        };
        count += usize::from(counts);
        if count > Expression::NODES_MAX {
            let kind = ExpressionProblemKind::TooLarge(ExpressionLimit::Nodes);
            return Err(ExpressionProblem::new(text, token.start, kind));
        }
    }
    Ok(())
}

/// Refuses macros by name, which the parser would unfold into loops, and `has` of anything but a path.
fn macros(text: &str, tokens: &[Token<'_>]) -> Result<(), ExpressionProblem> {
    for (at, token) in tokens.iter().enumerate() {
        let problem = |token: &Token<'_>, kind| ExpressionProblem::new(text, token.start, kind);
        let called = token.kind == Kind::Word && tokens.get(at + 1).is_some_and(|next| next.text == "(");
        if called && MACROS.contains(&token.text) {
            let kind = ExpressionProblemKind::NotSupported { construct: format!("{}(…)", token.text) };
            return Err(problem(token, kind).suggesting("product.series in [\"…\", \"…\"]".to_string()));
        }
        if called && token.text == "has" {
            let inside: Vec<&Token<'_>> =
                tokens[at + 2..].iter().take_while(|next| next.text != ")").collect();
            let is_path = inside.len() >= 3
                && inside.iter().enumerate().all(|(at, token)| match at % 2 {
                    0 => token.kind == Kind::Word,
                    _ => token.text == ".",
                })
                && inside.len() % 2 == 1;
            if !is_path {
                let found = tokens.get(at + 2).unwrap_or(token);
                let kind = ExpressionProblemKind::Syntax { found: found.text.to_string() };
                return Err(problem(found, kind).suggesting("has(product.series)".to_string()));
            }
        }
    }
    Ok(())
}
