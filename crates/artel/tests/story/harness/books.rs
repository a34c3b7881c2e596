//! What stands in the database, looked at from outside while nobody serves it, and what must always hold there.

use artel::house;
use base::access::Actor;
use base::clock::Clock;
use base::db::Db;
use base::work::Config;

use super::program::Artel;

/// Counts and sums over the whole database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    pub sales: i64,
    pub sales_minor: i64,
    pub closed_runs: i64,
    pub statements: i64,
    pub stated_minor: i64,
    pub entries: i64,
    pub accrued_minor: i64,
}

const BOOKS: [&str; 7] = [
    "select count(*) from sales_sales",
    "select cast(coalesce(sum(amount_minor), 0) as bigint) from sales_sales",
    "select count(*) from commissions_runs where state = 'closed'",
    "select count(*) from commissions_statements",
    "select cast(coalesce(sum(total_minor), 0) as bigint) from commissions_statements",
    "select count(*) from ledger_entries",
    "select cast(coalesce(sum(amount_minor), 0) as bigint) from ledger_transfers where credit_account = 'payable'",
];

/// Statements that must find nothing, whatever was interrupted.
const NEVER: [(&str, &str); 6] = [
    (
        "counters of days that differ from the sales",
        "select count(*) from (
           select partner_id, happened_on as day, currency, sum(case when kind = 'return' then 0 else 1 end) as sold,
                  sum(case when kind = 'return' then 1 else 0 end) as returned, sum(amount_minor) as amount
           from sales_sales where confirmed_at is not null and voided_at is null
           group by partner_id, happened_on, currency) s
         full join sales_days d on d.partner_id = s.partner_id and d.day = s.day and d.currency = s.currency
         where d.day is null or s.day is null or d.sales_count <> s.sold or d.returns_count <> s.returned
            or d.amount_minor <> s.amount",
    ),
    (
        "statements of a run that is not closed",
        "select count(*) from commissions_statements s join commissions_runs r on r.id = s.run_id where r.state <> 'closed'",
    ),
    (
        "closed runs that count other statements than there are",
        "select count(*) from commissions_runs r where r.state = 'closed' and (
           r.statements <> (select count(*) from commissions_statements s where s.run_id = r.id) or
           r.total_minor <> (select coalesce(sum(s.total_minor), 0) from commissions_statements s where s.run_id = r.id))",
    ),
    (
        "statements without their entry",
        "select count(*) from commissions_statements s
         where s.total_minor <> 0 and not exists (select 1 from ledger_entries e where e.key = s.entry_key)",
    ),
    (
        "entries without transfers",
        "select count(*) from ledger_entries e where not exists (select 1 from ledger_transfers t where t.entry_id = e.id)",
    ),
    (
        "accrued entries without their statement",
        "select count(*) from ledger_entries e
         where e.kind = 'accrual' and not exists (select 1 from commissions_statements s where s.entry_key = e.key)",
    ),
];

/// Runs a look at something asynchronous to its end.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().expect("a runtime").block_on(future)
}

/// The single number that a statement answers.
pub fn number(artel: &Artel, sql: &str) -> i64 {
    wait(async {
        let db = Db::open(&artel.database).await.expect("the database opens");
        let mut tx = db.read().await.expect("a transaction");
        tx.count(sql, vec![]).await.expect(sql)
    })
}

/// Runs a statement that changes something.
pub fn change(artel: &Artel, sql: &str) -> u64 {
    wait(async {
        let db = Db::open(&artel.database).await.expect("the database opens");
        let mut tx = db.begin().await.expect("a transaction");
        let changed = tx.run(sql, vec![]).await.expect(sql);
        tx.commit().await.expect("a commit");
        changed
    })
}

/// Looks through the whole database and asserts that nothing in it is half done.
pub fn books(artel: &Artel) -> Books {
    wait(async {
        let site =
            house::open(&artel.database, Config::default(), Clock::Real).await.expect("the site opens");
        let mut work = site.read(Actor::System("story")).await.expect("a transaction");
        for (what, sql) in NEVER {
            assert_eq!(work.count(sql, vec![]).await.expect(what), 0, "{what}");
        }
        let wrong = ledger::check(&mut work).await.expect("the ledger is checked");
        assert!(wrong.is_empty(), "the ledger does not agree with its postings: {wrong:?}");
        let sum = "select cast(coalesce(sum(amount_minor), 0) as bigint) from ledger_balances";
        assert_eq!(work.count(sum, vec![]).await.expect("balances"), 0, "the accounts do not balance");
        let mut found = [0; BOOKS.len()];
        for (place, sql) in BOOKS.iter().enumerate() {
            found[place] = work.count(sql, vec![]).await.expect(sql);
        }
        let [sales, sales_minor, closed_runs, statements, stated_minor, entries, accrued_minor] = found;
        Books { sales, sales_minor, closed_runs, statements, stated_minor, entries, accrued_minor }
    })
}
