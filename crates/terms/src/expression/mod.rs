//! Expert conditions: one expression in CEL (Common Expression Language), typed against the fields and evaluated exactly.
//!
//! The text is scanned here for its limits first, so that the parser of the `cel` crate only ever sees small and shallow
//! input; its tree is then compiled into our own typed tree. Sums are whole minor units and never floats, and an evaluation
//! that runs long is cut off.
//!
//! What the language is:
//! * fields as in files: `sale.amount`, `product.series`;
//! * texts `"GTK"`, whole numbers `5`, sums `money("1500.00")`, dates `date("2026-01-31")`, `true`, `false`;
//! * `==` `!=` `<` `<=` `>` `>=`, `&&` `||` `!`, `+` `-` `*` on whole numbers, `in [..]`, `condition ? this : that`;
//! * on texts `startsWith`, `endsWith`, `contains`, `lower`, `size`; on dates `year`, `month`, `dayOfWeek` (1 is Monday);
//! * `has(product.series)` tells whether a field is known.
//!
//! A whole number next to a sum means whole units of the currency: `sale.amount > 100000` is more than 100,000 roubles. It
//! must be written in digits; a number that is computed from fields is multiplied by `money("1.00")` first.
//!
//! A comparison with a field that is missing is false, whichever comparison it is, `!=` and `in` too; functions and sums of
//! what is missing are missing themselves.

mod compile;
mod evaluate;
mod places;
mod problem;
mod scan;
mod tree;
mod words;

pub use evaluate::{ExpressionTrouble, FieldValue, STEPS_MAX, Values};
pub use problem::{ExpressionLimit, ExpressionProblem, ExpressionProblemKind, ExpressionType};

use crate::Field;
use money::Currency;
use std::fmt;
use tree::Node;

/// An expert condition: its text as written, and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Expression {
    text: String,
    tree: Node,
}

impl Expression {
    /// The most bytes a text may have.
    pub const TEXT_BYTES_MAX: usize = 2_000;
    /// The most names, values and operators a text may have; values that stand in a list are not counted.
    pub const NODES_MAX: usize = 200;
    /// How deep brackets, choices and operators may stand in one another.
    pub const DEPTH_MAX: usize = 32;
    /// The most entries a list may have.
    pub const LIST_MAX: usize = 500;

    /// Reads an expression that answers yes or no; whole numbers next to sums are whole units of `currency`.
    pub fn parse(text: &str, currency: Currency) -> Result<Expression, ExpressionProblem> {
        let tokens = scan::scan(text)?;
        let tree = compile::compile(text, &tokens, currency)?;
        Ok(Expression { text: text.to_string(), tree })
    }

    /// Whether the condition holds for these values.
    pub fn holds(&self, values: &dyn Values) -> Result<bool, ExpressionTrouble> {
        evaluate::holds(&self.tree, values)
    }

    /// The text as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The fields it asks for, each once, in the order of `Field::all`.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        self.tree.fields(&mut fields);
        Field::all().filter(|field| fields.contains(field)).collect()
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
