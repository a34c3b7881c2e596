//! The gallery: every component with sample data, for looking at and for checks of accessibility.
//!
//! Its words are samples and stand here, in both languages, rather than in the locale files.

mod figures;
mod forms;
mod lists;
mod pieces;
mod reasons;

use maud::{Markup, html};
use money::{Currency, Money};

use super::{
    Address, Frame, Icon, Inbox, Link, MenuGroup, MenuItem, Person, Tone, badge, desk, plain, portal, section,
};
use crate::words::{Language, Reader};

/// Every component once, as the content of a page.
pub fn gallery(reader: &Reader) -> Markup {
    let frame = sample_frame(reader, "/desk/gallery");
    html! {
        (figures::overview(reader))
        (section(say(reader, "Список", "A list"), "", lists::partners(&frame)))
        (section(say(reader, "Мелочи", "Pieces"), "", pieces::pieces(&frame)))
        (section(say(reader, "Форма", "A form"), "", forms::partner(&frame)))
        (section(say(reader, "Причина суммы", "The reason of a sum"), "", reasons::accrual(reader)))
    }
}

/// Whole sample pages by name: the desk, the portal, and a plain page.
pub fn gallery_pages(reader: &Reader) -> Vec<(&'static str, Markup)> {
    let at = |address| sample_frame(reader, address);
    let list = at("/desk/partners?status=active&region=ural&sort=-turnover&page=2");
    let list = list
        .titled(say(reader, "Партнёры", "Partners"))
        .lead(say(
            reader,
            "Все, кто продаёт с нами, и что они заработали",
            "Everyone who sells with us and what they earned",
        ))
        .actions(lists::actions(reader))
        .toast(Tone::Good, say(reader, "Партнёр утверждён", "The partner is approved"));
    let card = at("/desk/partners/42/edit")
        .titled(say(reader, "ООО «Ромашка»", "Romashka LLC"))
        .beside(badge(Tone::Good, say(reader, "активен", "active")))
        .crumb(say(reader, "Партнёры", "Partners"), "/desk/partners");
    let reason = at("/portal/money/7").titled(say(reader, "Почему 2 720,00 ₽", "Why ₽2,720.00"));
    let overview = at("/desk").titled(say(reader, "Обзор: октябрь", "Overview: October"));
    let home = at("/portal").titled(say(reader, "Добрый день, Ромашка", "Good afternoon, Romashka"));
    let sign_in = Frame::new(reader.clone(), Address::parse("/sign-in"));
    let sign_in = sign_in.titled(say(reader, "Вход", "Sign in"));
    vec![
        ("desk-overview", desk(&overview, figures::overview(reader))),
        ("desk-list", desk(&list, lists::partners(&list))),
        ("desk-form", desk(&card, forms::partner(&card))),
        ("desk-all", desk(&at("/desk/gallery").titled("Gallery"), gallery(reader))),
        ("portal-home", portal(&partners_frame(home), figures::home(reader))),
        ("portal-reason", portal(&partners_frame(reason), reasons::accrual(reader))),
        ("plain-sign-in", plain(&sign_in, forms::sign_in(&sign_in))),
    ]
}

/// The sample text in the reader's language.
fn say(reader: &Reader, ru: &'static str, en: &'static str) -> &'static str {
    match reader.language {
        Language::Ru => ru,
        Language::En => en,
    }
}

const fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

fn sample_frame(reader: &Reader, address: &str) -> Frame {
    let mut frame = Frame::new(reader.clone(), Address::parse(address));
    frame.menu = desk_menu();
    frame.person = Some(Person {
        name: say(reader, "Вера Соколова", "Vera Sokolova").to_owned(),
        note: say(reader, "менеджер по партнёрам", "partner manager").to_owned(),
        links: vec![Link {
            label: say(reader, "Мои данные", "My details").into(),
            href: "/desk/profile".into(),
        }],
    });
    frame.inbox = Some(Inbox { href: "/desk/inbox".into(), waiting: 3 });
    frame.csrf = "sample".into();
    frame
}

fn partners_frame(frame: Frame) -> Frame {
    let entry = |key, href, icon| MenuItem { key, href, icon };
    let items = vec![
        entry("base-sample-home", "/portal", Icon::Home),
        entry("base-sample-deals", "/portal/deals", Icon::Deals),
        entry("base-sample-money", "/portal/money", Icon::Money),
        entry("base-sample-learning", "/portal/learning", Icon::Learning),
        entry("base-sample-files", "/portal/files", Icon::File),
        entry("base-sample-support", "/portal/support", Icon::Mail),
    ];
    Frame { menu: vec![MenuGroup { key: "", items }], ..frame }
}

fn desk_menu() -> Vec<MenuGroup> {
    let entry = |key, href, icon| MenuItem { key, href, icon };
    vec![
        MenuGroup { key: "", items: vec![entry("base-sample-overview", "/desk", Icon::Home)] },
        MenuGroup {
            key: "base-sample-group-partners",
            items: vec![
                entry("base-sample-partners", "/desk/partners", Icon::Partners),
                entry("base-sample-programs", "/desk/programs", Icon::Programs),
            ],
        },
        MenuGroup {
            key: "base-sample-group-sales",
            items: vec![
                entry("base-sample-sales", "/desk/sales", Icon::Sales),
                entry("base-sample-customers", "/desk/customers", Icon::Customers),
                entry("base-sample-import", "/desk/import", Icon::Import),
            ],
        },
        MenuGroup {
            key: "base-sample-group-money",
            items: vec![
                entry("base-sample-commissions", "/desk/commissions", Icon::Percent),
                entry("base-sample-payouts", "/desk/payouts", Icon::Payout),
                entry("base-sample-ledger", "/desk/ledger", Icon::Journal),
            ],
        },
        MenuGroup {
            key: "base-sample-group-settings",
            items: vec![
                entry("base-sample-people", "/desk/people", Icon::Person),
                entry("base-sample-settings", "/desk/settings", Icon::Settings),
            ],
        },
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::{gallery, gallery_pages};
    use crate::words::{Language, Reader, Words};

    #[test]
    fn every_component_speaks_both_languages() {
        let words = Arc::new(Words::new(&[]).unwrap());
        for language in Language::ALL {
            gallery_pages(&Reader::new(Arc::clone(&words), language));
        }
        assert_eq!(words.missing(), Vec::<String>::new());
    }

    #[test]
    fn no_page_carries_inline_style_or_script_or_loads_from_outside() {
        let reader = Reader::new(Arc::new(Words::new(&[]).unwrap()), Language::Ru);
        for (name, page) in gallery_pages(&reader) {
            for forbidden in [" style=", "<style", " onclick=", "javascript:", "src=\"http", "href=\"http"] {
                assert!(!page.0.contains(forbidden), "{name} has {forbidden}");
            }
            assert_eq!(page.0.matches("<script").count(), 1, "{name}");
            assert_eq!(page.0.matches("<h1").count(), 1, "{name}");
        }
    }

    #[test]
    fn every_id_on_a_page_is_its_own() {
        let reader = Reader::new(Arc::new(Words::new(&[]).unwrap()), Language::Ru);
        for (name, page) in gallery_pages(&reader) {
            let ids = page.0.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let mut seen = BTreeSet::new();
            for id in ids {
                assert!(seen.insert(id), "{name}: {id} twice");
            }
        }
        assert!(!gallery(&reader).0.is_empty());
    }
}
