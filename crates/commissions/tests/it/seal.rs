//! Sealed statements: the file proves itself, and what was changed is found and named.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::kit::{close, owner, partner, program, quarter, rub, sale, scene, setup};
use crate::months::{FLAT, trade};
use base::access::{PartnerId, Role};
use base::args;
use base::db::{EngineName, Value};
use base::on_both_engines;
use base::testing::Bench;
use commissions::{Compared, Mode, Part, prove, sealed_file};
use programs::ProgramId;
use terms::Period;

async fn file(bench: &Bench, program: ProgramId, period: &str, partner: PartnerId) -> String {
    let mut work = bench.work().await;
    let period = Period::parse(period).unwrap();
    let closed = commissions::statement_of(&mut work, program, period, partner).await.unwrap().unwrap();
    sealed_file(&mut work, closed.head.id, Some(partner), None).await.unwrap().unwrap()
}

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }
}

/// Tables whose rows are only ever added, with the triggers that see to it and the column that names a row.
const KEPT: [(&str, &[&str], &[&str]); 6] = [
    ("commissions_statements", &["commissions_statement_stays"], &["id"]),
    ("ledger_entries", &["ledger_entries_are_not_changed"], &["id"]),
    ("ledger_transfers", &["ledger_transfers_are_not_changed"], &["id"]),
    ("ledger_leaves", &["ledger_leaves_are_not_changed"], &["place"]),
    ("ledger_checkpoints", &["ledger_checkpoints_are_not_changed"], &["size"]),
    ("ledger_sealed_entries", &["ledger_sealed_entries_are_not_changed"], &["entry_id"]),
];

async fn unguard(bench: &Bench) {
    let mut work = bench.work().await;
    for (table, triggers, _) in KEPT {
        for trigger in triggers {
            let sql = match bench.site.db.engine() {
                EngineName::Sqlite => format!("drop trigger {trigger}"),
                EngineName::Postgres => format!("drop trigger {trigger} on {table}"),
            };
            work.batch(&sql).await.unwrap();
        }
    }
    work.commit().await.unwrap();
}

/// The columns of a table as its only row with this key has them.
async fn columns(bench: &Bench, table: &str, key: &str, at: i64) -> Vec<String> {
    let row = bench.work().await.row(&format!("select * from {table} where {key} = $1"), args![at]).await;
    let json = row.unwrap().unwrap().to_json();
    json.as_object().unwrap().keys().cloned().collect()
}

/// Another value than this one.
fn changed(value: &Value, chance: &mut Chance) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Int(number) => Some(Value::Int(number + 1 + chance.below(9) as i64)),
        Value::Text(words) => Some(Value::Text(format!("{words}0"))),
        Value::Bytes(bytes) if bytes.is_empty() => Some(Value::Bytes(vec![0])),
        Value::Bytes(bytes) => {
            let mut bytes = bytes.clone();
            let place = chance.below(bytes.len());
            bytes[place] ^= 1 << chance.below(8);
            Some(Value::Bytes(bytes))
        }
    }
}

/// Writes a value into a row; what a constraint refuses is not written.
async fn write(bench: &Bench, table: &str, key: &str, at: i64, column: &str, value: Value) -> bool {
    let mut work = bench.work().await;
    let sql = format!("update {table} set {column} = $1 where {key} = $2");
    if work.run(&sql, vec![value, Value::Int(at)]).await.is_err() {
        return false;
    }
    work.commit().await.is_ok()
}

on_both_engines! { setup;

    async fn a_sealed_statement_proves_itself_without_a_database(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let boris = prove(&file(&bench, scene.program, "2025-Q4", scene.boris).await, None).unwrap();
        assert_eq!((boris.document.partner, boris.document.totals.total), (scene.boris, 4_190_000));
        assert_eq!((boris.lines, boris.corrections, boris.checkpoint.size), (5, 0, 3));
        let anna = prove(&file(&bench, scene.program, "2025-Q4", scene.anna).await, Some(&boris.key)).unwrap();
        assert_eq!((anna.document.totals.total, anna.checkpoint), (705_000, boris.checkpoint));
        let other = ledger::seals::Signer::named_by_key(&[7; 32]).unwrap().public;
        let text = file(&bench, scene.program, "2025-Q4", scene.anna).await;
        assert_eq!(prove(&text, Some(&other)).unwrap_err().part, Part::Key);
    }

    async fn a_late_sale_is_proven_with_what_it_corrects_and_the_way_from_the_head_before(bench) {
        let trade = trade(bench, FLAT).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        trade.sold("S-2", "2026-01-20", 50_000).await;
        trade.close("2026-02").await;
        let first = prove(&file(&trade.bench, trade.program, "2026-01", trade.boris).await, None).unwrap();
        ledger::seals::rotate_key(&mut trade.bench.work().await).await.unwrap();
        let text = file(&trade.bench, trade.program, "2026-02", trade.boris).await;
        let second = prove(&text, None).unwrap();
        assert_eq!((second.corrections, second.earlier), (1, vec![first.checkpoint]));
        assert_eq!(prove(&text.replace("\"S-2\"", "\"S-3\""), None).unwrap_err().part, Part::Facts);
    }

    async fn a_new_key_goes_on_with_the_same_log(bench) {
        let trade = trade(bench, FLAT).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        let mut work = trade.bench.work().await;
        ledger::seals::rotate_key(&mut work).await.unwrap();
        work.commit().await.unwrap();
        trade.sold("S-2", "2026-02-10", 100_000).await;
        trade.close("2026-02").await;
        let first = prove(&file(&trade.bench, trade.program, "2026-01", trade.boris).await, None).unwrap();
        let second = prove(&file(&trade.bench, trade.program, "2026-02", trade.boris).await, None).unwrap();
        assert_ne!(first.key, second.key);
        assert_eq!(second.earlier, [first.checkpoint]);
        assert_eq!(commissions::verify(&trade.bench.site, owner(), None).await.unwrap().differences, 0);
    }

    async fn a_changed_part_of_a_file_is_named(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let text = file(&bench, scene.program, "2025-Q4", scene.boris).await;
        let part = |from: &str, to: &str| {
            let other = text.replacen(from, to, 1);
            assert_ne!(other, text, "{from}");
            prove(&other, None).unwrap_err().part
        };
        assert_eq!(part("\"total\": 4190000", "\"total\": 4190001"), Part::Statement);
        assert_eq!(part("\"S-4\"", "\"S-5\""), Part::Facts);
        assert_eq!(part("percent = \\\"3\\\"", "percent = \\\"4\\\""), Part::Terms);
        assert_eq!(part("\"leaf\": ", "\"leaf\":  "), Part::Form);
        assert_eq!(part("artel-sealed-statement/1", "artel-sealed-statement/2"), Part::Form);
    }

    async fn no_byte_of_a_file_can_be_changed_unseen(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let text = file(&bench, scene.program, "2025-Q4", scene.boris).await;
        let (mut chance, mut parts) = (Chance(4), BTreeMap::new());
        let rounds = if bench.site.db.engine() == EngineName::Sqlite { 10_000 } else { 100 };
        for _ in 0..rounds {
            let mut bytes = text.clone().into_bytes();
            let place = chance.below(bytes.len());
            let was = bytes[place];
            while bytes[place] == was {
                bytes[place] = chance.below(256) as u8;
            }
            let Ok(other) = String::from_utf8(bytes) else { continue };
            match prove(&other, None) {
                Ok(_) => panic!("byte {place} was changed from {was} unseen"),
                Err(broken) => *parts.entry(broken.part.word()).or_insert(0) += 1,
            }
        }
        println!("{parts:?}");
        assert!(parts.len() > 6 || rounds < 1_000, "{parts:?}");
    }

    async fn no_row_can_be_changed_unseen(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        unguard(&bench).await;
        let mut rows = Vec::new();
        for (table, _, key) in KEPT {
            let found = bench.work().await.rows(&format!("select {0} from {table}", key[0]), vec![]).await.unwrap();
            for row in found {
                let at: i64 = row.at(0).unwrap();
                rows.push((table, key[0], at, columns(&bench, table, key[0], at).await));
            }
        }
        // `ARTEL_EDITS=1000` is the long round.
        let edits = std::env::var("ARTEL_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(150);
        let rounds = if bench.site.db.engine() == EngineName::Sqlite { edits } else { 40 };
        let (mut chance, mut written) = (Chance(9), 0);
        while written < rounds {
            let (table, key, at, columns) = &rows[chance.below(rows.len())];
            let column = &columns[chance.below(columns.len())];
            if column == key {
                continue;
            }
            let sql = format!("select {column} from {table} where {key} = $1");
            let was: Value = bench.work().await.row(&sql, args![*at]).await.unwrap().unwrap().at(0).unwrap();
            let Some(other) = changed(&was, &mut chance) else { continue };
            if !write(&bench, table, key, *at, column, other.clone()).await {
                continue;
            }
            let found = commissions::verify(&bench.site, owner(), None).await;
            let is_found = found.as_ref().map_or(true, |verified| verified.differences > 0);
            assert!(is_found, "{table}.{column} of {at} was changed from {was:?} to {other:?} unseen");
            assert!(write(&bench, table, key, *at, column, was).await);
            written += 1;
        }
        assert_eq!(commissions::verify(&bench.site, owner(), None).await.unwrap().differences, 0);
    }

    async fn a_statement_taken_out_of_the_log_is_missed(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let mut work = bench.work().await;
        for (table, trigger) in [("ledger_leaves", "ledger_leaves_are_not_deleted"), ("ledger_checkpoints", "ledger_checkpoints_are_not_deleted")] {
            let sql = match bench.site.db.engine() {
                EngineName::Sqlite => format!("drop trigger {trigger}"),
                EngineName::Postgres => format!("drop trigger {} on {table}", trigger.replace("deleted", "changed")),
            };
            work.batch(&sql).await.unwrap();
            work.run(&format!("delete from {table}"), vec![]).await.unwrap();
        }
        work.commit().await.unwrap();
        let verified = commissions::verify(&bench.site, owner(), None).await.unwrap();
        let unsealed = verified.told.iter().filter(|one| one.what == Compared::Seal && one.partner.is_some());
        assert_eq!(unsealed.count(), 2);
    }

    async fn two_closes_at_once_keep_one_order(bench) {
        let one = scene(&bench).await;
        let mut work = bench.work().await;
        let other = program(&mut work, "other", crate::kit::TERMS).await;
        programs::enrol(&mut work, other, one.boris, crate::kit::day("2025-10-01")).await.unwrap();
        work.commit().await.unwrap();
        let (first, second) = tokio::join!(
            close(&bench, one.program, "2025-Q4", Mode::Post),
            close(&bench, other, "2025-Q4", Mode::Post),
        );
        first.unwrap();
        second.unwrap();
        assert_eq!(commissions::verify(&bench.site, owner(), None).await.unwrap().differences, 0);
    }

    async fn the_page_tells_of_the_seal_and_hands_out_the_file(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let mut work = bench.work().await;
        let closed = commissions::statement_of(&mut work, scene.program, quarter("2025-Q4"), scene.boris).await;
        let id = closed.unwrap().unwrap().head.id;
        drop(work);
        let text = file(&bench, scene.program, "2025-Q4", scene.boris).await;
        let boris = bench.portal(scene.boris, Role::PartnerOwner).in_english();
        boris.get(&format!("/portal/commissions/statements/{id}")).await.shows(&["sealed", "of 3, root", "download the proof"]);
        bench.desk(Role::Finance).get(&format!("/desk/commissions/statements/{id}")).await.shows(&["запечатан", "скачать доказательство"]);
        for path in [format!("/portal/commissions/statements/{id}/seal"), format!("/api/v1/commissions/statements/{id}/seal")] {
            assert_eq!(boris.get(&path).await.is(200).text(), text);
        }
        let anna = bench.portal(scene.anna, Role::PartnerOwner);
        anna.get(&format!("/portal/commissions/statements/{id}/seal")).await.is(404);
        anna.get(&format!("/api/v1/commissions/statements/{id}/seal")).await.is(404);
    }

    async fn a_long_statement_is_proven_quickly(bench) {
        let lines = if bench.site.db.engine() == EngineName::Sqlite { 2_000 } else { 50 };
        let mut work = bench.work().await;
        let program = program(&mut work, "main", crate::kit::TERMS).await;
        let boris = partner(&mut work, program, "Борис", None).await;
        for at in 0..lines {
            sale(&mut work, boris, &format!("S-{at:05}"), "2025-11-05", rub(1_000 + at)).await;
        }
        work.commit().await.unwrap();
        close(&bench, program, "2025-Q4", Mode::Post).await.unwrap();
        let text = file(&bench, program, "2025-Q4", boris).await;
        let begun = Instant::now();
        assert_eq!(prove(&text, None).unwrap().lines, lines as usize);
        println!("{lines} lines, {} bytes, proven in {:?}", text.len(), begun.elapsed());
    }
}
