//! The compact block that things are stored in: a version byte, then postcard under lz4, or bytes as they are.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;

const VERSION: u8 = 2;
/// The version of blocks whose bytes are too mixed to be worth packing.
const BARE: u8 = 3;
/// lz4 cannot shrink anything more than this many times, so a larger claim is a forgery.
const RATIO_MAX: usize = 255;

/// Says why a block cannot be written or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodecError {
    /// The block was written by a newer program, or is not a block at all.
    UnknownVersion {
        /// The first byte, if there is one.
        found: Option<u8>,
    },
    /// The block is damaged.
    Damaged {
        /// What the reader met.
        detail: String,
    },
}

/// A value in one block.
pub(crate) fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>, CodecError> {
    Ok(close(&plain(value)?))
}

/// The value of a block written by [`pack`].
pub(crate) fn unpack<T: DeserializeOwned>(block: &[u8]) -> Result<T, CodecError> {
    let plain = open(block)?;
    let (value, left) = take(&plain)?;
    if left.is_empty() { Ok(value) } else { Err(damaged("something follows the last entry")) }
}

/// A value as plain bytes.
pub(crate) fn plain<T: Serialize>(value: &T) -> Result<Vec<u8>, CodecError> {
    postcard::to_stdvec(value).map_err(damaged)
}

/// Reads a value off the front of plain bytes.
pub(crate) fn take<T: DeserializeOwned>(plain: &[u8]) -> Result<(T, &[u8]), CodecError> {
    postcard::take_from_bytes(plain).map_err(damaged)
}

/// Puts plain bytes into a block.
pub(crate) fn close(plain: &[u8]) -> Vec<u8> {
    let packed = lz4_flex::block::compress_prepend_size(plain);
    let mut block = Vec::with_capacity(packed.len() + 1);
    block.push(VERSION);
    block.extend_from_slice(&packed);
    block
}

/// Puts plain bytes into a block as they are.
pub(crate) fn close_bare(plain: &[u8]) -> Vec<u8> {
    let mut block = Vec::with_capacity(plain.len() + 1);
    block.push(BARE);
    block.extend_from_slice(plain);
    block
}

/// The bytes of a block that [`close_bare`] closed; nothing when it is another one.
pub(crate) fn bare(block: &[u8]) -> Option<&[u8]> {
    block.split_first().filter(|(version, _)| **version == BARE).map(|(_, plain)| plain)
}

/// Takes the plain bytes out of a block.
pub(crate) fn open(block: &[u8]) -> Result<Vec<u8>, CodecError> {
    let packed = match block.split_first() {
        Some((&VERSION, packed)) => packed,
        other => return Err(CodecError::UnknownVersion { found: other.map(|(version, _)| *version) }),
    };
    let (size, rest) = lz4_flex::block::uncompressed_size(packed).map_err(damaged)?;
    if size > rest.len().saturating_mul(RATIO_MAX) {
        return Err(damaged("it claims an impossible size"));
    }
    lz4_flex::block::decompress(rest, size).map_err(damaged)
}

/// Says what is wrong with a block.
pub(crate) fn damaged(detail: impl fmt::Display) -> CodecError {
    CodecError::Damaged { detail: detail.to_string() }
}

/// A date as one small number, 20171231, where the form is compact, and as ISO text where people read it.
pub(crate) mod day {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return date.serialize(serializer);
        }
        let month_day = i32::from(date.month()) * 100 + i32::from(date.day());
        (i32::from(date.year()) * 10_000 + month_day).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        if deserializer.is_human_readable() {
            return Date::deserialize(deserializer);
        }
        let number = i32::deserialize(deserializer)?;
        let (year, month_day) = (number.div_euclid(10_000), number.rem_euclid(10_000));
        let wrong = |_| serde::de::Error::custom("a number is not a date");
        let year = i16::try_from(year).map_err(|_| serde::de::Error::custom("a year is out of range"))?;
        Date::new(year, (month_day / 100) as i8, (month_day % 100) as i8).map_err(wrong)
    }
}

/// A date that may be absent, as [`day`].
pub(crate) mod maybe_day {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Day(#[serde(with = "super::day")] Date);

    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(Day).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CodecError::UnknownVersion { found } => write!(f, "lines of unknown form {found:?}"),
            CodecError::Damaged { detail } => write!(f, "the lines are damaged: {detail}"),
        }
    }
}

impl std::error::Error for CodecError {}
