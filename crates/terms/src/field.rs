//! The fields that conditions may ask about.

use std::fmt;

/// A field of the sale, its product, its customer or its partners; `product.series` in files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(u8);

/// Whose field it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The sale itself.
    Sale,
    /// What was sold.
    Product,
    /// Who bought.
    Customer,
    /// The partner who sold.
    Partner,
    /// The partner who is paid: the seller himself, or an upline.
    Beneficiary,
}

/// What the field holds, and therefore which tests fit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A word to be compared with a list.
    Text,
    /// A sum of money in the currency of the terms.
    Amount,
    /// A whole number.
    Number,
    /// A calendar date.
    Date,
}

impl Field {
    /// What was sold for how much; a return is judged by its size without the sign.
    pub const SALE_AMOUNT: Field = Field(0);
    /// How many units were sold.
    pub const SALE_QUANTITY: Field = Field(1);
    /// The day of the sale.
    pub const SALE_DATE: Field = Field(2);
    /// What kind of sale it is: an order, a payment, a lead.
    pub const SALE_KIND: Field = Field(3);
    /// The place of the sale among those of this partner to this customer, counted from 1.
    pub const SALE_PAYMENT: Field = Field(4);
    /// What the beneficiary himself sold in the period, less returns.
    pub const BENEFICIARY_TURNOVER: Field = Field(5);
    /// The same with the sales of his direct downline.
    pub const BENEFICIARY_GROUP_TURNOVER: Field = Field(6);
    /// The same with the sales of his whole downline.
    pub const BENEFICIARY_SUBTREE_TURNOVER: Field = Field(7);
    /// How many sales the beneficiary himself made in the period, returns not counted.
    pub const BENEFICIARY_SALES: Field = Field(8);
    /// How many whole months the beneficiary has taken part on the last day of the period.
    pub const BENEFICIARY_MONTHS: Field = Field(9);

    /// Finds a field by its path in the file.
    pub fn parse(path: &str) -> Option<Field> {
        Field::all().find(|field| field.path() == path)
    }

    /// All fields in the order they are offered.
    pub fn all() -> impl Iterator<Item = Field> {
        (0..TABLE.len()).filter_map(|at| u8::try_from(at).ok()).map(Field)
    }

    /// The path in the file, for example `product.series`.
    pub fn path(self) -> &'static str {
        TABLE[usize::from(self.0)].0
    }

    /// Whose field it is.
    pub fn owner(self) -> Owner {
        TABLE[usize::from(self.0)].1
    }

    /// What the field holds.
    pub fn kind(self) -> FieldKind {
        TABLE[usize::from(self.0)].2
    }

    /// Whether it is counted from the sales of the period rather than known beforehand.
    pub fn is_counted(self) -> bool {
        (Field::BENEFICIARY_TURNOVER..=Field::BENEFICIARY_SALES).contains(&self)
    }

    /// The last word of the path, which is the name of the attribute.
    pub fn name(self) -> &'static str {
        self.path().split_once('.').map_or("", |(_, name)| name)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path())
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path())
    }
}

/// The first ten rows are the constants above.
#[rustfmt::skip]
static TABLE: [(&str, Owner, FieldKind); 35] = [
    ("sale.amount", Owner::Sale, FieldKind::Amount),
    ("sale.quantity", Owner::Sale, FieldKind::Number),
    ("sale.date", Owner::Sale, FieldKind::Date),
    ("sale.kind", Owner::Sale, FieldKind::Text),
    ("sale.payment", Owner::Sale, FieldKind::Number),
    ("beneficiary.turnover", Owner::Beneficiary, FieldKind::Amount),
    ("beneficiary.group_turnover", Owner::Beneficiary, FieldKind::Amount),
    ("beneficiary.subtree_turnover", Owner::Beneficiary, FieldKind::Amount),
    ("beneficiary.sales", Owner::Beneficiary, FieldKind::Number),
    ("beneficiary.months", Owner::Beneficiary, FieldKind::Number),
    ("product.code", Owner::Product, FieldKind::Text),
    ("product.name", Owner::Product, FieldKind::Text),
    ("product.series", Owner::Product, FieldKind::Text),
    ("product.category", Owner::Product, FieldKind::Text),
    ("product.brand", Owner::Product, FieldKind::Text),
    ("customer.code", Owner::Customer, FieldKind::Text),
    ("customer.name", Owner::Customer, FieldKind::Text),
    ("customer.kind", Owner::Customer, FieldKind::Text),
    ("customer.sector", Owner::Customer, FieldKind::Text),
    ("customer.region", Owner::Customer, FieldKind::Text),
    ("customer.country", Owner::Customer, FieldKind::Text),
    ("partner.code", Owner::Partner, FieldKind::Text),
    ("partner.name", Owner::Partner, FieldKind::Text),
    ("partner.kind", Owner::Partner, FieldKind::Text),
    ("partner.tier", Owner::Partner, FieldKind::Text),
    ("partner.region", Owner::Partner, FieldKind::Text),
    ("partner.country", Owner::Partner, FieldKind::Text),
    ("partner.status", Owner::Partner, FieldKind::Text),
    ("beneficiary.code", Owner::Beneficiary, FieldKind::Text),
    ("beneficiary.name", Owner::Beneficiary, FieldKind::Text),
    ("beneficiary.kind", Owner::Beneficiary, FieldKind::Text),
    ("beneficiary.tier", Owner::Beneficiary, FieldKind::Text),
    ("beneficiary.region", Owner::Beneficiary, FieldKind::Text),
    ("beneficiary.country", Owner::Beneficiary, FieldKind::Text),
    ("beneficiary.status", Owner::Beneficiary, FieldKind::Text),
];
