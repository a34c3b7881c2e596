use base::access::Role;
use base::on_both_engines;

use crate::{partner, percent, program, published};

/// A form with one rule by bands and one half-filled condition.
const FORM: &[(&str, &str)] = &[
    ("view", "form"),
    ("seen", "none"),
    ("name", "Канал \"2026\""),
    ("currency", "RUB"),
    ("period", "quarter"),
    ("mode", "half-even"),
    ("rule-0-name", "gtk"),
    ("rule-0-title", "Серия GTK"),
    ("rule-0-pay", "percent"),
    ("rule-0-percent", "3,5"),
    ("rule-0-fixed", "12,00"),
    ("rule-0-when-0-field", "product.series"),
    ("rule-0-when-0-op", "is"),
    ("rule-0-when-0-value", "GTK; GTX"),
    ("rule-1-name", "volume"),
    ("rule-1-title", ""),
    ("rule-1-pay", "bands"),
    ("rule-1-percent", ""),
    ("rule-1-fixed", ""),
    ("rule-1-band-0-up_to", "100 000"),
    ("rule-1-band-0-percent", "5"),
    ("rule-1-band-1-up_to", ""),
    ("rule-1-band-1-percent", "восемь"),
];

fn with(verb: &str) -> Vec<(&str, &str)> {
    FORM.iter().copied().chain([("do", verb)]).collect()
}

on_both_engines! { crate::bench;

async fn every_button_keeps_what_was_typed(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let href = format!("/desk/programs/{program}/terms/draft");
    desk.get(&href).await.shows(&["Правило 1", "value=\"Канал\""]);
    let kept = ["Канал &quot;2026&quot;", "value=\"3,5\"", "value=\"12,00\"", "GTK; GTX", "value=\"100 000\"", "восемь"];
    for verb in ["check", "rule:when-add:1", "upline:add", "bonus:add", "rule:band-add:1"] {
        desk.post(&href, &with(verb)).await.shows(&kept).shows(&["«восемь» — не ставка", "#f-rule-1-band-1-percent"]);
    }
    let seen = desk.post(&href, &with("rule:down:0")).await.shows(&["name=\"rule-1-name\" value=\"gtk\""]);
    assert!(seen.text().contains("name=\"rule-0-band-1-percent\" value=\"восемь\""));
    desk.post(&href, &with("rule:remove:1")).await.shows(&["gtk", "Ошибок нет"]).hides(&["восемь"]);
}

async fn the_text_says_the_same_and_comes_back_as_the_form(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let href = format!("/desk/programs/{program}/terms/draft");
    desk.post(&href, &with("to-text")).await
        .shows(&["percent = &quot;3.5&quot;", "up_to = &quot;100000.00&quot;", "«восемь» — не ставка", "строка 25, столбец 11"]);
    let text = percent("5").replace("[[rule]]", "# заметка\n[[rule]]\ntitle = \"Всё\"");
    let fields = [("view", "text"), ("seen", "none"), ("text", text.as_str()), ("do", "to-form")];
    desk.post(&href, &fields).await.shows(&["value=\"Всё\"", "заметки пропадут"]);
    let fields = [("view", "text"), ("seen", "none"), ("text", "name = "), ("do", "to-form")];
    desk.post(&href, &fields).await.shows(&["не читается как TOML", "форма не открылась", "name = "]);
}

async fn a_draft_is_saved_with_its_problems_and_opens_as_text(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let href = format!("/desk/programs/{program}/terms/draft");
    assert_eq!(desk.post(&href, &with("save")).await.leads_on(), format!("{href}?view=form"));
    desk.get(&href).await.shows(&["форма не открылась", "percent = &quot;восемь&quot;"]);
    let draft = programs::draft_of(&mut bench.work().await, program, None).await.unwrap().unwrap();
    desk.get(&format!("/desk/programs/{program}/terms/{}", draft.id)).await.shows(&["Черновик", "не ставка"]);
    desk.post(&format!("/desk/programs/{program}/terms/{}/delete", draft.id), &[]).await.leads_on();
    assert!(programs::draft_of(&mut bench.work().await, program, None).await.unwrap().is_none());
}

async fn nobody_overwrites_what_another_saved_meanwhile(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    programs::save_draft(&mut work, program, &percent("5")).await.unwrap();
    work.commit().await.unwrap();
    let desk = bench.desk(Role::Owner);
    let href = format!("/desk/programs/{program}/terms/draft");
    let seen = desk.post(&href, &with("save")).await.is(422);
    assert!(seen.text().contains("сохранил кто-то другой") && seen.text().contains("восемь"), "{}", seen.text());
}

async fn the_owner_publishes_after_reading_it_in_words(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    published(&mut work, program, "5", "2026-01-01").await;
    let draft = programs::save_draft(&mut work, program, &percent("6")).await.unwrap();
    let seen = programs::terms_version(&mut work, draft).await.unwrap().unwrap().changed_at.as_microsecond().to_string();
    programs::allow_one_person(&mut work, program, true).await.unwrap();
    work.commit().await.unwrap();
    let desk = bench.desk(Role::Owner);
    let own = format!("/desk/programs/{program}/terms/{draft}");
    let href = format!("{own}/publish");
    desk.get(&format!("{own}/approval")).await.shows(&["Любая продажа: 6", "+ percent = &quot;6&quot;", "− percent = &quot;5&quot;"]);
    let again = desk.post(&href, &[("seen", &seen), ("from", "31.02.2026")]).await.is(422);
    assert!(again.text().contains("31.02.2026"), "{}", again.text());
    let to = desk.post(&href, &[("seen", &seen), ("from", "2026-04-01")]).await.leads_on();
    desk.get(&to).await.shows(&["Версия 2", "с 01.04.2026", "Любая продажа: 6"]);
    let first = programs::terms_versions(&mut bench.work().await, program).await.unwrap()[1].id;
    desk.get(&format!("{to}/compare?with={first}")).await
        .shows(&["− percent = &quot;5&quot;", "изменено", "<del>Любая продажа: 5", "<ins>Любая продажа: 6"]);
    desk.in_english().get(&format!("{to}/compare")).await.shows(&["changed", "<del>Any sale: 5", "<ins>Any sale: 6"]);
    assert_eq!(bench.desk(Role::Owner).get(&format!("{own}/approval")).await.leads_on(), to);
}

async fn individual_terms_begin_with_a_partners_name(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    published(&mut work, program, "5", "2026-01-01").await;
    programs::allow_one_person(&mut work, program, true).await.unwrap();
    work.commit().await.unwrap();
    let desk = bench.desk(Role::Owner).in_english();
    let list = format!("/desk/programs/{program}/individual");
    desk.get(&list).await.shows(&["Terms of single partners"]);
    let seen = desk.post(&list, &[("partner", "Вера")]).await.is(422);
    assert!(seen.text().contains("There is no partner “Вера”"), "{}", seen.text());
    let editor = desk.post(&list, &[("partner", "анна")]).await.leads_on();
    desk.get(&editor).await.shows(&["Terms for “Анна”"]);
    let text = percent("9");
    desk.post(&editor, &[("view", "text"), ("seen", "none"), ("text", &text), ("do", "save")]).await.leads_on();
    let draft = programs::draft_of(&mut bench.work().await, program, Some(anna)).await.unwrap().unwrap();
    let seen = draft.changed_at.as_microsecond().to_string();
    let own = format!("/desk/programs/{program}/terms/{}", draft.id);
    let fields = [("seen", seen.as_str()), ("from", "2026-02-01"), ("until", "2026-12-31")];
    desk.post(&format!("{own}/publish"), &fields).await.leads_on();
    desk.get(&list).await.shows(&["Анна", "waits for the partner"]);
    desk.post(&format!("{own}/paper"), &[("note", "")]).await.is(422);
    desk.post(&format!("{own}/paper"), &[("note", "Amendment 4")]).await.leads_on();
    desk.get(&own).await.shows(&["Accepted by the partner on paper", "Amendment 4"]);
    desk.get(&list).await.shows(&["Анна", "in force", "from 1 Feb 2026 to 31 Dec 2026"]);
    desk.post(&format!("{own}/end"), &[("until", "2026-06-30")]).await.leads_on();
    desk.get(&own).await.shows(&["from 1 Feb 2026 to 30 Jun 2026"]);
    desk.post(&format!("{own}/end"), &[("until", "2026-07-30")]).await.is(422);
}

}
