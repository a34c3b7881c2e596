//! The data of workload W1, from its formulas: every number follows from its place, so there is nothing to store.

/// Numbers come from SplitMix64's finaliser.
pub fn h(stream: u64, i: u64) -> u64 {
    let mut z =
        i.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(stream.wrapping_mul(0xD1B5_4A32_D192_ED03));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// How much of everything there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Its letter.
    pub name: &'static str,
    pub sales: u64,
    pub partners: u64,
}

/// The sizes, by letter.
pub const SIZES: [Size; 4] = [
    Size { name: "tiny", sales: 20_000, partners: 1_000 },
    Size { name: "s", sales: 1_000_000, partners: 20_000 },
    Size { name: "m", sales: 3_000_000, partners: 50_000 },
    Size { name: "l", sales: 10_000_000, partners: 100_000 },
];

pub const PRODUCTS: u64 = 2_000;
pub const CATEGORIES: u64 = 20;
/// Turnover from which the next tier begins, in kopecks.
pub const TIERS: [i64; 3] = [10_000_000, 50_000_000, 200_000_000];
/// What plan B pays in each bracket of turnover, in millionths.
pub const BRACKETS: [i64; 4] = [40_000, 55_000, 70_000, 82_500];
/// What a sale earns its uplines, the nearest first, in millionths.
pub const OVERRIDES: [i64; 4] = [30_000, 20_000, 10_000, 5_000];
/// The most that overrides bring in a month, in kopecks.
pub const OVERRIDES_MAX: i64 = 30_000_000;
/// What a target reached earns of the turnover, in millionths.
pub const BONUS: i64 = 10_000;

/// How a partner, or a sale, stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A partner who works, a sale that is confirmed.
    Good,
    /// A partner who is suspended, a sale that is pending.
    Waits,
    /// A partner who was terminated, a sale that was cancelled.
    Over,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    A,
    B,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partner {
    pub id: u64,
    /// The partner above him; 0 at the top.
    pub parent: u64,
    pub status: Status,
    pub plan: Plan,
    /// The turnover of a month that earns the bonus, in kopecks.
    pub target: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sale {
    pub id: u64,
    pub partner: u64,
    pub product: u64,
    /// 0 to 89; a month has thirty days.
    pub day: u64,
    pub status: Status,
    /// In kopecks; below zero it is a return.
    pub amount: i64,
}

impl Size {
    pub fn called(name: &str) -> Option<Size> {
        SIZES.into_iter().find(|size| size.name == name)
    }

    /// The first id of each level, and the first id after the last one.
    fn levels(self) -> [u64; 6] {
        let count = self.partners;
        let mut firsts = [1; 6];
        for (level, size) in [(count / 100).max(1), count * 4 / 100, count * 15 / 100, count * 30 / 100]
            .into_iter()
            .enumerate()
        {
            firsts[level + 1] = firsts[level] + size;
        }
        firsts[5] = count + 1;
        firsts
    }

    pub fn partner(self, id: u64) -> Partner {
        let firsts = self.levels();
        let level = firsts.iter().take_while(|first| **first <= id).count() - 1;
        let parent = match level {
            0 => 0,
            _ => firsts[level - 1] + h(1, id) % (firsts[level] - firsts[level - 1]),
        };
        let status = status(h(2, id) % 100, 3, 8);
        let plan = if h(3, id) % 100 < 70 { Plan::A } else { Plan::B };
        Partner { id, parent, status, plan, target: 5_000_000 + signed(h(4, id) % 200) * 1_000_000 }
    }

    pub fn sale(self, id: u64) -> Sale {
        let u = h(10, id) % (1 << 20);
        let place = (((u * u) >> 20) * self.partners) >> 20;
        let a = h(15, id) % 1024;
        let amount = 10_000 + signed(((a * a * a * 20_000_000) >> 30) + h(16, id) % 10_000);
        Sale {
            id,
            partner: 1 + (7919 * place + 13) % self.partners,
            product: 1 + h(11, id) % PRODUCTS,
            day: h(12, id) % 90,
            status: status(h(13, id) % 100, 3, 10),
            amount: if h(14, id) % 100 < 2 { -amount } else { amount },
        }
    }

    pub fn partners(self) -> impl Iterator<Item = Partner> {
        (1..=self.partners).map(move |id| self.partner(id))
    }

    pub fn sales(self) -> impl Iterator<Item = Sale> {
        (1..=self.sales).map(move |id| self.sale(id))
    }
}

pub fn category(product: u64) -> u64 {
    h(5, product) % CATEGORIES
}

/// What plan A pays on a category in a tier, in millionths.
pub fn rate(category: u64, tier: u64) -> i64 {
    signed(30_000 + 2_500 * category + 7_500 * tier + h(6, 4 * category + tier) % 1_000)
}

fn status(r: u64, over: u64, waits: u64) -> Status {
    match r {
        r if r < over => Status::Over,
        r if r < waits => Status::Waits,
        _ => Status::Good,
    }
}

fn signed(number: u64) -> i64 {
    number as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_vectors() {
        assert_eq!(h(1, 1), 0x2d0f_28c7_e7e7_86b2);
        assert_eq!(h(10, 1), 0x66af_441b_bc69_b190);
        assert_eq!(h(15, 1_000_000), 0xf0d2_e21b_a749_a2ef);
    }

    #[test]
    fn a_sale_and_a_partner_are_as_the_first_generator_made_them() {
        let size = Size::called("tiny").unwrap();
        let (first, second) = (size.sale(1), size.sale(2));
        assert_eq!((first.partner, first.product, first.day, first.amount), (287, 1520, 6, 5_179_895));
        assert_eq!((second.partner, second.product, second.day, second.amount), (551, 1074, 47, 15_484_956));
        assert_eq!((first.status, second.status), (Status::Waits, Status::Waits));
        assert_eq!((size.partner(1).parent, size.partner(1).target), (0, 198_000_000));
        assert!(size.partners().all(|partner| partner.parent < partner.id));
    }
}
