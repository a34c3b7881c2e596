//! Claims about terms, one module per subject.

mod calculation;
mod checks;
mod crm;
mod explanations;
mod expressions;
mod files;
mod golden;
mod keeping;
mod kit;
mod naive;
mod oracle;
mod periods;
mod sentences;
