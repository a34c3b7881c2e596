//! `kill -9` at twenty random instants of an import and of a close: nothing half-done is ever seen, and running the
//! command again comes to what an undisturbed run comes to.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use base::db::EngineName;

use crate::harness::{Artel, Books, books, trade};

const PARTNERS: usize = 500;
const ROWS: usize = 60_000;
const KILLS: usize = 20;
const SEED: u64 = 20_170_401;

/// A SQLite database as it stood at one moment; taken and put back while nobody has it open.
struct Snapshot {
    file: PathBuf,
}

impl Snapshot {
    fn take(artel: &Artel, name: &str) -> Snapshot {
        let file = artel.folder.join(name);
        artel.does(&["backup", &file.display().to_string()]);
        Snapshot { file }
    }

    fn put_back(&self, artel: &Artel) {
        let database = artel.folder.join("artel.sqlite");
        for ending in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", database.display()));
        }
        std::fs::copy(&self.file, &database).expect("the snapshot is put back");
    }
}

/// SplitMix64: the same seed gives the same instants.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// An instant of a command that takes so long; every second one lies in the last third, where it writes.
    fn instant_within(&mut self, took: Duration) -> Duration {
        let from = if self.next().is_multiple_of(2) { took * 2 / 3 } else { Duration::ZERO };
        from + (took - from).mul_f64((self.next() % 1_000_000) as f64 / 1_000_000.0)
    }
}

/// Kills a command twenty times and looks into the books after each: every second time on a database where nothing of
/// it has been done, else on what the kill before has left. Ends with the command run to its end.
fn kill_often(artel: &Artel, start: &Snapshot, words: &[&str], mut took: Duration, whole: &Books) {
    let mut chance = Chance(SEED);
    start.put_back(artel);
    let nothing = books(artel);
    let (mut killed, mut before) = (0, None);
    let mut seen = BTreeSet::new();
    while killed < KILLS {
        if killed % 2 == 0 || before.is_none() {
            start.put_back(artel);
            before = Some(nothing.clone());
        }
        let (began, instant) = (Instant::now(), chance.instant_within(took));
        let ended = artel.start(words).killed_after(instant);
        // The machine has other things to do as well: what a command takes is learned anew all the time.
        took = if ended { began.elapsed() } else { took.max(instant.mul_f64(1.1)) };
        let now = books(artel);
        let kept = before.take().is_some_and(|before| now.sales >= before.sales);
        assert!(kept, "sales that were there are gone: {now:?}");
        assert!(
            !ended || now == *whole,
            "an end after {killed} kills differs from an undisturbed one: {now:?}"
        );
        seen.insert((now.sales, now.statements));
        before = (now != *whole).then_some(now);
        killed += usize::from(!ended);
    }
    println!("artel {}: seen after a kill, sales and statements: {seen:?}", words[0]);
    artel.does(words);
    assert_eq!(books(artel), *whole, "running the command again comes to something else");
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

#[test]
fn an_import_survives_being_killed_at_any_instant() {
    let Some(artel) = Artel::fresh(EngineName::Sqlite) else { return };
    trade::found(&artel, PARTNERS);
    let file = trade::sales(&artel, PARTNERS, ROWS);
    let import = ["import", "sales", file.as_str()];
    let empty = Snapshot::take(&artel, "empty.sqlite");
    let took = timed(|| drop(artel.does(&import)));
    let imported = books(&artel);
    assert_eq!(imported.sales, ROWS as i64);
    kill_often(&artel, &empty, &import, took, &imported);
}

#[test]
fn a_close_survives_being_killed_at_any_instant() {
    let Some(artel) = Artel::fresh(EngineName::Sqlite) else { return };
    trade::found(&artel, PARTNERS);
    artel.does(&["import", "sales", &trade::sales(&artel, PARTNERS, ROWS)]);
    let close = ["close", "--program", trade::PROGRAM, "--period", trade::QUARTER];
    let sold = Snapshot::take(&artel, "sold.sqlite");
    let took = timed(|| drop(artel.does(&close)));
    let closed = books(&artel);
    assert_eq!((closed.closed_runs, closed.statements), (1, PARTNERS as i64));
    assert_eq!(closed.accrued_minor, closed.stated_minor);
    kill_often(&artel, &sold, &close, took, &closed);
}
