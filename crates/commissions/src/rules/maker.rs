//! Filling the book of a period: which sale is whose, and who stood above whom on its day.

use std::collections::BTreeSet;

use base::access::PartnerId;
use jiff::civil::Date;
use programs::ProgramId;
use rustc_hash::FxHashMap;
use terms::{Attributes, Book, PartnerFact, SaleFact};

use super::Network;

/// What a programme takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The programme.
    pub program: ProgramId,
    /// The first day that can earn.
    pub starts_on: Date,
    /// The deepest level of the network that matters.
    pub deepest: u8,
}

/// Where a seller stands in the book on some days: his own index and that of those above him.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// His index.
    pub seller: u32,
    /// The chain above him.
    pub chain: u32,
}

/// The same for some days in a row; nothing while he does not take part.
struct Standing {
    from: Date,
    until: Date,
    place: Option<Place>,
}

/// Fills a book sale by sale.
pub struct Maker<'n> {
    /// The book, to be finished by its taker.
    pub book: Book,
    scope: Scope,
    network: &'n Network,
    partners: FxHashMap<PartnerId, u32>,
    products: FxHashMap<i64, u32>,
    customers: FxHashMap<i64, u32>,
    standings: FxHashMap<PartnerId, Vec<Standing>>,
    nobody: Option<u32>,
    /// How many sales of the period were taken, and their sum by currency in minor units.
    pub taken: i64,
}

impl<'n> Maker<'n> {
    /// An empty book of a programme's period.
    pub fn new(book: Book, scope: Scope, network: &'n Network) -> Maker<'n> {
        Maker {
            book,
            scope,
            network,
            partners: FxHashMap::default(),
            products: FxHashMap::default(),
            customers: FxHashMap::default(),
            standings: FxHashMap::default(),
            nobody: None,
            taken: 0,
        }
    }

    /// The programme the book is of.
    pub fn program(&self) -> ProgramId {
        self.scope.program
    }

    /// Adds a partner with what is known of him.
    pub fn add_partner(&mut self, id: PartnerId, attributes: Attributes, target: Option<i64>) -> u32 {
        if let Some(known) = self.partners.get(&id) {
            return *known;
        }
        let joined_on = self.network.joined_on(id, self.book.period.end);
        let fact = PartnerFact { id: id.0, attributes, joined_on, target, ..PartnerFact::default() };
        let at = self.book.add_partner(fact);
        self.partners.insert(id, at);
        at
    }

    /// Adds a partner of whom everything is known.
    pub fn add_fact(&mut self, fact: PartnerFact) -> u32 {
        let id = PartnerId(fact.id);
        let at = self.book.add_partner(fact);
        self.partners.insert(id, at);
        at
    }

    /// The index of a partner; one of whom nothing is known when he was not added.
    pub fn partner(&mut self, id: PartnerId) -> u32 {
        match self.partners.get(&id) {
            Some(known) => *known,
            None => self.add_partner(id, Attributes::default(), None),
        }
    }

    /// The products that were sold, of which nothing is known yet.
    pub fn sold_products(&self) -> impl Iterator<Item = i64> {
        self.products.keys().copied()
    }

    /// The customers who bought, of whom nothing is known yet.
    pub fn buying_customers(&self) -> impl Iterator<Item = i64> {
        self.customers.keys().copied()
    }

    /// Says what is known of a product of which a sale was taken.
    pub fn describe_product(&mut self, id: i64, attributes: Attributes) {
        if let Some(at) = self.products.get(&id) {
            self.book.describe_product(*at, attributes);
        }
    }

    /// Says what is known of a customer of whom a sale was taken.
    pub fn describe_customer(&mut self, id: i64, attributes: Attributes) {
        if let Some(at) = self.customers.get(&id) {
            self.book.describe_customer(*at, attributes);
        }
    }

    /// The index of a product, of which nothing is known yet.
    pub fn product(&mut self, id: Option<i64>) -> u32 {
        let Some(id) = id else { return 0 };
        let book = &mut self.book;
        *self.products.entry(id).or_insert_with(|| book.add_product(Attributes::default()))
    }

    /// The index of a customer, of whom nothing is known yet.
    pub fn customer(&mut self, id: Option<i64>) -> u32 {
        let Some(id) = id else { return 0 };
        let book = &mut self.book;
        *self.customers.entry(id).or_insert_with(|| book.add_customer(Attributes::default()))
    }

    /// Where a sale of this seller and day stands; nothing when it does not earn in the programme.
    pub fn place(&mut self, seller: PartnerId, judged_on: Date, only_in: Option<ProgramId>) -> Option<Place> {
        let elsewhere = only_in.is_some_and(|program| program != self.scope.program);
        if elsewhere || judged_on < self.scope.starts_on {
            return None;
        }
        let known = self.standings.get(&seller).map_or(&[][..], Vec::as_slice);
        if let Some(known) = known.iter().find(|one| one.from <= judged_on && judged_on <= one.until) {
            return known.place;
        }
        let standing = self.standing(seller, judged_on);
        let place = standing.place;
        self.standings.entry(seller).or_default().push(standing);
        place
    }

    /// Takes a sale in where it stands.
    pub fn take(&mut self, place: Place, mut sale: SaleFact) {
        (sale.seller, sale.chain) = (place.seller, place.chain);
        self.taken += i64::from(sale.happened_on >= self.book.period.start);
        self.book.add_sale(sale);
    }

    fn standing(&mut self, seller: PartnerId, day: Date) -> Standing {
        let (from, until, is_enrolled) = self.network.enrolled(seller, day);
        if !is_enrolled {
            return Standing { from, until, place: None };
        }
        let at = self.partner(seller);
        if self.scope.deepest == 0 {
            return Standing { from, until, place: Some(Place { seller: at, chain: 0 }) };
        }
        let above = self.network.above(seller, day, self.scope.deepest);
        let mut chain = Vec::with_capacity(above.chain.len());
        for partner in &above.chain {
            chain.push(match partner {
                Some(partner) => self.partner(*partner),
                None => self.nobody(),
            });
        }
        let place = Place { seller: at, chain: self.book.chain(&chain) };
        Standing { from: from.max(above.from), until: until.min(above.until), place: Some(place) }
    }

    fn nobody(&mut self) -> u32 {
        let book = &mut self.book;
        *self.nobody.get_or_insert_with(|| {
            book.add_partner(PartnerFact { id: PartnerFact::NOBODY, ..PartnerFact::default() })
        })
    }

    /// Everybody the book concerns.
    pub fn concerned(book: &Book) -> BTreeSet<PartnerId> {
        let partners = book.partners().iter().enumerate();
        let concerned = partners.filter(|(at, partner)| {
            partner.id != PartnerFact::NOBODY && book.concerns(u32::try_from(*at).unwrap_or(u32::MAX))
        });
        concerned.map(|(_, partner)| PartnerId(partner.id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use money::Currency;
    use partners::UplineEdge;
    use programs::{Enrolment, EnrolmentId};
    use terms::{Original, Period, PeriodKind};

    const ANNA: PartnerId = PartnerId(1);
    const BORIS: PartnerId = PartnerId(2);
    const OWN: ProgramId = ProgramId(7);

    fn network(boris_until: Option<Date>) -> Network {
        let enrolment = |partner: PartnerId, until| Enrolment {
            id: EnrolmentId(partner.0),
            partner,
            from: date(2026, 1, 1),
            until,
        };
        let edge = UplineEdge {
            partner: BORIS,
            upline: ANNA,
            from: date(2026, 1, 1),
            until: Some(date(2026, 1, 31)),
        };
        Network::new([edge], [enrolment(ANNA, None), enrolment(BORIS, boris_until)])
    }

    fn maker(network: &Network) -> Maker<'_> {
        let scope = Scope { program: OWN, starts_on: date(2026, 1, 1), deepest: 1 };
        let period = Period::containing(date(2026, 1, 10), PeriodKind::Month);
        Maker::new(Book::new(period), scope, network)
    }

    fn sale(maker: &mut Maker<'_>, id: i64, on: Date) -> SaleFact {
        let boris = maker.partner(BORIS);
        SaleFact::new(id, format!("S-{id}"), boris, on, Currency::RUB, 10_000)
    }

    #[test]
    fn a_sale_is_the_sellers_own_and_below_his_upline() {
        let network = network(None);
        let mut maker = maker(&network);
        let sale = sale(&mut maker, 1, date(2026, 1, 10));
        let place = maker.place(BORIS, sale.judged_on(), None).unwrap();
        maker.take(place, sale);
        let mut book = maker.book;
        book.finish();
        assert_eq!(Maker::concerned(&book), BTreeSet::from([ANNA, BORIS]));
        let boris = book.index_of(BORIS.0).unwrap();
        assert_eq!((book.own(boris).len(), book.above(book.sale(0)).len()), (1, 1));
    }

    #[test]
    fn a_sale_that_names_a_programme_earns_only_there() {
        let network = network(None);
        let mut maker = maker(&network);
        assert!(maker.place(BORIS, date(2026, 1, 10), Some(ProgramId(8))).is_none());
        assert!(maker.place(BORIS, date(2026, 1, 10), Some(OWN)).is_some());
    }

    #[test]
    fn only_those_who_take_part_earn() {
        let network = network(Some(date(2026, 1, 9)));
        let mut maker = maker(&network);
        let days = [date(2026, 1, 9), date(2026, 1, 10), date(2026, 1, 9), date(2025, 12, 31)];
        let earns = days.map(|day| maker.place(BORIS, day, None).is_some());
        assert_eq!(earns, [true, false, true, false]);
        assert!(maker.place(PartnerId(99), date(2026, 1, 5), None).is_none());
    }

    #[test]
    fn a_return_goes_back_to_the_upline_of_the_original() {
        let network = network(Some(date(2026, 1, 31)));
        let mut maker = maker(&network);
        let mut back = sale(&mut maker, 2, date(2026, 2, 20));
        back.amount = -10_000;
        back.more_mut().original = Some(Original {
            id: 1,
            happened_on: date(2026, 1, 10),
            amount: 10_000,
            quantity: 1,
            parts: Default::default(),
            covers: None,
            returned_before: 0,
        });
        let place = maker.place(BORIS, back.judged_on(), None).unwrap();
        maker.take(place, back);
        let mut book = maker.book;
        book.finish();
        assert_eq!(Maker::concerned(&book), BTreeSet::from([ANNA, BORIS]));
    }
}
