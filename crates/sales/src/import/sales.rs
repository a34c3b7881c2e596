//! Sales and returns from a file.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use base::access::PartnerId;
use base::failure::Result;
use base::files::{Problem, ProblemKind, Record};
use base::words::Reader;
use base::work::Work;
use jiff::civil::Date;
use money::Money;
use programs::ProgramId;

use super::Mode;
use super::directory::{Directory, customers_known, partners_known, products_known, programs_known};
use super::places::Places;
use super::run::{Drafted, Fate, Writer};
use crate::rules::{
    CustomerId, LETTERS_MAX, NewCustomer, NewProduct, NewReturn, NewSale, ProductId, Sale, SaleId, SaleKind,
    judge_return, judge_sale,
};
use crate::store::{self, NewRow, Standing};

/// The source of sales whose file names none.
const SOURCE: &str = "import";

/// A sale as a row has it.
#[derive(Clone, Debug)]
pub struct Draft {
    source: String,
    reference: String,
    kind: SaleKind,
    partner: Option<String>,
    customer: Option<String>,
    product: Option<String>,
    program: Option<String>,
    happened_on: Date,
    quantity: i64,
    amount: Money,
    original: Option<String>,
    note: String,
    create: Create,
}

/// Which unknown things are added instead of refusing the row.
#[derive(Clone, Copy, Debug, Default)]
struct Create {
    customer: bool,
    product: bool,
}

/// Takes sales in.
pub struct Sales {
    places: Places,
    reader: Reader,
    mode: Mode,
    today: Date,
    partners: Directory<PartnerId>,
    customers: Directory<CustomerId>,
    products: Directory<ProductId>,
    programs: Directory<ProgramId>,
    /// What a dry run has seen, sixteen bytes a row: key and body, hashed.
    seen: HashMap<u64, u64>,
    /// Whether rows of the last part stood already: then the next part looks before it inserts.
    looks_first: bool,
    fresh: Fresh,
}

/// What the part at hand adds beside its sales; known to the directories once it is recorded.
#[derive(Default)]
struct Fresh {
    customers: BTreeMap<String, (CustomerId, NewCustomer)>,
    products: BTreeMap<String, (ProductId, NewProduct)>,
}

/// What a row has become so far.
enum Resolved {
    Sale(NewSale),
    Return,
    Settled(Fate),
}

type Key = (String, String, SaleKind);

impl Sales {
    /// Knows everybody and everything a row may name.
    pub async fn new(work: &mut Work, places: Places, reader: &Reader, mode: Mode) -> Result<Self> {
        Ok(Self {
            places,
            reader: reader.clone(),
            mode,
            today: work.today(),
            partners: partners_known(work).await?,
            customers: customers_known(work).await?,
            products: products_known(work).await?,
            programs: programs_known(work).await?,
            seen: HashMap::new(),
            looks_first: mode == Mode::DryRun,
            fresh: Fresh::default(),
        })
    }

    /// Finds whom and what a row names; every unknown name is told at once.
    fn resolve(&mut self, row: u64, draft: &Draft) -> Resolved {
        let mut problems = Vec::new();
        let partner = match &draft.partner {
            None => None,
            Some(text) => {
                let found = self.partners.find(text);
                if found.is_none() {
                    problems.push(self.places.unknown(row, "partner", text, self.partners.nearest(text)));
                }
                found
            }
        };
        let customer = self.customer(row, draft, &mut problems);
        let product = self.product(row, draft, &mut problems);
        let program = draft.program.as_ref().and_then(|text| {
            let found = self.programs.find(text);
            if found.is_none() {
                problems.push(self.places.unknown(row, "program", text, self.programs.nearest(text)));
            }
            found
        });
        if !problems.is_empty() {
            return Resolved::Settled(Fate::Rejected(problems));
        }
        if draft.kind == SaleKind::Return {
            return Resolved::Return;
        }
        let Some(partner) = partner else {
            let missing = self.places.problem(row, "partner", "", ProblemKind::Missing);
            return Resolved::Settled(Fate::Rejected(vec![missing]));
        };
        let new = draft.as_sale(partner, customer, product, program);
        match judge_sale(&new, self.today) {
            Ok(()) => Resolved::Sale(new),
            Err(refusal) => {
                let value = draft.value_of(&refusal);
                let problem = self.places.refused(row, &value, &refusal, &self.reader);
                Resolved::Settled(Fate::Rejected(vec![problem]))
            }
        }
    }

    fn customer(&mut self, row: u64, draft: &Draft, problems: &mut Vec<Problem>) -> Option<CustomerId> {
        let text = draft.customer.as_ref()?;
        if let Some(found) = self.customers.find(text) {
            return Some(found);
        }
        if draft.create.customer {
            let key = crate::rules::key(text);
            let new = || (CustomerId::fresh(), NewCustomer { name: text.clone(), ..NewCustomer::default() });
            return Some(self.fresh.customers.entry(key).or_insert_with(new).0);
        }
        problems.push(self.places.unknown(row, "customer", text, self.customers.nearest(text)));
        None
    }

    fn product(&mut self, row: u64, draft: &Draft, problems: &mut Vec<Problem>) -> Option<ProductId> {
        let text = draft.product.as_ref()?;
        if let Some(found) = self.products.find(text) {
            return Some(found);
        }
        if draft.create.product {
            let key = crate::rules::key(text);
            let new = || (ProductId::fresh(), NewProduct { name: text.clone(), ..NewProduct::default() });
            return Some(self.fresh.products.entry(key).or_insert_with(new).0);
        }
        problems.push(self.places.unknown(row, "product", text, self.products.nearest(text)));
        None
    }

    /// Writes what the part adds beside its sales; tells whether nobody else was faster.
    async fn write_fresh(&self, work: &mut Work) -> Result<bool> {
        let customers: Vec<_> = self.fresh.customers.values().cloned().collect();
        let products: Vec<_> = self.fresh.products.values().cloned().collect();
        Ok(store::insert_customers(work, &customers).await? == customers.len() as u64
            && store::insert_products(work, &products).await? == products.len() as u64)
    }

    /// Compares a row with what stands under its key: new rows are kept for insertion.
    async fn compare(
        &mut self,
        work: &mut Work,
        number: u64,
        row: NewRow,
        standing: &mut HashMap<Key, Standing>,
        inserted: &mut Vec<NewRow>,
    ) -> Result<Fate> {
        let key = (row.new.source.clone(), row.new.reference.clone(), row.new.kind);
        if let Some(known) = standing.get(&key) {
            if known.body_hash == row.body_hash {
                return Ok(Fate::Unchanged);
            }
            let recorded = match store::sale(work, known.id).await? {
                Some(sale) => format!("{}, {}", sale.amount, sale.happened_on),
                None => inserted
                    .iter()
                    .find(|one| one.id == known.id)
                    .map_or_else(String::new, |one| format!("{}, {}", one.new.amount, one.new.happened_on)),
            };
            let what = ProblemKind::Differs { recorded };
            return Ok(Fate::Rejected(vec![self.places.problem(number, "reference", &key.1, what)]));
        }
        if self.mode == Mode::DryRun {
            let (hashed, body) = (hash(&key), hash(&row.body_hash));
            match self.seen.insert(hashed, body) {
                Some(before) if before == body => return Ok(Fate::Unchanged),
                Some(before) => {
                    self.seen.insert(hashed, before);
                    let what = ProblemKind::Differs { recorded: key.1.clone() };
                    return Ok(Fate::Rejected(vec![self.places.problem(number, "reference", &key.1, what)]));
                }
                None => {}
            }
        }
        standing.insert(key, Standing { id: row.id, body_hash: row.body_hash.clone() });
        inserted.push(row);
        Ok(Fate::New)
    }

    /// Takes a return in, after the sales of its part.
    async fn take_back(
        &mut self,
        work: &mut Work,
        row: &Drafted<Draft>,
        original: Option<&Sale>,
        standing: &mut HashMap<Key, Standing>,
        last: bool,
    ) -> Result<Option<(Fate, Option<NewSale>)>> {
        let (number, draft) = (row.row.number(), &row.draft);
        let called = draft.original.as_deref().unwrap_or_default();
        let Some(original) = original else {
            let is_promised = [SaleKind::Order, SaleKind::Payment, SaleKind::Lead, SaleKind::Action]
                .into_iter()
                .any(|kind| self.seen.contains_key(&hash(&(draft.source.clone(), called.to_owned(), kind))));
            return Ok(Some(match (is_promised, last) {
                (true, _) => (Fate::New, None),
                (false, false) => (Fate::Waits, None),
                (false, true) => {
                    (Fate::Rejected(vec![self.places.unknown(number, "original", called, Vec::new())]), None)
                }
            }));
        };
        if draft.partner.as_ref().is_some_and(|text| self.partners.find(text) != Some(original.partner)) {
            let partner = draft.partner.clone().unwrap_or_default();
            let what = ProblemKind::Differs { recorded: original.reference.clone() };
            return Ok(Some((
                Fate::Rejected(vec![self.places.problem(number, "partner", &partner, what)]),
                None,
            )));
        }
        let new = draft.as_return(original.id);
        let row = NewRow {
            id: SaleId::fresh(),
            body_hash: new.body_hash(),
            new: new.as_sale(original),
            original: Some(original.id),
        };
        let mut inserted = Vec::new();
        match self.compare(work, number, row, standing, &mut inserted).await? {
            Fate::New => {}
            fate => return Ok(Some((fate, None))),
        }
        let Some(row) = inserted.pop() else { return Ok(Some((Fate::Unchanged, None))) };
        // Other returns of this part may have taken something since the original was read.
        let present = store::sale(work, original.id).await?;
        if let Err(refusal) = judge_return(&new, present.as_ref().unwrap_or(original), self.today) {
            let problem = self.places.refused(number, &draft.value_of(&refusal), &refusal, &self.reader);
            return Ok(Some((Fate::Rejected(vec![problem]), None)));
        }
        if self.mode == Mode::Write {
            let done = store::insert_sale(work, &row).await?
                && store::take_back(work, original.id, new.amount).await?;
            if !done {
                return Ok(None);
            }
        }
        Ok(Some((Fate::New, Some(row.new))))
    }

    /// What stands under the keys of these rows.
    async fn standing(&self, work: &mut Work, rows: &[Drafted<Draft>]) -> Result<HashMap<Key, Standing>> {
        let mut standing = HashMap::new();
        for (source, references) in
            by_source(rows.iter().map(|row| (&row.draft.source, &row.draft.reference)))
        {
            for ((reference, kind), known) in store::standing(work, source, &references).await? {
                standing.insert((source.to_owned(), reference, kind), known);
            }
        }
        Ok(standing)
    }

    /// The sales that the returns among these rows take back.
    async fn originals(
        &self,
        work: &mut Work,
        rows: &[Drafted<Draft>],
    ) -> Result<HashMap<(String, String), Sale>> {
        let returns = rows.iter().filter(|row| row.draft.kind == SaleKind::Return);
        let called = returns.filter_map(|row| Some((&row.draft.source, row.draft.original.as_ref()?)));
        let mut found = HashMap::new();
        for (source, references) in by_source(called) {
            for (reference, sale) in store::originals_called(work, source, &references).await? {
                found.insert((source.to_owned(), reference), sale);
            }
        }
        Ok(found)
    }
}

fn by_source<'a>(pairs: impl Iterator<Item = (&'a String, &'a String)>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut by_source: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (source, reference) in pairs {
        by_source.entry(source).or_default().push(reference);
    }
    by_source
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Draft {
    fn as_sale(
        &self,
        partner: PartnerId,
        customer: Option<CustomerId>,
        product: Option<ProductId>,
        program: Option<ProgramId>,
    ) -> NewSale {
        NewSale {
            source: self.source.clone(),
            reference: self.reference.clone(),
            kind: self.kind,
            partner,
            customer,
            product,
            program,
            happened_on: self.happened_on,
            quantity: self.quantity,
            amount: self.amount,
            note: self.note.clone(),
        }
    }

    /// The return; files write its sum and quantity with either sign.
    fn as_return(&self, original: SaleId) -> NewReturn {
        NewReturn {
            source: self.source.clone(),
            reference: self.reference.clone(),
            original,
            happened_on: self.happened_on,
            quantity: self.quantity.saturating_abs(),
            amount: Money::new(self.amount.minor.saturating_abs(), self.amount.currency),
            note: self.note.clone(),
        }
    }

    /// What the file says in the field that a refusal is about.
    fn value_of(&self, refusal: &crate::Refusal) -> String {
        match base::failure::Refusal::field(refusal) {
            Some("amount") => self.amount.to_decimal(),
            Some("quantity") => self.quantity.to_string(),
            Some("happened_on") => self.happened_on.to_string(),
            _ => self.reference.clone(),
        }
    }
}

impl Writer for Sales {
    type Draft = Draft;

    fn read(record: &mut Record<'_>) -> Option<Draft> {
        let reference = record.text_up_to("reference", LETTERS_MAX).map(str::to_owned);
        let happened_on = record.date("happened_on");
        let currency = record.currency("currency");
        let amount = record.money("amount", currency);
        let quantity = record.integer("quantity");
        let kind = record.choice("kind").and_then(SaleKind::parse).unwrap_or(SaleKind::Order);
        let mut word = |field: &str| record.text_up_to(field, LETTERS_MAX).map(str::to_owned);
        let create = word("create_missing").unwrap_or_default();
        let creates = |wanted: &str| create.split([',', ' ']).any(|word| word == wanted);
        Some(Draft {
            source: word("source").unwrap_or_else(|| SOURCE.to_owned()),
            partner: word("partner"),
            customer: word("customer"),
            product: word("product"),
            program: word("program"),
            original: word("original"),
            note: word("note").unwrap_or_default(),
            create: Create { customer: creates("customer"), product: creates("product") },
            kind,
            quantity: quantity.unwrap_or(1),
            reference: reference?,
            happened_on: happened_on?,
            amount: amount?,
        })
    }

    async fn take(
        &mut self,
        work: &mut Work,
        rows: &[Drafted<Draft>],
        last: bool,
    ) -> Result<Option<Vec<Fate>>> {
        self.fresh = Fresh::default();
        let looked = self.looks_first || rows.iter().any(|row| row.draft.kind == SaleKind::Return);
        let mut standing = if looked { self.standing(work, rows).await? } else { HashMap::new() };
        let stood = !standing.is_empty();
        let mut fates: Vec<Option<Fate>> = Vec::with_capacity(rows.len());
        let mut inserted = Vec::new();
        for row in rows {
            fates.push(match self.resolve(row.row.number(), &row.draft) {
                Resolved::Settled(fate) => Some(fate),
                Resolved::Return => None,
                Resolved::Sale(new) => {
                    let row_new =
                        NewRow { id: SaleId::fresh(), body_hash: new.body_hash(), new, original: None };
                    Some(self.compare(work, row.row.number(), row_new, &mut standing, &mut inserted).await?)
                }
            });
        }
        if self.mode == Mode::Write {
            let whole = self.write_fresh(work).await?;
            if !whole {
                self.reload(work).await?;
                return Ok(None);
            }
            if store::insert_sales(work, &inserted).await? != inserted.len() as u64 {
                self.looks_first = true;
                return Ok(None);
            }
            self.looks_first = stood;
        }
        let mut counted: Vec<NewSale> = inserted.into_iter().map(|row| row.new).collect();
        let originals = self.originals(work, rows).await?;
        for (place, row) in rows.iter().enumerate() {
            if fates[place].is_some() {
                continue;
            }
            let called = row.draft.original.clone().unwrap_or_default();
            let original = originals.get(&(row.draft.source.clone(), called));
            let Some((fate, kept)) = self.take_back(work, row, original, &mut standing, last).await? else {
                return Ok(None);
            };
            fates[place] = Some(fate);
            counted.extend(kept);
        }
        if self.mode == Mode::Write {
            store::add_to_days(work, &counted).await?;
        }
        Ok(Some(fates.into_iter().map(|fate| fate.unwrap_or(Fate::Unchanged)).collect()))
    }

    fn recorded(&mut self) -> u64 {
        let fresh = std::mem::take(&mut self.fresh);
        for (id, new) in fresh.customers.values() {
            self.customers.add(*id, &new.name, None);
        }
        for (id, new) in fresh.products.values() {
            self.products.add(*id, &new.name, None);
        }
        (fresh.customers.len() + fresh.products.len()) as u64
    }
}

impl Sales {
    /// Somebody else has added what we were about to add: look again.
    async fn reload(&mut self, work: &mut Work) -> Result<()> {
        self.customers = customers_known(work).await?;
        self.products = products_known(work).await?;
        Ok(())
    }
}
