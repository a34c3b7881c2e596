//! A small trade: partners, a programme with terms, and a file of as many sales as a story wants.

use std::fmt::Write;

use super::program::Artel;

/// The period in which everything is sold.
pub const QUARTER: &str = "2024-Q1";
/// The code of the programme.
pub const PROGRAM: &str = "channel";

const TERMS: &str = r#"name = "Channel"
currency = "RUB"
period = "quarter"

[rounding]
at = "line"
mode = "half-away-from-zero"

[[rule]]
name = "volume"
title = "By quarterly turnover"

[[rule.band]]
up_to = "5000000.00"
percent = "5"

[[rule.band]]
percent = "7"

[[upline]]
level = 1
percent = "1.5"
"#;

/// Brings partners, a product and a programme with published terms into an empty database.
pub fn found(artel: &Artel, partners: usize) {
    artel.does(&["migrate"]);
    let mut cards = "code,name,upline,upline_from\n".to_owned();
    for number in 0..partners {
        let upline = if number < 4 { String::new() } else { format!("P-{:03}", number % 4) };
        writeln!(cards, "P-{number:03},Partner {number:03},{upline},2023-01-01").expect("a line");
    }
    artel.does(&["import", "partners", &artel.file("partners.csv", cards)]);
    let products = artel.file("products.csv", "name,series\nKettle,Kitchen\nLamp,Light\n");
    artel.does(&["import", "products", &products]);
    let add = "programs add --code channel --name Channel --currency RUB --period quarter --starts-on 2024-01-01 --enrol-all";
    artel.does(&add.split(' ').collect::<Vec<_>>());
    let terms = artel.file("terms.toml", TERMS);
    artel.does(&["terms", "publish", &terms, "--program", PROGRAM, "--from", "2024-01-01"]);
    artel.does(&["programs", "start", PROGRAM]);
}

/// Writes a file of `rows` sales of the partners in the quarter; the same numbers give the same file.
pub fn sales(artel: &Artel, partners: usize, rows: usize) -> String {
    let mut file = "reference,partner,product,happened_on,amount,currency\n".to_owned();
    for row in 0..rows {
        let (partner, product) = (row * 7 % partners, if row % 3 == 0 { "Lamp" } else { "Kettle" });
        let (month, day) = (1 + row % 3, 1 + row % 28);
        let (whole, part) = (100 + row * 37 % 9000, row % 100);
        writeln!(file, "S-{row:06},P-{partner:03},{product},2024-{month:02}-{day:02},{whole}.{part:02},RUB")
            .expect("a line");
    }
    artel.file("sales.csv", file)
}
