//! Claims about terms, one module per subject.

mod expressions;
mod golden;
mod keeping;
mod kit;
mod naive;
mod oracle;
mod any;
mod checks;
mod doubts;
mod files;
mod layout;
mod periods;
mod sentences;
