use money::{SplitError, split};
use proptest::prelude::*;

#[test]
fn a_hundred_in_three_gives_the_odd_kopek_to_the_first() {
    assert_eq!(split(10_000, &[1, 1, 1]).unwrap(), [3_334, 3_333, 3_333]);
    assert_eq!(split(-10_000, &[1, 1, 1]).unwrap(), [-3_334, -3_333, -3_333]);
}

#[test]
fn five_kopecks_by_50_30_20_lose_nothing() {
    assert_eq!(split(5, &[50, 30, 20]).unwrap(), [3, 1, 1]);
}

#[test]
fn nobody_to_split_between_is_refused() {
    assert_eq!(split(5, &[]), Err(SplitError::NoWeight));
    assert_eq!(split(5, &[0, 0]), Err(SplitError::NoWeight));
}

#[test]
fn the_largest_total_and_weights_fit() {
    let parts = split(i64::MIN, &[u64::MAX, 0, u64::MAX]).unwrap();
    assert_eq!(parts, [i64::MIN / 2, 0, i64::MIN / 2]);
}

proptest! {
    #[test]
    fn parts_add_up_mirror_and_stay_within_one_unit_of_fair(
        total in -1_000_000_000_000..1_000_000_000_000_i64,
        weights in prop::collection::vec(0..1_000_000_u64, 1..12),
    ) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let parts = split(total, &weights).unwrap();
        prop_assert_eq!(parts.iter().sum::<i64>(), total);
        let mirrored: Vec<i64> = split(-total, &weights).unwrap().iter().map(|part| -part).collect();
        prop_assert_eq!(&mirrored, &parts);
        let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        for (part, weight) in parts.iter().zip(&weights) {
            let off = i128::from(*part) * all - i128::from(total) * i128::from(*weight);
            prop_assert!(off.abs() < all);
        }
    }
}
