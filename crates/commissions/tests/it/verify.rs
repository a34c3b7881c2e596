//! Closed periods, computed again, against statements and ledger.

use crate::kit::{close, owner, scene, setup};
use base::access::{PartnerId, Role};
use base::db::EngineName;
use base::jobs;
use base::on_both_engines;
use base::testing::Bench;
use commissions::{Compared, Mode, Verified};

async fn verify(bench: &Bench) -> Verified {
    commissions::verify(&bench.site, owner(), None).await.unwrap()
}

/// What was compared, whose it is, and the sums stated, due and posted.
type Told = (Compared, Option<PartnerId>, Option<i64>, Option<i64>, Option<i64>);

fn told(verified: &Verified) -> Vec<Told> {
    verified.told.iter().map(|one| (one.what, one.partner, one.stated, one.due, one.ledger)).collect()
}

/// Lets rows that never change be changed.
async fn unguard(bench: &Bench, table: &str, triggers: &[&str]) {
    let mut work = bench.work().await;
    for trigger in triggers {
        let sql = match bench.site.db.engine() {
            EngineName::Sqlite => format!("drop trigger {trigger}"),
            EngineName::Postgres => format!("drop trigger {trigger} on {table}"),
        };
        work.batch(&sql).await.unwrap();
    }
    work.commit().await.unwrap();
}

async fn change(bench: &Bench, sql: &str) {
    let mut work = bench.work().await;
    work.run(sql, vec![]).await.unwrap();
    work.commit().await.unwrap();
}

on_both_engines! { setup;

    async fn what_was_closed_comes_to_the_same_again(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let verified = verify(&bench).await;
        assert_eq!((verified.periods, verified.statements, verified.differences), (1, 2, 0));
        assert_eq!(commissions::verify(&bench.site, owner(), Some(scene.program)).await.unwrap().periods, 1);
    }

    async fn a_statement_changed_behind_our_back_is_named(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        unguard(&bench, "commissions_statements", &["commissions_statement_stays"]).await;
        change(&bench, "update commissions_statements set total_minor = total_minor + 1, direct_minor = direct_minor + 1
                        where partner_name = 'Борис'").await;
        let verified = verify(&bench).await;
        let boris = Some(scene.boris);
        assert_eq!(told(&verified), [
            (Compared::Columns, boris, Some(4_190_001), Some(4_190_000), None),
            (Compared::Run, None, Some(4_895_000), Some(4_895_001), None),
            (Compared::Posting, boris, Some(4_190_001), None, Some(4_190_000)),
            (Compared::Programme, None, Some(4_895_001), None, Some(4_895_000)),
            (Compared::Seal, boris, Some(4_190_001), None, None),
        ]);
    }

    async fn a_sale_that_was_taken_out_of_the_books_is_missed(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        unguard(&bench, "sales_sales", &["sales_sale_stays_as_entered", "sales_sale_stays"]).await;
        change(&bench, "delete from sales_sales where external_id = 'S-4'").await;
        let verified = verify(&bench).await;
        assert_eq!(told(&verified), [
            (Compared::Events, Some(scene.anna), Some(705_000), Some(405_000), None),
            (Compared::Events, Some(scene.boris), Some(4_190_000), Some(1_860_000), None),
        ]);
    }

    async fn lines_that_were_changed_are_told_by_their_hash(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        unguard(&bench, "commissions_statements", &["commissions_statement_stays"]).await;
        change(&bench, "update commissions_statements set lines = unpaid where partner_name = 'Борис'").await;
        let verified = verify(&bench).await;
        assert_eq!(verified.told[0].what, Compared::Events);
        assert!(told(&verified).contains(&(Compared::Hash, Some(scene.boris), Some(4_190_000), None, None)));
    }

    async fn a_night_verifies_and_plans_the_next(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let owner = bench.desk(Role::Owner).in_english();
        owner.get("/desk/commissions/verify").await.shows(&["not been verified yet", "Verify now"]);
        let mut work = bench.work().await;
        commissions::plan_verification(&mut work).await.unwrap();
        commissions::plan_verification(&mut work).await.unwrap();
        work.commit().await.unwrap();
        jobs::run_all(&bench.site).await.unwrap();
        assert_eq!(commissions::last_verification(&mut bench.work().await).await.unwrap(), None);
        for night in ["2026-03-02", "2026-03-03"] {
            bench.site.clock.set(format!("{night}T00:10:00Z").parse().unwrap());
            assert_eq!(jobs::run_all(&bench.site).await.unwrap(), 1);
        }
        let last = commissions::last_verification(&mut bench.work().await).await.unwrap().unwrap();
        assert_eq!((last.periods, last.statements, last.differences), (1, 2, 0));
        assert_eq!(last.ended_at.to_string(), "2026-03-03T00:10:00Z");
        owner.get("/desk/commissions/verify").await.shows(&["1 period", "2 statements", "no difference", "03:10"]);
        owner.get("/desk/commissions").await.shows(&["no difference"]);
        bench.desk(Role::Owner).get("/desk/commissions/verify").await.shows(&["расхождений нет"]);
    }

    async fn differences_are_listed_on_the_page(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        unguard(&bench, "commissions_statements", &["commissions_statement_stays"]).await;
        change(&bench, "update commissions_statements set total_minor = total_minor + 1, direct_minor = direct_minor + 1
                        where partner_name = 'Борис'").await;
        let finance = bench.desk(Role::Finance).in_english();
        finance.post("/desk/commissions/verify", &[]).await.leads_on();
        jobs::run_all(&bench.site).await.unwrap();
        let page = finance.get("/desk/commissions/verify").await;
        page.shows(&["5 differences", "Борис", "Q4 2025", "₽41,900<small>.01</small>", "₽41,900<small>.00</small>"]);
        bench.desk(Role::Auditor).get("/desk/commissions/verify").await.shows(&["Борис"]).hides(&["Сверить сейчас"]);
        bench.desk(Role::Auditor).post("/desk/commissions/verify", &[]).await.is(403);
        bench.desk(Role::Inspector).get("/desk/commissions/verify").await.is(403);
    }
}
