//! Gathering everything a calculation rests on, from one moment of the database.

use std::collections::{BTreeMap, BTreeSet};

use base::access::PartnerId;
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use partners::UplineEdge;
use programs::{Enrolment, Program, ProgramId, ProgramTerms};
use sales::EarningWants;
use sha2::{Digest, Sha256};
use terms::{Attributes, Book, Carried, FxRate, Owner, Period, Timelines};

use crate::facts::{self, Asked, Source};
use crate::rules::{self, Beneficiary, Maker, Network, Places, Refusal, Scope};
use crate::store;
use crate::watch::Watch;

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
    /// The moment as of which the cards of partners, products and customers are read; now without one.
    pub cards_at: Option<Timestamp>,
    /// Where the sales of everybody are read from.
    pub source: Source,
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

    /// Who took part, and who stood above whom.
    fn network(&self) -> Network {
        Network::new(self.edges.iter().cloned(), self.enrolments.iter().cloned())
    }

    /// Whether terms ask for the first sale to a customer.
    pub fn asks_for_first_sales(&self) -> bool {
        versions(&self.terms).any(|terms| terms.asks_for_first_sales())
    }

    /// Whose statements must be computed for those of `whom` to be right: a shared budget needs everybody's.
    pub fn needed_for(&self, whom: &Whom) -> Whom {
        if has_budgets(&self.terms) { Whom::Everybody } else { whom.clone() }
    }
}

/// Whether anybody's sums depend on what everybody earns: a budget is shared.
fn has_budgets(terms: &Timelines) -> bool {
    let mut caps = versions(terms).flat_map(|terms| &terms.caps);
    caps.any(|cap| cap.whose == terms::CapWhose::Everybody)
}

/// The deepest level of the network that matters.
fn deepest(terms: &Timelines) -> u8 {
    versions(terms).map(|terms| terms.deepest_level()).max().unwrap_or(0)
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

/// The same as it is known now, with no more of the network than the statement of one partner needs.
pub async fn standing_around(
    work: &mut Work,
    program: ProgramId,
    partner: PartnerId,
) -> Result<Option<Standing>> {
    let Some(terms) = programs::timeline(work, program).await? else { return Ok(None) };
    let terms = timelines(terms);
    // Who else is needed cannot be told beforehand where he stands on legs or shares in sales of others.
    if rules::pays_on_legs(&terms, Date::MAX)
        || has_budgets(&terms)
        || sales::takes_part(work, partner).await?
    {
        return standing_under(work, program, terms, None).await.map(Some);
    }
    let edges = partners::edges_around(work, partner, deepest(&terms)).await?;
    let ends = edges.iter().flat_map(|edge| [edge.partner, edge.upline]);
    let around: BTreeSet<PartnerId> = ends.chain([partner]).collect();
    let around: Vec<PartnerId> = around.into_iter().collect();
    let enrolments = if around.len() <= FEW {
        programs::enrolments_of_these(work, program, &around).await?
    } else {
        programs::enrolments(work, program).await?
    };
    let places = Places::default();
    Ok(Some(Standing { terms, cards_at: None, source: Source::Log, enrolments, edges, places }))
}

/// So many partners are asked for by name, more all together.
const FEW: usize = 500;

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
    let places = match known_until {
        _ if !rules::pays_on_legs(&terms, Date::MAX) => Vec::new(),
        Some(moment) => programs::placements_known(work, program, moment).await?,
        None => programs::placements(work, program).await?,
    };
    let places = Places::new(places);
    Ok(Standing { terms, cards_at: known_until, source: Source::Log, enrolments, edges, places })
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
    let deepest = deepest(&standing.terms);
    let scope = Scope { program: program.id, starts_on: program.starts_on, deepest };
    let from = versions(&standing.terms).map(|terms| terms::looks_back_from(terms, period)).min();
    let from = from.unwrap_or(period.start).max(program.starts_on).min(period.start);
    let mut watch = Watch::start();
    let mut book = Book::new(period);
    add_rates(work, &mut book, &program, from, known_until).await?;
    let network = standing.network();
    let mut maker = Maker::new(book, scope, &network);
    let sellers = sellers(&whom, &standing.places, &network, deepest);
    let names = add_partners(work, &mut maker, sellers.as_ref(), &standing).await?;
    standing.places.put_into(&mut maker, &standing.terms, &network, sellers.as_ref());
    watch.done("partners read");
    let wants = EarningWants { firsts: standing.asks_for_first_sales(), participants: true };
    let Standing { cards_at, source, .. } = standing;
    let (until, partners) = (period.end, sellers.as_ref());
    let asked = Asked { from, until, partners, known_until, cards_at, source, wants };
    facts::fill(work, &mut maker, asked).await?;
    watch.done("sales read");
    let Maker { mut book, taken, .. } = maker;
    book.finish();
    watch.done("book put in order");
    let wanted = wanted(&book, &whom, &standing, &network, &carried);
    let beneficiaries = wanted.iter().filter_map(|partner| {
        let (at, name) = (book.index_of(partner.0)?, names.get(partner)?.clone());
        Some(Beneficiary { id: *partner, name, at })
    });
    let beneficiaries = beneficiaries.collect();
    let terms_hash = standing.hash(period.end);
    watch.done("beneficiaries found");
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

/// Whose sales are needed when not everybody's are.
fn sellers(whom: &Whom, places: &Places, network: &Network, deepest: u8) -> Option<BTreeSet<PartnerId>> {
    match whom {
        Whom::Everybody => None,
        Whom::Only(partners) => {
            let all = partners.iter().flat_map(|partner| network.sellers_for(*partner, deepest));
            Some(places.with_legs(all.collect()))
        }
    }
}

/// Adds everybody who may sell or be paid, with what terms ask of him; tells how they are called.
async fn add_partners(
    work: &mut Work,
    maker: &mut Maker<'_>,
    sellers: Option<&BTreeSet<PartnerId>>,
    standing: &Standing,
) -> Result<BTreeMap<PartnerId, String>> {
    let ends_on = maker.book.period.end;
    let program = maker.program();
    let targets = match sellers {
        Some(few) if few.len() <= FEW => {
            let few: Vec<PartnerId> = few.iter().copied().collect();
            programs::targets_of_these(work, program, ends_on, &few).await?
        }
        _ => programs::targets(work, program, ends_on).await?,
    };
    let targets: BTreeMap<PartnerId, i64> = targets.into_iter().collect();
    let mut earlier = match standing.cards_at {
        Some(moment) => partners::earlier_attributes(work, moment).await?,
        None => BTreeMap::new(),
    };
    let asked = asked_of_partners(&standing.terms);
    // Partners of whom the same is known share it.
    let mut shared: BTreeMap<Vec<(String, String)>, Attributes> = BTreeMap::new();
    let mut names = BTreeMap::new();
    let mut add = |partner: partners::Partner| {
        let mut pairs = match earlier.remove(&partner.id) {
            Some(earlier) => earlier,
            None => partner.attributes().into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        };
        pairs.retain(|(name, _)| asked.contains(&**name));
        let attributes =
            shared.entry(pairs).or_insert_with_key(|pairs| Attributes::new(pairs.clone())).clone();
        maker.add_partner(partner.id, attributes, targets.get(&partner.id).copied());
        names.insert(partner.id, partner.name);
    };
    match sellers {
        Some(few) if few.len() <= ONE_BY_ONE => {
            for partner in few {
                partners::partner(work, *partner).await?.into_iter().for_each(&mut add);
            }
        }
        _ => partners::all(work).await?.into_iter().for_each(add),
    }
    Ok(names)
}

/// The names of what terms ask of partners, as sellers and as beneficiaries.
fn asked_of_partners(terms: &Timelines) -> BTreeSet<&'static str> {
    let conditions = versions(terms).flat_map(|terms| terms.conditions());
    let fields = conditions.flat_map(|when| when.fields());
    let of_partners = fields.filter(|field| matches!(field.owner(), Owner::Partner | Owner::Beneficiary));
    of_partners.map(|field| field.name()).collect()
}

/// So many partners are read one by one, more all together.
const ONE_BY_ONE: usize = 20;

/// Everybody who is to be stated: whom the book concerns, who carries something on, and who is paid without sales.
fn wanted(
    book: &Book,
    whom: &Whom,
    standing: &Standing,
    network: &Network,
    carried: &BTreeMap<PartnerId, Carried>,
) -> BTreeSet<PartnerId> {
    let mut wanted = match whom {
        Whom::Only(partners) => return partners.clone(),
        Whom::Everybody => Maker::concerned(book),
    };
    wanted.extend(carried.keys());
    wanted.extend(standing.places.tops(&standing.terms, network, book.period.end));
    if versions(&standing.terms).any(|terms| terms.pays_without_sales()) {
        wanted.extend(network.taking_part(book.period.start, book.period.end));
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
    let mut hash = Sha256::new();
    let mut lines: Vec<String> = places.collect();
    let common = terms.common.versions().iter().map(|version| (0, version));
    let single = terms
        .individual
        .iter()
        .flat_map(|(partner, timeline)| timeline.versions().iter().map(move |version| (*partner, version)));
    let versions = common.chain(single).filter(|(_, version)| version.from <= until);
    lines.extend(versions.map(|(partner, version)| {
        format!("{partner};{};{};{}\n", version.from, version.id, version.terms.hash())
    }));
    lines.sort_unstable();
    lines.iter().for_each(|line| hash.update(line));
    // What ends later has not ended yet.
    let ended = |last: Option<Date>| last.filter(|last| *last < until).map_or(0, day_number);
    let begun = enrolments.iter().filter(|one| one.from <= until);
    let enrolled = begun.map(|one| [one.partner.0, 0, day_number(one.from), ended(one.until)]);
    let begun = edges.iter().filter(|edge| edge.from <= until);
    let stood = begun.map(|edge| [edge.partner.0, edge.upline.0, day_number(edge.from), ended(edge.until)]);
    for mut facts in [enrolled.collect::<Vec<_>>(), stood.collect()] {
        facts.sort_unstable();
        hash.update(facts.len().to_le_bytes());
        facts.iter().flatten().for_each(|number| hash.update(number.to_le_bytes()));
    }
    rules::hex(&hash.finalize())
}

/// A day as a number of its own, never 0.
fn day_number(day: Date) -> i64 {
    (i64::from(day.year()) * 12 + i64::from(day.month())) * 31 + i64::from(day.day()) + (1 << 40)
}

/// A programme by its id, judged fit for statements of the period.
pub async fn program_for(work: &mut Work, program: ProgramId, period: Period) -> Outcome<Program, Refusal> {
    let program = programs::program(work, program).await?.ok_or(Stop::Unknown)?;
    rules::judge_period(&program, period).map_err(Stop::Refused)?;
    Ok(program)
}
