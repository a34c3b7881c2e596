//! What an engine complains of, in one shape for both.

/// An engine's complaint.
#[derive(Debug)]
pub struct DbError {
    /// What kind of complaint it is.
    pub kind: DbErrorKind,
    message: String,
}

/// Kinds of complaint that callers act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DbErrorKind {
    /// A named constraint or unique index said no.
    Constraint(String),
    /// Another writer was faster; the same work may succeed when tried again.
    Conflict,
    /// The database cannot be reached.
    Unreachable,
    /// Anything else.
    Other,
}

impl DbError {
    pub(super) fn new(kind: DbErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(super) fn other(message: impl Into<String>) -> Self {
        Self::new(DbErrorKind::Other, message)
    }

    pub(super) fn column(name: &str, what: &str) -> Self {
        Self::other(format!("column {name} {what}"))
    }

    pub(super) fn about(mut self, sql: &str) -> Self {
        let one_line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        self.message = format!("{} — in: {}", self.message, one_line.chars().take(400).collect::<String>());
        self
    }

    /// Tells whether the constraint called `name` said no.
    pub fn is_constraint(&self, name: &str) -> bool {
        matches!(&self.kind, DbErrorKind::Constraint(said_no) if said_no == name)
    }
}

impl std::fmt::Display for DbError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.kind {
            DbErrorKind::Constraint(name) => write!(f, "constraint {name}: {}", self.message),
            _ => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for DbError {}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else {
            let kind = if error.is_closed() { DbErrorKind::Unreachable } else { DbErrorKind::Other };
            return Self::new(kind, chain(&error));
        };
        let kind = match (said.code().code(), said.constraint()) {
            ("40001" | "40P01", _) => DbErrorKind::Conflict,
            (code, Some(name)) if code.starts_with("23") => DbErrorKind::Constraint(name.to_owned()),
            _ => DbErrorKind::Other,
        };
        Self::new(kind, said.message())
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}
