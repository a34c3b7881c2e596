//! Answers that are not a yes: refusals are answers of a rule, failures are surprises.

use std::error::Error;
use std::fmt::{Debug, Display, Formatter};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::db::DbError;
use crate::words::{Arg, Reader};

/// A surprise, with context added on the way up. Logged once at the edge, shown as an apology.
pub struct Failure {
    what: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// A result whose error is a surprise.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

impl Failure {
    /// Makes a failure that says what happened.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), source: None }
    }

    /// Adds what was being done.
    pub fn context(mut self, doing: impl Display) -> Self {
        self.what = if self.what.is_empty() { doing.to_string() } else { format!("{doing}: {}", self.what) };
        self
    }

    /// Returns the database's complaint when that is what went wrong.
    pub fn database(&self) -> Option<&DbError> {
        self.source.as_ref().and_then(|source| source.downcast_ref())
    }

    /// Tells whether the constraint called `name` said no.
    pub fn is_constraint(&self, name: &str) -> bool {
        self.database().is_some_and(|error| error.is_constraint(name))
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { what: String::new(), source: Some(Box::new(error)) }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)?;
        let mut next: Option<&dyn Error> = self.source.as_ref().map(|source| source.as_ref() as &dyn Error);
        let mut first = self.what.is_empty();
        while let Some(error) = next {
            write!(f, "{}{error}", if first { "" } else { ": " })?;
            (first, next) = (false, error.source());
        }
        Ok(())
    }
}

impl Debug for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        Display::fmt(self, f)
    }
}

/// Adds context to a result on the way up.
pub trait Context<T> {
    /// Says what was being done when it failed.
    fn context(self, doing: impl Display) -> Result<T>;
}

impl<T, E: Into<Failure>> Context<T> for std::result::Result<T, E> {
    fn context(self, doing: impl Display) -> Result<T> {
        self.map_err(|error| error.into().context(doing))
    }
}

/// What a verb answers: a yes with a result, or one of the ways to say no.
pub type Outcome<T, R> = std::result::Result<T, Stop<R>>;

/// The ways a verb ends without a result.
#[derive(Debug)]
pub enum Stop<R> {
    /// A rule said no, with the data its sentence needs.
    Refused(R),
    /// There is no such thing, or it is not this visitor's business: both answer alike.
    Unknown,
    /// The visitor's role does not include this act.
    Forbidden,
    /// A surprise.
    Failed(Failure),
}

impl<R> Stop<R> {
    /// Carries a neighbour's refusal over into one's own.
    pub fn map<S>(self, turn: impl FnOnce(R) -> S) -> Stop<S> {
        match self {
            Self::Refused(refusal) => Stop::Refused(turn(refusal)),
            Self::Unknown => Stop::Unknown,
            Self::Forbidden => Stop::Forbidden,
            Self::Failed(failure) => Stop::Failed(failure),
        }
    }
}

impl<R> From<Failure> for Stop<R> {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl<R, E: Error + Send + Sync + 'static> From<E> for Stop<R> {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// A rule's "no": every variant has a sentence in both languages.
pub trait Refusal: Debug + Send {
    /// The key of the sentence, `<slice>-refusal-<variant>`.
    fn key(&self) -> &'static str;

    /// The data that the sentence needs, in the reader's form.
    fn args(&self, _reader: &Reader) -> Vec<(&'static str, Arg<'static>)> {
        Vec::new()
    }

    /// The form field that the refusal is about, if it is about one.
    fn field(&self) -> Option<&'static str> {
        None
    }

    /// The whole sentence.
    fn sentence(&self, reader: &Reader) -> String {
        reader.tr(self.key(), &self.args(reader))
    }
}

/// For verbs that no rule can refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {}

impl Refusal for Never {
    fn key(&self) -> &'static str {
        match *self {}
    }
}

/// What a page or the API answers instead of its content; drawn for the visitor at the edge.
#[derive(Debug)]
pub enum Oops {
    /// 404: unknown or foreign.
    Unknown,
    /// 403: not within the visitor's role.
    Forbidden,
    /// 401 or the way to the sign-in page.
    SignIn,
    /// 400: the request itself cannot be understood; the key of a sentence that says how to mend it.
    BadRequest(&'static str),
    /// 422: a refusal that has no form to go back to: its sentence key and the written sentence.
    Refused(&'static str, String),
    /// 500: a surprise.
    Failed(Failure),
}

/// What a handler returns.
pub type Answer = std::result::Result<Response, Oops>;

impl Oops {
    /// Turns a stop into an answer, with the refusal written for `reader`.
    pub fn from_stop<R: Refusal>(stop: Stop<R>, reader: &Reader) -> Self {
        match stop {
            Stop::Refused(refusal) => Self::Refused(refusal.key(), refusal.sentence(reader)),
            Stop::Unknown => Self::Unknown,
            Stop::Forbidden => Self::Forbidden,
            Stop::Failed(failure) => Self::Failed(failure),
        }
    }

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Refused(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Failure> for Oops {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for Oops {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Stop<Never>> for Oops {
    fn from(stop: Stop<Never>) -> Self {
        match stop {
            Stop::Refused(never) => match never {},
            Stop::Unknown => Self::Unknown,
            Stop::Forbidden => Self::Forbidden,
            Stop::Failed(failure) => Self::Failed(failure),
        }
    }
}

impl IntoResponse for Oops {
    /// Leaves the drawing to the edge, which knows the visitor: the oops travels as an extension.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}
