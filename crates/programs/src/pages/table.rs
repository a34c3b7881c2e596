//! Small tables that are pasted or brought as a file: a few columns, all rows or none.

use std::io::Cursor;

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use base::access::{Visit, check_secret};
use base::failure::Oops;
use base::files::{
    DateStyle, FileError, Hints, Limits, Record, Table, Taken, TargetField, guess, parse_date,
};
use base::page::{CSRF_FIELD, Filled};
use base::words::Reader;

/// The most rows of one paste or file.
const ROWS_MAX: usize = 20_000;
/// The most problems that are told at once.
const TOLD_MAX: usize = 20;

/// What came with a form that may carry a file.
pub struct Brought {
    /// The fields.
    pub filled: Filled,
    /// The table: the file, else what was pasted; its name tells what it looks like.
    table: Option<(String, Vec<u8>)>,
}

/// Reads a form that may carry a file in `file` and a pasted table in `text`.
pub async fn brought(
    visit: &Visit,
    multipart: Result<Multipart, MultipartRejection>,
) -> Result<Brought, Oops> {
    let bad = |_| Oops::BadRequest("base-bad-form");
    let mut multipart = multipart.map_err(|_| Oops::BadRequest("base-bad-form"))?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut file = None;
    while let Some(field) = multipart.next_field().await.map_err(bad)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let file_name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(bad)?;
            file = (!bytes.is_empty()).then(|| (file_name, bytes.to_vec()));
        } else {
            pairs.push((name, field.text().await.map_err(bad)?));
        }
    }
    let filled = Filled::from_pairs(pairs);
    check_secret(&visit.visitor, filled.exact(CSRF_FIELD))?;
    let pasted = filled.optional("text").map(|text| ("table.csv".to_owned(), text.into_bytes()));
    Ok(Brought { table: file.or(pasted), filled })
}

impl Brought {
    /// Reads every row; `header` stands for a first line that is missing: it is when that line holds a date. Problems
    /// are noted in the form, each with its row.
    pub fn rows<T>(
        &mut self,
        r: &Reader,
        fields: &[TargetField],
        header: &[&str],
        read: impl Fn(&mut Record<'_>) -> Option<T>,
    ) -> Vec<(u64, T)> {
        let Some((name, bytes)) = self.table.take() else {
            self.filled.refuse("text", r.t("programs-table-nothing"));
            return Vec::new();
        };
        let (bytes, added) = with_header(bytes, header);
        let mut problems = Vec::new();
        let mut found = Vec::new();
        match rows_of(r, &name, bytes, fields) {
            Err(sentence) => problems.push(sentence),
            Ok((mut table, binding)) => {
                let done = (|| -> Result<(), FileError> {
                    for row in table.rows()? {
                        let row = row?;
                        if row.is_empty() {
                            continue;
                        }
                        let Taken::Record(mut record) = binding.take(&row) else { continue };
                        let number = row.number() - u64::from(added);
                        let thing = read(&mut record);
                        match record.finish(thing) {
                            Ok(thing) => found.push((number, thing)),
                            Err(wrong) => problems
                                .extend(wrong.iter().map(|problem| at_row(r, number, &problem.sentence(r)))),
                        }
                    }
                    Ok(())
                })();
                problems.extend(done.err().map(|error| error.sentence(r)));
            }
        }
        if found.len() > ROWS_MAX {
            problems.push(r.tr("programs-table-too-long", &[("max", ROWS_MAX.into())]));
        }
        self.refuse_all(r, problems);
        found
    }

    /// Notes problems in the form; of very many the first ones.
    pub fn refuse_all(&mut self, r: &Reader, problems: Vec<String>) {
        let rest = problems.len().saturating_sub(TOLD_MAX);
        for sentence in problems.into_iter().take(TOLD_MAX) {
            self.filled.refuse("text", sentence);
        }
        if rest > 0 {
            self.filled.refuse("text", r.tr("programs-table-more", &[("count", rest.into())]));
        }
    }
}

/// A sentence about a row.
pub fn at_row(r: &Reader, row: u64, sentence: &str) -> String {
    let row = i64::try_from(row).unwrap_or(i64::MAX);
    r.tr("programs-table-row", &[("row", row.into()), ("sentence", sentence.into())])
}

fn rows_of(
    r: &Reader,
    name: &str,
    bytes: Vec<u8>,
    fields: &[TargetField],
) -> Result<(Table, base::files::Binding), String> {
    let table = Table::open(Cursor::new(bytes), name, &Hints::default(), Limits::default());
    let table = table.map_err(|error| error.sentence(r))?;
    let mapping = guess(table.columns(), fields);
    let binding = mapping.bind(table.columns(), fields).map_err(|problems| {
        let sentences: Vec<String> = problems.iter().map(|problem| problem.sentence(r)).collect();
        sentences.join(". ")
    })?;
    Ok((table, binding))
}

/// Puts a header above a text whose first line holds a date; tells whether it did.
fn with_header(bytes: Vec<u8>, header: &[&str]) -> (Vec<u8>, bool) {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line).into_owned();
    let separator = [';', '\t', ','].into_iter().find(|sign| line.contains(*sign));
    let Some(separator) = separator.filter(|_| !line.contains('\0') && !line.starts_with("PK")) else {
        return (bytes, false);
    };
    let cells: Vec<&str> = line.split(separator).map(|cell| cell.trim().trim_matches('"')).collect();
    if !cells.iter().any(|cell| parse_date(cell, DateStyle::Auto).is_ok()) {
        return (bytes, false);
    }
    let header = header.get(..cells.len()).unwrap_or(header).join(&separator.to_string());
    ([header.as_bytes(), b"\n", &bytes].concat(), true)
}

#[cfg(test)]
mod tests {
    use super::with_header;

    #[test]
    fn a_first_line_with_a_date_is_no_header() {
        let header = ["date", "currency", "rate", "source"];
        let text = |text: &str| String::from_utf8(with_header(text.into(), &header).0).unwrap();
        assert_eq!(text("01.03.2026;USD;98,5"), "date;currency;rate\n01.03.2026;USD;98,5");
        assert_eq!(text("date;currency;rate\n2026-03-01;USD;98"), "date;currency;rate\n2026-03-01;USD;98");
    }
}
