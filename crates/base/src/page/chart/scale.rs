//! The scale of a chart: from zero, in round steps.

use super::{BOTTOM, TOP};

/// Round values along the height of a chart; zero is always among them.
pub(super) struct Scale {
    low: i64,
    high: i64,
    step: i64,
}

impl Scale {
    /// A scale that holds zero and every value.
    pub(super) fn over(values: impl Iterator<Item = i64>) -> Self {
        let limit = i64::MAX / 8;
        let (low, high) =
            values.fold((0, 0), |(low, high): (i64, i64), value| (low.min(value), high.max(value)));
        let (low, high) = (low.max(-limit), high.min(limit));
        let step = round_step((high - low).max(1));
        let high = if high == 0 && low == 0 { step } else { up_to(high, step) };
        Self { low: -up_to(-low, step), high, step }
    }

    /// Round values from the lowest to the highest.
    pub(super) fn ticks(&self) -> impl Iterator<Item = i64> {
        let (high, step) = (self.high, self.step);
        std::iter::successors(Some(self.low), move |tick| tick.checked_add(step))
            .take_while(move |tick| *tick <= high)
    }

    /// The height of a value in pixels from the top.
    pub(super) fn y(&self, value: i64) -> f64 {
        BOTTOM - self.share(value) * (BOTTOM - TOP)
    }

    /// The height of a value as a share of the whole height, from the bottom.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn share(&self, value: i64) -> f64 {
        (value - self.low) as f64 / (self.high - self.low).max(1) as f64
    }
}

/// The smallest of 1, 2, 2.5, 5 times a power of ten that covers the range in four steps.
fn round_step(range: i64) -> i64 {
    let mut power = 1_i64;
    loop {
        for step in [power, power * 2, power * 5 / 2, power * 5] {
            if step >= 1 && step.saturating_mul(4) >= range && (power > 1 || step != power * 5 / 2) {
                return step;
            }
        }
        match power.checked_mul(10) {
            Some(next) if next <= i64::MAX / 50 => power = next,
            _ => return range / 4 + 1,
        }
    }
}

/// The first multiple of `step` that is not below `value`; zero for anything negative.
fn up_to(value: i64, step: i64) -> i64 {
    if value <= 0 { 0 } else { (value - 1) / step * step + step }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BOTTOM, Scale, TOP};

    fn ticks(values: &[i64]) -> Vec<i64> {
        Scale::over(values.iter().copied()).ticks().collect()
    }

    #[test]
    fn bars_stand_on_zero_and_ticks_are_round() {
        assert_eq!(ticks(&[12, 90]), [0, 25, 50, 75, 100]);
        assert_eq!(ticks(&[1_240_000_000]), [0, 500_000_000, 1_000_000_000, 1_500_000_000]);
        assert_eq!(ticks(&[3]), [0, 1, 2, 3]);
    }

    #[test]
    fn losses_reach_below_zero() {
        assert_eq!(ticks(&[-40, 60]), [-50, -25, 0, 25, 50, 75]);
    }

    #[test]
    fn nothing_still_has_a_scale() {
        assert_eq!(ticks(&[]), [0, 1]);
        assert_eq!(ticks(&[0, 0]), [0, 1]);
    }

    proptest! {
        #[test]
        fn every_value_lies_inside_the_field(values in proptest::collection::vec(-1_000_000_000_000_i64..1_000_000_000_000, 0..20)) {
            let scale = Scale::over(values.iter().copied());
            prop_assert!(scale.ticks().any(|tick| tick == 0));
            prop_assert!(scale.ticks().count() <= 8);
            for value in values {
                let y = scale.y(value);
                prop_assert!((TOP - 0.001..=BOTTOM + 0.001).contains(&y));
            }
        }

        #[test]
        fn extreme_values_do_not_overflow(value in any::<i64>()) {
            prop_assert!(Scale::over([value].into_iter()).ticks().count() <= 8);
        }
    }
}
