//! Partners, their tree, exchange rates, and what they sold.

use super::{Frame, KINDS, Random};
use crate::oracle::days::{plus_days, plus_months};
use jiff::civil::Date;
use money::{Currency, Rate};
use std::collections::BTreeMap;
use terms::{Attributes, Leg, Original, Participant, PartnerFact, Parts, SaleFact, SaleMore, Standing};

pub fn partners(random: &mut Random, frame: &Frame) -> Vec<PartnerFact> {
    let many = random.between(3, 8);
    let joined = [
        plus_days(frame.period.start, -400),
        plus_days(frame.period.start, -40),
        frame.period.start,
        plus_days(frame.period.start, 10),
        frame.period.end,
        Date::new(2023, 2, 28).unwrap(),
        Date::new(2024, 2, 29).unwrap(),
        Date::new(2023, 8, 31).unwrap(),
    ];
    let nobody = random.maybe(5, |random| random.below(8) as i64);
    (0..many)
        .map(|at| {
            let tier = random.maybe(85, |random| random.one(&["bronze", "silver", "gold"]));
            PartnerFact {
                id: if nobody == Some(at) { PartnerFact::NOBODY } else { at + 1 },
                attributes: Attributes::new(tier.map(|tier| ("tier", tier))),
                joined_on: random
                    .maybe(if frame.all_joined { 100 } else { 50 }, |random| random.one(&joined)),
                target: random.maybe(75, |random| random.one(&[100_00, 250_00, 333_33, 500_00])),
                placed: random.maybe(if at == 0 { 0 } else { 75 }, |random| {
                    (random.below(at as u64) as u32, random.one(&[Leg::Left, Leg::Right]))
                }),
                standing: random.maybe(4, |random| {
                    let own = random.between(0, 300_00);
                    Standing { own, group: own * 2, subtree: own * 3, sales: random.between(0, 5) }
                }),
            }
        })
        .collect()
}

pub fn rates(random: &mut Random, frame: &Frame) -> Vec<(Currency, Date, Rate)> {
    let mut rates = Vec::new();
    let values =
        [Rate::ONE, Rate::new(984_321, 10_000).unwrap(), Rate::ppm(505_050), Rate::new(1, 3).unwrap()];
    for currency in [Currency::EUR, Currency::KWD] {
        for _ in 0..random.below(12) {
            let day = plus_days(frame.period.start, random.between(-60, 40));
            rates.push((currency, day, random.one(&values)));
        }
    }
    rates
}

/// The stream as it is made, sale by sale.
struct Stream<'a> {
    frame: &'a Frame,
    partners: usize,
    chosen: u32,
    sums: &'a [i64],
    days: Vec<Date>,
    /// The direct upline of each partner, before and after the change.
    trees: [Vec<Option<u32>>; 2],
    changed_on: Date,
    ids: Vec<i64>,
    made: Vec<SaleFact>,
    /// Of each sale: what was returned, and when last.
    returned: BTreeMap<usize, (i64, Date)>,
}

pub fn sales(
    random: &mut Random,
    frame: &Frame,
    partners: &[PartnerFact],
    chosen: u32,
    sums: &[i64],
) -> Vec<(SaleFact, Vec<u32>)> {
    let most = random.one(&[3, 10, 15, 15, 25, 30, 60]);
    let least = if random.chance(80) { most / 2 } else { 0 };
    let many = random.between(least, most) as usize;
    let mut ids: Vec<i64> = (1..=many as i64).collect();
    random.shuffle(&mut ids);
    let first = tree(random, partners.len());
    let mut then = first.clone();
    for (at, above) in then.iter_mut().enumerate().skip(1) {
        if random.chance(30) {
            *above = Some(random.below(at as u64) as u32);
        }
    }
    let mut stream = Stream {
        frame,
        partners: partners.len(),
        chosen,
        sums,
        days: days(random, frame),
        trees: [first, then],
        changed_on: plus_days(frame.period.start, random.between(0, 20)),
        ids,
        made: Vec::new(),
        returned: BTreeMap::new(),
    };
    for _ in 0..many {
        let sale = match random.below(100) {
            0..=24 => stream.part_returned(random),
            25..=28 => Some(stream.unknown_returned(random)),
            _ => None,
        };
        let sale = sale.unwrap_or_else(|| stream.sale(random));
        stream.made.push(sale);
    }
    let made = std::mem::take(&mut stream.made);
    made.into_iter().map(|sale| (stream.above(&sale), sale)).map(|(above, sale)| (sale, above)).collect()
}

fn tree(random: &mut Random, many: usize) -> Vec<Option<u32>> {
    (0..many)
        .map(|at| match random.below(10) {
            _ if at == 0 => None,
            0 => None,
            1..=5 => Some(at as u32 - 1),
            _ => Some(random.below(at as u64) as u32),
        })
        .collect()
}

fn days(random: &mut Random, frame: &Frame) -> Vec<Date> {
    let (start, end) = (frame.period.start, frame.period.end);
    let length = i64::from(frame.period.end.day_of_year()) - i64::from(start.day_of_year());
    let mut days = vec![start, end];
    for _ in 0..random.between(1, 5) {
        days.push(plus_days(start, random.between(0, length)));
    }
    if frame.looks_back || random.chance(75) {
        for _ in 0..random.between(1, 6) {
            let most = random.one(&[1, 20, 45, 45, 100, 400]);
            days.push(plus_days(start, -random.between(1, most)));
        }
        days.push(plus_months(start, -12));
    }
    days
}

impl Stream<'_> {
    fn above(&self, sale: &SaleFact) -> Vec<u32> {
        let tree = &self.trees[usize::from(sale.happened_on >= self.changed_on)];
        let mut above = Vec::new();
        let mut at = tree[sale.seller as usize];
        while let Some(next) = at {
            above.push(next);
            at = tree[next as usize];
        }
        above
    }

    fn partner(&self, random: &mut Random) -> u32 {
        random.below(self.partners as u64) as u32
    }

    /// A sum, as often as not one that reaches a bound exactly or misses it by one.
    fn sum(&self, random: &mut Random) -> i64 {
        let plain = [1, 1_10, 10_00, 33_33, 100_00, 250_00];
        let of = if self.sums.is_empty() || random.chance(30) { &plain } else { self.sums };
        let sum = match random.below(10) {
            0..=3 => random.one(of),
            4 => random.one(of) - random.one(of),
            5 => random.one(of) / 2,
            6 if random.chance(40) => 0,
            _ => random.between(1, 400_00),
        };
        (sum.abs() + random.one(&[-1, 0, 0, 0, 1])).max(0)
    }

    fn reference(&self, random: &mut Random) -> String {
        random.one(&["A", "A", "B", "C", "D"]).to_string()
    }

    fn sale(&mut self, random: &mut Random) -> SaleFact {
        let seller = if random.chance(if self.frame.is_focused { 80 } else { 45 }) {
            self.chosen
        } else {
            self.partner(random)
        };
        let currency = match random.below(100) {
            _ if self.frame.is_focused && random.chance(80) => self.frame.currency,
            0..=86 => self.frame.currency,
            87..=95 => Currency::EUR,
            _ => Currency::KWD,
        };
        let amount = self.sum(random) * if random.chance(8) { -1 } else { 1 };
        let id = self.ids[self.made.len()];
        let day = random.one(&self.days);
        let mut sale = SaleFact::new(id, self.reference(random), seller, day, currency, amount);
        sale.product = random.below(4) as u32;
        sale.customer = random.below(4) as u32;
        sale.kind = random.below(KINDS.len() as u64) as u16;
        sale.quantity = random.one(&[0, 1, 1, 1, 2, 3, 5, 1_000]) * if amount < 0 { -1 } else { 1 };
        if random.chance(3) {
            sale.quantity = -1;
        }
        if random.chance(85) {
            sale.more = Some(Box::new(self.more(random, &sale)));
        }
        sale
    }

    fn more(&self, random: &mut Random, sale: &SaleFact) -> SaleMore {
        let day = sale.happened_on;
        let near = |random: &mut Random| plus_days(day, random.between(-5, 20));
        let covers = |random: &mut Random| {
            let last = day.last_of_month();
            let from = random.one(&[day.first_of_month(), plus_days(day.first_of_month(), 9), last]);
            let months = random.one(&[0, 1, 2, 6, 12]);
            (from, if months == 0 { plus_days(from, 9) } else { plus_days(plus_months(from, months), -1) })
        };
        let back = [0, 10, 31, 59, 90, 365];
        SaleMore {
            document: random.maybe(35, |random| random.one(&["D1", "D2", "D3"]).into()),
            parts: parts(random, sale.amount),
            invoiced_on: random.maybe(70, near),
            paid_on: random.maybe(70, near),
            covers: random.maybe(35, covers),
            first_sold_on: random.maybe(80, |random| plus_days(day, -random.one(&back))),
            payment: random.maybe(85, |random| random.between(1, 4) as u32),
            participants: if random.chance(25) { self.participants(random, sale.seller) } else { Vec::new() },
            original: None,
        }
    }

    fn participants(&self, random: &mut Random, seller: u32) -> Vec<Participant> {
        let is_alone = random.chance(90);
        let mut others: Vec<u32> =
            (0..self.partners as u32).filter(|other| !is_alone || *other != seller).collect();
        random.shuffle(&mut others);
        others.truncate(random.between(1, 3) as usize);
        let shares = [Rate::ppm(100_000), Rate::new(1, 3).unwrap(), Rate::ppm(600_000)];
        let mut participants = Vec::new();
        for partner in others {
            let role = random.one(&["scout", "expert", "closer", "bystander"]).into();
            let share = random.maybe(25, |random| random.one(&shares));
            participants.push(Participant { partner, role, share });
        }
        participants
    }

    /// A return of some part of a sale made before; nothing where no sale has anything left.
    fn part_returned(&mut self, random: &mut Random) -> Option<SaleFact> {
        let mut left = Vec::new();
        for (at, sale) in self.made.iter().enumerate() {
            let returned = self.returned.get(&at).map_or(0, |(returned, _)| *returned);
            if sale.amount > returned && sale.original().is_none() {
                left.push((at, sale.amount - returned));
            }
        }
        if left.is_empty() {
            return None;
        }
        let (at, left) = random.one(&left);
        let original = self.made[at].clone();
        let (before, since) = self.returned.get(&at).copied().unwrap_or((0, original.happened_on));
        let mut part = random.one(&[left, left, left / 2, left - 1, 1, left / 3]).max(1);
        if random.chance(2) {
            part += 1;
        }
        let days: Vec<Date> = self.days.iter().copied().filter(|day| *day > since).collect();
        let day = if days.is_empty() { since } else { random.one(&days) };
        // Of one day the first returned is the first by reference too.
        let id = self.ids[self.made.len()];
        let reference = format!("{}-{:05}", original.reference, self.made.len());
        self.returned.insert(at, (before + part, day));
        let mut back = SaleFact { id, reference: reference.into(), happened_on: day, ..original.clone() };
        back.amount = -part;
        back.quantity = if random.chance(60) { -original.quantity.abs() } else { random.one(&[0, -1]) };
        let more = back.more_mut();
        more.parts = parts(random, -part);
        let covers = more.covers;
        more.original = Some(Original {
            id: original.id,
            happened_on: original.happened_on,
            amount: original.amount,
            quantity: original.quantity,
            parts: original.parts(),
            covers,
            returned_before: before,
        });
        // Now and then a sale only names an earlier one, and takes nothing back.
        if random.chance(3) {
            back.amount = part;
            back.quantity = back.quantity.abs();
            back.more_mut().parts = parts(random, part);
            self.returned.insert(at, (before, day));
        }
        Some(back)
    }

    /// A return of a sale that the book does not hold.
    fn unknown_returned(&mut self, random: &mut Random) -> SaleFact {
        let mut sale = self.sale(random);
        let amount = sale.amount.abs() + 1;
        let before = random.one(&[0, 0, amount / 2]);
        sale.amount = -random.one(&[amount - before, 1.max((amount - before) / 2)]).max(1);
        sale.quantity = -sale.quantity.abs();
        let happened_on = plus_days(sale.happened_on, -random.one(&[0, 5, 35, 70]));
        let parts = parts(random, amount);
        let quantity = random.between(0, 4);
        let more = sale.more_mut();
        let covers = more.covers;
        let id = 1_000_000;
        more.original =
            Some(Original { id, happened_on, amount, quantity, parts, covers, returned_before: before });
        sale
    }
}

/// Parts of an amount; each is often unknown.
fn parts(random: &mut Random, amount: i64) -> Parts {
    let mut part = |percent, of: i64| random.maybe(percent, |random| of + random.between(-1, 1));
    Parts {
        vat: part(80, amount / 6),
        delivery: part(85, amount / 20),
        cost: part(88, amount / 2),
        paid: part(88, amount),
    }
}
