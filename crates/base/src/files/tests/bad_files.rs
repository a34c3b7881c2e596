//! Files that are not what they should be.

use super::*;
use std::io::Write;

fn refusal(bytes: impl Into<Vec<u8>>, name: &str) -> FileError {
    match open_as(bytes, name) {
        Ok(_) => panic!("{name} was read"),
        Err(error) => error,
    }
}

/// An archive with these parts.
fn archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_empty_file_is_told() {
    assert_eq!(refusal("", "a.csv"), FileError::Empty);
    assert_eq!(refusal(" \r\n\n", "a.csv"), FileError::Empty);
    assert_eq!(refusal("\u{feff}", "a.csv"), FileError::Empty);
}

#[test]
fn text_under_the_name_of_a_workbook_is_told() {
    let expected =
        FileError::NotWhatItsNameSays { name: "Продажи.XLSX".into(), looks_like: Kind::Text };
    assert_eq!(refusal("a,b\n1,2\n", "Продажи.XLSX"), expected);
    let page = refusal("<html><table><tr>", "report.xlsx");
    assert_eq!(page, FileError::NotWhatItsNameSays { name: "report.xlsx".into(), looks_like: Kind::Html });
}

#[test]
fn documents_and_pictures_are_told() {
    assert_eq!(refusal("%PDF-1.7\n", "a.csv"), FileError::NotATable { looks_like: Kind::Pdf });
    assert_eq!(
        refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0".to_vec(), "a.xls"),
        FileError::NotATable { looks_like: Kind::OldExcel }
    );
}

#[test]
fn an_archive_without_a_workbook_is_told() {
    let bytes = archive(&[("readme.txt", b"hello".to_vec())]);
    assert_eq!(refusal(bytes, "a.xlsx"), FileError::NotATable { looks_like: Kind::Zip });
}

#[test]
fn half_a_workbook_is_told() {
    let bytes = archive(&[("xl/workbook.xml", b"<workbook/>".to_vec())]);
    let half = bytes[..bytes.len() / 2].to_vec();
    assert!(matches!(refusal(half, "a.xlsx"), FileError::BrokenWorkbook { .. }));
    assert!(matches!(refusal(bytes, "a.xlsx"), FileError::BrokenWorkbook { .. } | FileError::Empty));
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_held() {
    let zeros = vec![b' '; 40 * 1024 * 1024];
    let bytes = archive(&[("xl/workbook.xml", b"<x/>".to_vec()), ("xl/worksheets/sheet1.xml", zeros)]);
    assert!(bytes.len() < 100_000);
    assert!(matches!(refusal(bytes, "bomb.xlsx"), FileError::PackedTooTightly { max: 200, .. }));
}

#[test]
fn a_workbook_larger_than_the_limit_is_refused() {
    let limits = Limits { unpacked_bytes_max: 10_000, held_bytes_max: 5_000, ..Limits::default() };
    let opened = |bytes| Table::open(Cursor::new(bytes), "a.xlsx", &Hints::default(), limits).err();
    let sheets =
        archive(&[("xl/workbook.xml", vec![b' '; 100]), ("xl/worksheets/a.xml", vec![b' '; 20_000])]);
    assert_eq!(opened(sheets), Some(FileError::TooMuchInside { max: 10_000 }));
    let strings =
        archive(&[("xl/workbook.xml", vec![b' '; 100]), ("xl/sharedStrings.xml", vec![b' '; 6_000])]);
    assert_eq!(opened(strings), Some(FileError::TooMuchInside { max: 5_000 }));
}

#[test]
fn a_size_that_lies_does_not_help_a_bomb() {
    let content = vec![b' '; 3 * 1024 * 1024];
    let mut bytes = archive(&[("xl/workbook.xml", b"<x/>".to_vec()), ("xl/worksheets/a.xml", content)]);
    let real = (3_u32 * 1024 * 1024).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == real).collect();
    places.iter().for_each(|at| bytes[*at..*at + 4].copy_from_slice(&100_u32.to_le_bytes()));
    assert!(!places.is_empty());
    let limits = Limits { unpacked_bytes_max: 1024 * 1024, ..Limits::default() };
    let error = Table::open(Cursor::new(bytes), "a.xlsx", &Hints::default(), limits).err();
    assert!(
        matches!(error, Some(FileError::TooMuchInside { .. } | FileError::BrokenWorkbook { .. })),
        "{error:?}"
    );
}

#[test]
fn broken_bytes_are_told_with_their_line() {
    let mut bytes = "Партнёр;Сумма\nАнна;5\nПётр;6\n".as_bytes().to_vec();
    let at = bytes.iter().rposition(|byte| *byte == b';').unwrap();
    bytes[at - 1] = 0xff;
    let expected = FileError::BrokenEncoding { encoding: Encoding::Utf8, line: 3 };
    assert_eq!(refusal(bytes, "a.csv"), expected);
}

#[test]
fn two_columns_of_one_name_are_told_with_their_places() {
    let expected = FileError::DuplicateColumn { name: "Сумма".into(), first: 2, second: 4 };
    assert_eq!(refusal("Дата;Сумма;Товар; Сумма \n", "a.csv"), expected);
}

#[test]
fn a_header_that_is_not_there_is_told() {
    let hints = Hints { header_row: Some(9), ..Hints::default() };
    let error = Table::open(Cursor::new("a,b\n1,2\n"), "a.csv", &hints, Limits::default()).err();
    assert_eq!(error, Some(FileError::NoHeader { row: 9 }));
}

#[test]
fn too_many_rows_and_columns_are_told() {
    let limits = Limits { rows_max: 2, columns_max: 3, ..Limits::default() };
    let opened = |text: &'static str| Table::open(Cursor::new(text), "a.csv", &Hints::default(), limits);
    let last = opened("a,b\n1,2\n3,4\n5,6\n7,8\n").unwrap().rows().unwrap().last();
    assert_eq!(last, Some(Err(FileError::TooManyRows { max: 2 })));
    assert_eq!(opened("a,b,c,d,e\n").err(), Some(FileError::TooManyColumns { max: 3 }));
}

#[test]
fn a_megabyte_in_one_cell_refuses_its_row_only() {
    let text = format!("partner,note\nАнна,{}\nПётр,ok\n", "x".repeat(1024 * 1024));
    let mut table = table(&text);
    let rows = rows(&mut table);
    let expected = RowRefusal::CellTooLong { column: 2, bytes: 1024 * 1024, max: 64 * 1024 };
    assert_eq!(rows[0].refusal(), Some(&expected));
    assert_eq!(rows[0].cell(1).len(), 1024 * 1024, "the row goes back whole");
    assert_eq!((rows[1].refusal(), rows[1].cell(0)), (None, "Пётр"));
}
