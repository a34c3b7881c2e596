//! A file with late rows after a close: the next close corrects, verification agrees, and what is changed behind the
//! program's back is named.

use std::fmt::Write;

use base::db::EngineName;
use serde_json::Value;

use crate::harness::{Artel, change, number, trade};

const PARTNERS: usize = 6;

#[test]
fn late_rows_are_corrected_and_verified_on_sqlite() {
    late_rows(EngineName::Sqlite);
}

#[test]
fn late_rows_are_corrected_and_verified_on_postgres() {
    late_rows(EngineName::Postgres);
}

fn late_rows(engine: EngineName) {
    let Some(artel) = Artel::fresh(engine) else { return };
    trade::found(&artel, PARTNERS);
    artel.does(&["import", "sales", &trade::sales(&artel, PARTNERS, 300)]);
    let first = close(&artel, "2024-Q1");
    assert_eq!(first["corrections"], "0.00", "{first}");
    let kept = statements_of(&artel, "2024-Q1");

    let (report, code) = artel.import("sales", &late_file(&artel), &[]);
    assert_eq!((report["new"].as_i64(), code), (Some(60), Some(0)), "{report}");
    verified(&artel, 1);
    let second = close(&artel, "2024-Q2");
    assert_ne!(second["corrections"], "0.00", "{second}");
    assert_eq!(statements_of(&artel, "2024-Q1"), kept, "a closed statement was changed");
    verified(&artel, 2);
    as_if_nothing_had_been_late(engine, &artel);
    what_is_changed_is_named(engine, &artel);
}

fn close(artel: &Artel, period: &str) -> Value {
    let said = artel.does(&["--json", "close", "--program", trade::PROGRAM, "--period", period]);
    serde_json::from_str(&said).expect("an object")
}

fn statements_of(artel: &Artel, period: &str) -> String {
    artel.does(&["statements", "--program", trade::PROGRAM, "--period", period, "--format", "csv"])
}

/// Sales of the closed quarter and of the one after it, as the partners' own books bring them weeks later.
fn late_file(artel: &Artel) -> String {
    let mut file = "reference,partner,product,happened_on,amount,currency\n".to_owned();
    for row in 0..60 {
        let (partner, month) = (row % PARTNERS, 1 + row % 6);
        writeln!(file, "L-{row:03},P-{partner:03},Lamp,2024-{month:02}-15,{}.50,RUB", 90_000 + row * 1_000)
            .expect("a line");
    }
    artel.file("late.csv", file)
}

fn verified(artel: &Artel, periods: i64) {
    let said = artel.does(&["--json", "verify", "ledger"]);
    let said: Value = serde_json::from_str(&said).expect("an object");
    assert_eq!((said["periods"].as_i64(), said["differences"].as_i64()), (Some(periods), Some(0)), "{said}");
}

/// What all partners together are owed is what they would be owed had every row come in time.
fn as_if_nothing_had_been_late(engine: EngineName, late: &Artel) {
    let Some(in_time) = Artel::fresh(engine) else { return };
    trade::found(&in_time, PARTNERS);
    in_time.does(&["import", "sales", &trade::sales(&in_time, PARTNERS, 300)]);
    in_time.does(&["import", "sales", &late_file(&in_time)]);
    close(&in_time, "2024-Q1");
    let last = close(&in_time, "2024-Q2");
    assert_eq!(last["corrections"], "0.00", "{last}");
    assert_eq!(owed(late), owed(&in_time));
}

/// What each partner is owed, by name.
fn owed(artel: &Artel) -> Vec<(String, i64)> {
    let said = artel.does(&["statements", "--program", trade::PROGRAM, "--format", "csv"]);
    let mut owed = std::collections::BTreeMap::new();
    for line in said.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let total: String = fields[5].chars().filter(|letter| *letter != '.').collect();
        *owed.entry(fields[0].to_owned()).or_default() += total.parse::<i64>().expect("a sum");
    }
    owed.into_iter().collect()
}

fn what_is_changed_is_named(engine: EngineName, artel: &Artel) {
    let drop = match engine {
        EngineName::Sqlite => "drop trigger commissions_statement_stays",
        EngineName::Postgres => "drop trigger commissions_statement_stays on commissions_statements",
    };
    change(artel, drop);
    change(
        artel,
        "update commissions_statements set direct_minor = direct_minor + 100, total_minor = total_minor + 100
         where partner_name = 'Partner 004' and period = '2024-Q1'",
    );
    let ran = artel.run(&["verify", "ledger"]);
    ran.says(
        1,
        &["Channel · 2024-Q1 · Partner 004: Totals against lines: stated", "Statement against posting"],
    );
    // The totals, the posting, the seal, the close and the programme.
    let last = "select differences from commissions_verifications order by ended_at desc limit 1";
    assert_eq!(number(artel, last), 5);
}
