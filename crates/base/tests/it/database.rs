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

async fn rows_are_read_in_place(bench) {
    let mut work = bench.work().await;
    work.batch("create table base_sample (id bigint primary key, word text, body bytea, small integer)").await.unwrap();
    let rows: Vec<_> = (0..1200).map(|id| args![id, format!("слово {id}"), vec![id as u8; 3], 5]).collect();
    work.insert_many("insert into base_sample (id, word, body, small)", "", &rows).await.unwrap();
    work.run("insert into base_sample (id) values ($1)", args![1200]).await.unwrap();
    let (mut sum, mut letters, mut empty) = (0, 0, 0);
    let sql = "select id, word, body, small from base_sample where id >= $1 order by id";
    let mut take = |row: &base::db::RawRow<'_>| {
        sum += row.i64(0)?;
        if row.is_null(1)? {
            empty += 1;
            assert_eq!(row.maybe_i64(3)?, None);
            assert!(row.text(1).is_err() && row.bytes(2).is_err() && row.i64(3).is_err());
            return Ok(());
        }
        letters += row.text(1)?.len();
        assert_eq!((row.bytes(2)?, row.i64(3)?), ([row.i64(0)? as u8; 3].as_slice(), 5));
        assert!(row.i64(1).is_err() && row.text(0).is_err() && row.text(9).is_err());
        Ok(())
    };
    assert_eq!(work.scan(sql, args![1000], &mut take).await.unwrap(), 201);
    assert_eq!((sum, letters, empty), ((1000..=1200).sum(), 200 * "слово 1000".len(), 1));
}

async fn a_scan_that_is_given_up_loses_the_transaction_and_not_the_connection(bench) {
    let mut work = bench.work().await;
    let sql = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 5000) select i from n";
    let mut take = |row: &base::db::RawRow<'_>| if row.i64(0)? < 3 { Ok(()) } else { row.text(0).map(|_| ()) };
    assert!(work.scan(sql, vec![], &mut take).await.is_err());
    assert!(work.setting("vendor").await.is_err());
    drop(work);
    assert_eq!(bench.work().await.count("select 41 + 1 as answer", vec![]).await.unwrap(), 42);
}

async fn many_blobs_and_nulls_go_in_at_once_and_constraints_still_hold(bench) {
    let script = "create table base_sample (id bigint primary key, body bytea not null, day text, owner bigint,
                    constraint base_sample_day check (day is null or day <> 'never'))";
    let mut work = bench.work().await;
    work.batch(script).await.unwrap();
    work.commit().await.unwrap();
    let head = "insert into base_sample (id, body, day, owner)";
    let row = |id: i64| args![id, vec![id as u8; 5000], (id % 2 == 0).then_some("2025-04-01"), None::<i64>];
    let rows: Vec<_> = (0..700).map(row).collect();
    let mut work = bench.work().await;
    assert_eq!(work.insert_many(head, "", &rows).await.unwrap(), 700);
    work.commit().await.unwrap();
    let mut work = bench.work().await;
    let sql = "select count(*) from base_sample where length(body) = 5000 and (day is null) = (id % 2 = 1)";
    assert_eq!(work.count(sql, vec![]).await.unwrap(), 700);
    let mut rows: Vec<_> = (700..1400).map(row).collect();
    rows[600][2] = "never".into();
    let refused = work.insert_many(head, "", &rows).await.unwrap_err();
    assert!(refused.is_constraint("base_sample_day"), "{refused}");
    drop(work);
    let mut work = bench.work().await;
    assert_eq!(work.count("select count(*) from base_sample", vec![]).await.unwrap(), 700);
    let twice: Vec<_> = (600..800).map(row).collect();
    let refused = work.insert_many(head, "", &twice).await.unwrap_err();
    assert!(matches!(refused.kind, DbErrorKind::Constraint(_)), "{refused}");
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
