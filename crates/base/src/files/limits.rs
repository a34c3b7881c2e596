//! How much of a file is read before somebody is told that it is too much.

/// The largest file, row and cell that are read; more is refused with a reason instead of filling the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Data rows in one file.
    pub rows_max: u64,
    /// Columns in one row.
    pub columns_max: usize,
    /// Bytes of text in one cell; a longer cell refuses its row.
    pub cell_bytes_max: usize,
    /// Bytes of text kept of one row; what lies beyond is skipped and the row refused.
    pub row_bytes_max: usize,
    /// Bytes a workbook may hold once unpacked.
    pub unpacked_bytes_max: u64,
    /// Bytes of a workbook's parts that are held in memory: everything but the worksheets, which stream.
    pub held_bytes_max: u64,
    /// How many times larger than the file its unpacked content may be, once that content is over 16 MiB.
    pub unpacked_ratio_max: u64,
    /// Parts inside one workbook.
    pub parts_max: usize,
}

const KIB: usize = 1024;
const MIB: u64 = 1024 * 1024;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            rows_max: 20_000_000,
            columns_max: 512,
            cell_bytes_max: 64 * KIB,
            row_bytes_max: 4 * KIB * KIB,
            unpacked_bytes_max: 1024 * MIB,
            held_bytes_max: 128 * MIB,
            unpacked_ratio_max: 200,
            parts_max: 2_000,
        }
    }
}
