//! Claims about terms, one module per subject.

mod golden;
mod kit;
mod oracle;
