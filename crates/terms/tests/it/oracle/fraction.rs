//! Exact fractions of two 128-bit integers, always in lowest terms with a positive denominator.

use money::{Rate, RoundingMode};
use std::cell::Cell;
use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// An exact number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Q {
    top: i128,
    bottom: i128,
}

thread_local! {
    static OVERFLOWN: Cell<bool> = const { Cell::new(false) };
}

/// Whether a fraction did not fit since the last question; what was computed since is worth nothing then.
pub fn was_too_large() -> bool {
    OVERFLOWN.with(|flag| flag.replace(false))
}

fn kept(value: Option<i128>) -> i128 {
    value.unwrap_or_else(|| {
        OVERFLOWN.with(|flag| flag.set(true));
        1
    })
}

impl Q {
    pub const ZERO: Q = Q { top: 0, bottom: 1 };
    pub const ONE: Q = Q { top: 1, bottom: 1 };

    pub fn new(top: i128, bottom: i128) -> Q {
        assert!(bottom != 0, "a fraction with nothing below");
        let common = common(top.unsigned_abs(), bottom.unsigned_abs()) as i128;
        let common = if bottom < 0 { -common } else { common };
        Q { top: top / common, bottom: bottom / common }
    }

    pub fn whole(number: i64) -> Q {
        Q { top: i128::from(number), bottom: 1 }
    }

    pub fn of(rate: Rate) -> Q {
        Q::new(i128::from(rate.num()), i128::from(rate.den()))
    }

    pub fn is_zero(self) -> bool {
        self.top == 0
    }

    pub fn signum(self) -> i64 {
        self.top.signum() as i64
    }

    pub fn abs(self) -> Q {
        Q { top: self.top.abs(), ..self }
    }

    /// The greatest whole number that is not greater.
    pub fn floor(self) -> i64 {
        narrow(self.top.div_euclid(self.bottom))
    }

    /// The least whole number that is not less.
    pub fn ceil(self) -> i64 {
        -(-self).floor()
    }

    /// A whole number by the mode; the sign is set aside first.
    pub fn round(self, mode: RoundingMode) -> i64 {
        let size = self.abs();
        let below = size.floor();
        let rest = size - Q::whole(below);
        let half = rest.cmp(&Q::new(1, 2));
        let up = match mode {
            RoundingMode::Down => false,
            RoundingMode::Up => !rest.is_zero(),
            RoundingMode::HalfAwayFromZero => half != Ordering::Less,
            RoundingMode::HalfTowardZero => half == Ordering::Greater,
            RoundingMode::HalfEven => {
                half == Ordering::Greater || (half == Ordering::Equal && below % 2 != 0)
            }
        };
        self.signum() * (below + i64::from(up))
    }

    /// A whole number, a half going away from zero.
    pub fn nearest(self) -> i64 {
        self.round(RoundingMode::HalfAwayFromZero)
    }
}

fn narrow(number: i128) -> i64 {
    kept(i64::try_from(number).ok().map(i128::from)) as i64
}

fn common(left: u128, right: u128) -> u128 {
    let (mut left, mut right) = (left, right);
    while right != 0 {
        if let (Ok(small), Ok(other)) = (u64::try_from(left), u64::try_from(right)) {
            return u128::from(common_small(small, other));
        }
        (left, right) = (right, left % right);
    }
    left
}

fn common_small(mut left: u64, mut right: u64) -> u64 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

impl Add for Q {
    type Output = Q;

    fn add(self, other: Q) -> Q {
        if self.bottom == 1 && other.bottom == 1 {
            return Q { top: kept(self.top.checked_add(other.top)), bottom: 1 };
        }
        let common = common(self.bottom.unsigned_abs(), other.bottom.unsigned_abs()) as i128;
        let left = self.top.checked_mul(other.bottom / common);
        let right = other.top.checked_mul(self.bottom / common);
        let top = left.zip(right).and_then(|(left, right)| left.checked_add(right));
        Q::new(kept(top), kept(self.bottom.checked_mul(other.bottom / common)))
    }
}

impl Neg for Q {
    type Output = Q;

    fn neg(self) -> Q {
        Q { top: -self.top, ..self }
    }
}

impl Sub for Q {
    type Output = Q;

    fn sub(self, other: Q) -> Q {
        self + -other
    }
}

impl Mul for Q {
    type Output = Q;

    fn mul(self, other: Q) -> Q {
        let (left, right) = (Q::new(self.top, other.bottom), Q::new(other.top, self.bottom));
        let top = left.top.checked_mul(right.top);
        Q { top: kept(top), bottom: kept(left.bottom.checked_mul(right.bottom)) }
    }
}

impl Div for Q {
    type Output = Q;

    fn div(self, other: Q) -> Q {
        let upside_down = Q::new(other.bottom, other.top);
        self.mul(upside_down)
    }
}

impl Ord for Q {
    fn cmp(&self, other: &Q) -> Ordering {
        (*self - *other).top.cmp(&0)
    }
}

impl PartialOrd for Q {
    fn partial_cmp(&self, other: &Q) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[test]
fn a_fraction_rounds_as_its_mirror_image_in_every_mode() {
    for (twice, mode, expected) in [
        (5, RoundingMode::HalfAwayFromZero, 3),
        (5, RoundingMode::HalfEven, 2),
        (7, RoundingMode::HalfEven, 4),
        (5, RoundingMode::HalfTowardZero, 2),
        (5, RoundingMode::Down, 2),
        (5, RoundingMode::Up, 3),
        (4, RoundingMode::Up, 2),
    ] {
        assert_eq!(Q::new(twice, 2).round(mode), expected);
        assert_eq!(Q::new(-twice, 2).round(mode), -expected);
    }
    assert_eq!((Q::new(1, 6) + Q::new(1, 3)) * Q::whole(4) / Q::new(2, 3), Q::whole(3));
}
