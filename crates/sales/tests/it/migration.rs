use base::args;
use base::db::{EngineName, Migrations};
use base::testing::fresh_database;

/// The tables as they were before a sale had parts and states, with a sale and a return in them.
const BEFORE: &str = "
  insert into sales_sales (id, source, external_id, kind, reference_key, partner_id, happened_on, known_at, quantity,
    amount_minor, currency, original_id, returned_minor, body_hash, note)
  values (1, 'desk', 'З-1', 'order', 'з-1', 7, '2026-02-20', 1000, 1, 10000, 'RUB', null, 4000, 'a', ''),
         (2, 'desk', 'В-1', 'return', 'в-1', 7, '2026-02-21', 2000, -1, -4000, 'RUB', 1, 0, 'b', '');";

/// A correction and somebody who takes part, in the tables as they were before a return could stand by itself.
const THEN: &str = "
  update sales_sales set voided_at = 5000 where id = 2;
  insert into sales_sales (id, source, external_id, kind, reference_key, partner_id, happened_on, known_at, quantity,
    amount_minor, currency, returned_minor, body_hash, note, supersedes_id, revision)
  values (3, 'desk', 'З-1', 'order', 'з-1', 7, '2026-02-20', 1000, 1, 9000, 'RUB', 0, 'a', '', 1, 1);
  insert into sales_participants (sale_id, partner_id, role) values (3, 8, 'seller');";

async fn sales_of_before_earn_from_the_moment_they_became_known(engine: EngineName) {
    let Some((db, folder)) = fresh_database(engine).await else { return };
    let first = Migrations { steps: &sales::MIGRATIONS.steps[..1], ..sales::MIGRATIONS };
    db.migrate(&[first]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.batch(BEFORE).await.unwrap();
    tx.commit().await.unwrap();
    db.migrate(&[Migrations { steps: &sales::MIGRATIONS.steps[..2], ..sales::MIGRATIONS }]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.batch("update sales_sales set voided_at = 6000 where id = 1").await.unwrap();
    tx.batch(THEN).await.unwrap();
    tx.commit().await.unwrap();
    db.migrate(&[sales::MIGRATIONS]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let sql = "select confirmed_at, voided_at, revision from sales_sales where revision = 0 order by id";
    let rows = tx.rows(sql, vec![]).await.unwrap();
    let told: Vec<(i64, Option<i64>, i64)> =
        rows.iter().map(|row| (row.at(0).unwrap(), row.at(1).unwrap(), row.at(2).unwrap())).collect();
    assert_eq!(told, [(1000, Some(6000), 0), (2000, Some(5000), 0)]);
    let wrong = "insert into sales_sales (id, source, external_id, kind, reference_key, partner_id, happened_on, known_at,
      quantity, amount_minor, currency, returned_minor, body_hash, note, vat_minor)
      values (4, 'desk', 'З-2', 'order', 'з-2', 7, '2026-02-20', 1000, 1, 100, 'RUB', 0, 'a', '', $1)";
    let rest = "select count(*) from sales_sales s join sales_participants p on p.sale_id = s.id where s.supersedes_id = 1";
    assert_eq!(tx.count(rest, vec![]).await.unwrap(), 1);
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
