//! Claims about terms, one module per subject.

mod any;
mod checks;
mod doubts;
mod files;
mod layout;
mod periods;
mod sentences;
