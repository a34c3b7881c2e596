use base::access::Role;
use base::on_both_engines;
use base::work::Work;
use money::{Currency, Money};
use programs::{NewProgram, ProgramId};
use terms::{BandMode, Pay, PeriodKind, Terms, Window};

use crate::{day, partner, percent, program, published};

const FULL: &str = include_str!("full.toml");

/// A programme whose statements are by the month.
async fn monthly(work: &mut Work) -> ProgramId {
    let new = NewProgram {
        code: "monthly".into(),
        name: "Ежемесячная".into(),
        currency: Currency::RUB,
        period: PeriodKind::Month,
        starts_on: day("2026-01-01"),
        hold_days: 0,
        minimum_minor: 0,
        description: String::new(),
    };
    programs::add(work, new).await.unwrap()
}

/// A form with one rule by bands and one half-filled condition.
const FORM: &[(&str, &str)] = &[
    ("view", "form"),
    ("seen", "none"),
    ("kept", ""),
    ("name", "Канал \"2026\""),
    ("currency", "RUB"),
    ("period", "quarter"),
    ("round_at", "line"),
    ("round_mode", "half-even"),
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
    ("rule-1-band-0-up_to", "100 000"),
    ("rule-1-band-0-earns", "5"),
    ("rule-1-band-0-unit", "percent"),
    ("rule-1-band-1-up_to", ""),
    ("rule-1-band-1-earns", "восемь"),
    ("rule-1-band-1-unit", "percent"),
];

fn with(verb: &str) -> Vec<(&str, &str)> {
    FORM.iter().copied().chain([("do", verb)]).collect()
}

/// What a browser would send of the page: every field of its form with its value, in the order of the page.
fn fields_of(page: &str) -> Vec<(String, String)> {
    let unescaped = |text: &str| {
        text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    };
    let value = |tag: &str, name: &str| {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(unescaped(&tag[from..from + tag[from..].find('"')?]))
    };
    let form = &page[page.find("<form class=\"editor\"").unwrap()..];
    let form = &form[..form.find("</form>").unwrap()];
    let mut fields = Vec::new();
    for (at, _) in form.match_indices('<') {
        let tag = &form[at..at + form[at..].find('>').unwrap()];
        let Some(name) = value(tag, "name") else { continue };
        let inside = |end: &str| form[at + tag.len() + 1..].split(end).next().unwrap().to_owned();
        match tag.split([' ', '>']).next().unwrap() {
            "<input" => fields.push((name, value(tag, "value").unwrap_or_default())),
            "<textarea" => fields.push((name, unescaped(inside("</textarea>").trim_start_matches('\n')))),
            "<select" => {
                let options = inside("</select>");
                let chosen = options.split("<option").find(|option| option.contains(" selected"));
                let option = chosen.or_else(|| options.split("<option").nth(1)).unwrap();
                fields.push((name, value(option, "value").unwrap_or_default()));
            }
            _ => {}
        }
    }
    fields
}

/// Presses a button of the page after typing into its fields.
fn pressed(page: &str, typed: &[(&str, &str)], verb: &str) -> Vec<(String, String)> {
    let mut fields = fields_of(page);
    for (name, value) in typed {
        let field = fields.iter_mut().find(|(known, _)| known == name);
        field.unwrap_or_else(|| panic!("no field {name}")).1 = (*value).to_owned();
    }
    fields.push(("do".to_owned(), verb.to_owned()));
    fields
}

fn sent(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

on_both_engines! { crate::bench;

async fn every_button_keeps_what_was_typed(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let href = format!("/desk/programs/{program}/terms/draft");
    desk.get(&href).await.shows(&["Начните с готового плана", "value=\"Канал\""]).hides(&["Правило 1"]);
    let kept = ["Канал &quot;2026&quot;", "value=\"3,5\"", "value=\"12,00\"", "GTK; GTX", "value=\"100 000\"", "восемь"];
    for verb in ["check", "add:rule-1-when", "add:upline", "add:bonus", "add:rule-1-band", "add:cap", "add:draw", "part:hold"] {
        desk.post(&href, &with(verb)).await.shows(&kept).shows(&["«восемь» — не ставка", "#f-rule-1-band-1-earns"]);
    }
    let seen = desk.post(&href, &with("down:rule-0")).await.shows(&["name=\"rule-1-name\" value=\"gtk\""]);
    assert!(seen.text().contains("name=\"rule-0-band-1-earns\" value=\"восемь\""));
    desk.post(&href, &with("remove:rule-1")).await.shows(&["gtk", "Ошибок нет"]).hides(&["восемь"]);
}

async fn the_text_says_the_same_and_comes_back_as_the_form(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let href = format!("/desk/programs/{program}/terms/draft");
    desk.post(&href, &with("to-text")).await
        .shows(&["percent = &quot;3.5&quot;", "up_to = &quot;100000.00&quot;", "«восемь» — не ставка", "строка "]);
    let text = percent("5").replace("[[rule]]", "# заметка\n[[rule]]\ntitle = \"Всё\"");
    let fields = [("view", "text"), ("seen", "none"), ("text", text.as_str()), ("do", "to-form")];
    desk.post(&href, &fields).await.shows(&["value=\"Всё\""]);
    let fields = [("view", "text"), ("seen", "none"), ("text", "name = "), ("do", "to-form")];
    desk.post(&href, &fields).await.shows(&["не читается как TOML", "форма не открылась", "name = "]);
}

async fn notes_and_what_the_form_cannot_show_survive_the_form(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    programs::save_draft(&mut work, program, FULL).await.unwrap();
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let href = format!("/desk/programs/{program}/terms/draft");
    let page = desk.get(&href).await
        .shows(&["вид продажи — lead или", "any = [{ sale.kind = &quot;lead&quot; }", "Один лид", "Наставник", "Ранг «Золото»"]);
    let saved = || async {
        let draft = programs::draft_of(&mut bench.work().await, program, None).await.unwrap().unwrap();
        draft.text
    };
    let unchanged = pressed(&page.text(), &[], "save");
    desk.post(&href, &sent(&unchanged)).await.leads_on();
    assert_eq!(saved().await, FULL);
    let changed = pressed(&page.text(), &[("rule-0-band-2-earns", "13"), ("cap-0-at_most", "250 000")], "save");
    desk.post(&href, &sent(&changed)).await.leads_on();
    let text = saved().await;
    assert!(text.contains("# Ретробонус по кварталу.") && text.contains("# Сверено с бухгалтерией."), "{text}");
    let (before, after) = (Terms::parse(FULL).unwrap(), Terms::parse(&text).unwrap());
    assert_eq!((&after.cases, &after.rules[0].when), (&before.cases, &before.rules[0].when));
    assert!(text.contains("at_most = \"250000.00\"") && text.contains("percent = \"13\""), "{text}");
}

async fn a_manager_builds_a_retroactive_plan_without_touching_the_file(bench) {
    let mut work = bench.work().await;
    let program = monthly(&mut work).await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let href = format!("/desk/programs/{program}/terms/draft");
    let page = desk.get(&href).await.shows(&["Начните с готового плана", "Ретробонус: ступени с первого рубля"]);
    let page = desk.post(&href, &sent(&pressed(&page.text(), &[], "preset:retroactive"))).await
        .shows(&["на весь оборот квартала с первого рубля", "Обрыв: на границе"]);
    let page = desk.post(&href, &sent(&pressed(&page.text(), &[], "part:two-uplines"))).await
        .shows(&["Прямая структура: 3", "Структура 2-го уровня: 1", "КоАП"]);
    let page = desk.post(&href, &sent(&pressed(&page.text(), &[], "part:own-sales"))).await.hides(&["КоАП"]);
    let page = desk.post(&href, &sent(&pressed(&page.text(), &[], "part:cap"))).await;
    let typed = [("cap-0-at_most", "300 000"), ("rule-0-title", "Ретробонус")];
    let page = desk.post(&href, &sent(&pressed(&page.text(), &typed, "check"))).await;
    let told = page.text().replace(['\u{202f}', '\u{a0}'], " ");
    for part in [
        "5 % до 100 000 ₽, 8 % до 300 000 ₽, 12 % выше — на весь оборот квартала с первого рубля",
        "Всё вместе за месяц — не больше 300 000 ₽",
        "Обрыв: на границе 100 000 ₽ выплата прыгает на 3 000 ₽",
        "Обрыв: на границе 300 000 ₽ выплата прыгает на 12 000 ₽",
        "приносит",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    bench.desk(Role::PartnerManager).in_english().post(&href, &sent(&pressed(&page.text(), &typed, "check"))).await
        .shows(&["from the first rouble", "Direct downline: 3"]);
    desk.post(&href, &sent(&pressed(&page.text(), &[], "save"))).await.leads_on();
    let draft = programs::draft_of(&mut bench.work().await, program, None).await.unwrap().unwrap();
    let terms = Terms::parse(&draft.text).unwrap();
    let Pay::Bands(bands) = &terms.rules[0].pay else { panic!("{}", draft.text) };
    assert_eq!((bands.mode, bands.window, terms.period), (BandMode::Whole, Window::Quarter, PeriodKind::Month));
    assert_eq!(terms.uplines.iter().map(|upline| upline.rate.percent_text()).collect::<Vec<_>>(), ["3", "1"]);
    assert_eq!(terms.caps[0].at_most, Some(Money::new(30_000_000, Currency::RUB)));
    assert_eq!(terms.rules[0].title, "Ретробонус");
}

async fn every_plan_and_part_opens_in_the_form(bench) {
    let mut work = bench.work().await;
    let program = monthly(&mut work).await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let href = format!("/desk/programs/{program}/terms/draft");
    let start = desk.get(&href).await;
    let buttons = |page: &str, what: &str| -> Vec<String> {
        let before = format!("value=\"{what}:");
        let parts = page.split(before.as_str()).skip(1);
        parts.map(|rest| format!("{what}:{}", rest.split('"').next().unwrap())).collect()
    };
    let (plans, parts) = (buttons(&start.text(), "preset"), buttons(&start.text(), "part"));
    assert_eq!((plans.len(), parts.len()), (13, 6));
    for plan in plans {
        let page = desk.post(&href, &sent(&pressed(&start.text(), &[], &plan))).await.hides(&["Начните с готового плана"]);
        for part in &parts {
            desk.post(&href, &sent(&pressed(&page.text(), &[], part))).await.hides(&["field-error"]);
        }
    }
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
