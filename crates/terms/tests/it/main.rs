//! Claims about terms, one module per subject.

mod any;
mod checks;
mod doubts;
mod expressions;
mod files;
mod golden;
mod keeping;
mod kit;
mod layout;
mod naive;
mod oracle;
mod periods;
mod refusals;
mod sentences;
