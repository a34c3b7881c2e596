//! What a partner sees of his own.

use crate::kit::{close, quarter, scene, setup};
use base::access::{PartnerId, Role};
use base::on_both_engines;
use base::testing::Bench;
use commissions::{ClosedStatement, Mode};
use programs::ProgramId;

async fn kept(bench: &Bench, program: ProgramId, partner: PartnerId) -> ClosedStatement {
    let mut work = bench.work().await;
    commissions::statement_of(&mut work, program, quarter("2025-Q4"), partner).await.unwrap().unwrap()
}

on_both_engines! { setup;

    async fn a_partner_sees_his_statements_and_what_the_open_period_has_brought(bench) {
        let scene = scene(&bench).await;
        let boris = bench.portal(scene.boris, Role::PartnerOwner).in_english();
        boris.get("/portal/commissions").await.shows(&["Q4 2025", "Q1 2026", "41.9K", "open"]);
        let open = format!("/portal/commissions/open/{}/2025-Q4", scene.program);
        boris.get(&open).await.shows(&["S-4", "The period is open"]);
        boris.get(&format!("{open}/total")).await.shows(&["41,900"]);
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        boris.get("/portal/commissions").await.shows(&["41,900", "Closed periods"]);
        let moved = boris.get(&open).await.leads_on();
        boris.get(&moved).await.shows(&["Statement: Q4 2025", "S-1", "version 1"]);
    }

    async fn a_foreign_statement_answers_like_an_unknown_one(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let foreign = kept(&bench, scene.program, scene.anna).await;
        let key = sales::SaleId(foreign.kept.sales[0].id);
        let boris = bench.portal(scene.boris, Role::PartnerOwner);
        for id in [foreign.head.id.to_string(), "statement_0000000000001".into(), "nonsense".into()] {
            for rest in ["", "/total", "/export", &format!("/lines/{key}")] {
                boris.get(&format!("/portal/commissions/statements/{id}{rest}")).await.is(404);
            }
        }
        boris.get(&format!("/desk/commissions/statements/{}", foreign.head.id)).await.is(404);
        bench.portal(scene.anna, Role::PartnerAccountant).get(&format!("/portal/commissions/statements/{}", foreign.head.id)).await.is(200);
        bench.portal(scene.anna, Role::PartnerEmployee).get("/portal/commissions").await.is(403);
    }

    async fn a_programme_he_takes_no_part_in_is_unknown(bench) {
        let scene = scene(&bench).await;
        let mut work = bench.work().await;
        let new = partners::NewPartner::named("Вера", partners::PartnerKind::Agent);
        let vera = partners::add(&mut work, new).await.unwrap();
        work.commit().await.unwrap();
        let vera = bench.portal(vera, Role::PartnerOwner);
        vera.get(&format!("/portal/commissions/open/{}/2026-Q1", scene.program)).await.is(404);
        vera.get("/portal/commissions").await.is(200);
    }

    async fn an_upline_reads_the_receipt_of_his_share_of_a_downline_sale(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let own = kept(&bench, scene.program, scene.anna).await;
        let key = sales::SaleId(own.kept.sales[0].id);
        let anna = bench.portal(scene.anna, Role::PartnerOwner).in_english();
        let path = format!("/portal/commissions/statements/{}/lines/{key}", own.head.id);
        anna.get(&path).await.shows(&["Network, level 1", "1.5% × ₽80,000.00", "₽1,200.00", "Sale S-1", "sold by Борис"]).hides(&["/desk/"]);
    }

    async fn his_statements_go_out_as_a_file(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let boris = bench.portal(scene.boris, Role::PartnerOwner).in_english();
        let text = boris.get("/portal/commissions/export?format=csv").await.text();
        assert!(text.contains("41900.00") && !text.contains("Анна"), "{text}");
    }
}
