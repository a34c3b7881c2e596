//! The cast of the demo: a vendor, its partners in three levels, their customers, the goods.

use partners::rules::{account as account_fits, inn as inn_fits, kpp as kpp_fits, ogrn as ogrn_fits};
use partners::{LegalForm, NewContact, NewPartner, PartnerKind, PartnerStatus, Requisites, Vat};

use super::chance::{below, draw, pick};

/// The vendor of the demo.
pub const VENDOR: &str = "Северное сияние";

const STEMS: &[&str] = &[
    "Ромашка",
    "Вектор",
    "Сириус",
    "Полюс",
    "Меридиан",
    "Горизонт",
    "Базис",
    "Альтаир",
    "Кварц",
    "Лотос",
    "Маяк",
    "Невод",
    "Орион",
    "Прогресс",
    "Ритм",
    "Спектр",
    "Титан",
    "Уран",
    "Фарватер",
    "Хорда",
    "Центр",
    "Чайка",
    "Штиль",
    "Эталон",
    "Юпитер",
    "Янтарь",
    "Аврора",
    "Байкал",
    "Вега",
    "Гранит",
    "Дельта",
    "Енисей",
    "Жемчуг",
    "Зенит",
    "Искра",
    "Кедр",
    "Ладога",
    "Магнит",
    "Норд",
    "Оникс",
    "Парус",
    "Родник",
    "Сокол",
    "Тайга",
    "Урал",
    "Форпост",
    "Чинар",
    "Экватор",
    "Якорь",
    "Атлант",
];
const TRADES: &[&str] = &["", "Трейд", "Сервис", "Техно", "Плюс", "Групп"];
const SURNAMES: &[&str] = &[
    "Павлова",
    "Соколов",
    "Лебедева",
    "Морозов",
    "Новикова",
    "Волков",
    "Зайцева",
    "Орлов",
    "Громова",
    "Титов",
    "Ершова",
    "Беляев",
    "Комарова",
    "Жуков",
    "Фомина",
    "Гусев",
    "Крылова",
    "Панов",
    "Рябова",
    "Сомов",
];
const FIRST_NAMES: &[&str] =
    &["Вера", "Илья", "Ольга", "Пётр", "Анна", "Олег", "Нина", "Антон", "Майя", "Егор"];
const CITIES: &[(&str, &str)] = &[
    ("Центр", "77"),
    ("Северо-Запад", "78"),
    ("Урал", "66"),
    ("Поволжье", "63"),
    ("Юг", "23"),
    ("Сибирь", "54"),
    ("Дальний Восток", "25"),
    ("Черноземье", "36"),
];
const BANKS: &[(&str, &str, &str)] = &[
    ("044525225", "ПАО СБЕРБАНК", "30101810400000000225"),
    ("044525974", "АО «ТБанк»", "30101810145250000974"),
    ("044525593", "АО «АЛЬФА-БАНК»", "30101810200000000593"),
];

/// A partner of the demo, before he is added.
pub struct Actor {
    /// His card.
    pub card: NewPartner,
    /// His requisites; a few have none yet.
    pub requisites: Option<Requisites>,
    /// The place of his upline in the cast.
    pub upline: Option<usize>,
}

/// How many partners stand on each of the three levels, for a cast of `size`.
pub fn levels(size: usize) -> [usize; 3] {
    let top = (size / 25).max(2);
    let middle = (size / 5).max(3);
    [top, middle, size.saturating_sub(top + middle).max(1)]
}

/// The whole cast: distributors, under them dealers and resellers, under them agents and affiliates.
pub fn partners(size: usize) -> Vec<Actor> {
    let [top, middle, low] = levels(size);
    let level_of = |place: usize| usize::from(place >= top) + usize::from(place >= top + middle);
    (0..top + middle + low)
        .map(|place| {
            let number = place as u64;
            let level = level_of(place);
            let upline = match level {
                0 => None,
                1 => Some(below(21, number, top as u64) as usize),
                _ => Some(top + below(22, number, middle as u64) as usize),
            };
            actor(place, level, upline)
        })
        .collect()
}

fn actor(place: usize, level: usize, upline: Option<usize>) -> Actor {
    let number = place as u64;
    let kind = match level {
        0 => PartnerKind::Distributor,
        1 => *pick(31, number, &[PartnerKind::Dealer, PartnerKind::Reseller]),
        _ => *pick(
            32,
            number,
            &[PartnerKind::Agent, PartnerKind::Agent, PartnerKind::Affiliate, PartnerKind::Referrer],
        ),
    };
    let form = legal_form(kind, number);
    let (region, region_code) = *pick(33, number, CITIES);
    let name = name(place, form);
    let status = match below(34, number, 100) {
        0..=2 => PartnerStatus::Suspended,
        3 if level == 2 => PartnerStatus::Candidate,
        _ => PartnerStatus::Active,
    };
    let card = NewPartner {
        code: Some(format!("P-{:04}", place + 1)),
        status,
        region: Some(region.to_owned()),
        country: Some("RU".to_owned()),
        tier: Some(["Золото", "Серебро", "Старт"][level.min(2)].to_owned()),
        contact: Some(contact(number)),
        ..NewPartner::named(name.clone(), kind)
    };
    let ready = below(35, number, 100) >= 6;
    Actor { card, requisites: ready.then(|| requisites(number, form, &name, region_code)), upline }
}

fn legal_form(kind: PartnerKind, number: u64) -> LegalForm {
    match (kind, below(36, number, 10)) {
        (PartnerKind::Distributor | PartnerKind::Dealer, _) | (PartnerKind::Reseller, 0..=6) => {
            LegalForm::Company
        }
        (_, 7..) => LegalForm::SelfEmployed,
        _ => LegalForm::Entrepreneur,
    }
}

fn name(place: usize, form: LegalForm) -> String {
    let stem = STEMS[place % STEMS.len()];
    let trade = TRADES[(place / STEMS.len()) % TRADES.len()];
    let firm = if trade.is_empty() { stem.to_owned() } else { format!("{stem} {trade}") };
    match form {
        LegalForm::Company => format!("ООО «{firm}»"),
        LegalForm::Entrepreneur => format!("ИП {} ({firm})", person(place as u64)),
        _ => format!("{} ({firm})", person(place as u64)),
    }
}

/// The name of a person, first name last as in a list.
pub fn person(number: u64) -> String {
    let surname = pick(41, number, SURNAMES);
    // The names are sorted so that every second one is a woman's, as the surnames are.
    let parity = SURNAMES.iter().position(|known| known == surname).unwrap_or(0) % 2;
    let first = FIRST_NAMES[(below(42, number, FIRST_NAMES.len() as u64 / 2) as usize) * 2 + parity];
    format!("{surname} {first}")
}

fn contact(number: u64) -> NewContact {
    NewContact {
        name: person(number + 7),
        role: "директор".to_owned(),
        email: format!("partner{:03}@example.org", number + 1),
        phone: format!("+7 900 {:03}-{:02}-{:02}", number % 1000, number * 7 % 100, number * 13 % 100),
    }
}

fn requisites(number: u64, form: LegalForm, name: &str, region: &str) -> Requisites {
    let (bic, bank, corr) = *pick(51, number, BANKS);
    let is_company = form == LegalForm::Company;
    let inn_length = if is_company { 10 } else { 12 };
    let inn = completed(&digits(52, number, region, inn_length), |text| inn_fits(text).is_ok());
    let ogrn_start =
        if is_company { format!("1{}", 15 + number % 10) } else { format!("3{}", 15 + number % 10) };
    let ogrn = match form {
        LegalForm::Company => completed(&digits(53, number, &ogrn_start, 13), |text| ogrn_fits(text).is_ok()),
        LegalForm::Entrepreneur => {
            completed(&digits(53, number, &ogrn_start, 15), |text| ogrn_fits(text).is_ok())
        }
        _ => String::new(),
    };
    let kpp = if is_company { format!("{region}0101001") } else { String::new() };
    debug_assert!(!is_company || kpp_fits(&kpp).is_ok());
    let start = if is_company { "40702810" } else { "40802810" };
    let account = completed(&digits(54, number, start, 20), |text| account_fits(text, bic, false).is_ok());
    let vat =
        if is_company { *pick(55, number, &[Vat::General, Vat::Without, Vat::Rate5]) } else { Vat::Without };
    Requisites {
        name: name.split(" (").next().unwrap_or(name).to_owned(),
        inn,
        kpp,
        ogrn,
        account,
        bic: bic.to_owned(),
        bank: bank.to_owned(),
        corr_account: corr.to_owned(),
        vat,
        ..Requisites::empty(form)
    }
}

/// The account from which the vendor pays.
pub fn payer() -> Requisites {
    Requisites {
        vat: Vat::General,
        ..requisites(7_007, LegalForm::Company, &format!("ООО «{VENDOR}»"), "78")
    }
}

/// `length` digits that begin with `start`.
fn digits(stream: u64, number: u64, start: &str, length: usize) -> String {
    let rest = draw(stream, number) % 10_000_000_000_000_000;
    let rest: String = format!("{rest:016}").chars().rev().take(length - start.len()).collect();
    format!("{start}{rest}")
}

/// Changes the last two digits until the check digits fit.
fn completed(text: &str, fits: impl Fn(&str) -> bool) -> String {
    let head = &text[..text.len() - 2];
    let tails = (0..100).map(|tail| format!("{head}{tail:02}"));
    tails.into_iter().find(|candidate| fits(candidate)).unwrap_or_else(|| text.to_owned())
}

/// The goods: code, name, series, price in kopecks.
pub const PRODUCTS: &[(&str, &str, &str, i64)] = &[
    ("K-10", "Котёл Север 10", "Котлы", 48_900_00),
    ("K-24", "Котёл Север 24", "Котлы", 86_500_00),
    ("K-60", "Котёл Север 60 промышленный", "Котлы", 312_000_00),
    ("N-1", "Насос Поток 1", "Насосы", 12_400_00),
    ("N-4", "Насос Поток 4", "Насосы", 27_800_00),
    ("A-2", "Автоматика Разум", "Автоматика", 19_900_00),
    ("S-1", "Монтаж котла", "Услуги", 15_000_00),
    ("S-2", "Годовое обслуживание", "Услуги", 9_600_00),
];

const CUSTOMER_KINDS: &[&str] =
    &["Завод", "Санаторий", "Школа", "ТСЖ", "Агрокомплекс", "Отель", "Склад", "Фабрика"];

/// The name of the `number`-th customer.
pub fn customer(number: u64) -> (String, &'static str) {
    let kind = CUSTOMER_KINDS[(number as usize / STEMS.len()) % CUSTOMER_KINDS.len()];
    let (region, _) = *pick(61, number, CITIES);
    (format!("{kind} «{}»", STEMS[number as usize % STEMS.len()]), region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_cast_has_three_levels_and_everybody_has_a_name_of_his_own() {
        let cast = partners(200);
        assert_eq!(cast.len(), 200);
        let names: BTreeSet<&str> = cast.iter().map(|actor| actor.card.name.as_str()).collect();
        assert_eq!(names.len(), 200);
        let depth = |place: usize| {
            let mut next = cast[place].upline;
            std::iter::from_fn(|| next.inspect(|above| next = cast[*above].upline)).count()
        };
        assert_eq!((0..200).map(depth).max(), Some(2));
    }

    #[test]
    fn every_requisite_passes_its_checksum() {
        for actor in partners(200) {
            let Some(requisites) = actor.requisites else { continue };
            assert_eq!(partners::rules::check_requisites(&requisites), [], "{requisites:?}");
        }
    }
}
