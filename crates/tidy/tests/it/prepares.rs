//! Every SQL text is understood by both engines, over the tables that the migrations make.

use crate::house::{self, File, ORDER};
use crate::sql::statements;
use crate::{Broken, nothing};
use base::db::{Db, EngineName, Migration, Migrations};
use base::testing::fresh_database;

/// The statements that can be prepared as they stand; texts with `{…}` are finished at run time and left to the tests
/// of their slices.
fn preparable(file: &File) -> Vec<(usize, String)> {
    statements(file).filter_map(|(line, text)| Some((line, whole(text)?))).collect()
}

/// The statement, with values put in where the text is the head of `insert_many`.
fn whole(text: String) -> Option<String> {
    let lower = text.to_lowercase();
    if text.contains('{') || lower.trim_start().starts_with("on conflict") {
        return None;
    }
    if !lower.contains("insert into") || lower.contains("values") || lower.contains("select") {
        return Some(text);
    }
    let (from, to) = (text.find('(')?, text.find(')')?);
    let places: Vec<String> =
        (1..=text[from..to].split(',').count()).map(|number| format!("${number}")).collect();
    Some(format!("{text} values ({})", places.join(", ")))
}

/// The migrations of all crates, read from the code base in the order of crates.
fn migrations() -> Vec<Migrations> {
    let of = |slice: &&'static str| -> Option<Migrations> {
        let files = house::files(&format!("crates/{slice}/migrations"), "sql");
        let step = |(at, file): (usize, File)| Migration { number: at as u32 + 1, script: file.text.leak() };
        let steps: Vec<Migration> = files.into_iter().enumerate().map(step).collect();
        (!steps.is_empty()).then(|| Migrations { slice, steps: steps.leak() })
    };
    ORDER.iter().filter_map(of).collect()
}

/// Statements that the engine does not understand.
async fn broken(db: &Db, file: &File) -> Vec<Broken> {
    let mut found = Vec::new();
    for (line, text) in preparable(file) {
        let mut tx = db.read().await.expect("a transaction");
        if let Err(problem) = tx.prepare(&text).await {
            let what = format!("{:?} does not understand the statement: {problem}", db.engine());
            let mend =
                "one text for both engines: standard SQL with $1, casts written out; see DESIGN.md section 3";
            found.push(Broken::at(&file.place, line, what, mend));
        }
    }
    found
}

async fn every_statement_prepares_on(engine: EngineName) {
    let Some((db, folder)) = fresh_database(engine).await else { return };
    db.migrate(&migrations()).await.expect("the migrations of all crates");
    let stores = house::rust().into_iter().filter(|file| {
        let store =
            file.place.ends_with("/store.rs") || file.place.contains("/store/") || file.krate() == "base";
        store && file.is_program() && !file.place.starts_with("crates/base/src/db/")
    });
    let mut found = Vec::new();
    for file in stores {
        found.extend(broken(&db, &file).await);
    }
    let sample =
        File::new("crates/deals/src/store.rs", "fn f() { run(\"select nothing from deals_nowhere\") }");
    assert_eq!(broken(&db, &sample).await.len(), 1, "a statement over an absent table is found");
    drop(db);
    if let Some(folder) = folder {
        std::fs::remove_dir_all(folder).ok();
    }
    nothing(found);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_sql_text_prepares_on_sqlite() {
    every_statement_prepares_on(EngineName::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_sql_text_prepares_on_postgres() {
    every_statement_prepares_on(EngineName::Postgres).await;
}

#[test]
fn the_head_of_a_bulk_insert_is_completed() {
    assert_eq!(whole("insert into t (a, b)".into()).unwrap(), "insert into t (a, b) values ($1, $2)");
    assert_eq!(whole("insert into t (a) values ($1)".into()).unwrap(), "insert into t (a) values ($1)");
    assert_eq!(whole("on conflict (a) do nothing".into()), None);
    assert_eq!(whole("select {columns} from t".into()), None);
}
