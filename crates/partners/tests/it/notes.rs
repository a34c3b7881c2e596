use base::access::Role;
use base::on_both_engines;

use crate::dealer;

on_both_engines! { crate::desk;

async fn a_note_stands_on_the_card_and_not_in_the_portal(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::PartnerManager);
    let path = format!("/desk/partners/{id}/notes");
    manager.post(&path, &[("body", "Любит звонки <до> обеда")]).await.leads_on();
    manager.get(&format!("/desk/partners/{id}")).await.shows(&["Любит звонки &lt;до&gt; обеда"]);
    bench.portal(id, Role::PartnerOwner).get("/portal/partners").await.shows(&["Ромашка"]).hides(&["Любит звонки"]);
    assert!(manager.post(&path, &[("body", "  ")]).await.is(422).text().contains("Заметка пуста"));
}

}
