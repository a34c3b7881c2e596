//! Products: what is sold.

use money::Money;

use super::{Refusal, too_long};

base::id!(
    /// A product.
    ProductId,
    "product"
);

/// A product as it is known.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its name; unique.
    pub name: String,
    /// The vendor's own number for it; unique.
    pub code: Option<String>,
    /// The series it belongs to.
    pub series: Option<String>,
    /// The category it belongs to.
    pub category: Option<String>,
    /// The list price.
    pub price: Option<Money>,
}

/// A product to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewProduct {
    /// Its name.
    pub name: String,
    /// The vendor's own number for it.
    pub code: Option<String>,
    /// The series it belongs to.
    pub series: Option<String>,
    /// The category it belongs to.
    pub category: Option<String>,
    /// The list price.
    pub price: Option<Money>,
}

impl Product {
    /// What terms may ask of a product, by the names that terms use.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let optional = [("code", &self.code), ("series", &self.series), ("category", &self.category)];
        let given = optional.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
        std::iter::once(("name", self.name.clone())).chain(given).collect()
    }

    /// The address of its card on the desk.
    pub fn href(&self) -> String {
        format!("/desk/sales/products/{}", self.id)
    }

    /// Whether the card says what `new` says.
    pub fn says(&self, new: &NewProduct) -> bool {
        self.name == new.name
            && self.code == new.code
            && self.series == new.series
            && self.category == new.category
            && self.price == new.price
    }
}

/// Judges what stands on a product's card by itself.
pub fn judge_product(new: &NewProduct) -> Result<(), Refusal> {
    if new.name.trim().is_empty() {
        return Err(Refusal::NameMissing);
    }
    if new.price.is_some_and(Money::is_negative) {
        return Err(Refusal::PriceNegative);
    }
    let optional = [("code", &new.code), ("series", &new.series), ("category", &new.category)];
    let texts = optional.iter().filter_map(|(field, text)| Some((*field, text.as_deref()?)));
    too_long(texts.chain([("name", new.name.as_str())])).map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    #[test]
    fn a_price_is_not_below_zero() {
        let product = NewProduct {
            name: "GTX".into(),
            price: Some(Money::new(-1, Currency::USD)),
            ..NewProduct::default()
        };
        assert_eq!(judge_product(&product), Err(Refusal::PriceNegative));
    }
}
