use super::*;
use crate::check::check_text;
use money::{Currency, Style};
use terms::{Place, Terms};

const FULL: &str = include_str!("../../../tests/it/full.toml");

fn full(style: Style) -> TypedTerms {
    TypedTerms::of(&Terms::parse(FULL).unwrap(), style)
}

#[test]
fn the_form_says_the_same_as_the_file_in_both_styles() {
    let terms = Terms::parse(FULL).unwrap();
    for style in [Style::RU, Style::EN] {
        let typed = full(style);
        assert_eq!(Terms::parse(&typed.write().text).as_ref(), Ok(&terms));
        let sent = TypedTerms::from_pairs(&typed.pairs());
        assert_eq!(sent.document, typed.document);
    }
}

#[test]
fn the_text_stays_to_the_letter_where_the_form_changes_nothing() {
    assert_eq!(full(Style::RU).text_over(FULL), FULL);
}

#[test]
fn notes_and_examples_stay_when_the_form_changes_something() {
    let mut typed = full(Style::RU);
    typed.document.list_mut("rule")[0].list_mut("band")[0].put("earns", "6,5");
    typed.apply(&Edit::parse("remove:cap-1").unwrap());
    let text = typed.text_over(FULL);
    for note in [
        "# Партнёрская программа",
        "# так решил директор",
        "# Ретробонус по кварталу.",
        "# Сверено с бухгалтерией.",
    ] {
        assert!(text.contains(note), "{note}\n{text}");
    }
    let terms = Terms::parse(&text).unwrap();
    let before = Terms::parse(FULL).unwrap();
    assert_eq!(terms.cases, before.cases);
    assert_eq!(terms.caps.len(), before.caps.len() - 1);
    assert!(text.contains("percent = \"6.5\""));
}

#[test]
fn every_plan_goes_through_the_form_unchanged() {
    use crate::rules::presets::{Addition, Counting, Names, Preset};
    let counting = Counting { currency: Currency::RUB, period: terms::PeriodKind::Month };
    let ranks = ["C", "B", "A"].map(str::to_owned);
    let names = Names { terms: "Plan".into(), group: "A; B".into(), ranks };
    for preset in Preset::ALL {
        let terms = preset.terms(counting, &names);
        let mut typed = TypedTerms::of(&terms, Style::RU);
        assert_eq!(Terms::parse(&typed.write().text).as_ref(), Ok(&terms));
        for part in Addition::ALL {
            typed.add(&TypedTerms::of(&part.terms(counting), Style::RU), part.texts());
            typed.add(&TypedTerms::of(&part.terms(counting), Style::RU), part.texts());
        }
        let both = Terms::parse(&typed.write().text).unwrap();
        assert_eq!((both.caps.len(), both.uplines.len()), (2, terms.uplines.len() + 4));
        assert_ne!(both.caps[0].name, both.caps[1].name);
        assert!(both.hold.is_some());
    }
}

#[test]
fn figures_may_be_typed_as_people_write_them() {
    let mut typed = full(Style::RU);
    typed.document.list_mut("rule")[3].put("fixed", "1 234,50");
    typed.document.list_mut("rule")[0].list_mut("band")[0].put("earns", "5,25 %");
    typed.document.list_mut("rule")[0].list_mut("when")[2].put("until", "31.12.2027");
    typed.document.list_mut("cap")[0].put("at_most", "300 000 ₽");
    let text = typed.write().text;
    for line in
        ["fixed = \"1234.50\"", "percent = \"5.25\"", "to = \"2027-12-31\"", "at_most = \"300000.00\""]
    {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn a_problem_is_led_back_to_its_field() {
    let mut typed = full(Style::EN);
    typed.document.list_mut("rule")[0].list_mut("band")[1].put("earns", "seven");
    typed.document.list_mut("rule")[0].list_mut("when")[1].put("value", "lots");
    typed.document.list_mut("upline")[0].put("level", "first");
    typed.document.list_mut("bonus")[1].list_mut("target")[0].put("window", "fortnight");
    typed.document.put("hold_days", "soon");
    let written = typed.write();
    let checked = check_text(&written.text);
    let mut fields: Vec<_> =
        checked.problems.iter().filter_map(|problem| written.field_at(problem.at.line)).collect();
    fields.sort_unstable();
    let expected = [
        "bonus-1-target-0-window",
        "hold_days",
        "rule-0-band-1-earns",
        "rule-0-when-1-value",
        "upline-0-level",
    ];
    assert_eq!(fields, expected, "{:?}", checked.problems);
}

#[test]
fn a_finding_stands_at_a_field_of_the_form() {
    let mut typed = full(Style::EN);
    typed.document.list_mut("rule")[0].list_mut("band")[1].put("up_to", "50");
    typed.document.list_mut("cap")[1].put("rule", "nobody");
    typed.document.list_mut("bonus")[3].list_mut("target")[0].put("at_least", "0");
    let checked = check_text(&typed.write().text);
    let errors = checked.findings.iter().filter(|(_, finding)| finding.severity == terms::Severity::Error);
    let mut fields: Vec<_> = errors.map(|(_, finding)| field_of(finding, &typed)).collect();
    fields.dedup();
    let names: Vec<String> = typed.pairs().into_iter().map(|(name, _)| name).collect();
    assert!(!fields.is_empty() && fields.iter().all(|field| names.contains(field)), "{fields:?}");
    for field in ["rule-0-band-1-up_to", "cap-1-rule", "bonus-3-target-0-at_least"] {
        assert!(fields.iter().any(|known| known == field), "{field}: {fields:?} {:?}", checked.findings);
    }
    assert_eq!(anchor_of(Place::Band(2, 1)), "rule-2");
}

#[test]
fn what_a_page_sends_beside_the_form_is_no_part_of_it() {
    let sent =
        [("do", "check"), ("kept", "x"), ("rule-x-name", "y"), ("rule-7-name", "z"), ("when-0-field", "w")];
    let pairs: Vec<_> = sent.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let typed = TypedTerms::from_pairs(&pairs);
    assert_eq!(typed.pairs(), [("rule-0-name".to_owned(), "z".to_owned())]);
}
