//! Sales and returns from a file.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use base::access::PartnerId;
use base::failure::{Failure, Result, Stop};
use base::files::{Problem, ProblemKind, Record};
use base::words::Reader;
use base::work::Work;
use jiff::civil::Date;
use programs::ProgramId;

use super::Mode;
use super::directory::{Directory, customers_known, partners_known, products_known, programs_known};
use super::draft::{Draft, Meant};
use super::places::Places;
use super::run::{Drafted, Fate, Writer};
use crate::rules::{
    CustomerId, NewCustomer, NewProduct, NewSale, Participant, ProductId, Refusal, Sale, SaleId, SaleKind,
    SaleState, judge_return, judge_sale,
};
use crate::store::{self, Counted, NewRow, Standing};
use crate::{cancel, confirm};

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
    /// What a dry run has seen: key and body, hashed, and the state.
    seen: HashMap<u64, (u64, SaleState)>,
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
    Sale(Box<NewSale>),
    Return,
    Settled(Fate),
}

type Key = (String, String, SaleKind);

/// A part that is being taken in.
#[derive(Default)]
struct Taking {
    standing: HashMap<Key, Standing>,
    /// New sales, not written yet.
    inserted: Vec<NewRow>,
    /// What later rows of the part say of the state of such sales.
    moves: Vec<(SaleId, SaleState)>,
    /// Sales that are written and not counted yet.
    counted: Vec<Counted>,
    /// Whether no row may wait any more.
    is_last: bool,
}

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
        let partner = draft.partner.as_ref().map(|text| self.partner(row, "partner", text, &mut problems));
        let customer = self.customer(row, draft, &mut problems);
        let product = self.product(row, draft, &mut problems);
        let program = draft.program.as_ref().and_then(|text| {
            let found = self.programs.find(text);
            if found.is_none() {
                problems.push(self.places.unknown(row, "program", text, self.programs.nearest(text)));
            }
            found
        });
        let mut participants = Vec::with_capacity(draft.participants.len());
        for one in &draft.participants {
            let found = self.partner(row, "participants", &one.partner, &mut problems);
            participants.extend(found.map(|partner| Participant {
                partner,
                role: one.role.clone(),
                share: one.share,
            }));
        }
        if !problems.is_empty() {
            return Resolved::Settled(Fate::Rejected(problems));
        }
        if draft.kind == SaleKind::Return && !draft.is_lone_return() {
            return Resolved::Return;
        }
        let Some(partner) = partner.flatten() else {
            let missing = self.places.problem(row, "partner", "", ProblemKind::Missing);
            return Resolved::Settled(Fate::Rejected(vec![missing]));
        };
        let new = draft.as_sale(Meant { partner, customer, product, program, participants });
        match judge_sale(&new, self.today) {
            Ok(()) => Resolved::Sale(Box::new(new)),
            Err(refusal) => Resolved::Settled(self.refused(row, draft, &refusal)),
        }
    }

    fn partner(&self, row: u64, field: &str, text: &str, problems: &mut Vec<Problem>) -> Option<PartnerId> {
        let found = self.partners.find(text);
        if found.is_none() {
            problems.push(self.places.unknown(row, field, text, self.partners.nearest(text)));
        }
        found
    }

    fn refused(&self, row: u64, draft: &Draft, refusal: &Refusal) -> Fate {
        Fate::Rejected(vec![self.places.refused(row, &draft.value_of(refusal), refusal, &self.reader)])
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

    /// Compares a row with what stands under its key: new rows are kept for insertion, and a sale that is known moves to the
    /// state that the row says.
    async fn compare(
        &mut self,
        work: &mut Work,
        from: &Drafted<Draft>,
        row: NewRow,
        part: &mut Taking,
    ) -> Result<Fate> {
        let key = (row.new.source.clone(), row.new.reference.clone(), row.new.kind);
        let (number, wanted) = (from.row.number(), from.draft.state);
        if let Some(known) = part.standing.get(&key).cloned() {
            let next = wanted_move(known.state, wanted);
            if known.body_hash != row.body_hash && next != Some(SaleState::Cancelled) {
                return self.differs(work, number, &key.1, known.id, &part.inserted).await;
            }
            let Some(next) = next else { return Ok(Fate::Unchanged) };
            if part.inserted.iter().any(|one| one.id == known.id) {
                part.moves.push((known.id, next));
            } else if let Some(refusal) = self.move_to(work, known.id, next, &mut part.counted).await? {
                let may_go = matches!(refusal, Refusal::SaleHasReturns { .. }) && !part.is_last;
                // Its returns may be cancelled further down.
                return Ok(if may_go { Fate::Waits } else { self.refused(number, &from.draft, &refusal) });
            }
            part.standing.insert(key, Standing { state: next, ..known });
            return Ok(Fate::Changed);
        }
        if self.mode == Mode::DryRun {
            let (hashed, body) = (hash(&key), hash(&row.body_hash));
            if let Some((before, state)) = self.seen.get(&hashed).copied() {
                let next = wanted_move(state, wanted);
                if before != body && next != Some(SaleState::Cancelled) {
                    let what = ProblemKind::Differs { recorded: key.1.clone() };
                    return Ok(Fate::Rejected(vec![self.places.problem(number, "reference", &key.1, what)]));
                }
                let Some(next) = next else { return Ok(Fate::Unchanged) };
                self.seen.insert(hashed, (before, next));
                return Ok(Fate::Changed);
            }
        }
        if wanted == Some(SaleState::Cancelled) {
            // What was never entered needs no cancelling.
            return Ok(Fate::Unchanged);
        }
        let state = SaleState::of(!row.new.is_pending, false, false);
        if self.mode == Mode::DryRun {
            self.seen.insert(hash(&key), (hash(&row.body_hash), state));
        }
        part.standing.insert(key, Standing { id: row.id, body_hash: row.body_hash.clone(), state });
        part.inserted.push(row);
        Ok(Fate::New)
    }

    /// Another body under a known number.
    async fn differs(
        &self,
        work: &mut Work,
        number: u64,
        reference: &str,
        known: SaleId,
        inserted: &[NewRow],
    ) -> Result<Fate> {
        let recorded = match store::sale(work, known).await? {
            Some(sale) => format!("{}, {}", sale.amount, sale.happened_on),
            None => inserted
                .iter()
                .find(|one| one.id == known)
                .map_or_else(String::new, |one| format!("{}, {}", one.new.amount, one.new.happened_on)),
        };
        let what = ProblemKind::Differs { recorded };
        Ok(Fate::Rejected(vec![self.places.problem(number, "reference", reference, what)]))
    }

    /// Confirms or cancels a sale that is written.
    async fn move_to(
        &self,
        work: &mut Work,
        id: SaleId,
        next: SaleState,
        counted: &mut Vec<Counted>,
    ) -> Result<Option<Refusal>> {
        if self.mode == Mode::DryRun {
            return Ok(None);
        }
        // A counter goes up before it goes down, so that an empty day is seen as empty.
        store::add_to_days(work, std::mem::take(counted)).await?;
        let moved = match next {
            SaleState::Confirmed => confirm(work, id).await,
            _ => cancel(work, id, "").await,
        };
        match moved {
            Ok(()) => Ok(None),
            Err(Stop::Refused(refusal)) => Ok(Some(refusal)),
            Err(Stop::Failed(failure)) => Err(failure),
            Err(stop) => Err(Failure::new(format!("the state of a sale could not be changed: {stop:?}"))),
        }
    }

    /// Takes a return in, after the sales of its part.
    async fn take_back(
        &mut self,
        work: &mut Work,
        row: &Drafted<Draft>,
        original: Option<&Sale>,
        part: &mut Taking,
    ) -> Result<Option<Fate>> {
        let (number, draft) = (row.row.number(), &row.draft);
        let called = draft.original.as_deref().unwrap_or_default();
        let Some(original) = original else {
            let is_promised = [SaleKind::Order, SaleKind::Payment, SaleKind::Lead, SaleKind::Action]
                .into_iter()
                .any(|kind| self.seen.contains_key(&hash(&(draft.source.clone(), called.to_owned(), kind))));
            return Ok(Some(match (is_promised, part.is_last) {
                (true, _) => Fate::New,
                (false, false) => Fate::Waits,
                (false, true) => {
                    Fate::Rejected(vec![self.places.unknown(number, "original", called, Vec::new())])
                }
            }));
        };
        if draft.partner.as_ref().is_some_and(|text| self.partners.find(text) != Some(original.partner)) {
            let partner = draft.partner.clone().unwrap_or_default();
            let what = ProblemKind::Differs { recorded: original.reference.clone() };
            return Ok(Some(Fate::Rejected(vec![self.places.problem(number, "partner", &partner, what)])));
        }
        let new = draft.as_return(original.id);
        let kept = NewRow {
            id: SaleId::fresh(),
            body_hash: new.body_hash(),
            new: new.as_sale(original),
            original: Some(original.id),
            supersedes: None,
        };
        match self.compare(work, row, kept, part).await? {
            Fate::New => {}
            fate => return Ok(Some(fate)),
        }
        let Some(kept) = part.inserted.pop() else { return Ok(Some(Fate::Unchanged)) };
        // Other returns of this part may have taken something since the original was read.
        let present = store::sale(work, original.id).await?;
        if let Err(refusal) = judge_return(&new, present.as_ref().unwrap_or(original), self.today) {
            return Ok(Some(self.refused(number, draft, &refusal)));
        }
        if self.mode == Mode::Write {
            let done = store::insert_sale(work, &kept).await?
                && (new.is_pending || store::take_back(work, original.id, new.amount).await?);
            if !done {
                return Ok(None);
            }
            part.counted.extend(Counted::entered(&kept.new));
        }
        Ok(Some(Fate::New))
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

/// The state that a sale moves to when a file says that it stands so: what waits is confirmed or cancelled, what earns is
/// cancelled, and what was cancelled stays so.
fn wanted_move(present: SaleState, wanted: Option<SaleState>) -> Option<SaleState> {
    use SaleState::{Cancelled, Confirmed, Pending};
    match (present, wanted?) {
        (Pending, Confirmed) => Some(Confirmed),
        (Pending | Confirmed, Cancelled) => Some(Cancelled),
        _ => None,
    }
}

impl Writer for Sales {
    type Draft = Draft;

    fn read(record: &mut Record<'_>) -> Option<Draft> {
        Draft::read(record)
    }

    async fn take(
        &mut self,
        work: &mut Work,
        rows: &[Drafted<Draft>],
        last: bool,
    ) -> Result<Option<Vec<Fate>>> {
        self.fresh = Fresh::default();
        let looks = |row: &Drafted<Draft>| row.draft.kind == SaleKind::Return || row.draft.state.is_some();
        let looked = self.looks_first || rows.iter().any(looks);
        let mut part = Taking { is_last: last, ..Taking::default() };
        if looked {
            part.standing = self.standing(work, rows).await?;
        }
        let stood = !part.standing.is_empty();
        let mut fates: Vec<Option<Fate>> = Vec::with_capacity(rows.len());
        for row in rows {
            fates.push(match self.resolve(row.row.number(), &row.draft) {
                Resolved::Settled(fate) => Some(fate),
                Resolved::Return => None,
                Resolved::Sale(new) => {
                    let body_hash = new.body_hash();
                    let (id, new) = (SaleId::fresh(), *new);
                    let kept = NewRow { id, new, body_hash, original: None, supersedes: None };
                    Some(self.compare(work, row, kept, &mut part).await?)
                }
            });
        }
        if self.mode == Mode::Write {
            if !self.write(work, &mut part).await? {
                return Ok(None);
            }
            self.looks_first = stood;
        }
        part.inserted.clear();
        let originals = self.originals(work, rows).await?;
        for (place, row) in rows.iter().enumerate() {
            if fates[place].is_some() {
                continue;
            }
            let called = row.draft.original.clone().unwrap_or_default();
            let original = originals.get(&(row.draft.source.clone(), called));
            let Some(fate) = self.take_back(work, row, original, &mut part).await? else {
                return Ok(None);
            };
            fates[place] = Some(fate);
        }
        if self.mode == Mode::Write {
            store::add_to_days(work, part.counted).await?;
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
    /// Writes the new sales of a part; tells whether nobody else was faster.
    async fn write(&mut self, work: &mut Work, part: &mut Taking) -> Result<bool> {
        if !self.write_fresh(work).await? {
            self.reload(work).await?;
            return Ok(false);
        }
        if store::insert_sales(work, &part.inserted).await? != part.inserted.len() as u64 {
            self.looks_first = true;
            return Ok(false);
        }
        part.counted.extend(part.inserted.iter().filter_map(|row| Counted::entered(&row.new)));
        for (id, next) in std::mem::take(&mut part.moves) {
            if let Some(refusal) = self.move_to(work, id, next, &mut part.counted).await? {
                return Err(Failure::new(format!("a sale that was just written cannot move: {refusal:?}")));
            }
        }
        Ok(true)
    }

    /// Somebody else has added what we were about to add: look again.
    async fn reload(&mut self, work: &mut Work) -> Result<()> {
        self.customers = customers_known(work).await?;
        self.products = products_known(work).await?;
        Ok(())
    }
}
