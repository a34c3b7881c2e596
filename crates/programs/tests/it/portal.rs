use base::access::Role;
use base::on_both_engines;
use programs::{Audience, Effect, Publish, SaveDraft, Seen};

use crate::{day, partner, percent, program, published};

on_both_engines! { crate::bench;

async fn a_partner_sees_his_terms_and_nobody_elses(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let [anna, boris, vera] =
        [partner(&mut work, "Анна").await, partner(&mut work, "Борис").await, partner(&mut work, "Вера").await];
    let common = published(&mut work, program, "5", "2026-01-01").await;
    programs::enrol(&mut work, program, anna, day("2026-01-01")).await.unwrap();
    programs::enrol(&mut work, program, boris, day("2026-01-01")).await.unwrap();
    let request = SaveDraft { program, whose: Audience::Partner(anna), text: percent("9"), seen: Seen::Nothing };
    let own = programs::save(&mut work, request).await.unwrap();
    let effect = Effect { from: day("2026-02-01"), until: None };
    programs::publish_between(&mut work, Publish { version: own, effect, seen: Seen::Anything }).await.unwrap();
    programs::accept_on_paper(&mut work, own, "допсоглашение").await.unwrap();
    programs::save_draft(&mut work, program, &percent("77")).await.unwrap();
    programs::start(&mut work, program).await.unwrap();
    work.commit().await.unwrap();

    let portal = |partner| bench.portal(partner, Role::PartnerEmployee);
    let at = |rest: &str| format!("/portal/programs/{program}{rest}");
    portal(anna).get("/portal/programs").await.shows(&["Канал", "Любая продажа: 9", "ваши индивидуальные условия"]);
    portal(anna).get(&at("")).await.shows(&["14 дней", "Версия 1", "Версия 2"]).hides(&["77"]);
    portal(anna).get(&at(&format!("/terms/{own}"))).await.shows(&["percent = &quot;9&quot;"]);
    portal(boris).get("/portal/programs").await.shows(&["Любая продажа: 5"]).hides(&["Любая продажа: 9"]);
    portal(boris).get(&at(&format!("/terms/{common}"))).await.shows(&["Любая продажа: 5"]);
    portal(boris).get(&at(&format!("/terms/{own}"))).await.is(404);
    portal(vera).get("/portal/programs").await.shows(&["Здесь будут ваши программы"]).hides(&["Канал"]);
    portal(vera).get(&at("")).await.is(404);
    portal(vera).get(&at(&format!("/terms/{common}"))).await.is(404);
    portal(vera).get(&format!("/desk/programs/{program}")).await.is(404);
    bench.desk(Role::Owner).get("/portal/programs").await.is(404);
    let card = |partner| format!("/desk/partners/{partner}/programs");
    bench.desk(Role::Owner).get(&card(anna)).await.shows(&["Канал", "Любая продажа: 9", "ваши индивидуальные условия"]);
    bench.desk(Role::Owner).get(&card(vera)).await.shows(&["Здесь будут программы партнёра"]);
    portal(anna).get(&card(anna)).await.is(404);
}

}
