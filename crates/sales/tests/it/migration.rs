use base::args;
use base::db::{EngineName, Migrations};
use base::testing::fresh_database;

/// The tables as they were before a sale had parts and states, with a sale and a return in them.
const BEFORE: &str = "
  insert into sales_sales (id, source, external_id, kind, reference_key, partner_id, happened_on, known_at, quantity,
    amount_minor, currency, original_id, returned_minor, body_hash, note)
  values (1, 'desk', 'З-1', 'order', 'з-1', 7, '2026-02-20', 1000, 1, 10000, 'RUB', null, 4000, 'a', ''),
         (2, 'desk', 'В-1', 'return', 'в-1', 7, '2026-02-21', 2000, -1, -4000, 'RUB', 1, 0, 'b', '');";

async fn sales_of_before_earn_from_the_moment_they_became_known(engine: EngineName) {
    let Some((db, folder)) = fresh_database(engine).await else { return };
    let first = Migrations { steps: &sales::MIGRATIONS.steps[..1], ..sales::MIGRATIONS };
    db.migrate(&[first]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.batch(BEFORE).await.unwrap();
    tx.commit().await.unwrap();
    db.migrate(&[sales::MIGRATIONS]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let sql = "select confirmed_at, voided_at, revision from sales_sales order by id";
    let rows = tx.rows(sql, vec![]).await.unwrap();
    let told: Vec<(i64, Option<i64>, i64)> =
        rows.iter().map(|row| (row.at(0).unwrap(), row.at(1).unwrap(), row.at(2).unwrap())).collect();
    assert_eq!(told, [(1000, None, 0), (2000, None, 0)]);
    let wrong = "insert into sales_sales (id, source, external_id, kind, reference_key, partner_id, happened_on, known_at,
      quantity, amount_minor, currency, returned_minor, body_hash, note, vat_minor)
      values (3, 'desk', 'З-2', 'order', 'з-2', 7, '2026-02-20', 1000, 1, 100, 'RUB', 0, 'a', '', $1)";
    let refused = tx.run(wrong, args![101]).await.unwrap_err();
    assert!(refused.is_constraint("sales_vat_within_the_amount"), "{refused}");
    drop(tx);
    drop(db);
    if let Some(folder) = folder {
        std::fs::remove_dir_all(folder).ok();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sales_of_before_earn_on_sqlite() {
    sales_of_before_earn_from_the_moment_they_became_known(EngineName::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sales_of_before_earn_on_postgres() {
    sales_of_before_earn_from_the_moment_they_became_known(EngineName::Postgres).await;
}
