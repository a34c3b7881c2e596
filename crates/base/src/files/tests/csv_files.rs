//! Text files of every kind that people send.

use super::*;
use proptest::prelude::*;
use std::io::{Read, Seek, SeekFrom};

#[test]
fn a_windows_1251_file_with_semicolons_is_read() {
    let text = "Партнёр;Сумма\r\n\"Ромашка; ООО\";1 234,56\r\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
    let mut table = open_as(bytes.into_owned(), "выгрузка.csv").unwrap();
    assert_eq!(table.layout(), Layout::Text { encoding: Encoding::Windows1251, separator: ';' });
    assert_eq!(table.columns(), ["Партнёр", "Сумма"]);
    assert_eq!(cells(&mut table), [["Ромашка; ООО", "1 234,56"]]);
}

#[test]
fn a_utf_16_file_with_tabs_is_read() {
    let text = "\u{feff}Партнёр\tСумма\r\nАнна\t5\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut table = open_as(bytes, "unicode.txt").unwrap();
    assert_eq!(table.columns(), ["Партнёр", "Сумма"]);
    assert_eq!(cells(&mut table), [["Анна", "5"]]);
}

#[test]
fn the_mark_of_utf_8_is_no_part_of_the_first_column() {
    assert_eq!(table("\u{feff}partner,amount\n").columns(), ["partner", "amount"]);
}

#[test]
fn a_named_separator_is_believed_and_its_line_is_counted() {
    let mut table = table("sep=|\r\na|b;c\r\n1|2\r\n");
    assert_eq!(table.columns(), ["a", "b;c"]);
    assert_eq!(rows(&mut table)[0].number(), 3);
}

#[test]
fn the_header_may_stand_further_down() {
    let hints = Hints { header_row: Some(4), ..Hints::default() };
    let text = "Отчёт о продажах,,\n\n,за март,\nпартнёр;сумма\nАнна;5\n";
    let mut table = Table::open(Cursor::new(text), "a.csv", &hints, Limits::default()).unwrap();
    assert_eq!(table.columns(), ["партнёр", "сумма"]);
    assert_eq!(rows(&mut table)[0].number(), 5);
}

#[test]
fn hints_go_before_what_the_content_looks_like() {
    let hints = Hints { separator: Some(','), encoding: Some(Encoding::Windows1251), ..Hints::default() };
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("a;b,c;d\nя;1,2;3\n");
    let mut table = Table::open(Cursor::new(bytes.into_owned()), "a", &hints, Limits::default()).unwrap();
    assert_eq!(table.columns(), ["a;b", "c;d"]);
    assert_eq!(cells(&mut table), [["я;1", "2;3"]]);
}

#[test]
fn a_column_without_a_name_is_called_by_its_letter() {
    assert_eq!(table("a,,c,,\n1,2,3,,\n").columns(), ["a", "(B)", "c"]);
}

#[test]
fn rows_can_be_read_again_from_the_first() {
    let mut table = table("a,b\n1,2\n3,4\n");
    assert_eq!(table.rows().unwrap().take(1).count(), 1);
    assert_eq!(rows(&mut table).len(), 2);
}

#[test]
fn a_table_may_be_carried_to_another_thread() {
    fn can_be_sent<T: Send>(_: &T) {}
    let mut table = table("a,b\n1,2\n");
    can_be_sent(&table);
    can_be_sent(&table.rows().unwrap());
}

/// A file of any length that is made while it is read, and remembers the largest piece ever asked for.
struct Endless {
    rows: u64,
    at: u64,
}

const ROW: &str = "00000000;Ромашка;1 234,56;2017-03-01\n";

impl Endless {
    fn size(&self) -> u64 {
        self.rows * ROW.len() as u64
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        assert!(into.len() <= 64 * 1024, "a reader that wants {} bytes at once", into.len());
        let row = ROW.as_bytes();
        let left = usize::try_from(self.size() - self.at).unwrap().min(into.len());
        for byte in &mut into[..left] {
            *byte = row[(self.at % row.len() as u64) as usize];
            self.at += 1;
        }
        Ok(left)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(back) => self.size().saturating_add_signed(back),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

#[test]
fn two_hundred_thousand_rows_stream_through_one_buffer() {
    let file = Endless { rows: 200_001, at: 0 };
    let size = file.size();
    let mut table = Table::open(file, "big.csv", &Hints::default(), Limits::default()).unwrap();
    let mut rows = table.rows().unwrap();
    let mut last = 0;
    for (row, expected) in rows.by_ref().zip(2_u64..) {
        let row = row.unwrap();
        assert_eq!((row.number(), row.len()), (expected, 4));
        last = expected;
    }
    assert_eq!(last, 200_001);
    assert_eq!(rows.progress(), Progress { done: size, total: size });
}

#[test]
fn a_million_line_quote_never_closed_keeps_no_more_than_a_row() {
    let text = format!("a;b\n1;\"2\n{}", "3;4\n".repeat(1_000_000));
    let limits = Limits { row_bytes_max: 1000, ..Limits::default() };
    let mut table = Table::open(Cursor::new(text), "a.csv", &Hints::default(), limits).unwrap();
    let rows: Vec<Row> = table.rows().unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].refusal(), Some(&RowRefusal::QuoteNotClosed { last_line: 1_000_003 }));
    assert!(rows[0].cells().map(str::len).sum::<usize>() <= 1000);
}

proptest! {
    /// What any program writes by the usual rules is read back cell by cell.
    #[test]
    fn what_is_written_is_read_back(
        rows in prop::collection::vec(prop::collection::vec("[^\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}]{0,12}", 3), 1..20),
        separator in prop::sample::select(b",;\t|".to_vec()),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        writer.write_record(["first", "second", "third", "fourth"]).unwrap();
        for row in &rows {
            writer.write_record(std::iter::once("x").chain(row.iter().map(String::as_str))).unwrap();
        }
        let hints = Hints { separator: Some(char::from(separator)), encoding: Some(Encoding::Utf8), ..Hints::default() };
        let bytes = writer.into_inner().unwrap();
        let mut table = Table::open(Cursor::new(bytes), "a.csv", &hints, Limits::default()).unwrap();
        let expected: Vec<Vec<String>> =
            rows.iter().map(|row| std::iter::once("x".to_owned()).chain(row.iter().cloned()).collect()).collect();
        prop_assert_eq!(cells(&mut table), expected);
    }

    /// Text exported in any style comes back as it was, formulas and all.
    #[test]
    fn what_is_exported_is_imported_the_same(
        names in prop::collection::vec("['=+@a-z -]{0,6}[a-z]", 1..20),
        russian in any::<bool>(),
    ) {
        let mut sheet = Sheet::new("Names", vec![Column::words("reference"), Column::words("name")]);
        names.iter().for_each(|name| sheet.row(vec!["r".into(), name.as_str().into()]));
        let mut bytes = Vec::new();
        sheet.write_csv(if russian { CsvStyle::RU } else { CsvStyle::PLAIN }, &mut bytes).unwrap();
        let mut table = open_as(bytes, "names.csv").unwrap();
        const FIELDS: &[TargetField] = &[TargetField::new("name", FieldKind::Text)];
        let binding = guess(table.columns(), FIELDS).bind(table.columns(), FIELDS).unwrap();
        for (row, name) in rows(&mut table).iter().zip(&names) {
            let Taken::Record(mut record) = binding.take(row) else { panic!("no filter") };
            prop_assert_eq!(record.text("name"), Some(name.trim()));
        }
    }

    /// Any bytes at all are read or refused, and nothing panics.
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(mut table) = open_as(bytes, "noise.csv") {
            let _read = table.rows().unwrap().count();
        }
    }
}
