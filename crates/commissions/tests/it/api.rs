//! Statements for programs.

use crate::kit::{close, scene, setup};
use base::access::Role;
use base::on_both_engines;
use commissions::{Mode, StatementFilter};

on_both_engines! { setup;

    async fn a_statement_comes_with_lines_and_their_reasons(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let owner = bench.desk(Role::Owner).in_english();
        let list = owner.get("/api/v1/commissions/statements?period=2025-Q4").await.json();
        assert_eq!(list["count"], 2);
        let boris = &list["statements"][1];
        assert_eq!(boris["total"]["amount"], "41900.00");
        let whole = owner.get(&format!("/api/v1/commissions/statements/{}", boris["id"].as_str().unwrap())).await.json();
        let line = &whole["lines"][1];
        assert_eq!((line["reference"].as_str(), line["amount"]["amount"].as_str()), (Some("S-2"), Some("11400.00")));
        assert_eq!(line["how"]["bands"].as_array().unwrap().len(), 2);
        assert!(line["reason"].as_array().unwrap().len() > 4);
        owner.get("/api/v1/commissions/statements?period=soon").await.is(400);
    }

    async fn a_partner_gets_his_own_statements_only(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let boris = bench.portal(scene.boris, Role::PartnerOwner);
        let list = boris.get(&format!("/api/v1/commissions/statements?partner={}", scene.anna)).await.json();
        assert_eq!(list["count"], 1);
        assert_eq!(list["statements"][0]["partner_name"], "Борис");
        let all = bench.desk(Role::Owner).get("/api/v1/commissions/statements").await.json();
        let foreign = all["statements"][0]["id"].as_str().unwrap();
        boris.get(&format!("/api/v1/commissions/statements/{foreign}")).await.is(404);
        bench.desk(Role::Inspector).get("/api/v1/commissions/statements").await.is(403);
        bench.stranger().get("/api/v1/commissions/statements").await.is(401);
    }

    async fn the_plain_text_is_sorted_and_in_decimals(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let mut work = bench.work().await;
        let heads = commissions::statements(&mut work, &StatementFilter::default()).await.unwrap();
        let text = String::from_utf8(commissions::statements_csv(&heads).unwrap()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines, [
            "partner,period,direct,override,bonus,total,lines,currency",
            "Анна,2025-Q4,0.00,7050.00,0.00,7050.00,4,RUB",
            "Борис,2025-Q4,41400.00,0.00,500.00,41900.00,4,RUB",
        ]);
    }
}
