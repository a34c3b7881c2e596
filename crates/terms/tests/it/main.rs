//! Claims about terms, one module per subject.

mod expressions;
mod golden;
mod keeping;
mod kit;
mod naive;
mod oracle;
