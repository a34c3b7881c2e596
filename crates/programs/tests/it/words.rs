use std::sync::Arc;

use base::words::{Language, Reader, Words};
use money::{Currency, Money, Rate};
use programs::{cap_in_words, rule_in_words, terms_in_words};
use terms::{
    Band, BandMode, Bands, Cap, CapOf, Field, Measure, Pay, PeriodKind, Rule, Scope, Terms, Window, Word,
};

const FULL: &str = include_str!("full.toml");

fn reader(language: Language) -> Reader {
    Reader::new(Arc::new(Words::new(&[programs::BOOK, programs::TERMS_BOOK]).unwrap()), language)
}

fn plain(sentence: &str) -> String {
    sentence.replace(['\u{202f}', '\u{a0}'], " ")
}

fn rubles(whole: i64) -> Money {
    Money::new(whole * 100, Currency::RUB)
}

fn banded(period: PeriodKind, mode: BandMode, window: Window) -> Terms {
    let bands = vec![
        Band::up_to(rubles(100_000), Rate::ppm(50_000)),
        Band::up_to(rubles(300_000), Rate::ppm(80_000)),
        Band::open(Rate::ppm(120_000)),
    ];
    let mut terms = Terms::new("Канал", Currency::RUB, period);
    terms.rules.push(Rule::new("sales", Pay::Bands(Bands { window, ..Bands::new(mode, bands) })));
    terms
}

#[test]
fn bands_back_to_the_first_rouble_are_told_in_one_sentence() {
    let terms = banded(PeriodKind::Month, BandMode::Whole, Window::Quarter);
    assert_eq!(
        plain(&rule_in_words(&reader(Language::Ru), &terms, 0)),
        "Любая продажа: 5 % до 100 000 ₽, 8 % до 300 000 ₽, 12 % выше — на весь оборот квартала с первого рубля"
    );
    assert_eq!(
        plain(&rule_in_words(&reader(Language::En), &terms, 0)),
        "Any sale: 5% up to ₽100,000, 8% up to ₽300,000, 12% above — on the whole turnover of the quarter from the first rouble"
    );
}

#[test]
fn slabs_and_limits_read_as_a_finance_person_says_them() {
    let terms = banded(PeriodKind::Quarter, BandMode::Marginal, Window::Period);
    let reader = reader(Language::Ru);
    assert!(
        plain(&rule_in_words(&reader, &terms, 0))
            .ends_with("12 % выше — каждая часть оборота за квартал — по своей ступени")
    );
    let cap = Cap::at_most("q", CapOf::Total, rubles(300_000));
    assert_eq!(plain(&cap_in_words(&reader, &terms, &cap)), "Всё вместе за квартал — не больше 300 000 ₽");
}

#[test]
fn rules_with_conditions_are_told_with_everything_around_them() {
    let terms = Terms::parse(FULL).unwrap();
    let told = plain(&rule_in_words(&reader(Language::Ru), &terms, 0));
    let parts = [
        "Товары серии GTK или GTX; сумма продажи от 1 000 ₽ и меньше 900 000,50 ₽",
        "вид продажи — lead или код товара — не MG",
        "12,5 % выше с каждой продажи без НДС — на весь оборот без НДС квартала с первого рубля",
        "повышение доплачивается за последние 60 дней",
        "не больше 50 000 ₽ за одну продажу",
        "платится 12 месяцев с первой продажи клиенту, предоплата",
        "выплачивается через 30 дней после продажи",
    ];
    parts.iter().for_each(|part| assert!(told.contains(part), "{part}: {told}"));
}

#[test]
fn every_part_of_a_document_has_a_sentence_in_both_languages() {
    let terms = Terms::parse(FULL).unwrap();
    let pages = Language::ALL.map(|language| {
        let reader = reader(language);
        let page = plain(&terms_in_words(&reader, &terms).0);
        Field::all().for_each(|field| drop(programs::field_name(&reader, field)));
        assert!(reader.words.missing().is_empty(), "{:?}", reader.words.missing());
        assert!(!page.contains("{$") && !page.contains("{ $"), "{page}");
        page
    });
    let said = [
        "Ретробонус",
        "за каждую тысячу единиц",
        "с маржи",
        "80 % плана",
        "за клиента",
        "Наставник",
        "с комиссии продавца",
        "Ранг «Золото»",
        "следующему подходящему",
        "Две ветки",
        "40 000",
        "900 000",
        "монтаж",
        "сверху",
        "За план",
        "от комиссии за свои продажи",
        "годом раньше",
        "сверх цели",
        "Потолок",
        "на всех партнёров вместе",
        "не меньше 1 000",
        "аванс",
        "НДС внутри суммы — 20",
        "маржа — 35",
        "дня оплаты клиентом",
        "через 14 дней после оплаты",
        "целые месяцы",
        "позже 90 дней",
        "к чётной",
        "одного документа",
        "Один лид",
        "возврат продажи 1",
        "личный план",
    ];
    for part in said {
        assert!(pages[0].contains(part), "{part}: {}", pages[0]);
    }
    let items = |page: &str| page.matches("<li>").count();
    assert_eq!(items(&pages[0]), items(&pages[1]));
    assert_ne!(pages[0], pages[1]);
}

#[test]
fn every_choice_of_bands_has_words() {
    for language in Language::ALL {
        let reader = reader(language);
        for (_, mode) in BandMode::WORDS {
            for (_, window) in Window::WORDS.iter().chain([&("rolling", Window::Rolling(21))]) {
                for (_, measure) in Measure::WORDS {
                    for (_, scope) in Scope::WORDS {
                        let mut terms = banded(PeriodKind::Year, *mode, *window);
                        if let Pay::Bands(bands) = &mut terms.rules[0].pay {
                            (bands.measure, bands.scope) = (*measure, *scope);
                        }
                        assert!(!rule_in_words(&reader, &terms, 0).contains("{$"));
                    }
                }
            }
        }
        assert!(reader.words.missing().is_empty(), "{:?}", reader.words.missing());
    }
}
