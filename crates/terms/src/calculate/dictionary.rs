//! The attributes that terms ask for, each set of them once: enough to tell later why a rule was chosen.

use crate::compact::{self, CodecError};
use crate::{Attributes, Book, Field, FieldKind, Owner, Timelines};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The sets of attributes of products, customers and partners that the terms can tell apart.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    product_of: Vec<u32>,
    customer_of: Vec<u32>,
    partner_of: Vec<u32>,
    /// The sets themselves, as they are kept with the period.
    pub kept: Kept,
}

/// Sets of attributes as they are kept with a closed period; a set is named by its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Those of products.
    pub products: Vec<Pairs>,
    /// Those of customers.
    pub customers: Vec<Pairs>,
    /// Those of partners, as sellers and as beneficiaries.
    pub partners: Vec<Pairs>,
    /// The kinds of sales.
    pub kinds: Vec<Arc<str>>,
}

/// Names and values in the order of the names.
pub type Pairs = Vec<(Arc<str>, Arc<str>)>;

impl Kept {
    /// The sets in one compact block.
    pub fn to_block(&self) -> Result<Vec<u8>, CodecError> {
        compact::pack(self)
    }

    /// The sets of a block written by [`Kept::to_block`].
    pub fn from_block(block: &[u8]) -> Result<Kept, CodecError> {
        compact::unpack(block)
    }
}

impl Dictionary {
    /// Finds the sets that the terms can tell apart in a book.
    pub fn new(timelines: &Timelines, book: &Book) -> Dictionary {
        let asked = |owners: &[Owner]| -> Vec<&'static str> {
            let versions = timelines.all().flat_map(|timeline| timeline.versions());
            let fields =
                versions.flat_map(|version| version.terms.conditions().flat_map(|when| when.fields()));
            let of_them = fields.filter(|field: &Field| owners.contains(&field.owner()));
            let texts = of_them.filter(|field| field.kind() == FieldKind::Text);
            texts.map(|field| field.name()).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let (product_of, products) = sets(book.products(), &asked(&[Owner::Product]));
        let (customer_of, customers) = sets(book.customers(), &asked(&[Owner::Customer]));
        let partners = book.partners().iter().map(|partner| &partner.attributes);
        let (partner_of, partners) = sets(partners, &asked(&[Owner::Partner, Owner::Beneficiary]));
        let kept = Kept { products, customers, partners, kinds: book.kinds().to_vec() };
        Dictionary { product_of, customer_of, partner_of, kept }
    }

    /// The set of a product.
    pub fn product(&self, at: u32) -> u32 {
        self.product_of[at as usize]
    }

    /// The set of a customer.
    pub fn customer(&self, at: u32) -> u32 {
        self.customer_of[at as usize]
    }

    /// The set of a partner.
    pub fn partner(&self, at: u32) -> u32 {
        self.partner_of[at as usize]
    }
}

fn sets<'a>(all: impl IntoIterator<Item = &'a Attributes>, names: &[&str]) -> (Vec<u32>, Vec<Pairs>) {
    let mut known: HashMap<Attributes, u32> = HashMap::new();
    let mut by_address: FxHashMap<usize, u32> = FxHashMap::default();
    let mut kept = Vec::new();
    let of = all.into_iter().map(|attributes| {
        if let Some(known) = by_address.get(&attributes.address()) {
            return *known;
        }
        let only = if names.is_empty() { Attributes::default() } else { attributes.only(names) };
        let set = *known.entry(only).or_insert_with_key(|only| {
            kept.push(only.pairs().map(|(name, value)| (name.clone(), value.clone())).collect());
            kept.len() as u32 - 1
        });
        by_address.insert(attributes.address(), set);
        set
    });
    (of.collect(), kept)
}
