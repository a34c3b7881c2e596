//! Which character stands between the cells of a text file.

use super::csv_rows::CsvRows;
use super::encoding::Encoding;
use super::limits::Limits;

const CANDIDATES: [u8; 4] = [b';', b',', b'\t', b'|'];
const ROWS_LOOKED_AT: usize = 50;

/// The separator under which the first rows of `sample` agree best with their header; a comma when none splits it.
pub(super) fn sniff(sample: &str) -> u8 {
    let scored = CANDIDATES.map(|separator| (score(sample, separator), separator));
    let best = scored.into_iter().filter(|(score, _)| *score > (0, 0)).max_by_key(|(score, _)| *score);
    best.map_or(b',', |(_, separator)| separator)
}

/// The separator that a first line such as `sep=;` names.
pub(super) fn named(sample: &str) -> Option<u8> {
    let line = sample.lines().next()?.trim_matches('"');
    match line.strip_prefix("sep=")?.as_bytes() {
        [separator] if separator.is_ascii() => Some(*separator),
        _ => None,
    }
}

/// How many per mille of the rows have as many cells as the header, and how many cells that is.
fn score(sample: &str, separator: u8) -> (usize, usize) {
    let mut rows = CsvRows::new(sample.as_bytes(), separator, Encoding::Utf8, Limits::default());
    let mut widths = Vec::new();
    while widths.len() < ROWS_LOOKED_AT {
        let Ok(Some(row)) = rows.next_row() else { break };
        widths.push(row.len());
    }
    let Some((header, others)) = widths.split_first() else { return (0, 0) };
    if *header < 2 {
        return (0, 0);
    }
    // The sample may end in the middle of its last row.
    let others = if others.len() > 1 { &others[..others.len() - 1] } else { others };
    let agreeing = others.iter().filter(|width| *width == header).count();
    ((agreeing * 1000 + 1) / others.len().max(1), *header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_under_which_rows_agree() {
        assert_eq!(sniff("a,b,c\n1,2,3\n"), b',');
        assert_eq!(sniff("Партнёр;Сумма\nРомашка, ООО;1,50\nЛютик, ИП;2,75\n"), b';');
        assert_eq!(sniff("a\tb\n1;2\t3\n4\t5\n"), b'\t');
        assert_eq!(sniff("a|b|c\n1|2|3\n"), b'|');
    }

    #[test]
    fn separators_inside_quotes_do_not_count() {
        assert_eq!(sniff("name,note\nx,\"a;b;c\"\ny,\"d;e;f\"\n"), b',');
    }

    #[test]
    fn one_column_is_a_table_too() {
        assert_eq!(sniff("partner\nАнна\nПётр\n"), b',');
    }

    #[test]
    fn a_header_alone_tells_its_separator() {
        assert_eq!(sniff("partner;amount;date"), b';');
    }

    #[test]
    fn excel_may_name_the_separator_in_the_first_line() {
        assert_eq!(named("sep=;\na;b\n"), Some(b';'));
        assert_eq!(named("\"sep=,\"\na,b\n"), Some(b','));
        assert_eq!(named("separator\nx\n"), None);
    }
}
