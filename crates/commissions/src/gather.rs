//! Gathering everything a calculation rests on, from one moment of the database.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use base::access::PartnerId;
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use partners::UplineEdge;
use programs::{Enrolment, Program, ProgramId, ProgramTerms};
use sales::EarningWants;
use sha2::{Digest, Sha256};
use terms::{Attributes, Book, Carried, FxRate, Period, Timelines};

use crate::facts::{self, Asked};
use crate::rules::{self, Beneficiary, Maker, Network, Places, Refusal, Scope};
use crate::store;

/// Whose statements are wanted.
#[derive(Clone, Debug)]
pub enum Whom {
    /// Those of everybody who earned something.
    Everybody,
    /// Those of these partners.
    Only(BTreeSet<PartnerId>),
}

/// What a calculation rests on.
pub struct Gathered {
    /// The programme.
    pub program: Program,
    /// The period.
    pub period: Period,
    /// The terms of everybody and of single partners.
    pub terms: Timelines,
    /// Everything known of the period.
    pub book: Book,
    /// Those who may be stated and are wanted.
    pub beneficiaries: Vec<Beneficiary>,
    /// What the period before carried, by partner.
    pub carried: BTreeMap<PartnerId, Carried>,
    /// The names of partners.
    pub names: BTreeMap<PartnerId, String>,
    /// How many sales earn in the programme.
    pub sales: i64,
    /// The hash of terms, enrolments, network and places.
    pub terms_hash: String,
    /// The moment up to which sales were known.
    pub known_until: Timestamp,
}

impl Gathered {
    /// Goes on from what corrected periods hand on, and states those who are corrected as well.
    pub fn go_on_from<'p>(
        &mut self,
        carried: BTreeMap<PartnerId, Carried>,
        corrected: impl Iterator<Item = &'p PartnerId>,
    ) {
        let mut concerned: Vec<PartnerId> = corrected.copied().collect();
        concerned.extend(carried.keys());
        self.carried = carried;
        self.state_as_well(concerned);
    }

    /// States these partners as well, whether or not the period concerns them.
    pub fn state_as_well(&mut self, partners: impl IntoIterator<Item = PartnerId>) {
        let mut known: BTreeSet<PartnerId> = self.beneficiaries.iter().map(|one| one.id).collect();
        for partner in partners {
            let Some((at, name)) = self.book.index_of(partner.0).zip(self.names.get(&partner)) else {
                continue;
            };
            if known.insert(partner) {
                self.beneficiaries.push(Beneficiary { id: partner, name: name.clone(), at });
            }
        }
    }

    /// What the sales of the period that earn are worth together in the programme's currency.
    pub fn sales_minor(&self) -> i64 {
        let own =
            self.book.sales().iter().filter(|sale| {
                sale.currency == self.program.currency && sale.happened_on >= self.period.start
            });
        own.map(|sale| sale.amount).fold(0, i64::saturating_add)
    }
}

/// The rules of a programme as they stand now: terms, enrolments, network and places, and the hash of all four.
pub struct Standing {
    /// The terms of everybody and of single partners.
    pub terms: Timelines,
    /// Who took part, and who stood above whom.
    pub network: Network,
    /// The moment as of which the cards of partners, products and customers are read; now without one.
    pub cards_at: Option<Timestamp>,
    enrolments: Vec<Enrolment>,
    edges: Vec<UplineEdge>,
    places: Places,
}

impl Standing {
    /// The hash of everything that counts for days up to `until`.
    pub fn hash(&self, until: Date) -> String {
        let places = self.places.told(&self.terms, until);
        hash_of(&self.terms, &self.enrolments, &self.edges, places, until)
    }

    /// Whether terms ask for the first sale to a customer.
    pub fn asks_for_first_sales(&self) -> bool {
        versions(&self.terms).any(|terms| terms.asks_for_first_sales())
    }

    /// Whose statements must be computed for those of `whom` to be right: a shared budget needs everybody's.
    pub fn needed_for(&self, whom: &Whom) -> Whom {
        if self.has_budgets() { Whom::Everybody } else { whom.clone() }
    }

    /// Whether anybody's sums depend on what everybody earns: a budget is shared.
    fn has_budgets(&self) -> bool {
        let mut caps = versions(&self.terms).flat_map(|terms| &terms.caps);
        caps.any(|cap| cap.whose == terms::CapWhose::Everybody)
    }
}

/// Terms with the ids of partners as the calculation has them.
pub fn timelines(terms: ProgramTerms) -> Timelines {
    let individual = terms.individual.into_iter().map(|(partner, timeline)| (partner.0, timeline));
    Timelines { common: terms.common, individual: individual.collect() }
}

/// Reads what a programme stands on; nothing while it has no published terms. Network and places are those that were known at
/// `known_until`; terms and enrolments of closed periods do not change.
pub async fn standing(
    work: &mut Work,
    program: ProgramId,
    known_until: Option<Timestamp>,
) -> Result<Option<Standing>> {
    let Some(terms) = programs::timeline(work, program).await? else { return Ok(None) };
    standing_under(work, program, timelines(terms), known_until).await.map(Some)
}

/// The same under other terms than those that are published.
pub async fn standing_under(
    work: &mut Work,
    program: ProgramId,
    terms: Timelines,
    known_until: Option<Timestamp>,
) -> Result<Standing> {
    let enrolments = programs::enrolments(work, program).await?;
    let edges = match known_until {
        Some(moment) => partners::edges_known(work, moment).await?,
        None => partners::edges(work).await?,
    };
    let network = Network::new(edges.clone(), enrolments.clone());
    let places = match known_until {
        _ if !rules::pays_on_legs(&terms, Date::MAX) => Vec::new(),
        Some(moment) => programs::placements_known(work, program, moment).await?,
        None => programs::placements(work, program).await?,
    };
    let places = Places::new(places);
    Ok(Standing { terms, network, cards_at: known_until, enrolments, edges, places })
}

/// Gathers the sales of a period that were known at `known_until`, or are known now, with everything around them.
pub async fn gather(
    work: &mut Work,
    program: Program,
    period: Period,
    whom: Whom,
    known_until: Option<Timestamp>,
) -> Outcome<Gathered, Refusal> {
    let standing = standing(work, program.id, known_until).await?.ok_or(Stop::Refused(Refusal::NoTerms))?;
    let carried = store::carried_before(work, program.id, period).await?;
    let today = work.today();
    let mut gathered = gather_under(work, program, period, whom, known_until, standing, carried).await?;
    // What a period comes to is owed from the day of its close on.
    gathered.book.payout_on = Some(today);
    Ok(gathered)
}

/// Gathers a period under given rules and with what the period before is said to have carried.
pub async fn gather_under(
    work: &mut Work,
    program: Program,
    period: Period,
    whom: Whom,
    known_until: Option<Timestamp>,
    standing: Standing,
    carried: BTreeMap<PartnerId, Carried>,
) -> Result<Gathered> {
    let deepest = versions(&standing.terms).map(|terms| terms.deepest_level()).max().unwrap_or(0);
    let scope = Scope { program: program.id, starts_on: program.starts_on, deepest };
    let from = versions(&standing.terms).map(|terms| terms::looks_back_from(terms, period)).min();
    let from = from.unwrap_or(period.start).max(program.starts_on).min(period.start);
    let mut book = Book::new(period);
    add_rates(work, &mut book, &program, from, known_until).await?;
    let mut maker = Maker::new(book, scope, &standing.network);
    let (sellers, names) = add_partners(work, &mut maker, &whom, &standing, deepest).await?;
    standing.places.put_into(&mut maker, &standing.terms, &standing.network, sellers.as_ref());
    let wants = EarningWants { firsts: standing.asks_for_first_sales(), participants: true };
    let cards_at = standing.cards_at;
    let asked = Asked { from, until: period.end, partners: sellers.as_ref(), known_until, cards_at, wants };
    facts::fill(work, &mut maker, asked).await?;
    let Maker { mut book, taken, .. } = maker;
    book.finish();
    let wanted = wanted(&book, &whom, &standing, period, &carried);
    let beneficiaries = wanted.iter().filter_map(|partner| {
        let (at, name) = (book.index_of(partner.0)?, names.get(partner)?.clone());
        Some(Beneficiary { id: *partner, name, at })
    });
    let beneficiaries = beneficiaries.collect();
    let terms_hash = standing.hash(period.end);
    let known_until = known_until.unwrap_or(work.now());
    Ok(Gathered {
        program,
        period,
        terms: standing.terms,
        book,
        beneficiaries,
        carried,
        names,
        sales: taken,
        terms_hash,
        known_until,
    })
}

fn versions(timelines: &Timelines) -> impl Iterator<Item = &terms::Terms> {
    timelines.all().flat_map(|timeline| timeline.versions()).map(|version| &*version.terms)
}

async fn add_rates(
    work: &mut Work,
    book: &mut Book,
    program: &Program,
    from: Date,
    known_until: Option<Timestamp>,
) -> Result<()> {
    let until = book.period.end.max(work.today());
    let from = from.saturating_sub(jiff::Span::new().days(31));
    let rates = match known_until {
        Some(moment) => programs::rates_known(work, program.currency, from, until, moment).await?,
        None => programs::rates(work, program.currency, from, until).await?,
    };
    for row in rates {
        book.add_rate(row.base, row.on, FxRate { rate: row.rate, source: row.source.into() });
    }
    Ok(())
}

/// Adds everybody who may sell or be paid; tells whose sales are needed when not everybody's are.
async fn add_partners(
    work: &mut Work,
    maker: &mut Maker<'_>,
    whom: &Whom,
    standing: &Standing,
    deepest: u8,
) -> Result<(Option<BTreeSet<PartnerId>>, BTreeMap<PartnerId, String>)> {
    let ends_on = maker.book.period.end;
    let targets: BTreeMap<PartnerId, i64> =
        programs::targets(work, maker.program(), ends_on).await?.into_iter().collect();
    let sellers = match whom {
        Whom::Everybody => None,
        Whom::Only(partners) => {
            let network = &standing.network;
            let all = partners.iter().flat_map(|partner| network.sellers_for(*partner, deepest));
            Some(standing.places.with_legs(all.collect()))
        }
    };
    let mut earlier = match standing.cards_at {
        Some(moment) => partners::earlier_attributes(work, moment).await?,
        None => BTreeMap::new(),
    };
    let mut names = BTreeMap::new();
    let mut add = |partner: partners::Partner| {
        let target = targets.get(&partner.id).copied();
        let attributes = match earlier.remove(&partner.id) {
            Some(earlier) => Attributes::new(earlier),
            None => Attributes::new(partner.attributes()),
        };
        maker.add_partner(partner.id, attributes, target);
        names.insert(partner.id, partner.name);
    };
    match &sellers {
        Some(few) if few.len() <= ONE_BY_ONE => {
            for partner in few {
                partners::partner(work, *partner).await?.into_iter().for_each(&mut add);
            }
        }
        _ => partners::all(work).await?.into_iter().for_each(add),
    }
    Ok((sellers, names))
}

/// So many partners are read one by one, more all together.
const ONE_BY_ONE: usize = 20;

/// Everybody who is to be stated: whom the book concerns, who carries something on, and who is paid without sales.
fn wanted(
    book: &Book,
    whom: &Whom,
    standing: &Standing,
    period: Period,
    carried: &BTreeMap<PartnerId, Carried>,
) -> BTreeSet<PartnerId> {
    let mut wanted = match whom {
        Whom::Only(partners) => return partners.clone(),
        Whom::Everybody => Maker::concerned(book),
    };
    wanted.extend(carried.keys());
    wanted.extend(standing.places.tops(&standing.terms, &standing.network, period.end));
    if versions(&standing.terms).any(|terms| terms.pays_without_sales()) {
        wanted.extend(standing.network.taking_part(period.start, period.end));
    }
    wanted
}

fn hash_of(
    terms: &Timelines,
    enrolments: &[Enrolment],
    edges: &[UplineEdge],
    places: impl Iterator<Item = String>,
    until: Date,
) -> String {
    let mut lines: Vec<String> = places.collect();
    let common = terms.common.versions().iter().map(|version| (0, version));
    let single = terms
        .individual
        .iter()
        .flat_map(|(partner, timeline)| timeline.versions().iter().map(move |version| (*partner, version)));
    for (partner, version) in common.chain(single).filter(|(_, version)| version.from <= until) {
        lines.push(format!("terms;{partner};{};{};{}", version.from, version.id, version.terms.hash()));
    }
    // What ends later has not ended yet.
    let ended = |last: Option<Date>| last.filter(|last| *last < until);
    for Enrolment { partner, from, until: last, .. } in enrolments.iter().filter(|one| one.from <= until) {
        lines.push(format!("enrolment;{};{from};{:?}", partner.0, ended(*last)));
    }
    for UplineEdge { partner, upline, from, until: last } in edges.iter().filter(|edge| edge.from <= until) {
        lines.push(format!("edge;{};{};{from};{:?}", partner.0, upline.0, ended(*last)));
    }
    lines.sort_unstable();
    hex(&Sha256::digest(lines.join("\n").as_bytes()))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A programme by its id, judged fit for statements of the period.
pub async fn program_for(work: &mut Work, program: ProgramId, period: Period) -> Outcome<Program, Refusal> {
    let program = programs::program(work, program).await?.ok_or(Stop::Unknown)?;
    rules::judge_period(&program, period).map_err(Stop::Refused)?;
    Ok(program)
}
