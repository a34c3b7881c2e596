//! Random streams of events with closes at random moments come to what one clean close of everything comes to.

use base::access::{Actor, PartnerId};
use base::db::EngineName;
use base::testing::Bench;
use base::work::Work;
use commissions::Mode;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use money::Currency;
use programs::ProgramId;
use sales::{NewSale, SaleId, SaleKind};
use terms::Period;

use crate::kit::{close, give_back, rub, setup};
use crate::months::{self, WHOLE_QUARTER, rows};

/// Bands of the month, each part at its own rate, and two levels.
const MONTHLY: &str = r#"
[[rule]]
name = "volume"
title = "Оборот месяца"

[[rule.band]]
up_to = "100000.00"
percent = "5"

[[rule.band]]
up_to = "300000.00"
percent = "8"

[[rule.band]]
percent = "12"

[[upline]]
level = 1
percent = "3"

[[upline]]
level = 2
percent = "1"
"#;

/// A ceiling of the quarter and a draw that comes back.
const LIMITS: &str = r#"
[[rule]]
name = "all"
title = "Все продажи"
percent = "10"

[[upline]]
level = 1
percent = "2"

[[cap]]
name = "top"
title = "Потолок"
per = "quarter"
at_most = "15000.00"

[draw]
amount = "3000.00"
recoverable = true
when = { beneficiary.sales = { from = 1 } }
"#;

/// A budget of the quarter that everybody shares.
const BUDGET: &str = r#"
[[rule]]
name = "all"
title = "Все продажи"
percent = "10"

[[cap]]
name = "budget"
title = "Бюджет"
per = "quarter"
whose = "everybody"
at_most = "100000.00"
"#;

/// Families of four partners, each with a stream of its own.
const FAMILIES: usize = 7;
/// Events of one family.
const EVENTS: usize = 40;
/// Databases, each with four pairs of programmes; together they make more than a hundred streams.
const DATABASES: u64 = 4;

/// A small generator, the same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.roll() % bound as u64).unwrap()
    }

    /// A day from the first of January to this one.
    fn day_until(&mut self, today: Date) -> Date {
        let days = date(2026, 1, 1).until(today).unwrap().get_days();
        date(2026, 1, 1).saturating_add((self.below(usize::try_from(days).unwrap() + 1) as i64).days())
    }

    fn amount(&mut self) -> i64 {
        (self.below(90_000) as i64 + 1) * 100 + self.below(100) as i64
    }
}

/// Four partners and what they sold.
#[derive(Default)]
struct Family {
    number: usize,
    partners: Vec<PartnerId>,
    sales: Vec<(SaleId, NewSale)>,
    returns: Vec<SaleId>,
    next: usize,
}

/// The same facts in two programmes of the same terms: one is closed now and then, the other once at the end.
struct Pair {
    often: ProgramId,
    once: ProgramId,
}

impl Family {
    async fn event(&mut self, bench: &Bench, dice: &mut Dice, today: Date) {
        let mut work = bench.work().await;
        let done = match dice.below(20) {
            0..8 => self.sell(&mut work, dice, today, false).await,
            8 | 9 => self.sell(&mut work, dice, today, true).await,
            10 | 11 => self.take_back(&mut work, dice, today).await,
            12 | 13 => self.confirm(&mut work, dice).await,
            14 | 15 => self.cancel(&mut work, dice).await,
            16 | 17 => self.correct(&mut work, dice, today).await,
            _ => self.move_partner(&mut work, dice, today).await,
        };
        // What is refused has done nothing.
        if done {
            work.commit().await.unwrap();
        }
    }

    fn reference(&mut self, letter: char) -> String {
        self.next += 1;
        format!("{letter}-{}-{}", self.number, self.next)
    }

    async fn sell(&mut self, work: &mut Work, dice: &mut Dice, today: Date, is_pending: bool) -> bool {
        let new = NewSale {
            source: "test".into(),
            reference: self.reference('S'),
            kind: SaleKind::Order,
            partner: self.partners[dice.below(4)],
            customer: None,
            product: None,
            program: None,
            happened_on: dice.day_until(today),
            quantity: 1,
            amount: rub(dice.amount()),
            note: String::new(),
            parts: sales::SaleParts::default(),
            participants: Vec::new(),
            is_pending,
        };
        let sale = sales::enter(work, new.clone()).await.unwrap().sale;
        self.sales.push((sale, new));
        true
    }

    async fn take_back(&mut self, work: &mut Work, dice: &mut Dice, today: Date) -> bool {
        let Some((id, sold)) = self.sales.get(dice.below(self.sales.len().max(1))).cloned() else {
            return false;
        };
        let days = sold.happened_on.until(today).unwrap().get_days();
        let on =
            sold.happened_on.saturating_add((dice.below(usize::try_from(days).unwrap() + 1) as i64).days());
        let part = rub(1 + sold.amount.minor * (dice.below(100) as i64) / 100);
        let reference = self.reference('R');
        let stands = sales::sale(work, id).await.unwrap().unwrap();
        if stands.state() != sales::SaleState::Confirmed || part.minor > stands.left().minor {
            return false;
        }
        self.returns.push(give_back(work, id, &reference, &on.to_string(), part).await);
        true
    }

    async fn confirm(&mut self, work: &mut Work, dice: &mut Dice) -> bool {
        let Some((id, _)) = self.sales.get(dice.below(self.sales.len().max(1))) else { return false };
        sales::confirm(work, *id).await.is_ok()
    }

    async fn cancel(&mut self, work: &mut Work, dice: &mut Dice) -> bool {
        let all: Vec<SaleId> =
            self.sales.iter().map(|(id, _)| *id).chain(self.returns.iter().copied()).collect();
        let Some(id) = all.get(dice.below(all.len().max(1))) else { return false };
        sales::cancel(work, *id, "").await.is_ok()
    }

    async fn correct(&mut self, work: &mut Work, dice: &mut Dice, today: Date) -> bool {
        let place = dice.below(self.sales.len().max(1));
        let Some((id, sold)) = self.sales.get(place).cloned() else { return false };
        let new = match dice.below(3) {
            0 => NewSale { amount: rub(dice.amount()), ..sold },
            1 => NewSale { partner: self.partners[dice.below(4)], ..sold },
            _ => NewSale { happened_on: dice.day_until(today), ..sold },
        };
        match sales::correct(work, id, new.clone()).await {
            Ok(entered) => {
                self.sales[place] = (entered.sale, new);
                true
            }
            Err(_) => false,
        }
    }

    async fn move_partner(&mut self, work: &mut Work, dice: &mut Dice, today: Date) -> bool {
        let partner = self.partners[dice.below(4)];
        let upline = match dice.below(5) {
            4 => None,
            place => Some(self.partners[place]),
        };
        partners::set_upline(work, partner, upline, dice.day_until(today)).await.is_ok()
    }
}

async fn found(bench: &Bench) -> (Vec<Pair>, Vec<Family>) {
    bench.site.clock.set("2026-01-01T09:00:00Z".parse().unwrap());
    let mut work = bench.work().await;
    let mut pairs = Vec::new();
    for (code, terms) in
        [("month", MONTHLY), ("quarter", WHOLE_QUARTER), ("limits", LIMITS), ("budget", BUDGET)]
    {
        let often = months::program(&mut work, code, terms).await;
        let once = months::program(&mut work, &format!("{code}-once"), terms).await;
        pairs.push(Pair { often, once });
    }
    let mut families = Vec::new();
    for number in 0..FAMILIES {
        let mut family = Family { number, ..Family::default() };
        for place in 0..4 {
            let name = format!("Партнёр {number}-{place}");
            let upline = family.partners.last().copied().filter(|_| place < 3);
            let partner = months::partner(&mut work, pairs[0].often, &name, upline).await;
            for program in pairs.iter().flat_map(|pair| [pair.often, pair.once]).skip(1) {
                programs::enrol(&mut work, program, partner, date(2026, 1, 1)).await.unwrap();
            }
            family.partners.push(partner);
        }
        families.push(family);
    }
    work.commit().await.unwrap();
    (pairs, families)
}

/// Closes every month of the programme that is over.
async fn close_all(bench: &Bench, program: ProgramId) {
    let mut month = Period::parse("2026-01").unwrap();
    while month.end < bench.site.today() {
        close(bench, program, &month.to_string(), Mode::Post).await.unwrap();
        month = month.next();
    }
}

/// Closes the next month, as its page shows it for one of the partners.
async fn close_next(bench: &Bench, program: ProgramId, whom: PartnerId) {
    let mut work = bench.work().await;
    let program = programs::program(&mut work, program).await.unwrap().unwrap();
    let month = commissions::first_open(&program);
    if month.end >= bench.site.today() {
        return;
    }
    let open = commissions::open_statement(&mut work, program.id, month, whom).await;
    let open = open.map(|open| open.totals).unwrap_or_default();
    drop(work);
    close(bench, program.id, &month.to_string(), Mode::Post).await.unwrap();
    let mut work = bench.work().await;
    let kept = commissions::statement_of(&mut work, program.id, month, whom).await.unwrap();
    assert_eq!(kept.map(|kept| kept.head.totals).unwrap_or_default(), open, "{month}");
}

/// What a partner's statements of a programme come to.
async fn stated(work: &mut Work, program: ProgramId, partner: PartnerId) -> i64 {
    let filter = commissions::StatementFilter {
        program: Some(program),
        partner: Some(partner),
        ..commissions::StatementFilter::default()
    };
    commissions::statements_count(work, &filter).await.unwrap().1.total
}

async fn stream(seed: u64) {
    let bench = setup(EngineName::Sqlite).await.unwrap();
    let (pairs, mut families) = found(&bench).await;
    let mut dice = Dice(seed);
    let total = FAMILIES * EVENTS;
    for event in 0..total {
        // Six months go by, half an hour of each day at a time.
        let minutes = i64::try_from(event * 181 * 24 * 60 / total).unwrap();
        bench.site.clock.set("2026-01-01T09:00:00Z".parse::<jiff::Timestamp>().unwrap() + minutes.minutes());
        let family = dice.below(FAMILIES);
        let today = bench.site.today();
        families[family].event(&bench, &mut dice, today).await;
        for pair in &pairs {
            if dice.below(25) == 0 {
                let whom = families[family].partners[dice.below(4)];
                close_next(&bench, pair.often, whom).await;
            }
        }
        if dice.below(120) == 0 {
            let verified = commissions::verify(&bench.site, Actor::System("test"), None).await.unwrap();
            assert_eq!(verified.told, vec![], "seed {seed}, event {event}");
        }
    }
    bench.site.clock.set("2026-08-05T09:00:00Z".parse().unwrap());
    let before = rows(&bench).await;
    let mut work = bench.work().await;
    let mut differ = Vec::new();
    drop(work);
    for pair in &pairs {
        close_all(&bench, pair.often).await;
        close_all(&bench, pair.once).await;
        work = bench.work().await;
        for partner in families.iter().flat_map(|family| &family.partners) {
            let often = stated(&mut work, pair.often, *partner).await;
            let once = stated(&mut work, pair.once, *partner).await;
            if often != once {
                differ.push((*partner, often, once));
            }
        }
        drop(work);
    }
    assert_eq!(rows(&bench).await[..before.len()], before[..]);
    assert_eq!(differ, vec![], "seed {seed}");
    let verified = commissions::verify(&bench.site, Actor::System("test"), None).await.unwrap();
    assert_eq!((verified.told, verified.periods), (vec![], 56), "seed {seed}");
    assert_eq!(ledger::currencies(&mut bench.work().await).await.unwrap(), [Currency::RUB]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closes_at_random_moments_come_to_what_one_clean_close_comes_to() {
    let seeds = (0..DATABASES).map(|seed| tokio::spawn(stream(seed * 7919 + 1)));
    for seed in seeds.collect::<Vec<_>>() {
        seed.await.unwrap();
    }
}
