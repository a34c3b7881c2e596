//! Files that are broken, hostile or merely written by hand: each gets a clear answer, and nothing is lost on the way.

use std::io::{Cursor, Write};

use base::db::EngineName;
use serde_json::Value;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::harness::{Artel, Visitor, books, number, trade};

const HEADER: &str = "reference,partner,product,happened_on,amount,currency\n";
const FORMULA: &str = "=HYPERLINK(\"\"http://example.org\"\";\"\"Prize\"\")";

fn trading() -> Option<Artel> {
    let artel = Artel::fresh(EngineName::Sqlite)?;
    trade::found(&artel, 48);
    Some(artel)
}

fn sentences(report: &Value) -> String {
    let problems = report["problems"].as_array().expect("groups of problems");
    problems.iter().filter_map(|group| group["sentence"].as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_file_of_another_type_is_named_for_what_it_is() {
    let Some(artel) = trading() else { return };
    for (name, bytes, words) in [
        ("sales.csv", &b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"[..], "a PDF document"),
        ("scan.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        ("sales.xlsx", b"reference,partner\nS-1,P-001\n", "plain text"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", "Excel 97"),
        ("nothing.csv", b"", "empty"),
    ] {
        artel.run(&["import", "sales", &artel.file(name, bytes)]).says(3, &[words]);
    }
    artel.run(&["import", "sales", "nowhere.csv"]).says(1, &["nowhere.csv"]);
    artel.run(&["import", "deals", "deals.csv"]).says(2, &["deals"]);
    assert_eq!(books(&artel).sales, 0);
}

#[test]
fn broken_letters_are_told_with_their_line_and_the_mended_file_comes_in_whole() {
    let Some(artel) = trading() else { return };
    let row = |number: usize| format!("S-{number},P-001,Kettle,2024-02-0{number},100.00,RUB\n");
    let mut broken = format!("\u{feff}{HEADER}{}{}", row(1), row(2)).into_bytes();
    broken.extend_from_slice(b"S-3,P-001,Ket\xff\xfetle,2024-02-03,100.00,RUB\n");
    broken.extend_from_slice(row(4).as_bytes());
    artel.run(&["import", "sales", &artel.file("broken.csv", &broken)]).says(3, &["Line 4", "UTF-8"]);
    books(&artel);
    let mended = format!("\u{feff}{HEADER}{}{}{}{}", row(1), row(2), row(3), row(4));
    let (report, code) = artel.import("sales", &artel.file("mended.csv", mended), &[]);
    assert_eq!((code, books(&artel).sales), (Some(0), 4), "{report}");
}

#[test]
fn a_megabyte_in_one_cell_refuses_its_row_alone_and_comes_back_with_the_reason() {
    let Some(artel) = trading() else { return };
    let huge = "x".repeat(1024 * 1024);
    let rows = format!(
        "S-1,P-001,Kettle,2024-02-01,100.00,RUB\nS-2,P-001,{huge},2024-02-02,100.00,RUB\nS-3,P-001,Lamp,2024-02-03,100.00,RUB\n"
    );
    let rejected = artel.folder.join("rejected.csv").display().to_string();
    let file = artel.file("huge.csv", format!("{HEADER}{rows}"));
    let (report, code) = artel.import("sales", &file, &["--rejected", &rejected]);
    assert_eq!((code, &report["new"], &report["rejected"]), (Some(3), &2.into(), &1.into()), "{report}");
    assert!(sentences(&report).contains("1,024 KB"), "{report}");
    let back = std::fs::read_to_string(rejected).expect("the rejected rows");
    assert!(back.contains("S-2") && back.contains("1,024 KB"), "{}", &back[..300.min(back.len())]);
    assert_eq!(books(&artel).sales, 2);
}

#[test]
fn a_zip_bomb_named_xlsx_is_refused_before_it_goes_off() {
    let Some(artel) = trading() else { return };
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("xl/workbook.xml", SimpleFileOptions::default()).expect("a part");
    bomb.write_all(b"<workbook/>").expect("a workbook of sorts");
    bomb.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).expect("a part");
    let zeros = vec![b' '; 1024 * 1024];
    (0..300).for_each(|_| bomb.write_all(&zeros).expect("a megabyte of nothing"));
    let bytes = bomb.finish().expect("an archive").into_inner();
    assert!(bytes.len() < 1024 * 1024, "300 MB in {} bytes", bytes.len());
    artel.run(&["import", "sales", &artel.file("sales.xlsx", bytes)]).says(3, &["zip bomb"]);
    assert_eq!(books(&artel).sales, 0);
}

#[test]
fn a_day_that_no_calendar_has_is_told_and_a_sum_written_by_hand_is_read() {
    let Some(artel) = trading() else { return };
    let rows = "reference;partner;product;happened_on;amount;currency\n\
                S-1;P-001;Kettle;31.02.2024;100,00;RUB\n\
                S-2;P-001;Kettle;01.03.2024;1 234,56 ₽;RUB\n\
                S-3;P-001;Kettle;02.03.2024;1\u{a0}000,00 руб.;RUB\n\
                S-4;P-777;Ketle;03.03.2024;10;RUB\n\
                S-5;P-001;Kettle;03.03.2024;10;XXQ\n";
    let rejected = artel.folder.join("rejected.csv").display().to_string();
    let file = artel.file("by-hand.csv", rows);
    let (report, code) = artel.import("sales", &file, &["--rejected", &rejected]);
    assert_eq!((code, &report["new"], &report["rejected"]), (Some(3), &2.into(), &3.into()), "{report}");
    let said = sentences(&report);
    for words in [
        "no “31.02.2024”",
        "“P-777” is unknown",
        "“Ketle” is unknown. Nearest: “Kettle”",
        "“XXQ” is no currency",
    ] {
        assert!(said.contains(words), "not said: {words}\n{said}");
    }
    assert_eq!(books(&artel).sales_minor, 123_456 + 100_000);
    let mended = std::fs::read_to_string(&rejected).expect("the rejected rows");
    let mended = mended.replace("31.02.2024", "29.02.2024");
    let (report, _) = artel.import("sales", &artel.file("mended.csv", mended), &[]);
    assert_eq!(
        (&report["new"], &report["rejected"]),
        (&1.into(), &2.into()),
        "the mended row comes in: {report}"
    );
}

#[test]
fn russian_letters_come_in_from_a_windows_file() {
    let Some(artel) = trading() else { return };
    let text = "название;регион\nООО «Ромашка»;Урал\nИП Ёлкин;Сибирь\n";
    let (bytes, _, lost) = encoding_rs::WINDOWS_1251.encode(text);
    assert!(!lost);
    let (report, code) = artel.import("partners", &artel.file("partners-1251.csv", bytes), &[]);
    assert_eq!((code, &report["new"]), (Some(0), &2.into()), "{report}");
    let found = "select count(*) from partners_cards where name in ('ООО «Ромашка»', 'ИП Ёлкин')";
    assert_eq!(number(&artel, found), 2);
}

#[test]
fn a_formula_in_a_name_goes_out_as_text() {
    let Some(artel) = trading() else { return };
    let file = artel.file("formula.csv", format!("code,name\nP-900,\"{FORMULA}\"\n"));
    artel.does(&["import", "partners", &file]);
    artel.does(&["programs", "enrol", trade::PROGRAM, "--from", "2024-01-01"]);
    let rows = "S-1,P-900,Kettle,2024-02-01,100.00,RUB\nS-2,=1+1,Kettle,2024-02-01,100.00,RUB\n";
    let rejected = artel.folder.join("rejected.csv").display().to_string();
    let file = artel.file("sales.csv", format!("{HEADER}{rows}"));
    assert_eq!(artel.import("sales", &file, &["--rejected", &rejected]).1, Some(3));
    let back = std::fs::read_to_string(rejected).expect("the rejected rows");
    artel.does(&["close", "--program", trade::PROGRAM, "--period", trade::QUARTER]);
    let statements = artel.does(&["statements", "--program", trade::PROGRAM, "--format", "csv"]);
    let server = artel.serve(&[]);
    let path = server
        .welcome
        .as_deref()
        .and_then(|link| link.split(&server.address).nth(1))
        .expect("a link")
        .to_owned();
    let mut owner = Visitor::default();
    let fields = [
        ("vendor", "Kettles"),
        ("name", "Vera"),
        ("email", "vera@example.org"),
        ("password", "seven-green-kettles"),
    ];
    owner.post(&server, &path, &path, &fields).leads_on();
    let export = owner.get(&server, "/desk/partners/export?format=csv");
    assert_eq!(export.status, 200, "{}", export.body);
    for (what, file, words) in [
        ("statements", &statements, "HYPERLINK"),
        ("the export of partners", &export.body, "HYPERLINK"),
        ("the rejected rows", &back, "1+1"),
    ] {
        assert!(file.contains(words), "{what}: {file}");
        assert!(file.contains("'="), "{what} hand out a formula: {file}");
        assert!(
            !file.contains(",=") && !file.contains("\n=") && !file.contains("\"="),
            "{what} hand out a formula: {file}"
        );
    }
}
