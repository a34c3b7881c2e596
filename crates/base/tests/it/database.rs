use base::args;
use base::db::{DbErrorKind, Value};
use base::on_both_engines;

on_both_engines! { crate::ground;

async fn what_is_written_reads_back_in_its_types(bench) {
    let mut work = bench.work().await;
    work.batch("create table base_sample (id bigint primary key, word text, body bytea, day text)").await.unwrap();
    let day = jiff::civil::date(2017, 2, 28);
    let sql = "insert into base_sample (id, word, body, day) values ($1, $2, $3, $4)";
    work.run(sql, args![7, "Ёж ' \" $1", vec![0u8, 255], day]).await.unwrap();
    work.run(sql, args![8, None::<&str>, Value::Null, None::<jiff::civil::Date>]).await.unwrap();
    let rows = work.rows("select id, word, body, day from base_sample order by id", vec![]).await.unwrap();
    assert_eq!(rows[0].get::<String>("word").unwrap(), "Ёж ' \" $1");
    assert_eq!(rows[0].get::<Vec<u8>>("body").unwrap(), [0, 255]);
    assert_eq!(rows[0].get::<jiff::civil::Date>("day").unwrap(), day);
    assert_eq!(rows[1].get::<Option<String>>("word").unwrap(), None);
    assert!(rows[1].get::<String>("word").is_err());
}

async fn a_dropped_transaction_leaves_nothing(bench) {
    let mut work = bench.work().await;
    work.set_setting("vendor", "Ромашка").await.unwrap();
    drop(work);
    assert_eq!(bench.work().await.setting("vendor").await.unwrap(), None);
}

async fn an_error_loses_the_whole_transaction(bench) {
    let mut work = bench.work().await;
    work.set_setting("vendor", "Ромашка").await.unwrap();
    assert!(work.run("insert into base_nowhere values ($1)", args![1]).await.is_err());
    assert!(work.set_setting("vendor", "Лютик").await.is_err());
    assert!(work.commit().await.is_err());
    assert_eq!(bench.work().await.setting("vendor").await.unwrap(), None);
}

async fn constraints_are_named(bench) {
    let script = "create table base_sample (id bigint primary key, side text constraint base_sample_side check (side in ('l', 'r')));
                  create unique index base_sample_one_per_side on base_sample (side)";
    let mut work = bench.work().await;
    work.batch(script).await.unwrap();
    work.commit().await.unwrap();
    let sql = "insert into base_sample (id, side) values ($1, $2)";
    let mut work = bench.work().await;
    let odd = work.run(sql, args![1, "x"]).await.unwrap_err();
    assert!(odd.is_constraint("base_sample_side"), "{odd}");
    drop(work);
    let mut work = bench.work().await;
    work.run(sql, args![1, "l"]).await.unwrap();
    let twice = work.run(sql, args![2, "l"]).await.unwrap_err();
    assert_eq!(twice.kind, DbErrorKind::Constraint("base_sample_one_per_side".into()), "{twice}");
}

async fn many_rows_go_in_at_once(bench) {
    let mut work = bench.work().await;
    work.batch("create table base_sample (id bigint primary key, word text)").await.unwrap();
    let rows: Vec<_> = (0..2500).map(|id| args![id, format!("слово {id}")]).collect();
    let head = "insert into base_sample (id, word)";
    assert_eq!(work.insert_many(head, "", &rows).await.unwrap(), 2500);
    let again = "on conflict (id) do update set word = excluded.word";
    assert_eq!(work.insert_many(head, again, &rows[..10]).await.unwrap(), 10);
    let sql = "select cast(sum(id) as bigint) as total from base_sample where word <> $1";
    assert_eq!(work.count(sql, args!["слово 0"]).await.unwrap(), 2499 * 2500 / 2);
}

async fn a_reader_may_not_write(bench) {
    let mut work = bench.site.read(base::access::Actor::System("test")).await.unwrap();
    assert!(work.set_setting("vendor", "Ромашка").await.is_err());
}

async fn writers_queue_up_and_lose_nothing(bench) {
    let mut work = bench.work().await;
    work.set_setting("count", "0").await.unwrap();
    work.commit().await.unwrap();
    let mut clients = Vec::new();
    for _ in 0..8 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            for _ in 0..10 {
                let mut work = site.begin(base::access::Actor::System("test")).await.unwrap();
                let sql = "select value from base_settings where name = $1 /*lock*/";
                let row = work.row(sql, args!["count"]).await.unwrap().unwrap();
                let count: i64 = row.get::<String>("value").unwrap().parse().unwrap();
                work.set_setting("count", &(count + 1).to_string()).await.unwrap();
                work.commit().await.unwrap();
            }
        }));
    }
    for client in clients {
        client.await.unwrap();
    }
    assert_eq!(bench.work().await.setting("count").await.unwrap().as_deref(), Some("80"));
}

async fn migrating_again_changes_nothing_and_a_newer_database_is_refused(bench) {
    assert_eq!(bench.site.db.migrate(&[base::MIGRATIONS]).await.unwrap(), 0);
    let older = base::db::Migrations { slice: "base", steps: &[] };
    let refused = bench.site.db.migrate(&[older]).await.unwrap_err();
    assert!(refused.to_string().contains("newer"), "{refused}");
}

}
