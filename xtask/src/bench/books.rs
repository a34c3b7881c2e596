//! What W1 comes to: the statements, the check line over them, and the same reckoned in the plainest way.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::w1::{self, Plan, Sale, Size, Status};

/// One partner's month, in kopecks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    pub direct: i64,
    pub override_raw: i64,
    pub override_paid: i64,
    pub bonus: i64,
    pub total: i64,
    pub lines: u64,
}

/// All statements and the sums over all lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    /// By partner and month.
    pub statements: BTreeMap<(u64, u64), Statement>,
    lines: i64,
    sum: i64,
    sum_sale: i64,
    sum_partner: i64,
}

impl Books {
    /// Takes a line in; `is_direct` when the partner sold himself. A line of nothing is none.
    pub fn line(&mut self, sale: u64, partner: u64, month: u64, amount: i64, is_direct: bool) {
        if amount == 0 {
            return;
        }
        self.lines += 1;
        self.sum += amount;
        self.sum_sale += amount * (sale % 1009 + 1) as i64;
        self.sum_partner += amount * (partner % 997 + 1) as i64;
        let statement = self.statements.entry((partner, month)).or_default();
        statement.lines += 1;
        *(if is_direct { &mut statement.direct } else { &mut statement.override_raw }) += amount;
    }

    /// The statements in a text, one a line.
    pub fn text(&self) -> String {
        self.statements.iter().fold(String::new(), |mut text, ((partner, month), one)| {
            let Statement { direct, override_raw, override_paid, bonus, total, lines } = one;
            let _ = writeln!(
                text,
                "{partner},{month},{direct},{override_raw},{override_paid},{bonus},{total},{lines}"
            );
            text
        })
    }

    /// The check line.
    pub fn check(&self) -> String {
        let sum = |of: fn(&Statement) -> i64| self.statements.values().map(of).sum::<i64>();
        let hash = Sha256::digest(self.text().as_bytes());
        let hash = hash.iter().take(8).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        format!(
            "CHECK lines={} sum={} sumsale={} sumpartner={} statements={} total={} bonus={} capped={} sha256={hash}",
            self.lines,
            self.sum,
            self.sum_sale,
            self.sum_partner,
            self.statements.len(),
            sum(|one| one.total),
            sum(|one| one.bonus),
            sum(|one| one.override_raw - one.override_paid),
        )
    }

    /// The first statement in which two books differ, in words.
    pub fn first_difference(&self, other: &Books) -> Option<String> {
        let keys = self.statements.keys().chain(other.statements.keys());
        let differs = |key: &&(u64, u64)| self.statements.get(key) != other.statements.get(key);
        let (partner, month) = keys.filter(differs).min()?;
        let (one, two) =
            (self.statements.get(&(*partner, *month)), other.statements.get(&(*partner, *month)));
        Some(format!("partner {partner}, month {month}: {one:?} against {two:?}"))
    }
}

/// Reckons the books sale by sale, as the document has it.
pub fn reckon(size: Size) -> Books {
    let partners: Vec<w1::Partner> = size.partners().collect();
    let partner = |id: u64| &partners[id as usize - 1];
    let mut sales: Vec<Sale> = size
        .sales()
        .filter(|sale| sale.status == Status::Good && partner(sale.partner).status != Status::Over)
        .collect();
    sales.sort_unstable_by_key(|sale| (sale.day, sale.id));
    let mut turnover: BTreeMap<(u64, u64), i64> = BTreeMap::new();
    for sale in &sales {
        *turnover.entry((sale.partner, sale.day / 30)).or_default() += sale.amount;
    }
    let tier = |partner: u64, month: u64| {
        let turnover = turnover.get(&(partner, month)).copied().unwrap_or(0);
        w1::TIERS.iter().filter(|bound| **bound <= turnover).count() as u64
    };
    let mut books = Books::default();
    let mut before: BTreeMap<(u64, u64), i64> = BTreeMap::new();
    for Sale { id, partner: seller, product, day, amount, .. } in sales {
        let (month, own) = (day / 30, partner(seller));
        let exact = match own.plan {
            Plan::A => amount * w1::rate(w1::category(product), tier(seller, month)),
            Plan::B => {
                let before = before.entry((seller, month)).or_default();
                let from = *before;
                *before += amount;
                brackets(*before) - brackets(from)
            }
        };
        books.line(id, seller, month, rounded(exact), true);
        let mut above = own.parent;
        for (distance, rate) in w1::OVERRIDES.into_iter().enumerate() {
            if above == 0 {
                break;
            }
            let upline = partner(above);
            if upline.status == Status::Good && (distance < 2 || tier(above, month) >= 1) {
                books.line(id, above, month, rounded(amount * rate), false);
            }
            above = upline.parent;
        }
    }
    for ((seller, month), turnover) in turnover {
        if turnover >= partner(seller).target {
            books.statements.entry((seller, month)).or_default().bonus = rounded(turnover * w1::BONUS);
        }
    }
    for statement in books.statements.values_mut() {
        statement.override_paid = statement.override_raw.min(w1::OVERRIDES_MAX);
        statement.total = statement.direct + statement.override_paid + statement.bonus;
    }
    books
}

/// What plan B pays on a turnover from zero, in kopecks and millionths.
fn brackets(turnover: i64) -> i64 {
    let mut paid = w1::BRACKETS[0] * turnover.min(w1::TIERS[0]);
    for (place, from) in w1::TIERS.into_iter().enumerate() {
        let until = w1::TIERS.get(place + 1).copied().unwrap_or(i64::MAX);
        paid += w1::BRACKETS[place + 1] * (turnover.min(until) - from).max(0);
    }
    paid
}

/// Millionths of kopecks as kopecks, halves away from zero.
fn rounded(exact: i64) -> i64 {
    (exact.abs() + 500_000) / 1_000_000 * exact.signum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_reckoning_comes_to_the_line_of_the_reference() {
        let books = reckon(Size::called("tiny").unwrap());
        let expected = "CHECK lines=66397 sum=9752088236 sumsale=4909118918933 sumpartner=3171462066013 \
                        statements=2889 total=9805170489 bonus=255430550 capped=202348297 sha256=48870429251bc436";
        assert_eq!(books.check(), expected);
    }

    #[test]
    fn a_half_goes_away_from_zero() {
        assert_eq!((rounded(500_000), rounded(-500_000), rounded(499_999)), (1, -1, 0));
    }

    #[test]
    fn books_that_differ_say_where() {
        let mut one = Books::default();
        one.line(1, 7, 0, 100, true);
        let mut two = one.clone();
        assert_eq!(one.first_difference(&two), None);
        two.line(2, 7, 0, 5, false);
        assert!(one.first_difference(&two).unwrap().starts_with("partner 7, month 0"));
    }
}
