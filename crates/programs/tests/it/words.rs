use std::sync::Arc;

use base::words::{Language, Reader, Words};
use programs::{rule_in_words, terms_in_words};
use terms::{Field, Terms};

const TEXT: &str = r#"
    name = "Канал"
    currency = "RUB"
    period = "quarter"
    [rounding]
    at = "line"
    mode = "half-away-from-zero"
    [[rule]]
    name = "gtk"
    percent = "3"
    when = { product.series = "GTK" }
    [[rule]]
    name = "big"
    fixed = "100.50"
    [rule.when]
    customer.region = { not = ["Центр", "Урал"] }
    sale.amount = { from = "1000.00" }
    any = [{ sale.kind = "lead" }, { sale.quantity = { below = 5 } }]
    [[rule]]
    name = "volume"
    [[rule.band]]
    up_to = "100000.00"
    percent = "5"
    [[rule.band]]
    up_to = "300000.00"
    percent = "8"
    [[rule.band]]
    percent = "12.5"
    [[upline]]
    level = 1
    percent = "1.5"
    when = { beneficiary.tier = "gold" }
    [[bonus]]
    name = "sixty"
    turnover_from = "60000.00"
    percent = "1"
"#;

fn reader(language: Language) -> Reader {
    Reader::new(Arc::new(Words::new(&[programs::BOOK, programs::TERMS_BOOK]).unwrap()), language)
}

fn sentences(language: Language) -> Vec<String> {
    let (reader, terms) = (reader(language), Terms::parse(TEXT).unwrap());
    let rules = terms.rules.iter().enumerate();
    let said = rules.map(|(at, rule)| rule_in_words(&reader, rule, at, terms.period));
    said.map(|sentence| sentence.replace('\u{202f}', " ")).collect()
}

#[test]
fn rules_are_told_in_russian() {
    assert_eq!(
        sentences(Language::Ru),
        [
            "Товары серии GTK: 3 % с каждой продажи",
            "Регион клиента — не Центр или Урал; сумма продажи от 1 000 ₽; вид продажи — lead или количество в продаже меньше 5: \
         100,50 ₽ за каждую продажу",
            "Остальные продажи: по ступеням оборота за квартал: до 100 000 ₽ — 5 %; от 100 000 ₽ до 300 000 ₽ — 8 %; \
         от 300 000 ₽ — 12,5 %",
        ]
    );
}

#[test]
fn rules_are_told_in_english() {
    assert_eq!(sentences(Language::En)[0], "Products of series GTK: 3% of each sale");
    assert!(
        sentences(Language::En)[2]
            .starts_with("All other sales: by bands of the turnover within a quarter: up to")
    );
}

#[test]
fn whole_terms_leave_nothing_unsaid_in_either_language() {
    let terms = Terms::parse(TEXT).unwrap();
    for language in Language::ALL {
        let reader = reader(language);
        let page = terms_in_words(&reader, &terms).0;
        assert!(page.contains("<ol>") && page.contains("<ul>"));
        Field::all().for_each(|field| drop(programs::field_name(&reader, field)));
        assert!(reader.words.missing().is_empty(), "{:?}", reader.words.missing());
    }
}
