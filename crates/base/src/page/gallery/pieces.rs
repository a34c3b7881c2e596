//! Small pieces: states, banners, dialogs, stages, progress, timeline, facts, code, icons.

use maud::{Markup, html};

use super::{lists, rub, say};
use crate::page::{
    Column, Event, Frame, Icon, Progress, Row, Step, StepState, Table, Tone, badge, banner, card, code,
    code_line, columns, details, dialog, door, list_and_card, steps, timeline,
};
use crate::words::Reader;

pub(super) fn pieces(frame: &Frame) -> Markup {
    let r = &frame.reader;
    html! {
        (banner(Tone::Neutral, say(r, "Период открыт: цифры сегодняшние, не окончательные.", "The period is open: figures are today's, not final.")))
        (banner(Tone::Good, say(r, "Период закрыт, отчёты запечатаны.", "The period is closed, statements are sealed.")))
        (banner(Tone::Warn, say(r, "Курс ЦБ за 31 октября ещё не загружен.", "The rate of 31 October is not loaded yet.")))
        (columns([
            card(say(r, "Состояния", "States"), states(r)),
            card(say(r, "Этапы", "Stages"), stages(r)),
            card(say(r, "Долгая работа", "Long work"), Progress::new(r, say(r, "Загрузка продаж", "Import of sales"), 640_000, 1_000_000).speed(41_500, 95).skipped(3, "/desk/import/1/rejected")),
            card(say(r, "Что было", "What happened"), history(r)),
            card(say(r, "Условия", "Terms"), html! {
                (code(r, "[[rule]]\nname = \"hardware\"\nwhen.product.series = \"GTK\"\npercent = \"3\"\n"))
                p { (code_line(r, "https://example.org/r/ab12")) }
            }),
            card(say(r, "Знаки", "Icons"), html! { p { @for icon in Icon::ALL { (icon) " " } } }),
        ]))
        (lists::empty(r))
        (beside(r))
    }
}

fn states(r: &Reader) -> Markup {
    html! {
        p.verbs {
            (badge(Tone::Good, say(r, "выплачен", "paid")))
            (badge(Tone::Warn, say(r, "ждёт вас", "waits")))
            (badge(Tone::Bad, say(r, "отклонён", "rejected")))
            (badge(Tone::Neutral, say(r, "черновик", "draft")))
            (badge(Tone::Seal, say(r, "запечатан", "sealed")))
        }
        p.verbs {
            button.button.primary type="button" { (say(r, "Утвердить", "Approve")) }
            button.button type="button" { (say(r, "Вернуть", "Return")) }
            (dialog(r, "why", say(r, "Почему так?", "Why so?"), say(r, "Почему так", "Why so"), html! {
                p { (say(r, "Сумма больше лимита, поэтому утверждает второй человек.", "The sum is over the limit, so a second person approves.")) }
            }))
        }
    }
}

fn stages(r: &Reader) -> Markup {
    let step = |ru, en, note: (&'static str, &'static str), state| Step {
        name: say(r, ru, en).into(),
        note: say(r, note.0, note.1).into(),
        state,
    };
    steps(
        r,
        &[
            step("Собран", "Prepared", ("Вера, 1 ноября", "Vera, 1 Nov"), StepState::Done),
            step("Утверждение", "Approval", ("нужен второй", "needs a second"), StepState::Current),
            step("Банк", "Bank", ("файл 1С", "1C file"), StepState::Ahead),
            step("Оплачен", "Paid", ("", ""), StepState::Ahead),
        ],
    )
}

fn history(r: &Reader) -> Markup {
    timeline(&[
        Event::new(
            Icon::Check,
            say(r, "сегодня, 14:03", "today, 14:03"),
            say(r, "Вера Соколова", "Vera Sokolova"),
            say(r, "утвердила партнёра", "approved the partner"),
        ),
        Event::new(
            Icon::Up,
            "01.11.2026, 00:05",
            say(r, "правило уровней", "the rule of tiers"),
            say(r, "подняло уровень до «Серебра»", "raised the tier to Silver"),
        )
        .reason(say(
            r,
            "оборот квартала 312 000 ₽ ≥ 300 000 ₽",
            "turnover of the quarter ₽312,000 ≥ ₽300,000",
        )),
        Event::new(
            Icon::Mail,
            "28.10.2026, 09:40",
            say(r, "Анна Ковалёва", "Anna Kovaleva"),
            say(r, "подала заявку", "applied"),
        ),
    ])
}

fn beside(r: &Reader) -> Markup {
    let row = |place: i64, name: &'static str, minor| {
        Row::new([html! { (name) }, door(r, rub(minor), "/desk/payouts/1", "")])
            .href(format!("/desk/payouts/{place}"))
            .chosen(place == 2)
    };
    let list = Table::new(r, "batches", say(r, "Реестры", "Batches"))
        .columns([
            Column::text(say(r, "Реестр", "Batch")).lead(),
            Column::figure(say(r, "Сумма", "Sum")).key(),
        ])
        .rows([
            row(1, say(r, "Октябрь, дилеры", "October, dealers"), 37_255_050),
            row(2, say(r, "Октябрь, агенты", "October, agents"), 24_612_000),
            row(3, say(r, "Сентябрь", "September"), 60_140_213),
        ]);
    let chosen = card(
        say(r, "Октябрь, агенты", "October, agents"),
        details([
            (say(r, "Сумма", "Sum").to_owned(), door(r, rub(24_612_000), "/desk/payouts/2", "")),
            (say(r, "Партнёров", "Partners").to_owned(), html! { (r.number(41)) }),
            (
                say(r, "Состояние", "State").to_owned(),
                badge(Tone::Warn, say(r, "на утверждении", "to be approved")),
            ),
        ]),
    );
    list_and_card(list, chosen)
}
