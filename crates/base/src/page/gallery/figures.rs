//! Tiles and charts: the vendor's overview and the partner's home.

use jiff::civil::date;
use maud::{Markup, html};
use money::Currency;

use super::{rub, say};
use crate::page::chart::{Ranked, funnel, ranking};
use crate::page::{
    Change, Chart, Icon, Progress, Tile, Tone, badge, banner, card, columns, details, door, door_short,
    sheet, tiles,
};
use crate::words::Reader;

const TURNOVER: [i64; 12] = [
    612_400_000,
    655_100_000,
    590_000_000,
    731_250_000,
    802_000_000,
    778_300_000,
    845_900_000,
    910_450_000,
    1_005_000_000,
    980_200_000,
    1_148_700_000,
    1_241_835_000,
];
const BEFORE: [i64; 12] = [
    540_000_000,
    560_300_000,
    575_000_000,
    601_250_000,
    640_000_000,
    688_300_000,
    702_900_000,
    745_450_000,
    801_000_000,
    850_200_000,
    902_700_000,
    998_350_000,
];

pub(super) fn overview(r: &Reader) -> Markup {
    html! {
        (head_tiles(r))
        (columns([
            sheet(turnover(r)),
            sheet(years(r)),
            sheet(top(r)),
            sheet(applications(r)),
            sheet(programmes(r)),
            sheet(profit(r)),
        ]))
    }
}

fn head_tiles(r: &Reader) -> Markup {
    let against = say(r, "к сентябрю", "vs September");
    let door = |minor, why| door_short(r, rub(minor), "/desk/sales", why);
    tiles([
        Tile::new(r, say(r, "Оборот", "Turnover"), door(1_241_835_000, ""))
            .change(Change::new(1_241_835_000, 1_148_700_000, against))
            .line(TURNOVER),
        Tile::new(r, say(r, "Начислено", "Earned"), door(84_160_437, say(r, "3 % в среднем", "3% on average")))
            .change(Change::new(84_160_437, 81_700_000, against))
            .line([62, 64, 60, 70, 77, 74, 80, 79, 82, 81, 83, 84]),
        Tile::new(r, say(r, "Активных партнёров", "Active partners"), r.number(187))
            .change(Change::new(187, 190, against))
            .line([150, 152, 160, 163, 170, 178, 180, 183, 188, 190, 190, 187]),
        Tile::new(r, say(r, "Возвраты", "Returns"), door(2_140_000, ""))
            .change(Change::new(214, 268, against).less_is_better())
            .note(html! { a href="/desk/sales?kind=return" { (say(r, "3 ждут решения", "3 wait for a decision")) } }),
    ])
}

fn months(r: &Reader) -> impl Iterator<Item = String> {
    (1..=12).map(|month| r.month_short(date(2026, month, 1)))
}

fn turnover(r: &Reader) -> Markup {
    Chart::new(r, "turnover", say(r, "Оборот по месяцам", "Turnover by month"), months(r))
        .series(say(r, "Оборот", "Turnover"), TURNOVER)
        .money(Currency::RUB)
        .cells(|_, _, minor| door(r, rub(minor), "/desk/sales", ""))
        .bars()
}

fn years(r: &Reader) -> Markup {
    Chart::new(r, "years", say(r, "Оборот нарастающим итогом", "Turnover, running"), months(r))
        .series("2026", TURNOVER)
        .series("2025", BEFORE)
        .money(Currency::RUB)
        .lines()
}

fn programmes(r: &Reader) -> Markup {
    Chart::new(
        r,
        "programmes",
        say(r, "Начислено по программам", "Earned by programme"),
        ["I", "II", "III", "IV"],
    )
    .series(say(r, "Дилеры", "Dealers"), [40_000_000, 52_000_000, 61_000_000, 70_500_000])
    .series(say(r, "Агенты", "Agents"), [18_000_000, 21_000_000, 26_000_000, 24_000_000])
    .series(say(r, "Рекомендации", "Referrals"), [4_000_000, 6_500_000, 7_000_000, 9_800_000])
    .series(say(r, "Интеграторы", "Integrators"), [9_000_000, 8_500_000, 12_000_000, 14_100_000])
    .series(say(r, "Прочие", "Others"), [2_000_000, 3_500_000, 3_000_000, 2_800_000])
    .money(Currency::RUB)
    .stacked()
}

fn profit(r: &Reader) -> Markup {
    Chart::new(r, "profit", say(r, "Прибыль и возвраты", "Profit and returns"), months(r).take(6))
        .series(say(r, "Прибыль", "Profit"), [120, 80, -40, 60, 150, 170])
        .series(say(r, "Возвраты", "Returns"), [-20, -10, -60, -15, -12, -8])
        .bars()
}

fn top(r: &Reader) -> Markup {
    let row = |name: &'static str, minor| {
        let name = html! { a href="/desk/partners/1" { (name) } };
        Ranked::new(name, door(r, rub(minor), "/desk/partners/1/turnover", ""), minor)
    };
    ranking(
        say(r, "Лучшие партнёры октября", "Top partners of October"),
        &[
            row(say(r, "ООО «Уральские системы»", "Ural Systems LLC"), 1_241_835_000),
            row(say(r, "ИП Ковалёва Анна Сергеевна", "Anna Kovaleva"), 820_400_000),
            row(say(r, "АО «Волга-Трейд»", "Volga Trade JSC"), 596_074_120),
            row(say(r, "ООО «Ромашка»", "Romashka LLC"), 113_600_000),
        ],
    )
}

fn applications(r: &Reader) -> Markup {
    let stage = |name: &'static str, count| Ranked::new(name, r.number(count), count);
    funnel(
        r,
        say(r, "От заявки до продажи", "From application to sale"),
        &[
            stage(say(r, "Заявки", "Applications"), 420),
            stage(say(r, "Одобрены", "Approved"), 290),
            stage(say(r, "Прошли курс", "Passed the course"), 204),
            stage(say(r, "Первая продажа", "First sale"), 118),
        ],
    )
}

pub(super) fn home(r: &Reader) -> Markup {
    let level = say(r, "До уровня «Серебро»", "To the Silver tier");
    html! {
        (banner(Tone::Warn, html! {
            (say(r, "Не хватает реквизитов для выплаты: ", "Payout details are incomplete: "))
            a href="/portal/requisites" { (say(r, "укажите БИК", "add the bank's code")) } "."
        }))
        (tiles([
            Tile::new(r, say(r, "К выплате", "Payable"), door(r, rub(4_821_050), "/portal/money", say(r, "начислено 52 210,50 ₽ − удержание 4 000 ₽", "earned ₽52,210.50 − hold ₽4,000")))
                .note(say(r, "5 декабря", "5 December")),
            Tile::new(r, say(r, "Заработано в ноябре", "Earned in November"), door(r, rub(1_734_000), "/portal/money/open", say(r, "2 % × 867 000 ₽", "2% × ₽867,000")))
                .change(Change::new(17_340, 15_900, say(r, "к октябрю", "vs October")))
                .line([9, 12, 11, 15, 14, 16, 17]),
        ]))
        (columns([
            card(say(r, "Что сделать", "What to do"), details([
                (say(r, "Курс 20 минут", "Course, 20 minutes").to_owned(), html! { a href="/portal/learning" { (say(r, "пройти", "take it")) } " → +2 %" }),
                (say(r, "Акт за октябрь", "Act for October").to_owned(), html! { a href="/portal/files" { (say(r, "подписать", "sign")) } " " (badge(Tone::Warn, say(r, "ждёт вас", "waits for you"))) }),
            ])),
            card(level, Progress::new(r, say(r, "Оборот за квартал, тыс. ₽", "Turnover of the quarter, ₽K"), 270, 300)),
        ]))
        (sheet(Chart::new(r, "earned", say(r, "Заработано по месяцам", "Earned by month"), months(r).skip(5).take(6))
            .series(say(r, "Заработано", "Earned"), [920_000, 1_240_000, 1_130_000, 1_510_000, 1_590_000, 1_734_000])
            .money(Currency::RUB)
            .bars()))
        p { a.button href="/portal/deals/new" { (Icon::Plus) (say(r, "Зарегистрировать сделку", "Register a deal")) } }
    }
}
