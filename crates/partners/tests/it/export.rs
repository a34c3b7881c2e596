use base::access::Role;
use base::on_both_engines;
use partners::{NewPartner, PartnerKind};

use crate::{added, dealer};

on_both_engines! { crate::desk;

async fn the_file_holds_what_is_filtered_in_the_order_of_the_page(bench) {
    let agent = |name: &str, region: &str| NewPartner { region: Some(region.into()), ..NewPartner::named(name, PartnerKind::Agent) };
    added(&bench, agent("Ромашка", "Урал")).await;
    added(&bench, agent("Лютик", "Сибирь")).await;
    dealer(&bench, "Василёк").await;
    let file = bench.desk(Role::Auditor).get("/desk/partners/export?kind=agent&sort=-name&format=csv").await.is(200);
    assert_eq!(file.kind, "text/csv; charset=utf-8");
    let text = file.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "Код;Название;Вид;Статус;Регион;Страна;Уровень;Вышестоящий;С нами с");
    assert_eq!(lines[1], ";Ромашка;Агент;Активен;Урал;;;;01.03.2026");
    assert_eq!((lines.len(), lines[2].contains("Лютик")), (3, true));
}

async fn a_name_that_looks_like_a_formula_is_text(bench) {
    dealer(&bench, "=cmd()|'/c calc'!A1").await;
    let owner = bench.desk(Role::Owner).in_english();
    let csv = owner.get("/desk/partners/export?format=csv").await.is(200).text();
    assert!(csv.contains(",'=cmd()|'/c calc'!A1,Dealer,"), "{csv}");
    let book = owner.get("/desk/partners/export?format=xlsx").await.is(200);
    assert!(book.kind.ends_with("spreadsheetml.sheet") && book.bytes.starts_with(b"PK"));
}

async fn an_unknown_format_is_told(bench) {
    bench.desk(Role::Owner).get("/desk/partners/export?format=exe").await.is(400);
}

}
