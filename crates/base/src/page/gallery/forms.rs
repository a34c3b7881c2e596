//! Forms: one that came back with errors, and sign-in.

use maud::{Markup, html};

use super::say;
use crate::page::{Fields, Filled, Frame, card, columns, confirm, form, upload, verb};

pub(super) fn partner(frame: &Frame) -> Markup {
    let r = &frame.reader;
    let mut filled = Filled::from_pairs([
        ("name", "ООО «Ромашка»"),
        ("inn", "772512345"),
        ("kind", "dealer"),
        ("since", "2026-10-01"),
        ("limit", "150 000,00"),
        ("channel", "shop"),
        ("channel", "site"),
        ("tier", "silver"),
    ]);
    filled.refuse(
        "inn",
        say(
            r,
            "В ИНН организации 10 цифр, а здесь 9",
            "A company's tax number has 10 digits, this one has 9",
        ),
    );
    filled.required(r, "email", say(r, "Почта", "E-mail"));
    let left = card(
        say(r, "Карточка", "Card"),
        form(frame, "/desk/partners/42", &filled, partner_fields(frame, &filled)),
    );
    let right = html! { (card(say(r, "Загрузка", "Import"), file(frame))) (card(say(r, "Опасное", "Danger"), danger(frame))) };
    columns([left, right])
}

fn partner_fields(frame: &Frame, filled: &Filled) -> Markup {
    let r = &frame.reader;
    let f = Fields::new(r, filled);
    html! {
        (f.text("name", say(r, "Название", "Name")).required())
        (f.text("inn", say(r, "ИНН", "Tax number")).required().short().help(say(r, "10 цифр у организации, 12 у предпринимателя", "10 digits for a company, 12 for a person")))
        (f.email("email", say(r, "Почта", "E-mail")).required().placeholder("anna@romashka.example"))
        (f.select("kind", say(r, "Вид", "Kind"), [("dealer", say(r, "дилер", "dealer")), ("agent", say(r, "агент", "agent"))]).required())
        (f.radio("tier", say(r, "Уровень", "Tier"), [("bronze", say(r, "бронза", "bronze")), ("silver", say(r, "серебро", "silver"))]))
        (f.many("channel", say(r, "Где продаёт", "Sells at"), [("shop", say(r, "магазин", "shop")), ("site", say(r, "сайт", "site")), ("phone", say(r, "телефон", "phone"))]))
        (f.date("since", say(r, "Договор с", "Agreement since")).required())
        (f.money("limit", say(r, "Лимит отсрочки", "Credit limit"), "₽"))
        (f.area("note", say(r, "Заметка", "Note"), 3))
        (f.tick("mailing", say(r, "Присылать новости программы", "Send the programme's news")))
        div.verbs { (verb(say(r, "Сохранить карточку", "Save the card"))) a.button href="/desk/partners/42" { (say(r, "Не менять", "Leave as it was")) } }
    }
}

fn file(frame: &Frame) -> Markup {
    let r = &frame.reader;
    let filled = Filled::default();
    let f = Fields::new(r, &filled);
    let body = html! {
        (f.file("file", say(r, "Файл продаж", "File of sales"), ".csv,.xlsx").required().help(say(r, "CSV или XLSX, до 1 млн строк", "CSV or XLSX, up to 1M rows")))
        (verb(say(r, "Показать, что внутри", "Show what is inside")))
    };
    upload(frame, "/desk/import", &filled, body)
}

fn danger(frame: &Frame) -> Markup {
    let r = &frame.reader;
    confirm(
        frame,
        "/desk/partners/42/stop",
        say(r, "Остановить партнёра", "Stop the partner"),
        say(
            r,
            "3 сделки потеряют защиту, 48 210,50 ₽ останутся на удержании до решения.",
            "3 deals lose their protection, ₽48,210.50 stay on hold until a decision.",
        ),
        &[("version", "7")],
    )
}

pub(super) fn sign_in(frame: &Frame) -> Markup {
    let r = &frame.reader;
    let filled = Filled::from_pairs([("email", "vera@artel.example")]);
    let f = Fields::new(r, &filled);
    let body = html! {
        (f.email("email", say(r, "Почта", "E-mail")).required().autocomplete("username"))
        (f.password("password", say(r, "Пароль", "Password")).required().autocomplete("current-password"))
        (verb(say(r, "Войти", "Sign in")))
        p { a href="/reset" { (say(r, "Забыли пароль?", "Forgot the password?")) } }
    };
    form(frame, "/sign-in", &filled, body)
}
