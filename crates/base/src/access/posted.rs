//! A posted form: its fields, after the visitor's secret was checked.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};

use super::{Actor, Visitor};
use crate::failure::Oops;
use crate::work::Site;

/// The fields of a form or a query, in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&b=2`.
    pub fn parse(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// Builds fields out of pairs.
    pub fn of<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// The first value called `name`, without the spaces around it; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// The value called `name` when something was typed.
    pub fn typed(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// Every value called `name`, as from a list of checkboxes.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.trim()).collect()
    }

    /// Sets the value called `name`, in place of every earlier one.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// All pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Writes `a=1&b=2`.
    pub fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }
}

/// A form that was posted from one of our own pages.
#[derive(Clone, Debug)]
pub struct Posted {
    /// What was typed.
    pub fields: Fields,
}

impl FromRequest<Site> for Posted {
    type Rejection = Oops;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Oops> {
        let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_else(Visitor::anonymous);
        let body = Bytes::from_request(request, site).await.map_err(|_| Oops::BadRequest("base-bad-form"))?;
        let fields = Fields::parse(&body);
        check_secret(&visitor, fields.get("csrf"))?;
        Ok(Self { fields })
    }
}

/// Refuses a form that does not carry the visitor's secret. Strangers have none; what they may post is guarded by
/// the origin check at the edge.
pub fn check_secret(visitor: &Visitor, given: &str) -> Result<(), Oops> {
    if visitor.actor == Actor::Anonymous || (!visitor.csrf.is_empty() && visitor.csrf == given) {
        return Ok(());
    }
    Err(Oops::BadRequest("base-form-out-of-date"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_reads_back_with_repeated_names() {
        let fields = Fields::parse("tier=gold&tier=silver&q=%D0%98%D0%9D%D0%9D+7707".as_bytes());
        assert_eq!(fields.all("tier"), ["gold", "silver"]);
        assert_eq!(fields.get("q"), "ИНН 7707");
        assert_eq!(Fields::parse(fields.encode().as_bytes()), fields);
    }

    #[test]
    fn a_form_without_the_secret_is_refused() {
        let mut visitor = Visitor::anonymous();
        visitor.actor = Actor::System("test");
        visitor.csrf = "s3cret".into();
        assert!(check_secret(&visitor, "guess").is_err());
        assert!(check_secret(&visitor, "s3cret").is_ok());
    }
}
