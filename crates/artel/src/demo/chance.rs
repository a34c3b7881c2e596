//! Chance that always falls the same way: SplitMix64's finaliser over a stream and a number.

/// The `number`-th draw of `stream`.
pub fn draw(stream: u64, number: u64) -> u64 {
    let mut z =
        number.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(stream.wrapping_mul(0xD1B5_4A32_D192_ED03));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A draw below `limit`.
pub fn below(stream: u64, number: u64, limit: u64) -> u64 {
    draw(stream, number) % limit.max(1)
}

/// One of a list.
pub fn pick<T>(stream: u64, number: u64, list: &[T]) -> &T {
    &list[below(stream, number, list.len() as u64) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draws_are_the_published_ones() {
        assert_eq!(draw(1, 1), 0x2d0f_28c7_e7e7_86b2);
        assert_eq!(draw(10, 1), 0x66af_441b_bc69_b190);
    }
}
