//! Turning the tree of the `cel` parser into our typed one.
//!
//! The Pratt parser of the crate is used, not the one by ANTLR: that one overflows the stack of a thread on sixteen nested
//! brackets. The Pratt parser keeps no places, so they are found again: the parts of a tree, walked from left to right, come
//! in the order of the tokens.

use super::places::{Compiler, Part};
use super::problem::{ExpressionLimit, ExpressionProblem, ExpressionProblemKind, ExpressionType};
use super::scan::Token;
use super::tree::{Arithmetic, Comparison, Node};
use super::words::{self, Function, nearest_field, shortened};
use super::{Expression, problem};
use crate::Field;
use cel::common::ast::{CallExpr, Expr, IdedExpr, ListExpr, LiteralValue, operators};
use cel::parser::{ParseErrors, PrattParser};
use money::{Currency, Money};

type Compiled<T> = Result<T, ExpressionProblem>;

/// The typed tree of an expression that answers yes or no.
pub fn compile(text: &str, tokens: &[Token<'_>], currency: Currency) -> Compiled<Node> {
    let parsed = PrattParser::new().parse(text).map_err(|errors| syntax(text, tokens, &errors))?;
    let whole = Compiler { text, tokens, cursor: 0, currency }.part(&parsed, 0)?;
    match whole.kind {
        ExpressionType::YesNo => Ok(whole.node),
        found => {
            let suggestion =
                format!("{} == …", shortened(text.get(whole.start..whole.end).unwrap_or_default()));
            let kind = ExpressionProblemKind::NotYesOrNo { found };
            Err(ExpressionProblem::new(text, whole.start, kind).suggesting(suggestion))
        }
    }
}

/// The first thing that the parser stumbled over.
fn syntax(text: &str, tokens: &[Token<'_>], errors: &ParseErrors) -> ExpressionProblem {
    let places = errors.errors.iter().filter_map(|error| {
        let line = usize::try_from(error.pos.0).ok()?.checked_sub(1)?;
        let column = usize::try_from(error.pos.1).ok()?.checked_sub(1)?;
        let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        Some(before + column)
    });
    let at = places.min().unwrap_or(text.len());
    match tokens.iter().find(|token| token.end() > at) {
        Some(token) => {
            let kind = ExpressionProblemKind::Syntax { found: shortened(token.text) };
            ExpressionProblem::new(text, token.start, kind)
        }
        None => ExpressionProblem::new(text, text.trim_end().len(), ExpressionProblemKind::Unfinished),
    }
}

impl Compiler<'_> {
    fn part(&mut self, expr: &IdedExpr, depth: usize) -> Compiled<Part> {
        if depth > Expression::DEPTH_MAX {
            let kind = ExpressionProblemKind::TooLarge(ExpressionLimit::Depth);
            return Err(self.problem(self.here(), kind));
        }
        match &expr.expr {
            Expr::Literal(value) => self.literal(value),
            Expr::Ident(_) => self.field(expr),
            Expr::Select(select) if select.test => self.has(select.operand.as_ref(), &select.field),
            Expr::Select(_) => self.field(expr),
            Expr::Call(call) => self.call(call, depth + 1),
            Expr::List(_) => {
                let start = self.take("[").0;
                let instead = "product.series in [\"…\", \"…\"]";
                Err(self.unsupported(start, "[…]", Some(instead)))
            }
            // The scan lets none of these through.
            Expr::Map(_) | Expr::Struct(_) | Expr::Comprehension(_) | Expr::Unspecified => {
                let start = self.here();
                Err(self.unsupported(start, "…", None))
            }
        }
    }

    fn literal(&mut self, value: &LiteralValue) -> Compiled<Part> {
        let (node, kind) = match value {
            LiteralValue::Boolean(truth) => (Node::Truth(*truth.inner()), ExpressionType::YesNo),
            LiteralValue::Int(number) => (Node::Whole(*number.inner()), ExpressionType::Number),
            LiteralValue::String(text) => (Node::Text(text.inner().to_string()), ExpressionType::Text),
            LiteralValue::Bytes(_) | LiteralValue::Double(_) | LiteralValue::Null | LiteralValue::UInt(_) => {
                let (start, end) = self.take_value();
                return Err(self.unsupported(start, self.written(start, end), None));
            }
        };
        let (start, end) = match node {
            Node::Truth(true) => self.take("true"),
            Node::Truth(_) => self.take("false"),
            _ => self.take_value(),
        };
        Ok(Part { node, kind, start, end })
    }

    fn field(&mut self, expr: &IdedExpr) -> Compiled<Part> {
        let Some(path) = path(expr) else {
            let found = match &expr.expr {
                Expr::Select(select) => select.field.clone(),
                _ => String::new(),
            };
            let start = self.take(&found).0;
            return Err(self.problem(start, ExpressionProblemKind::Syntax { found }));
        };
        let (field, start, end) = self.known_field(&path)?;
        Ok(Part { node: Node::Field(field), kind: field.kind().into(), start, end })
    }

    fn has(&mut self, operand: &IdedExpr, name: &str) -> Compiled<Part> {
        let start = self.take("has").0;
        let mut path = path(operand).unwrap_or_default();
        path.push(name);
        let (field, _, end) = self.known_field(&path)?;
        Ok(Part { node: Node::Has(field), kind: ExpressionType::YesNo, start, end: self.closed(end) })
    }

    /// The field of a path, and where it is written.
    fn known_field(&mut self, path: &[&str]) -> Compiled<(Field, usize, usize)> {
        let places: Vec<(usize, usize)> =
            path.iter().map(|name| self.take(name.trim_start_matches('.'))).collect();
        let start = places.first().map_or(self.here(), |place| place.0);
        let end = places.last().map_or(start, |place| place.1);
        let path = path.join(".");
        match Field::parse(&path) {
            Some(field) => Ok((field, start, end)),
            None => {
                let nearest = nearest_field(&path);
                let kind = ExpressionProblemKind::UnknownField { path: shortened(&path) };
                Err(self.problem(start, kind).suggesting(nearest))
            }
        }
    }

    fn call(&mut self, call: &CallExpr, depth: usize) -> Compiled<Part> {
        let name = call.func_name.as_str();
        if let Some(target) = &call.target {
            let target = self.part(target, depth)?;
            let place = self.take(name);
            return match words::function(name) {
                Some(function) => self.function(function, place, target, &call.args, depth),
                None => Err(self.unknown_function(name, place.0)),
            };
        }
        match (name, call.args.as_slice()) {
            (operators::CONDITIONAL, [condition, yes, no]) => self.choice([condition, yes, no], depth),
            (operators::LOGICAL_NOT, [one]) => self.not(one, depth),
            (operators::NEGATE, [one]) => self.negated(one, depth),
            (operators::IN, [one, list]) => self.among(one, list, depth),
            (operators::LOGICAL_AND | operators::LOGICAL_OR, [left, right]) => {
                self.logic(name, [left, right], depth)
            }
            (operators::INDEX, _) => {
                let start = self.take("[").0;
                Err(self.unsupported(start, "[…]", None))
            }
            (_, [left, right]) if comparison(name).is_some() || arithmetic(name).is_some() => {
                self.binary(name, [left, right], depth)
            }
            (_, args) => self.global(name, args, depth),
        }
    }

    /// A word with a bracket that stands for itself: `money("1.00")`, `date("2026-01-31")`, `size(product.name)`.
    fn global(&mut self, name: &str, args: &[IdedExpr], depth: usize) -> Compiled<Part> {
        let place = self.take(name.trim_start_matches('.'));
        match (name, args, words::function(name)) {
            ("money", [one], _) => self.money(place, one),
            ("date", [one], _) => self.date(place, one),
            (_, [one], Some(function @ (Function::Size | Function::Lower))) => {
                let target = self.part(one, depth)?;
                self.function(function, place, target, &[], depth)
            }
            _ => Err(self.unknown_function(name, place.0)),
        }
    }

    fn money(&mut self, place: (usize, usize), arg: &IdedExpr) -> Compiled<Part> {
        let (text, end) = self.quoted(arg);
        match Money::parse_decimal(&text, self.currency) {
            Ok(sum) => {
                let node = Node::Whole(sum.minor);
                Ok(Part { node, kind: ExpressionType::Amount, start: place.0, end: self.closed(end) })
            }
            Err(_) => {
                let typed = Money::parse_amount(&text, self.currency).ok();
                let sum = typed.unwrap_or_else(|| Money::new(100_000, self.currency));
                let kind = ExpressionProblemKind::BadSum { text: shortened(&text) };
                let instead = format!("money(\"{}\")", sum.to_decimal());
                Err(self.problem(place.0, kind).suggesting(instead))
            }
        }
    }

    fn date(&mut self, place: (usize, usize), arg: &IdedExpr) -> Compiled<Part> {
        let (text, end) = self.quoted(arg);
        match problem::date(&text) {
            Some(date) => Ok(Part {
                node: Node::Date(date),
                kind: ExpressionType::Date,
                start: place.0,
                end: self.closed(end),
            }),
            None => {
                let kind = ExpressionProblemKind::BadDate { text: shortened(&text) };
                Err(self.problem(place.0, kind).suggesting("date(\"2026-01-31\")".to_string()))
            }
        }
    }

    /// The text that is given to `money` or `date`, and the byte after it; anything else as it is written.
    fn quoted(&mut self, arg: &IdedExpr) -> (String, usize) {
        match &arg.expr {
            Expr::Literal(LiteralValue::String(text)) => (text.inner().to_string(), self.take_value().1),
            _ => {
                let at = self.cursor + 1;
                let inside = self.tokens.get(at..).unwrap_or_default();
                let last = inside.iter().take_while(|token| token.text != ")").last();
                let (start, end) = match (inside.first(), last) {
                    (Some(first), Some(last)) => (first.start, last.end()),
                    _ => (self.here(), self.here()),
                };
                (self.written(start, end).to_string(), end)
            }
        }
    }

    fn function(
        &mut self,
        function: Function,
        place: (usize, usize),
        target: Part,
        args: &[IdedExpr],
        depth: usize,
    ) -> Compiled<Part> {
        let name = self.written(place.0, place.1);
        let args = args.iter().map(|arg| self.part(arg, depth)).collect::<Compiled<Vec<Part>>>()?;
        let searches = matches!(function, Function::Search(_));
        if args.len() != usize::from(searches) {
            let kind = ExpressionProblemKind::Syntax { found: name.to_string() };
            let instead = format!("{name}({})", if searches { "\"…\"" } else { "" });
            return Err(self.problem(place.0, kind).suggesting(instead));
        }
        let wanted = match function {
            Function::Part(_) => ExpressionType::Date,
            _ => ExpressionType::Text,
        };
        if target.kind != wanted || args.iter().any(|arg| arg.kind != ExpressionType::Text) {
            let sides: Vec<&Part> = std::iter::once(&target).chain(&args).collect();
            return Err(self.wrong(place.0, name, &sides));
        }
        let start = target.start.min(place.0);
        let end = args.last().map_or(target.end.max(place.1), |arg| arg.end);
        let one = Box::new(target.node);
        let (node, kind) = match (function, args.into_iter().next()) {
            (Function::Search(search), Some(sought)) => {
                (Node::Search(search, one, Box::new(sought.node)), ExpressionType::YesNo)
            }
            (Function::Part(part), _) => (Node::Part(part, one), ExpressionType::Number),
            (Function::Lower, _) => (Node::Lower(one), ExpressionType::Text),
            _ => (Node::Size(one), ExpressionType::Number),
        };
        Ok(Part { node, kind, start, end: self.closed(end) })
    }

    fn logic(&mut self, name: &str, [left, right]: [&IdedExpr; 2], depth: usize) -> Compiled<Part> {
        let both = name == operators::LOGICAL_AND;
        let sign = if both { "&&" } else { "||" };
        let left = self.part(left, depth)?;
        let place = self.take(sign);
        let right = self.part(right, depth)?;
        if [&left, &right].iter().any(|side| side.kind != ExpressionType::YesNo) {
            return Err(self.wrong(place.0, sign, &[&left, &right]));
        }
        let (start, end) = (left.start, right.end);
        let (left, right) = (Box::new(left.node), Box::new(right.node));
        let node = if both { Node::And(left, right) } else { Node::Or(left, right) };
        Ok(Part { node, kind: ExpressionType::YesNo, start, end })
    }

    fn binary(&mut self, name: &str, [left, right]: [&IdedExpr; 2], depth: usize) -> Compiled<Part> {
        let sign = name.trim_matches('_');
        let mut left = self.part(left, depth)?;
        let place = self.take(sign);
        let mut right = self.part(right, depth)?;
        if name != operators::MULTIPLY {
            self.unify(&mut left, &mut right)?;
        }
        let kind = match (comparison(name), arithmetic(name)) {
            (Some(comparison), _) => {
                let fits =
                    left.kind == right.kind && !(comparison.orders() && left.kind == ExpressionType::YesNo);
                fits.then_some(ExpressionType::YesNo)
            }
            (None, Some(arithmetic)) => arithmetic.result(left.kind, right.kind),
            (None, None) => None,
        };
        let Some(kind) = kind else { return Err(self.wrong(place.0, sign, &[&left, &right])) };
        let (start, end) = (left.start, right.end);
        Ok(Part { node: joined(name, left.node, right.node), kind, start, end })
    }

    fn not(&mut self, one: &IdedExpr, depth: usize) -> Compiled<Part> {
        let place = self.take("!");
        let one = self.part(one, depth)?;
        if one.kind != ExpressionType::YesNo {
            return Err(self.wrong(place.0, "!", &[&one]));
        }
        Ok(Part { node: Node::Not(Box::new(one.node)), start: place.0, ..one })
    }

    fn negated(&mut self, one: &IdedExpr, depth: usize) -> Compiled<Part> {
        let place = self.take("-");
        let one = self.part(one, depth)?;
        let node = match one.node {
            Node::Whole(number) if number != i64::MIN => Node::Whole(-number),
            _ if !matches!(one.kind, ExpressionType::Number | ExpressionType::Amount) => {
                return Err(self.wrong(place.0, "-", &[&one]));
            }
            node => Node::Negated(Box::new(node)),
        };
        Ok(Part { node, start: place.0, kind: one.kind, end: one.end })
    }

    fn choice(&mut self, [condition, yes, no]: [&IdedExpr; 3], depth: usize) -> Compiled<Part> {
        let condition = self.part(condition, depth)?;
        let question = self.take("?");
        if condition.kind != ExpressionType::YesNo {
            return Err(self.wrong(question.0, "?", &[&condition]));
        }
        let mut yes = self.part(yes, depth)?;
        let colon = self.take(":");
        let mut no = self.part(no, depth)?;
        self.unify(&mut yes, &mut no)?;
        if yes.kind != no.kind {
            return Err(self.wrong(colon.0, ":", &[&yes, &no]));
        }
        let node = Node::Choice(Box::new(condition.node), Box::new(yes.node), Box::new(no.node));
        Ok(Part { node, kind: yes.kind, start: condition.start, end: no.end })
    }

    fn among(&mut self, one: &IdedExpr, list: &IdedExpr, depth: usize) -> Compiled<Part> {
        let mut one = self.part(one, depth)?;
        let place = self.take("in");
        let Expr::List(ListExpr { elements, .. }) = &list.expr else {
            let other = self.part(list, depth)?;
            let instead = format!("in [{}]", shortened(self.written(other.start, other.end)));
            return Err(self.wrong(place.0, "in", &[&one, &other]).suggesting(instead));
        };
        self.take("[");
        let mut entries = Vec::new();
        for element in elements {
            let mut entry = self.part(element, depth)?;
            self.unify(&mut one, &mut entry)?;
            entries.push(entry);
        }
        if let Some(entry) = entries.iter().find(|entry| entry.kind != one.kind) {
            return Err(self.wrong(entry.start, "in", &[&one, entry]));
        }
        let end = self.closed(self.here());
        let entries = entries.into_iter().map(|entry| entry.node).collect();
        let node = Node::Among(Box::new(one.node), entries);
        Ok(Part { node, kind: ExpressionType::YesNo, start: one.start, end })
    }

    /// Makes a whole number that stands next to a sum a sum of whole units.
    fn unify(&self, left: &mut Part, right: &mut Part) -> Compiled<()> {
        let number = match (left.kind, right.kind) {
            (ExpressionType::Amount, ExpressionType::Number) => right,
            (ExpressionType::Number, ExpressionType::Amount) => left,
            _ => return Ok(()),
        };
        let Node::Whole(units) = number.node else { return Ok(()) };
        let Some(minor) = units.checked_mul(self.currency.minor_per_whole()) else {
            return Err(self.problem(number.start, ExpressionProblemKind::BadSum { text: units.to_string() }));
        };
        (number.node, number.kind) = (Node::Whole(minor), ExpressionType::Amount);
        Ok(())
    }
}

/// The names of a path such as `sale.amount`.
fn path(expr: &IdedExpr) -> Option<Vec<&str>> {
    match &expr.expr {
        Expr::Ident(name) => Some(vec![name]),
        Expr::Select(select) if !select.test => {
            let mut names = path(&select.operand)?;
            names.push(&select.field);
            Some(names)
        }
        _ => None,
    }
}

fn comparison(name: &str) -> Option<Comparison> {
    Some(match name {
        operators::EQUALS => Comparison::Equal,
        operators::NOT_EQUALS => Comparison::Unequal,
        operators::LESS => Comparison::Less,
        operators::LESS_EQUALS => Comparison::LessOrEqual,
        operators::GREATER => Comparison::Greater,
        operators::GREATER_EQUALS => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn arithmetic(name: &str) -> Option<Arithmetic> {
    Some(match name {
        operators::ADD => Arithmetic::Plus,
        operators::SUBSTRACT => Arithmetic::Minus,
        operators::MULTIPLY => Arithmetic::Times,
        _ => return None,
    })
}

/// Two sides put together; numbers that are written out are computed here, unless the result does not fit.
fn joined(name: &str, left: Node, right: Node) -> Node {
    match (comparison(name), arithmetic(name), &left, &right) {
        (Some(comparison), ..) => Node::Compare(comparison, Box::new(left), Box::new(right)),
        (_, Some(arithmetic), Node::Whole(one), Node::Whole(other)) => match arithmetic.exact(*one, *other) {
            Some(exact) => Node::Whole(exact),
            None => Node::Arithmetic(arithmetic, Box::new(left), Box::new(right)),
        },
        (_, arithmetic, ..) => {
            Node::Arithmetic(arithmetic.unwrap_or(Arithmetic::Plus), Box::new(left), Box::new(right))
        }
    }
}
