//! Ids: 64 bits, ordered by time of birth, typed in code, readable in public.
//!
//! 41 bits of milliseconds since 2024, 10 bits of node, 12 bits of sequence. Nodes are handed out by the
//! database in a circle of 1024 at every start, so replicas do not meet.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

const EPOCH_MS: i64 = 1_704_067_200_000;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How many nodes the circle has.
pub const NODES: i64 = 1024;

static NODE: AtomicI64 = AtomicI64::new(0);
static LAST_TICK: AtomicI64 = AtomicI64::new(0);

/// Sets the node number that the database gave to this process.
pub(crate) fn set_node(node: i64) {
    NODE.store(node % NODES, Ordering::Relaxed);
}

/// Makes an id greater than every id this process made before.
pub fn fresh() -> i64 {
    let present = (Timestamp::now().as_millisecond() - EPOCH_MS) << 12;
    let mut tick = present;
    let _ = LAST_TICK.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| {
        tick = present.max(last + 1);
        Some(tick)
    });
    ((tick >> 12) << 22) | (NODE.load(Ordering::Relaxed) << 12) | (tick & 0xfff)
}

/// Writes an id as thirteen letters of Crockford's base32, lower case.
pub fn encode(id: i64) -> String {
    (0..13).rev().map(|place| ALPHABET[((id as u64 >> (place * 5)) & 31) as usize] as char).collect()
}

/// Reads what [`encode`] wrote; `None` for anything else.
pub fn decode(text: &str) -> Option<i64> {
    if text.len() != 13 {
        return None;
    }
    let mut value: u64 = 0;
    for letter in text.bytes() {
        let digit = ALPHABET.iter().position(|known| *known == letter)? as u64;
        value = value.checked_mul(32)?.checked_add(digit)?;
    }
    i64::try_from(value).ok()
}

/// Says that a text is not the public form of an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnId {
    /// The prefix that was expected.
    pub expected: &'static str,
}

impl std::fmt::Display for NotAnId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected an id like {}_0123456789abc", self.expected)
    }
}

impl std::error::Error for NotAnId {}

/// Declares a typed id, shown as `prefix_` and thirteen letters.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident, $prefix:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl $name {
            /// Makes an id greater than every id made before by this process.
            pub fn fresh() -> Self {
                Self($crate::db::id::fresh())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}_{}", $prefix, $crate::db::id::encode(self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::db::id::NotAnId;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then($crate::db::id::decode)
                    .map(Self)
                    .ok_or($crate::db::id::NotAnId { expected: $prefix })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl From<$name> for $crate::db::Value {
            fn from(id: $name) -> Self {
                $crate::db::Value::Int(id.0)
            }
        }

        impl $crate::db::FromValue for $name {
            fn from_value(value: &$crate::db::Value) -> Option<Self> {
                i64::from_value(value).map(Self)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    id!(
        /// An id for these tests.
        SampleId,
        "sample"
    );

    #[test]
    fn ids_grow_even_within_one_millisecond() {
        let made: Vec<i64> = (0..10_000).map(|_| fresh()).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn the_public_form_reads_back() {
        let id = SampleId::fresh();
        assert_eq!(id.to_string().parse::<SampleId>(), Ok(id));
        assert!(id.to_string().starts_with("sample_0"));
    }

    #[test]
    fn a_foreign_prefix_is_not_an_id() {
        assert!("partner_0123456789abc".parse::<SampleId>().is_err());
        assert!("sample_zzzzzzzzzzzzz".parse::<SampleId>().is_err());
    }
}
