//! The address of a page: links that change one thing and keep the rest.

use std::convert::Infallible;
use std::fmt;

use axum::extract::{FromRequestParts, OriginalUri};
use http::request::Parts;

/// Parameters that say how far one has turned the pages; any other change starts from the first page again.
const PLACES: [&str; 3] = ["page", "after", "before"];

/// A path with its query, read from a request and written into links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    path: String,
    pairs: Vec<(String, String)>,
}

/// The order of a list: a column and a direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's sort key, one of those the page allows.
    pub key: String,
    /// Largest or last first.
    pub descending: bool,
}

impl Address {
    /// Reads `/desk/partners?status=active&sort=-name`.
    pub fn parse(text: &str) -> Self {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        Self { path: path.to_owned(), pairs: form_urlencoded::parse(query.as_bytes()).into_owned().collect() }
    }

    /// The path without the query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The first value of a parameter; an empty one counts as absent.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.all(key).next()
    }

    /// Every value of a parameter that is not empty.
    pub fn all<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(name, value)| name == key && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// All parameters in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The same address with the parameter set to one value.
    #[must_use]
    pub fn with(&self, key: &str, value: &str) -> Self {
        let mut changed = self.without(key);
        changed.pairs.push((key.to_owned(), value.to_owned()));
        changed
    }

    /// The same address without the parameter.
    #[must_use]
    pub fn without(&self, key: &str) -> Self {
        self.keeping(|name, _| name != key)
    }

    /// The same address without one of the parameter's values.
    #[must_use]
    pub fn without_value(&self, key: &str, value: &str) -> Self {
        self.keeping(|name, held| !(name == key && held == value))
    }

    /// The same query at another path, as export links need it.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        Self { path: path.to_owned(), pairs: self.pairs.clone() }
    }

    /// The order asked for by `sort=name` or `sort=-name`; an order the page does not allow is the default one.
    pub fn sort(&self, allowed: &[&str], default: &str) -> Sort {
        let asked = self.get("sort").map(Sort::parse).filter(|sort| allowed.contains(&sort.key.as_str()));
        asked.unwrap_or_else(|| Sort::parse(default))
    }

    /// The number of the page asked for by `page=3`, from one.
    pub fn page(&self) -> i64 {
        self.get("page")
            .and_then(|page| page.parse().ok())
            .filter(|page| (1..=1_000_000).contains(page))
            .unwrap_or(1)
    }

    fn keeping(&self, keep: impl Fn(&str, &str) -> bool) -> Self {
        let stays =
            |name: &str, value: &str| !PLACES.contains(&name) && !value.is_empty() && keep(name, value);
        let pairs = self.pairs.iter().filter(|(name, value)| stays(name, value)).cloned().collect();
        Self { path: self.path.clone(), pairs }
    }
}

impl Sort {
    /// Reads `name` or `-name`.
    pub fn parse(text: &str) -> Self {
        match text.strip_prefix('-') {
            Some(key) => Self { key: key.to_owned(), descending: true },
            None => Self { key: text.to_owned(), descending: false },
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if self.pairs.is_empty() {
            return Ok(());
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.pairs).finish();
        write!(f, "?{query}")
    }
}

impl<S: Sync> FromRequestParts<S> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        Ok(Self::parse(uri.path_and_query().map_or("/", |whole| whole.as_str())))
    }
}

/// An address inside this site to go back to; anything that could lead elsewhere becomes `/`.
pub fn safe_back(back: &str) -> &str {
    let inside = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n', '\t']);
    if inside { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::{Address, Sort, safe_back};

    #[test]
    fn a_change_keeps_the_rest_and_starts_from_the_first_page() {
        let here = Address::parse("/desk/partners?status=active&q=%D0%A3%D1%80%D0%B0%D0%BB&page=4");
        assert_eq!(
            here.with("sort", "-name").to_string(),
            "/desk/partners?status=active&q=%D0%A3%D1%80%D0%B0%D0%BB&sort=-name"
        );
    }

    #[test]
    fn one_of_several_values_can_be_removed() {
        let here = Address::parse("/desk/partners?tier=gold&tier=silver&status=");
        assert_eq!(here.without_value("tier", "gold").to_string(), "/desk/partners?tier=silver");
    }

    #[test]
    fn an_order_the_page_does_not_allow_is_the_default_one() {
        let here = Address::parse("/x?sort=-secret");
        assert_eq!(here.sort(&["name"], "-name"), Sort { key: "name".into(), descending: true });
        assert!(!Address::parse("/x?sort=name").sort(&["name"], "-name").descending);
    }

    #[test]
    fn nonsense_pages_are_the_first_page() {
        for query in ["/x?page=-1", "/x?page=abc", "/x?page=99999999999999999999", "/x"] {
            assert_eq!(Address::parse(query).page(), 1, "{query}");
        }
    }

    #[test]
    fn going_back_never_leaves_the_site() {
        assert_eq!(safe_back("/desk?x=1"), "/desk?x=1");
        for trap in ["//evil.example", "https://evil.example", "/\\evil.example", "desk", "/a\r\nb"] {
            assert_eq!(safe_back(trap), "/", "{trap}");
        }
    }
}
