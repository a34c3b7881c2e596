//! A vendor's real year: 8,800 deals come in by mapping files, four quarters are closed, and every cent is as reckoned
//! by hand beforehand.

use std::path::Path;

use base::db::EngineName;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::harness::{Artel, beside, books, number, shared};

/// From the README of the data set.
const CHECK: &str = "sales=4238 turnover=1000553400 lines=8476 direct=72413088 override=15009357 bonus=3750000 \
                     total=91172445 statements=144 sha256=105f250cf5439dd0";
const QUARTERS: [&str; 4] = ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"];

#[test]
fn the_real_year_comes_in_and_closes_to_the_cent_on_sqlite() {
    a_real_year(EngineName::Sqlite);
}

#[test]
fn the_real_year_comes_in_and_closes_to_the_cent_on_postgres() {
    a_real_year(EngineName::Postgres);
}

fn a_real_year(engine: EngineName) {
    let Some(data) = shared("data/crm") else { return };
    let Some(artel) = Artel::fresh(engine) else { return };
    artel.does(&["migrate"]);
    directories_come_in(&artel, &data);
    the_unmapped_product_is_told_and_not_lost(&artel, &data);
    sales_come_in_once(&artel, &data);
    found_the_programme(&artel);
    let sums: Vec<Value> = QUARTERS.iter().map(|quarter| close(&artel, quarter)).collect();
    assert!(sums.iter().all(|sum| sum["state"] == "closed"), "{sums:?}");
    let statements = artel.does(&["statements", "--program", "crm2017", "--format", "csv"]);
    assert_eq!(check(&statements, &sums), CHECK);
    closing_again_posts_nothing(&artel, &statements);
    artel.run(&["verify", "ledger"]).says(0, &["Verified 4 periods and 144 statements: no difference."]);
}

fn import(
    artel: &Artel,
    data: &Path,
    what: &str,
    file: &str,
    mapping: &str,
    more: &[&str],
) -> (Value, Option<i32>) {
    let mapping = beside(&format!("crm/{mapping}"));
    artel.import(what, &data.join(file).display().to_string(), &[&["--map", mapping.as_str()], more].concat())
}

fn directories_come_in(artel: &Artel, data: &Path) {
    for (what, file, mapping, rows) in [
        ("partners", "sales_teams.csv", "partners.toml", 35),
        ("customers", "accounts.csv", "customers.toml", 85),
        ("products", "products.csv", "products.toml", 7),
    ] {
        let (report, code) = import(artel, data, what, file, mapping, &[]);
        assert_eq!(code, Some(0), "{report}");
        assert_eq!((&report["new"], &report["rejected"]), (&Value::from(rows), &Value::from(0)), "{report}");
    }
    for (table, rows) in [("partners_cards", 41), ("sales_customers", 85), ("sales_products", 7)] {
        assert_eq!(number(artel, &format!("select count(*) from {table}")), rows, "{table}");
    }
    let placed = "select count(*) from partners_edges where from_on < '2017-01-01'";
    assert_eq!(number(artel, placed), 35, "every agent stands under his manager before the year begins");
    let regions = "select count(distinct region) from partners_cards where region is not null";
    assert_eq!(number(artel, regions), 3);
}

fn the_unmapped_product_is_told_and_not_lost(artel: &Artel, data: &Path) {
    let rejected = artel.folder.join("rejected.csv").display().to_string();
    let more = ["--dry-run", "--rejected", rejected.as_str()];
    let (report, code) = import(artel, data, "sales", "sales_pipeline.csv", "sales-as-written.toml", &more);
    assert_eq!(code, Some(3), "{report}");
    assert_eq!(
        (&report["rejected"], &report["new"]),
        (&Value::from(729), &Value::from(4238 - 729)),
        "{report}"
    );
    let group = &report["problems"][0];
    assert_eq!((&group["count"], &group["value"]), (&Value::from(729), &Value::from("GTXPro")), "{report}");
    assert_eq!(group["nearest"][0], "GTX Pro", "{report}");
    let back = std::fs::read_to_string(&rejected).expect("the rejected rows");
    assert_eq!(back.lines().filter(|line| line.contains("GTXPro")).count(), 729);
    assert_eq!(books(artel).sales, 0, "a dry run writes nothing");
}

fn sales_come_in_once(artel: &Artel, data: &Path) {
    let (first, code) = import(artel, data, "sales", "sales_pipeline.csv", "sales.toml", &[]);
    assert_eq!(code, Some(0), "{first}");
    assert_eq!(
        (&first["read"], &first["filtered"], &first["new"]),
        (&8800.into(), &4562.into(), &4238.into()),
        "{first}"
    );
    let before = books(artel);
    assert_eq!((before.sales, before.sales_minor), (4238, 1_000_553_400));
    let (second, code) = import(artel, data, "sales", "sales_pipeline.csv", "sales.toml", &[]);
    assert_eq!(code, Some(0), "{second}");
    assert_eq!((&second["new"], &second["unchanged"]), (&0.into(), &4238.into()), "{second}");
    assert_eq!(books(artel), before);
    let mapping = beside("crm/sales.toml");
    let file = data.join("sales_pipeline.csv").display().to_string();
    artel.run(&["import", "sales", &file, "--map", &mapping]).says(0, &["Nothing has changed"]);
}

fn found_the_programme(artel: &Artel) {
    let add = ["programs", "add", "--code", "crm2017", "--name", "Channel 2017", "--currency", "USD"];
    artel.does(&[&add[..], &["--period", "quarter", "--starts-on", "2017-01-01", "--enrol-all"]].concat());
    let terms = format!("{}/../terms/tests/it/crm.toml", env!("CARGO_MANIFEST_DIR"));
    artel.does(&["terms", "publish", &terms, "--program", "crm2017", "--from", "2017-01-01"]);
    artel.does(&["programs", "start", "crm2017"]);
}

fn close(artel: &Artel, quarter: &str) -> Value {
    let said = artel.does(&["--json", "close", "--program", "crm2017", "--period", quarter]);
    serde_json::from_str(&said).expect("an answer")
}

/// The line that the data set's README gives, reckoned from the statements as they are printed.
fn check(statements: &str, closings: &[Value]) -> String {
    let rows: Vec<Vec<&str>> = statements.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let mut totals = [0_i64; 5];
    let mut hash = Sha256::new();
    for row in &rows {
        let [partner, quarter, direct, override_, bonus, total, lines, "USD"] = row[..] else {
            panic!("{row:?}")
        };
        let sums = [direct, override_, bonus, total].map(cents);
        let [direct, override_, bonus, total] = sums;
        hash.update(format!("{partner},{quarter},{direct},{override_},{bonus},{total},{lines}\n"));
        let lines = lines.parse().expect("a count of lines");
        for (sum, one) in totals.iter_mut().zip([lines, direct, override_, bonus, total]) {
            *sum += one;
        }
    }
    let [lines, direct, override_, bonus, total] = totals;
    let hash: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let sales: i64 = closings.iter().filter_map(|one| one["sales"].as_i64()).sum();
    let turnover: i64 = closings.iter().filter_map(|one| one["turnover"].as_str()).map(cents).sum();
    let statements = rows.len();
    format!(
        "sales={sales} turnover={turnover} lines={lines} direct={direct} override={override_} bonus={bonus} \
         total={total} statements={statements} sha256={hash}"
    )
}

fn cents(decimal: &str) -> i64 {
    let (whole, part) = decimal.split_once('.').expect("two decimals");
    assert_eq!(part.len(), 2, "{decimal}");
    format!("{whole}{part}").parse().expect("a sum")
}

fn closing_again_posts_nothing(artel: &Artel, statements: &str) {
    let before = books(artel);
    assert_eq!((before.closed_runs, before.statements, before.accrued_minor), (4, 144, 91_172_445));
    for quarter in QUARTERS {
        assert_eq!(close(artel, quarter)["state"], "closed-before");
    }
    assert_eq!(books(artel), before);
    assert_eq!(artel.does(&["statements", "--program", "crm2017", "--format", "csv"]), statements);
}
