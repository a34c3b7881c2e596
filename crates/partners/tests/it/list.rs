use base::access::Role;
use base::on_both_engines;
use base::testing::Bench;
use partners::{NewPartner, PartnerKind, PartnerStatus};

use crate::{added, vera};

async fn three(bench: &Bench) {
    let new = |name: &str, kind, region: &str| NewPartner {
        region: Some(region.into()),
        ..NewPartner::named(name, kind)
    };
    added(
        bench,
        NewPartner {
            tier: Some("Золото".into()),
            code: Some("A-7".into()),
            ..new("Ёлка", PartnerKind::Dealer, "Урал")
        },
    )
    .await;
    added(
        bench,
        NewPartner {
            contact: Some(vera()), ..new("ООО «Ромашка 100%»", PartnerKind::Agent, "Урал")
        },
    )
    .await;
    added(
        bench,
        NewPartner {
            status: PartnerStatus::Candidate, ..new("Лютик", PartnerKind::Agent, "Сибирь")
        },
    )
    .await;
}

/// The names of the partners that a page lists, in its order.
async fn shown(bench: &Bench, query: &str) -> Vec<&'static str> {
    let text = bench.desk(Role::Auditor).get(&format!("/desk/partners{query}")).await.shows(&[]).text();
    let mut found: Vec<(usize, &str)> = ["Ёлка", "Ромашка", "Лютик"]
        .into_iter()
        .filter_map(|name| Some((text.find("<tbody>")? + text.split("<tbody>").nth(1)?.find(name)?, name)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name).collect()
}

on_both_engines! { crate::desk;

async fn a_search_finds_by_name_code_and_contact(bench) {
    three(&bench).await;
    assert_eq!(shown(&bench, "?q=елка").await, ["Ёлка"]);
    assert_eq!(shown(&bench, "?q=a-7").await, ["Ёлка"]);
    assert_eq!(shown(&bench, "?q=павлова+ромашка").await, ["Ромашка"]);
    assert_eq!(shown(&bench, "?q=100%25").await, ["Ромашка"]);
    assert_eq!(shown(&bench, "?q=%25").await, ["Ромашка"]);
    assert_eq!(shown(&bench, "?q=_").await, [""; 0]);
}

async fn filters_and_sorts_go_together(bench) {
    three(&bench).await;
    assert_eq!(shown(&bench, "").await, ["Ёлка", "Лютик", "Ромашка"]);
    assert_eq!(shown(&bench, "?sort=-name").await, ["Ромашка", "Лютик", "Ёлка"]);
    assert_eq!(shown(&bench, "?region=%D0%A3%D1%80%D0%B0%D0%BB&kind=agent").await, ["Ромашка"]);
    assert_eq!(shown(&bench, "?status=candidate").await, ["Лютик"]);
    assert_eq!(shown(&bench, "?tier=%D0%97%D0%BE%D0%BB%D0%BE%D1%82%D0%BE").await, ["Ёлка"]);
    for sort in partners::store::SORTS {
        assert_eq!(shown(&bench, &format!("?sort=-{sort}")).await.len(), 3, "{sort}");
    }
    bench.desk(Role::Owner).get("/desk/partners?status=candidate&region=x").await.shows(&["Таких партнёров нет"]);
}

async fn a_long_list_is_turned_by_pages(bench) {
    let mut work = bench.work().await;
    for number in 0..120 {
        partners::add(&mut work, NewPartner::named(format!("Партнёр {number:03}"), PartnerKind::Referrer)).await.unwrap();
    }
    work.commit().await.unwrap();
    let owner = bench.desk(Role::Owner);
    owner.get("/desk/partners").await.shows(&["Партнёр 000", "Партнёр 049", "1–50 из 120"]).hides(&["Партнёр 050"]);
    owner.get("/desk/partners?page=3").await.shows(&["Партнёр 100", "Партнёр 119"]).hides(&["Партнёр 099"]);
}

async fn an_empty_house_says_what_to_do_first(bench) {
    bench.desk(Role::Owner).get("/desk/partners").await.shows(&["Здесь будут ваши партнёры", "/desk/partners/new"]);
    bench.desk(Role::Auditor).get("/desk/partners").await.shows(&["Здесь будут ваши партнёры"]).hides(&["/desk/partners/new"]);
}

async fn the_command_field_finds_partners(bench) {
    three(&bench).await;
    let mut work = bench.work().await;
    let found = partners::find(&mut work, "ром", 5).await.unwrap();
    assert_eq!(found.iter().map(|partner| partner.name.as_str()).collect::<Vec<_>>(), ["ООО «Ромашка 100%»"]);
    assert_eq!(partners::find(&mut work, "", 5).await.unwrap(), []);
}

}
