//! Products from a file. A product is known by its code, else by its name; what the file says anew is written on its
//! card, what it leaves empty stays.

use std::collections::{HashMap, HashSet};

use base::failure::{Failure, Result, Stop};
use base::files::Record;
use base::words::Reader;
use base::work::Work;

use super::Mode;
use super::places::Places;
use super::run::{Drafted, Fate, Writer};
use crate::cards::change_product;
use crate::rules::{LETTERS_MAX, NewProduct, Product, ProductId, judge_product, key};
use crate::store;

/// Takes products in.
pub struct Products {
    places: Places,
    reader: Reader,
    mode: Mode,
    /// Names of the products that a dry run would have added.
    promised: HashSet<String>,
}

impl Products {
    /// Nothing is known yet; every part asks for what it names.
    pub fn new(places: Places, reader: &Reader, mode: Mode) -> Self {
        Self { places, reader: reader.clone(), mode, promised: HashSet::new() }
    }
}

/// What the card becomes: the row where it says something, else what is known.
fn merged(known: &Product, new: &NewProduct) -> NewProduct {
    let word = |new: &Option<String>, old: &Option<String>| new.clone().or_else(|| old.clone());
    NewProduct {
        name: new.name.clone(),
        code: word(&new.code, &known.code),
        series: word(&new.series, &known.series),
        category: word(&new.category, &known.category),
        price: new.price.or(known.price),
    }
}

fn as_known(id: ProductId, new: &NewProduct) -> Product {
    Product {
        id,
        name: new.name.clone(),
        code: new.code.clone(),
        series: new.series.clone(),
        category: new.category.clone(),
        price: new.price,
    }
}

impl Writer for Products {
    type Draft = NewProduct;

    fn read(record: &mut Record<'_>) -> Option<NewProduct> {
        let currency = record.currency("currency");
        let price = record.text("price").map(str::to_owned);
        let priced = record.money("price", currency);
        if price.is_some() && currency.is_none() {
            record.refuse("currency", base::files::ProblemKind::Missing);
        }
        let mut word = |field: &str| record.text_up_to(field, LETTERS_MAX).map(str::to_owned);
        let name = word("name");
        Some(NewProduct {
            code: word("code"),
            series: word("series"),
            category: word("category"),
            name: name?,
            price: priced,
        })
    }

    async fn take(
        &mut self,
        work: &mut Work,
        rows: &[Drafted<NewProduct>],
        _: bool,
    ) -> Result<Option<Vec<Fate>>> {
        let texts = rows.iter().flat_map(|row| [Some(row.draft.name.as_str()), row.draft.code.as_deref()]);
        let mut keys: Vec<String> = texts.flatten().map(key).collect();
        keys.sort_unstable();
        keys.dedup();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let mut known: HashMap<String, Product> = HashMap::new();
        for product in store::products_by_keys(work, &keys).await? {
            keep(&mut known, product);
        }
        let mut fresh: Vec<(ProductId, NewProduct)> = Vec::new();
        let mut fates = Vec::with_capacity(rows.len());
        for row in rows {
            fates.push(self.settle(work, &mut known, row, &mut fresh).await?);
        }
        if self.mode == Mode::Write && store::insert_products(work, &fresh).await? != fresh.len() as u64 {
            return Ok(None);
        }
        Ok(Some(fates))
    }

    fn recorded(&mut self) -> u64 {
        0
    }
}

fn keep(known: &mut HashMap<String, Product>, product: Product) {
    if let Some(code) = &product.code {
        known.insert(format!("code {}", key(code)), product.clone());
    }
    known.insert(format!("name {}", key(&product.name)), product);
}

impl Products {
    async fn settle(
        &mut self,
        work: &mut Work,
        known: &mut HashMap<String, Product>,
        row: &Drafted<NewProduct>,
        fresh: &mut Vec<(ProductId, NewProduct)>,
    ) -> Result<Fate> {
        let (number, new) = (row.row.number(), &row.draft);
        if let Err(refusal) = judge_product(new) {
            return Ok(Fate::Rejected(vec![self.places.refused(number, &new.name, &refusal, &self.reader)]));
        }
        let by_code = new.code.as_ref().and_then(|code| known.get(&format!("code {}", key(code))));
        let present = by_code.or_else(|| known.get(&format!("name {}", key(&new.name)))).cloned();
        let Some(present) = present else {
            let is_promised = self.mode == Mode::DryRun && !self.promised.insert(key(&new.name));
            if is_promised {
                return Ok(Fate::Unchanged);
            }
            let id = ProductId::fresh();
            keep(known, as_known(id, new));
            fresh.push((id, new.clone()));
            return Ok(Fate::New);
        };
        let wanted = merged(&present, new);
        let namesake = known.get(&format!("name {}", key(&new.name)));
        if namesake.is_some_and(|other| other.id != present.id) {
            let refusal = crate::Refusal::NameTaken { name: new.name.clone() };
            return Ok(Fate::Rejected(vec![self.places.refused(number, &new.name, &refusal, &self.reader)]));
        }
        if present.says(&wanted) {
            return Ok(Fate::Unchanged);
        }
        if fresh.iter().any(|(id, _)| *id == present.id) {
            return Ok(Fate::Waits);
        }
        if self.mode == Mode::Write {
            match change_product(work, present.id, wanted).await {
                Ok(()) => {}
                Err(Stop::Failed(failure)) => return Err(failure),
                Err(stop) => return Err(Failure::new(format!("a product could not be changed: {stop:?}"))),
            }
        }
        Ok(Fate::Changed)
    }
}
