use base::args;
use base::db::{EngineName, Migrations};
use base::testing::fresh_database;

/// Terms that one partner had before partners were asked stay in force, with their early end.
async fn individual_terms_outlive_the_upgrade(engine: EngineName) {
    let Some((db, folder)) = fresh_database(engine).await else { return };
    let first = Migrations { slice: "programs", steps: &programs::MIGRATIONS.steps[..1] };
    db.migrate(&[base::MIGRATIONS, first]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let program = "insert into programs_programs (id, code, code_key, name, name_key, currency, period, starts_on, hold_days,
                     minimum_minor, description, status, created_at, changed_at)
                   values (1, 'a', 'a', 'a', 'a', 'RUB', 'month', '2026-01-01', 0, 0, '', 'running', 1, 1)";
    tx.run(program, vec![]).await.unwrap();
    let version = "insert into programs_versions (id, program_id, partner_id, state, number, text, content_hash, effective_from,
                     created_at, changed_at, published_at)
                   values ($1, 1, $2, 'published', $1, 'x', 'hash', '2026-01-01', 1, 1, 5)";
    tx.run(version, args![1_i64, None::<i64>]).await.unwrap();
    tx.run(version, args![2_i64, Some(7_i64)]).await.unwrap();
    let ending = "insert into programs_endings (version_id, until_on, ended_at) values (2, '2026-06-30', 1)";
    tx.run(ending, vec![]).await.unwrap();
    tx.commit().await.unwrap();
    db.migrate(&[base::MIGRATIONS, programs::MIGRATIONS]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let kept = "select count(*) from programs_versions v join programs_endings e on e.version_id = v.id
                  join programs_answers a on a.version_id = v.id
                where v.id = 2 and v.partner_id = 7 and e.until_on = '2026-06-30' and a.answer = 'earlier'";
    assert_eq!(tx.count(kept, vec![]).await.unwrap(), 1);
    assert_eq!(tx.count("select count(*) from programs_answers", vec![]).await.unwrap(), 1);
    let error = tx.run("delete from programs_versions where id = 1", vec![]).await.unwrap_err();
    assert!(error.is_constraint("programs_version_stays_as_published"), "{error}");
    drop(tx);
    drop(db);
    if let Some(folder) = folder {
        std::fs::remove_dir_all(folder).ok();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn individual_terms_outlive_the_upgrade_on_sqlite() {
    individual_terms_outlive_the_upgrade(EngineName::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn individual_terms_outlive_the_upgrade_on_postgres() {
    individual_terms_outlive_the_upgrade(EngineName::Postgres).await;
}
