//! The three kinds of page: the vendor's desk, the partner's portal, and the plain page of sign-in and errors.

use maud::{DOCTYPE, Markup, Render, html};

use super::frame::{CSRF_FIELD, Frame, MenuItem, Person, Toast};
use super::icons::MARK;
use super::{Icon, assets};
use crate::words::{Language, Reader, Theme};

/// How many words stand in the portal's bar before "more".
const BAR_WORDS: usize = 4;

/// A page of the vendor's staff: menu rail on the left, command field on top.
pub fn desk(frame: &Frame, content: impl Render) -> Markup {
    let body = html! {
        header.top {
            a.icon-button.burger href="#menu" aria-label=(frame.reader.t("base-frame-menu")) { (Icon::Menu) }
            (brand(&frame.reader, "/desk"))
            (command(&frame.reader, "/desk"))
            (tools(frame))
        }
        nav.rail id="menu" aria-label=(frame.reader.t("base-frame-menu")) { (rail(frame)) }
        main id="main" tabindex="-1" { (head(frame)) (content) }
    };
    document(frame, "desk", &body)
}

/// A page of the partner: one column, five words at the bottom of the phone or on top of a wide screen.
pub fn portal(frame: &Frame, content: impl Render) -> Markup {
    let body = html! {
        header.top { (brand(&frame.reader, "/portal")) (command(&frame.reader, "/portal")) (tools(frame)) }
        (bar(frame))
        main id="main" tabindex="-1" { (head(frame)) (content) }
    };
    document(frame, "portal", &body)
}

/// A page outside of both doors: sign-in, invitation, error.
pub fn plain(frame: &Frame, content: impl Render) -> Markup {
    let body = html! {
        header.top { (brand(&frame.reader, "/")) span.grow {} (language_switch(frame)) (theme_switch(frame)) }
        main id="main" tabindex="-1" { div.sheet { (head(frame)) (content) } }
    };
    document(frame, "plain", &body)
}

fn document(frame: &Frame, kind: &str, body: &Markup) -> Markup {
    let reader = &frame.reader;
    html! {
        (DOCTYPE)
        html lang=(reader.language.code()) data-theme=(reader.theme.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (frame.title) " · " (reader.t("base-frame-brand")) }
                link rel="icon" type="image/svg+xml" href=(assets::ICON.path());
                link rel="stylesheet" href=(assets::CSS.path());
                script src=(assets::JS.path()) defer {}
            }
            body class=(kind) {
                a.skip href="#main" { (reader.t("base-frame-skip")) }
                (body)
                div.toasts role="status" { @for toast in &frame.toasts { (toast_line(reader, toast)) } }
            }
        }
    }
}

fn brand(reader: &Reader, home: &str) -> Markup {
    html! { a.brand href=(home) { (MARK) span { (reader.t("base-frame-brand")) } } }
}

fn command(reader: &Reader, door: &str) -> Markup {
    html! {
        form.command role="search" method="get" action={ (door) "/find" } data-palette={ (door) "/palette.json" } {
            (Icon::Search)
            input type="search" name="q" autocomplete="off" aria-label=(reader.t("base-frame-find"))
                placeholder=(reader.t("base-frame-find"));
            kbd aria-hidden="true" { "Ctrl K" }
        }
    }
}

fn tools(frame: &Frame) -> Markup {
    let reader = &frame.reader;
    html! {
        div.tools {
            @if let Some(inbox) = &frame.inbox {
                a.icon-button href=(inbox.href)
                    aria-label=(reader.tr("base-frame-inbox", &[("count", inbox.waiting.into())])) {
                    (Icon::Inbox)
                    @if inbox.waiting > 0 { span.waiting aria-hidden="true" { (inbox.waiting.min(99)) } }
                }
            }
            (language_switch(frame))
            (theme_switch(frame))
            @if let Some(person) = &frame.person { (person_menu(frame, person)) }
        }
    }
}

/// Posts `to` and `back` to `/language`; works at any page.
fn language_switch(frame: &Frame) -> Markup {
    let other = frame.reader.language.other();
    let label = match other {
        Language::Ru => "RU",
        Language::En => "EN",
    };
    html! {
        form.switch method="post" action="/language" {
            (switch_fields(frame))
            button.icon-button type="submit" name="to" value=(other.code()) lang=(other.code())
                title=(other.own_name()) aria-label=(format!("{label}, {}", other.own_name())) { (label) }
        }
    }
}

/// Posts `to` and `back` to `/theme`; the next theme of auto, light, dark.
fn theme_switch(frame: &Frame) -> Markup {
    let (next, icon) = match frame.reader.theme {
        Theme::Auto => (Theme::Light, Icon::Contrast),
        Theme::Light => (Theme::Dark, Icon::Sun),
        Theme::Dark => (Theme::Auto, Icon::Moon),
    };
    let label = frame.reader.t(match next {
        Theme::Auto => "base-frame-theme-auto",
        Theme::Light => "base-frame-theme-light",
        Theme::Dark => "base-frame-theme-dark",
    });
    html! {
        form.switch method="post" action="/theme" {
            (switch_fields(frame))
            button.icon-button type="submit" name="to" value=(next.code()) title=(label) aria-label=(label) { (icon) }
        }
    }
}

fn switch_fields(frame: &Frame) -> Markup {
    html! {
        input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
        input type="hidden" name="back" value=(frame.address);
    }
}

fn person_menu(frame: &Frame, person: &Person) -> Markup {
    html! {
        details.drop.person {
            summary { span.avatar aria-hidden="true" { (initials(&person.name)) } span.person-name { (person.name) } }
            div.drop-sheet {
                p.person-note { strong { (person.name) } span { (person.note) } }
                @for link in &person.links { a href=(link.href) { (link.label) } }
                (sign_out(frame))
            }
        }
    }
}

fn sign_out(frame: &Frame) -> Markup {
    html! {
        form method="post" action="/sign-out" {
            input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
            button.drop-item type="submit" { (Icon::Exit) (frame.reader.t("base-frame-sign-out")) }
        }
    }
}

fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

fn rail(frame: &Frame) -> Markup {
    let current = frame.current();
    html! {
        a.icon-button.rail-close href="#" aria-label=(frame.reader.t("base-dialog-close")) { (Icon::Cross) }
        @for group in &frame.menu {
            div.rail-group {
                @if !group.key.is_empty() { p.rail-title { (frame.reader.t(group.key)) } }
                ul { @for item in &group.items { li { (menu_link(&frame.reader, item, current)) } } }
            }
        }
    }
}

fn menu_link(reader: &Reader, item: &MenuItem, current: Option<&str>) -> Markup {
    let word = reader.t(item.key);
    html! {
        a href=(item.href) title=(word) aria-current=[(current == Some(item.href)).then_some("page")] {
            (item.icon) span { (word) }
        }
    }
}

fn bar(frame: &Frame) -> Markup {
    let current = frame.current();
    let items: Vec<&MenuItem> = frame.menu.iter().flat_map(|group| &group.items).collect();
    let (words, more) = items.split_at(items.len().min(BAR_WORDS));
    let more_is_current = more.iter().any(|item| current == Some(item.href));
    html! {
        nav.bar aria-label=(frame.reader.t("base-frame-menu")) {
            @for item in words { (menu_link(&frame.reader, item, current)) }
            @if !more.is_empty() {
                details.drop.more {
                    summary data-current[more_is_current] { (Icon::More) span { (frame.reader.t("base-frame-more")) } }
                    div.drop-sheet { @for item in more { (menu_link(&frame.reader, item, current)) } }
                }
            }
        }
    }
}

fn head(frame: &Frame) -> Markup {
    html! {
        @if !frame.crumbs.is_empty() { (crumbs(frame)) }
        div.page-head {
            div {
                div.page-title { h1 { (frame.title) } (frame.beside) }
                @if let Some(lead) = &frame.lead { p.lead { (lead) } }
            }
            @if !frame.actions.0.is_empty() { div.actions { (frame.actions) } }
        }
        @for notice in &frame.notices { (notice) }
    }
}

fn crumbs(frame: &Frame) -> Markup {
    html! {
        nav.crumbs aria-label=(frame.reader.t("base-frame-crumbs")) {
            ol { @for crumb in &frame.crumbs { li { a href=(crumb.href) { (crumb.label) } } } }
        }
    }
}

fn toast_line(reader: &Reader, toast: &Toast) -> Markup {
    html! {
        div class={ "toast " (toast.tone.class()) } {
            (toast.tone.icon()) span { (toast.text) }
            button.icon-button type="button" hidden data-dismiss="" aria-label=(reader.t("base-dialog-close")) {
                (Icon::Cross)
            }
        }
    }
}
