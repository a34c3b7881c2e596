//! What names and codes in a file mean: directories in memory, with the nearest known names for what is unknown.

use std::collections::HashMap;
use std::sync::OnceLock;

use base::access::PartnerId;
use base::failure::Result;
use base::files::Nearest;
use base::work::Work;
use programs::ProgramId;

use crate::rules::{CustomerId, ProductId, key};
use crate::store;

/// Names and codes of things of one kind. A code goes before a name; a name that several things have means none.
pub struct Directory<Id> {
    codes: HashMap<Box<str>, Id>,
    names: HashMap<Box<str>, Option<Id>>,
    nearest: OnceLock<Nearest>,
    shown: Vec<Box<str>>,
}

/// The largest directory for which nearest names are looked for.
const SUGGESTED_FROM_MAX: usize = 300_000;

impl<Id: Copy> Directory<Id> {
    /// An empty directory.
    pub fn new() -> Self {
        Self { codes: HashMap::new(), names: HashMap::new(), nearest: OnceLock::new(), shown: Vec::new() }
    }

    /// Takes one more thing in.
    pub fn add(&mut self, id: Id, name: &str, code: Option<&str>) {
        let name_key = key(name).into_boxed_str();
        self.names.entry(name_key).and_modify(|known| *known = None).or_insert(Some(id));
        if let Some(code) = code {
            self.codes.insert(key(code).into_boxed_str(), id);
        }
        if self.shown.len() <= SUGGESTED_FROM_MAX {
            self.shown.push(name.into());
            self.nearest = OnceLock::new();
        }
    }

    /// What a text means.
    pub fn find(&self, text: &str) -> Option<Id> {
        let key = key(text);
        let by_name = || self.names.get(key.as_str()).copied().flatten();
        self.codes.get(key.as_str()).copied().or_else(by_name)
    }

    /// Known names that an unknown text may have meant, the nearest first.
    pub fn nearest(&self, text: &str) -> Vec<String> {
        if self.shown.len() > SUGGESTED_FROM_MAX {
            return Vec::new();
        }
        self.nearest.get_or_init(|| Nearest::new(self.shown.iter().map(|name| &**name))).nearest(text)
    }
}

/// Every partner by name and code.
pub async fn partners_known(work: &mut Work) -> Result<Directory<PartnerId>> {
    let mut known = Directory::new();
    for partner in partners::all(work).await? {
        known.add(partner.id, &partner.name, partner.code.as_deref());
    }
    Ok(known)
}

/// Every customer by name and code.
pub async fn customers_known(work: &mut Work) -> Result<Directory<CustomerId>> {
    let mut known = Directory::new();
    store::customer_names(work, &mut |id, name, code| known.add(id, &name, code.as_deref())).await?;
    Ok(known)
}

/// Every product by name and code.
pub async fn products_known(work: &mut Work) -> Result<Directory<ProductId>> {
    let mut known = Directory::new();
    for product in store::products(work).await? {
        known.add(product.id, &product.name, product.code.as_deref());
    }
    Ok(known)
}

/// Every programme by name and code.
pub async fn programs_known(work: &mut Work) -> Result<Directory<ProgramId>> {
    let mut known = Directory::new();
    for program in programs::all(work).await? {
        known.add(program.id, &program.name, Some(&program.code));
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn products() -> Directory<ProductId> {
        let mut known = Directory::new();
        known.add(ProductId(1), "GTX Pro", Some("G-1"));
        known.add(ProductId(2), "GTX Basic", None);
        known
    }

    #[test]
    fn a_name_or_a_code_means_its_thing_in_any_case() {
        let known = products();
        assert_eq!((known.find(" gtx  pro"), known.find("g-1")), (Some(ProductId(1)), Some(ProductId(1))));
    }

    #[test]
    fn a_misspelt_name_means_nothing_and_the_nearest_is_told() {
        let known = products();
        assert_eq!(known.find("GTXPro"), None);
        assert_eq!(known.nearest("GTXPro")[0], "GTX Pro");
    }

    #[test]
    fn a_name_that_two_things_have_means_none_of_them() {
        let mut known = products();
        known.add(ProductId(3), "GTX pro", Some("G-3"));
        assert_eq!((known.find("GTX Pro"), known.find("G-3")), (None, Some(ProductId(3))));
    }
}
