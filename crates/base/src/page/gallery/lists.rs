//! A list with everything a list may have.

use maud::{Markup, html};

use super::{rub, say};
use crate::page::{
    Bulk, Column, Empty, Filters, Frame, Icon, Paging, Row, Tab, Table, Tone, badge, door, exports, sum, tabs,
};
use crate::words::Reader;

pub(super) fn actions(reader: &Reader) -> Markup {
    html! {
        a.button href="/desk/import" { (Icon::Upload) (say(reader, "Загрузить", "Import")) }
        a.button.primary href="/desk/partners/new" { (Icon::Plus) (say(reader, "Завести партнёра", "Add a partner")) }
    }
}

struct Sample {
    name: &'static str,
    tone: Tone,
    region: &'static str,
    turnover: i64,
    earned: i64,
}

fn samples(reader: &Reader) -> Vec<Sample> {
    let sample = |ru, en, tone, region: (&'static str, &'static str), turnover, earned| Sample {
        name: say(reader, ru, en),
        tone,
        region: say(reader, region.0, region.1),
        turnover,
        earned,
    };
    let (ural, volga, north) = (("Урал", "Ural"), ("Поволжье", "Volga"), ("Северо-Запад", "North-West"));
    vec![
        sample("ООО «Уральские системы»", "Ural Systems LLC", Tone::Good, ural, 1_241_835_000, 37_255_050),
        sample("ИП Ковалёва Анна Сергеевна", "Anna Kovaleva", Tone::Good, ural, 820_400_000, 24_612_000),
        sample("АО «Волга-Трейд»", "Volga Trade JSC", Tone::Warn, volga, 596_074_120, 17_882_224),
        sample("ООО «Ромашка»", "Romashka LLC", Tone::Good, volga, 113_600_000, 3_408_000),
        sample(
            "ООО «Северный ветер и сыновья»",
            "North Wind & Sons LLC",
            Tone::Neutral,
            north,
            48_012_099,
            1_440_363,
        ),
        sample("ТД «Балтика»", "Baltica Trading", Tone::Bad, north, -1_240_000, -37_200),
    ]
}

fn status(reader: &Reader, tone: Tone) -> Markup {
    let word = match tone {
        Tone::Good => say(reader, "активен", "active"),
        Tone::Warn => say(reader, "ждёт проверки", "in review"),
        Tone::Bad => say(reader, "остановлен", "stopped"),
        _ => say(reader, "черновик", "draft"),
    };
    badge(tone, word)
}

pub(super) fn partners(frame: &Frame) -> Markup {
    let r = &frame.reader;
    let here = &frame.address;
    let views = [
        Tab::new(say(r, "Все", "All"), "/desk/partners").current(true).count(204),
        Tab::new(say(r, "Мои", "Mine"), "/desk/partners?view=mine").count(31),
        Tab::new(say(r, "Падают", "Falling"), "/desk/partners?view=falling").count(12),
    ];
    html! {
        (tabs(r, say(r, "Сохранённые виды", "Saved views"), &views))
        (Filters::new(r, here)
            .search("q", say(r, "Название или ИНН", "Name or tax number"))
            .choice("status", say(r, "статус", "status"), [("active", say(r, "активен", "active")), ("stopped", say(r, "остановлен", "stopped"))])
            .choice("region", say(r, "регион", "region"), [("ural", say(r, "Урал", "Ural")), ("volga", say(r, "Поволжье", "Volga"))])
            .date("since", say(r, "с даты", "since"))
            .tail(exports(r, here, "/desk/partners/export")))
        (table(frame))
        (Paging::numbers(r, here, here.page(), 25, 204))
    }
}

fn table<'a>(frame: &'a Frame) -> Table<'a> {
    let r = &frame.reader;
    let rows = samples(r).into_iter().enumerate().map(|(place, sample)| {
        let href = format!("/desk/partners/{}", place + 1);
        let why = say(r, "3 % × оборот за октябрь, условия v7", "3% × turnover of October, terms v7");
        Row::new([
            html! { (sample.name) },
            status(r, sample.tone),
            html! { (sample.region) },
            html! { (r.number(i64::try_from(place).unwrap_or(0) * 17 + 4)) },
            door(r, rub(sample.turnover), &format!("{href}/turnover"), ""),
            door(r, rub(sample.earned), &format!("{href}/earned"), why),
        ])
        .href(href)
        .id((place + 1).to_string(), sample.name)
    });
    Table::new(r, "partners", say(r, "Партнёры", "Partners"))
        .columns([
            Column::text(say(r, "Партнёр", "Partner")).sort("name").lead(),
            Column::text(say(r, "Статус", "Status")),
            Column::text(say(r, "Регион", "Region")).sort("region"),
            Column::figure(say(r, "Продаж", "Sales")).sort("sales"),
            Column::figure(say(r, "Оборот", "Turnover")).sort("turnover").key(),
            Column::figure(say(r, "Начислено", "Earned")).sort("earned").key(),
        ])
        .rows(rows)
        .totals([
            html! { (say(r, "Итого по фильтру", "Total of the filter")) },
            html! {},
            html! {},
            html! { (r.number(279)) },
            sum(r, rub(2_818_681_219)),
            sum(r, rub(84_560_437)),
        ])
        .sorted(
            &frame.address,
            frame.address.sort(&["name", "region", "sales", "turnover", "earned"], "name"),
        )
        .bulk(
            Bulk::new(frame, "/desk/partners/bulk")
                .verb("approve", say(r, "Утвердить", "Approve"))
                .verb("stop", say(r, "Остановить", "Stop")),
        )
}

pub(super) fn empty(reader: &Reader) -> Markup {
    let next = html! { a.button.primary href="/desk/payouts/new" { (say(reader, "Собрать реестр", "Prepare a batch")) } };
    let table = Table::new(reader, "payouts", say(reader, "Выплаты", "Payouts")).empty(
        Empty::new(
            Icon::Payout,
            say(reader, "Здесь будут реестры выплат", "Payout batches will be here"),
            say(
                reader,
                "Пока ни одного: закройте период, и остатки партнёров станут доступны к выплате.",
                "None yet: close a period, and partners' balances become payable.",
            ),
        )
        .next(next),
    );
    html! { (table) }
}
