//! A posted form: what was typed, after the visitor's secret was checked.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};

use super::{Actor, Visitor};
use crate::failure::Oops;
use crate::page::{CSRF_FIELD, Filled};
use crate::work::Site;

/// A form that was posted from one of our own pages.
#[derive(Clone, Debug)]
pub struct Posted {
    /// What was typed.
    pub filled: Filled,
}

impl FromRequest<Site> for Posted {
    type Rejection = Oops;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Oops> {
        let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_else(Visitor::anonymous);
        let body = Bytes::from_request(request, site).await.map_err(|_| Oops::BadRequest("base-bad-form"))?;
        let filled = Filled::from_body(&body);
        check_secret(&visitor, filled.exact(CSRF_FIELD))?;
        Ok(Self { filled })
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
    fn a_form_without_the_secret_is_refused() {
        let mut visitor = Visitor::anonymous();
        visitor.actor = Actor::System("test");
        visitor.csrf = "s3cret".into();
        assert!(check_secret(&visitor, "guess").is_err());
        assert!(check_secret(&visitor, "s3cret").is_ok());
    }
}
