//! Nobody sees or does more than is his.

use base::access::Role;
use base::on_both_engines;

use crate::{exported, line_of, partner};

on_both_engines! { crate::bench;

async fn a_foreign_partner_sees_nothing(bench) {
    let (id, anna, boris) = exported(&bench).await;
    let line = line_of(&bench, anna).await;
    let stranger = partner(&bench, "Зоя", None).await;
    bench.portal(stranger, Role::PartnerOwner).get("/portal/payouts").await
        .shows(&["Выплат пока не было", "Сейчас к выплате ничего нет"]).hides(&["Реестр № 1"]);
    bench.portal(boris, Role::PartnerOwner).get("/portal/payouts").await.shows(&["50", "Отправлено в банк"]).hides(&["1\u{202f}220"]);
    for path in ["", "/files/1c"] {
        bench.portal(anna, Role::PartnerOwner).get(&format!("/desk/payouts/{id}{path}")).await.is(404);
    }
    bench.portal(anna, Role::PartnerOwner).get(&format!("/desk/payouts/{id}/lines/{line}")).await.is(404);
    bench.portal(anna, Role::PartnerEmployee).get("/portal/payouts").await.is(403);
    bench.portal(anna, Role::PartnerOwner).post(&format!("/desk/payouts/{id}/paid"), &[("paid_on", "2026-03-01")]).await.is(404);
    bench.stranger().get("/portal/payouts").await.is(303);
}

async fn who_only_sees_changes_nothing(bench) {
    let (id, anna, _) = exported(&bench).await;
    let line = line_of(&bench, anna).await;
    let auditor = bench.desk(Role::Auditor);
    auditor.get(&format!("/desk/payouts/{id}")).await.shows(&["Реестр № 1"]).hides(&["Отметить оплату"]);
    auditor.get(&format!("/desk/payouts/{id}/lines/{line}")).await.shows(&["Анна"]).hides(&["Отметить оплату"]);
    auditor.get("/desk/payouts/new").await.is(403);
    auditor.post(&format!("/desk/payouts/{id}/paid"), &[("paid_on", "2026-03-01")]).await.is(403);
    auditor.post(&format!("/desk/payouts/{id}/cancel"), &[("reason", "x")]).await.is(403);
    bench.desk(Role::Marketing).get("/desk/payouts").await.is(403);
    auditor.get(&format!("/desk/payouts?partner={anna}")).await.shows(&["Анна", "Реестр № 1"]);
    auditor.get("/desk/payouts/batch_0000000000001").await.is(404);
    auditor.get(&format!("/desk/payouts/{id}/lines/payout_0000000000001")).await.is(404);
}

}
