//! Customers: who buys from the vendor through a partner.

use super::{Refusal, too_long};

base::id!(
    /// A customer.
    CustomerId,
    "customer"
);

/// A customer as he is known.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Customer {
    /// His id.
    pub id: CustomerId,
    /// His name.
    pub name: String,
    /// The vendor's own number for him; unique.
    pub code: Option<String>,
    /// His tax number; empty when it is not known. Name and tax number together are unique.
    pub inn: String,
    /// His country.
    pub country: Option<String>,
    /// His region.
    pub region: Option<String>,
    /// The branch of trade he works in.
    pub sector: Option<String>,
    /// The company he belongs to.
    pub parent: Option<CustomerId>,
}

/// A customer to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCustomer {
    /// His name.
    pub name: String,
    /// The vendor's own number for him.
    pub code: Option<String>,
    /// His tax number; empty when it is not known.
    pub inn: String,
    /// His country.
    pub country: Option<String>,
    /// His region.
    pub region: Option<String>,
    /// The branch of trade he works in.
    pub sector: Option<String>,
    /// The company he belongs to.
    pub parent: Option<CustomerId>,
}

impl Customer {
    /// What terms may ask of a customer, by the names that terms use.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let optional = [
            ("code", &self.code),
            ("sector", &self.sector),
            ("region", &self.region),
            ("country", &self.country),
        ];
        let given = optional.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
        std::iter::once(("name", self.name.clone())).chain(given).collect()
    }

    /// The address of his card on the desk.
    pub fn href(&self) -> String {
        format!("/desk/sales/customers/{}", self.id)
    }

    /// Whether the card says what `new` says.
    pub fn says(&self, new: &NewCustomer) -> bool {
        self.name == new.name
            && self.code == new.code
            && self.inn == new.inn
            && self.country == new.country
            && self.region == new.region
            && self.sector == new.sector
            && self.parent == new.parent
    }
}

/// Judges what stands on a customer's card by itself.
pub fn judge_customer(new: &NewCustomer) -> Result<(), Refusal> {
    if new.name.trim().is_empty() {
        return Err(Refusal::NameMissing);
    }
    let optional =
        [("code", &new.code), ("country", &new.country), ("region", &new.region), ("sector", &new.sector)];
    let texts = optional.iter().filter_map(|(field, text)| Some((*field, text.as_deref()?)));
    let long = too_long(texts.chain([("name", new.name.as_str()), ("inn", new.inn.as_str())]));
    long.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_has_a_name_that_is_no_book() {
        let named = |name: &str| NewCustomer { name: name.into(), ..NewCustomer::default() };
        assert_eq!(judge_customer(&named(" ")), Err(Refusal::NameMissing));
        assert_eq!(judge_customer(&named("Acme")), Ok(()));
        assert!(matches!(
            judge_customer(&named(&"я".repeat(301))),
            Err(Refusal::TooLong { field: "name", .. })
        ));
    }
}
