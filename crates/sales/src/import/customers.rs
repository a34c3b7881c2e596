//! Customers from a file. A customer is known by his code, else by his name and tax number; what the file says anew is
//! written on his card, what it leaves empty stays.

use std::collections::HashMap;

use base::failure::{Failure, Result, Stop};
use base::files::{Nearest, Problem, Record};
use base::words::Reader;
use base::work::Work;

use super::Mode;
use super::directory::customers_known;
use super::places::Places;
use super::run::{Drafted, Fate, Writer};
use crate::cards::change_customer;
use crate::rules::{Customer, CustomerId, LETTERS_MAX, NewCustomer, Refusal, judge_customer, key};
use crate::store;

/// A customer as a row has him.
#[derive(Clone, Debug)]
pub struct Draft {
    new: NewCustomer,
    parent: Option<String>,
}

/// Takes customers in.
pub struct Customers {
    places: Places,
    reader: Reader,
    mode: Mode,
    /// Keys of the customers that a dry run would have added.
    promised: HashMap<String, u64>,
}

impl Customers {
    /// Nothing is known yet; every part asks for what it names.
    pub fn new(places: Places, reader: &Reader, mode: Mode) -> Self {
        Self { places, reader: reader.clone(), mode, promised: HashMap::new() }
    }
}

/// The customers that the rows of one part may mean.
struct Known {
    all: Vec<Customer>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Known {
    async fn load(work: &mut Work, rows: &[Drafted<Draft>]) -> Result<Self> {
        let texts = rows.iter().flat_map(|row| {
            [Some(row.draft.new.name.as_str()), row.draft.new.code.as_deref(), row.draft.parent.as_deref()]
        });
        let mut keys: Vec<String> = texts.flatten().map(key).collect();
        keys.sort_unstable();
        keys.dedup();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let mut known = Self { all: Vec::new(), by_code: HashMap::new(), by_name: HashMap::new() };
        for customer in store::customers_by_keys(work, &keys).await? {
            known.keep(customer);
        }
        Ok(known)
    }

    fn keep(&mut self, customer: Customer) {
        let place = self.all.len();
        if let Some(code) = &customer.code {
            self.by_code.insert(key(code), place);
        }
        let named = self.by_name.entry(key(&customer.name)).or_default();
        if !named.iter().any(|known| self.all[*known].id == customer.id) {
            named.push(place);
        }
        self.all.push(customer);
    }

    /// The customer whom a row means: `Err` when it may be several.
    fn meant(&self, new: &NewCustomer) -> Result<Option<&Customer>, Refusal> {
        if let Some(code) = &new.code
            && let Some(place) = self.by_code.get(&key(code))
        {
            return Ok(Some(&self.all[*place]));
        }
        let named = self.by_name.get(&key(&new.name)).map_or(&[][..], Vec::as_slice);
        let named = named
            .iter()
            .map(|place| &self.all[*place])
            .filter(|one| new.code.is_none() || one.code.is_none());
        let fitting: Vec<&Customer> =
            named.filter(|one| new.inn.is_empty() || one.inn.is_empty() || one.inn == new.inn).collect();
        match fitting.iter().find(|one| one.inn == new.inn && !new.inn.is_empty()).or(fitting.first()) {
            Some(one) if fitting.len() == 1 || one.inn == new.inn => Ok(Some(one)),
            None => Ok(None),
            Some(_) => Err(Refusal::UnknownCustomer { text: new.name.clone() }),
        }
    }

    /// Whether somebody else has this name with this tax number.
    fn is_taken(&self, own: Option<CustomerId>, wanted: &NewCustomer) -> bool {
        let named = self.by_name.get(&key(&wanted.name)).map_or(&[][..], Vec::as_slice);
        let mut named = named.iter().map(|place| &self.all[*place]);
        named.any(|other| Some(other.id) != own && other.inn == wanted.inn)
    }

    fn called(&self, text: &str) -> Option<CustomerId> {
        let key = key(text);
        let by_name = || match self.by_name.get(&key).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        };
        self.by_code.get(&key).copied().or_else(by_name).map(|place| self.all[place].id)
    }
}

/// What the card becomes: the row where it says something, else what is known.
fn merged(known: &Customer, new: &NewCustomer) -> NewCustomer {
    let word = |new: &Option<String>, old: &Option<String>| new.clone().or_else(|| old.clone());
    NewCustomer {
        name: new.name.clone(),
        code: word(&new.code, &known.code),
        inn: if new.inn.is_empty() { known.inn.clone() } else { new.inn.clone() },
        country: word(&new.country, &known.country),
        region: word(&new.region, &known.region),
        sector: word(&new.sector, &known.sector),
        parent: new.parent.or(known.parent),
    }
}

impl Writer for Customers {
    type Draft = Draft;

    fn read(record: &mut Record<'_>) -> Option<Draft> {
        let mut word = |field: &str| record.text_up_to(field, LETTERS_MAX).map(str::to_owned);
        let (name, parent) = (word("name"), word("parent"));
        let new = NewCustomer {
            code: word("code"),
            inn: word("inn").unwrap_or_default(),
            country: word("country"),
            region: word("region"),
            sector: word("sector"),
            name: name?,
            parent: None,
        };
        Some(Draft { new, parent })
    }

    async fn take(
        &mut self,
        work: &mut Work,
        rows: &[Drafted<Draft>],
        last: bool,
    ) -> Result<Option<Vec<Fate>>> {
        let mut known = Known::load(work, rows).await?;
        let mut fates: Vec<Option<Fate>> = rows.iter().map(|_| None).collect();
        // A parent may stand further down in the same part: rounds, until nobody finds his any more.
        loop {
            let mut fresh = Vec::new();
            for (place, row) in
                rows.iter().enumerate().filter(|(place, _)| fates[*place].is_none()).collect::<Vec<_>>()
            {
                let Some(new) = self.with_parent(&known, &row.draft) else { continue };
                fates[place] = Some(self.settle(work, &mut known, row, new, &mut fresh).await?);
            }
            if self.mode == Mode::Write && store::insert_customers(work, &fresh).await? != fresh.len() as u64
            {
                return Ok(None);
            }
            if fresh.is_empty() {
                break;
            }
        }
        self.close(work, rows, fates, last).await.map(Some)
    }

    fn recorded(&mut self) -> u64 {
        0
    }
}

impl Customers {
    /// What the row says with its parent found; nothing when the parent is not there yet.
    fn with_parent(&self, known: &Known, draft: &Draft) -> Option<NewCustomer> {
        let Some(parent) = &draft.parent else { return Some(draft.new.clone()) };
        let found = known.called(parent);
        let found = found.or_else(|| self.promised.contains_key(&key(parent)).then_some(CustomerId(0)))?;
        Some(NewCustomer { parent: Some(found), ..draft.new.clone() })
    }

    async fn settle(
        &mut self,
        work: &mut Work,
        known: &mut Known,
        row: &Drafted<Draft>,
        new: NewCustomer,
        fresh: &mut Vec<(CustomerId, NewCustomer)>,
    ) -> Result<Fate> {
        let number = row.row.number();
        let refused = |refusal: &Refusal| {
            Fate::Rejected(vec![self.places.refused(number, &new.name, refusal, &self.reader)])
        };
        if let Err(refusal) = judge_customer(&new) {
            return Ok(refused(&refusal));
        }
        let present = match known.meant(&new) {
            Ok(present) => present.cloned(),
            Err(refusal) => return Ok(refused(&refusal)),
        };
        let wanted = present.as_ref().map_or_else(|| new.clone(), |present| merged(present, &new));
        if known.is_taken(present.as_ref().map(|present| present.id), &wanted) {
            return Ok(refused(&Refusal::NameTaken { name: new.name.clone() }));
        }
        let Some(present) = present else { return Ok(self.add(known, new, fresh)) };
        if present.says(&wanted) {
            return Ok(Fate::Unchanged);
        }
        if wanted.parent == Some(present.id) {
            return Ok(refused(&Refusal::UnknownCustomer {
                text: row.draft.parent.clone().unwrap_or_default(),
            }));
        }
        let was_just_added = fresh.iter().any(|(id, _)| *id == present.id);
        if was_just_added {
            // The same customer twice in one part: the second row waits until the first is recorded.
            return Ok(Fate::Waits);
        }
        if self.mode == Mode::Write {
            match change_customer(work, present.id, wanted).await {
                Ok(()) => {}
                Err(Stop::Failed(failure)) => return Err(failure),
                Err(stop) => return Err(Failure::new(format!("a customer could not be changed: {stop:?}"))),
            }
        }
        Ok(Fate::Changed)
    }

    fn add(
        &mut self,
        known: &mut Known,
        new: NewCustomer,
        fresh: &mut Vec<(CustomerId, NewCustomer)>,
    ) -> Fate {
        if self.mode == Mode::DryRun && self.promised.contains_key(&key(&new.name)) {
            return Fate::Unchanged;
        }
        let id = CustomerId::fresh();
        if self.mode == Mode::DryRun {
            self.promised.insert(key(&new.name), 0);
        }
        known.keep(Customer {
            id,
            name: new.name.clone(),
            code: new.code.clone(),
            inn: new.inn.clone(),
            country: new.country.clone(),
            region: new.region.clone(),
            sector: new.sector.clone(),
            parent: new.parent,
        });
        fresh.push((id, new));
        Fate::New
    }

    /// Rows whose parent nobody knows wait, and in the end are given back with the nearest names.
    async fn close(
        &self,
        work: &mut Work,
        rows: &[Drafted<Draft>],
        fates: Vec<Option<Fate>>,
        last: bool,
    ) -> Result<Vec<Fate>> {
        let mut nearest = None;
        let mut settled = Vec::with_capacity(rows.len());
        for (row, fate) in rows.iter().zip(fates) {
            settled.push(match fate {
                Some(Fate::Waits) if last => Fate::Unchanged,
                Some(fate) => fate,
                None if !last => Fate::Waits,
                None => {
                    if nearest.is_none() {
                        nearest = Some(customers_known(work).await?);
                    }
                    let parent = row.draft.parent.clone().unwrap_or_default();
                    let near = nearest.as_ref().map(|known| known.nearest(&parent)).unwrap_or_default();
                    Fate::Rejected(vec![self.unknown_parent(row, &parent, near)])
                }
            });
        }
        Ok(settled)
    }

    fn unknown_parent(&self, row: &Drafted<Draft>, parent: &str, mut near: Vec<String>) -> Problem {
        if near.is_empty() {
            near = Nearest::new(self.promised.keys().map(String::as_str)).nearest(parent);
        }
        self.places.unknown(row.row.number(), "parent", parent, near)
    }
}
