//! Looks into a workbook before its reader does, so that a zip bomb is refused instead of filling the memory.

use super::error::FileError;
use super::kind::Kind;
use super::limits::Limits;
use std::io::{self, Read, Seek, SeekFrom};
use zip::ZipArchive;

/// Below this many bytes any ratio is harmless: an empty styled sheet packs very tightly.
const RATIO_MATTERS_FROM: u64 = 16 * 1024 * 1024;
/// Worksheets are read piece by piece, everything else is held in memory.
const SHEETS: &str = "xl/worksheets/";
const WORKBOOK: &str = "xl/workbook.xml";

/// Refuses an archive that is no workbook, or unpacks to more than the limits allow.
///
/// The sizes written in the archive are only a first hint; every part is really unpacked, into nothing, and counted.
pub(super) fn check(source: &mut (impl Read + Seek), limits: &Limits) -> Result<(), FileError> {
    let file_size = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    let mut archive = ZipArchive::new(source).map_err(broken)?;
    let is_book = |name: &str| name.replace('\\', "/").eq_ignore_ascii_case(WORKBOOK);
    if !archive.file_names().any(|name| name.is_ok_and(|name| is_book(&name))) {
        return Err(FileError::NotATable { looks_like: Kind::Zip });
    }
    if archive.len() > limits.parts_max {
        return Err(FileError::TooMuchInside { max: limits.unpacked_bytes_max });
    }
    let mut size = Unpacked { file_size, total: 0, held: 0, limits };
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(broken)?;
        let streams = part.name().map_err(broken)?.contains(SHEETS);
        size.judge(part.size(), streams)?;
        size.count(part, streams)?;
    }
    Ok(())
}

fn broken(error: zip::result::ZipError) -> FileError {
    FileError::BrokenWorkbook { why: error.to_string() }
}

struct Unpacked<'a> {
    file_size: u64,
    total: u64,
    held: u64,
    limits: &'a Limits,
}

impl Unpacked<'_> {
    /// Says no when `more` bytes on top of those counted would be too many.
    fn judge(&self, more: u64, streams: bool) -> Result<(), FileError> {
        let total = self.total.saturating_add(more);
        if total > self.limits.unpacked_bytes_max {
            return Err(FileError::TooMuchInside { max: self.limits.unpacked_bytes_max });
        }
        if !streams && self.held.saturating_add(more) > self.limits.held_bytes_max {
            return Err(FileError::TooMuchInside { max: self.limits.held_bytes_max });
        }
        let (ratio, max) = (total / self.file_size.max(1), self.limits.unpacked_ratio_max);
        if total > RATIO_MATTERS_FROM && ratio > max {
            return Err(FileError::PackedTooTightly { ratio, max });
        }
        Ok(())
    }

    /// Unpacks a part into nothing, stopping at the first byte too many.
    fn count(&mut self, mut part: impl Read, streams: bool) -> Result<(), FileError> {
        let mut scratch = [0; 16 * 1024];
        loop {
            let read = match part.read(&mut scratch) {
                Ok(0) => return Ok(()),
                Ok(read) => read as u64,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(FileError::BrokenWorkbook { why: error.to_string() }),
            };
            self.judge(read, streams)?;
            self.total += read;
            self.held += if streams { 0 } else { read };
        }
    }
}
