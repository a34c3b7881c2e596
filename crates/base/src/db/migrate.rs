//! Forward migrations, per slice, run at start under a lock.

use super::{Db, DbError, EngineName};
use crate::args;

/// One step forward of one slice: its number and its script.
///
/// A script is plain SQL for both engines. What only one of them understands stands between the lines
/// `-- only sqlite` or `-- only postgres` and `-- end only`.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Counted from 1 within the slice.
    pub number: u32,
    /// The script.
    pub script: &'static str,
}

/// The steps of one slice.
#[derive(Clone, Copy, Debug)]
pub struct Migrations {
    /// The slice that owns the tables.
    pub slice: &'static str,
    /// In order.
    pub steps: &'static [Migration],
}

/// Lists the migrations of a slice: `migrations!("sales": 1 "0001_sales.sql", 2 "0002_more.sql")`.
#[macro_export]
macro_rules! migrations {
    ($slice:literal: $($number:literal $file:literal),+ $(,)?) => {
        $crate::db::Migrations {
            slice: $slice,
            steps: &[$($crate::db::Migration {
                number: $number,
                script: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/", $file)),
            }),+],
        }
    };
}

impl Db {
    /// Brings the tables of all slices up to date; refuses a database that is newer than this program.
    /// Returns how many steps were made.
    pub async fn migrate(&self, slices: &[Migrations]) -> Result<usize, DbError> {
        let mut tx = self.begin().await?;
        tx.queue_for("base_migrations").await?;
        let table = "create table if not exists base_migrations (slice text not null, number bigint not null,
                     applied_at bigint not null, primary key (slice, number))";
        tx.run(table, vec![]).await?;
        let mut made = 0;
        for slice in slices {
            let sql = "select max(number) from base_migrations where slice = $1";
            let last = tx.count(sql, args![slice.slice]).await?;
            let known = slice.steps.last().map_or(0, |step| i64::from(step.number));
            if last > known {
                let what = format!("slice {} is at step {last}, this program knows {known}", slice.slice);
                return Err(DbError::other(format!("the database is newer than this program: {what}")));
            }
            for step in slice.steps.iter().filter(|step| i64::from(step.number) > last) {
                tx.batch(&script_for(step.script, self.engine())).await?;
                let sql = "insert into base_migrations (slice, number, applied_at) values ($1, $2, $3)";
                let now = jiff::Timestamp::now();
                tx.run(sql, args![slice.slice, step.number, now]).await?;
                made += 1;
            }
        }
        tx.commit().await?;
        Ok(made)
    }
}

fn script_for(script: &str, engine: EngineName) -> String {
    let other = match engine {
        EngineName::Sqlite => "-- only postgres",
        EngineName::Postgres => "-- only sqlite",
    };
    let mut skipping = false;
    let mut kept = String::with_capacity(script.len());
    for line in script.lines() {
        match line.trim() {
            marker if marker == other => skipping = true,
            "-- end only" => skipping = false,
            _ if skipping => {}
            _ => {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_keeps_what_its_engine_understands() {
        let script = "a;\n-- only sqlite\nb;\n-- end only\n-- only postgres\nc;\n-- end only\nd;";
        assert_eq!(script_for(script, EngineName::Sqlite), "a;\n-- only sqlite\nb;\nd;\n");
        assert_eq!(script_for(script, EngineName::Postgres), "a;\n-- only postgres\nc;\nd;\n");
    }
}
