//! The log of months tells what the rows tell, whatever happened.

use base::access::PartnerId;
use base::on_both_engines;
use base::testing::Bench;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use sales::{
    Earning, EarningSale, EarningWants, LoggedSale, NewReturn, NewSale, Participant, SaleId, SaleKind,
    SaleParts,
};

use crate::kit::{back, bench, order, partner, rub};

/// A small generator: xorshift.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

/// Something is entered, confirmed, cancelled, corrected or returned; what is refused changes nothing.
async fn something(bench: &Bench, chance: &mut Chance, partners: &[PartnerId], known: &mut Vec<SaleId>) {
    let number = known.len();
    let day = |chance: &mut Chance| {
        date(2025, 12, 20).saturating_add(jiff::Span::new().days(chance.below(70) as i64))
    };
    let mut new = NewSale {
        happened_on: day(chance),
        amount: rub(1_000 + chance.below(100_000) as i64),
        quantity: 1 + chance.below(3) as i64,
        is_pending: chance.one_in(4),
        ..order(chance.of(partners), &format!("Ж-{number}"))
    };
    match chance.below(12) {
        0 => new.parts = SaleParts { vat: Some(rub(100)), ..SaleParts::default() },
        1 => new.participants = vec![Participant { partner: partners[0], role: "scout".into(), share: None }],
        2 => new.kind = SaleKind::Return,
        3 => new.kind = SaleKind::Payment,
        _ => {}
    }
    let mut work = bench.work().await;
    let act = chance.below(10);
    let some = (!known.is_empty()).then(|| chance.of(known.as_slice()));
    let done = match (act, some) {
        (0, Some(id)) => sales::confirm(&mut work, id).await.map(|()| None),
        (1, Some(id)) => sales::cancel(&mut work, id, "").await.map(|()| None),
        (2, Some(id)) => sales::correct(&mut work, id, new).await.map(Some),
        (3, Some(id)) => {
            let part = back(id, &format!("R-{number}"), 400);
            let part = NewReturn { happened_on: date(2026, 3, 1), is_pending: chance.one_in(3), ..part };
            sales::give_back(&mut work, part).await.map(Some)
        }
        _ => sales::enter(&mut work, new).await.map(Some),
    };
    match done {
        Ok(entered) if !chance.one_in(8) => {
            work.commit().await.unwrap();
            known.extend(entered.map(|entered| entered.sale));
        }
        // What is refused, or given up, leaves nothing behind.
        _ => drop(work),
    }
    bench.site.clock.advance(jiff::Span::new().minutes(chance.below(90) as i64));
}

fn whole(sale: LoggedSale<'_>) -> EarningSale {
    EarningSale {
        id: sale.id,
        reference: sale.reference.to_owned(),
        seller: sale.seller,
        product: sale.product,
        customer: sale.customer,
        happened_on: sale.happened_on,
        amount: sale.amount,
        quantity: sale.quantity,
        kind: sale.kind,
        program: sale.program,
        known_at: Timestamp::from_microsecond(sale.confirmed_at.unwrap()).unwrap(),
        parts: SaleParts::default(),
        participants: Vec::new(),
        original: None,
        returned_before: rub(0),
        first_sold_on: None,
        payment_no: None,
    }
}

/// What the rows tell, and what the log tells.
async fn both(
    bench: &Bench,
    from: Date,
    until: Date,
    known_until: Option<Timestamp>,
) -> [Vec<EarningSale>; 2] {
    let mut work = bench.work().await;
    let wants = EarningWants { firsts: false, participants: true };
    let (mut rows, mut logged) = (Vec::new(), Vec::new());
    sales::earning(&mut work, from, until, known_until, wants, &mut |sale| rows.push(sale)).await.unwrap();
    let mut take = |sale: Earning<'_>| {
        logged.push(match sale {
            Earning::Brief(sale) => whole(sale),
            Earning::Whole(sale) => *sale,
        });
    };
    sales::earning_in_bulk(&mut work, from, until, known_until, wants, &mut take).await.unwrap();
    let mut all = [rows, logged];
    all.iter_mut().for_each(|sales| sales.sort_by_key(|sale| sale.id));
    all
}

async fn compared(bench: &Bench, moments: &[Timestamp]) {
    let spans = [(date(2025, 12, 1), date(2026, 3, 31)), (date(2026, 1, 10), date(2026, 2, 3))];
    for (from, until) in spans {
        for known_until in [None].into_iter().chain(moments.iter().copied().map(Some)) {
            let [rows, logged] = both(bench, from, until, known_until).await;
            assert_eq!(rows, logged, "{from} to {until} as known at {known_until:?}");
        }
    }
}

on_both_engines! { bench;

async fn the_log_tells_what_the_rows_tell_whatever_happened(bench) {
    let partners = [partner(&bench, "Anna").await, partner(&bench, "Boris").await, partner(&bench, "Vera").await];
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut known = Vec::new();
    let mut moments = vec![bench.site.clock.now()];
    for round in 0..300 {
        something(&bench, &mut chance, &partners, &mut known).await;
        if round % 60 == 0 {
            moments.push(bench.site.clock.now());
        }
    }
    assert!(both(&bench, date(2025, 12, 1), date(2026, 3, 31), None).await[0].len() > 50);
    compared(&bench, &moments).await;
    sales::rebuild_log(&bench.site, base::access::Actor::System("test")).await.unwrap();
    compared(&bench, &moments).await;
    for _ in 0..50 {
        something(&bench, &mut chance, &partners, &mut known).await;
    }
    compared(&bench, &moments).await;
}

async fn a_log_that_was_lost_is_not_read_and_is_made_again(bench) {
    let anna = partner(&bench, "Anna").await;
    let mut work = bench.work().await;
    sales::enter(&mut work, order(anna, "A-1")).await.unwrap();
    work.run("delete from sales_months", vec![]).await.unwrap();
    work.run("delete from sales_months_whole", vec![]).await.unwrap();
    work.commit().await.unwrap();
    let [rows, logged] = both(&bench, date(2026, 2, 1), date(2026, 2, 28), None).await;
    assert_eq!((rows.len(), rows), (1, logged));
    sales::complete_log(&bench.site).await.unwrap();
    let mut work = bench.work().await;
    assert_eq!(work.count("select count(*) from sales_months", vec![]).await.unwrap(), 1);
    drop(work);
    let [rows, logged] = both(&bench, date(2026, 2, 1), date(2026, 2, 28), None).await;
    assert_eq!((rows.len(), rows), (1, logged));
}

}
