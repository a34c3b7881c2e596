//! Terms in plain words, for the desk, the portal and the page that explains a sum.

use base::words::Reader;
use maud::{Markup, html};
use money::Money;
use terms::{Band, Bonus, BonusPay, Clause, Field, Pay, Per, PeriodKind, Rule, Terms, Test, Upline, When};

/// Terms as a person would tell them.
pub fn terms_in_words(reader: &Reader, terms: &Terms) -> Markup {
    html! {
        div.terms-words {
            @if !terms.rules.is_empty() {
                h3 { (reader.t("programs-words-rules")) }
                ol {
                    @for (at, rule) in terms.rules.iter().enumerate() {
                        li { (rule_lines(reader, rule, at, terms.period)) }
                    }
                }
                @if terms.rules.len() > 1 { p.field-help { (reader.t("programs-words-first-wins")) } }
            }
            @if !terms.uplines.is_empty() {
                h3 { (reader.t("programs-words-uplines")) }
                ul { @for upline in &terms.uplines { li { (upline_in_words(reader, upline)) } } }
            }
            @if !terms.bonuses.is_empty() {
                h3 { (reader.t("programs-words-bonuses")) }
                ul { @for bonus in &terms.bonuses { li { (bonus_in_words(reader, bonus, terms.period)) } } }
            }
            @if terms.rules.is_empty() && terms.uplines.is_empty() && terms.bonuses.is_empty() {
                p { (reader.t("programs-words-nothing")) }
            }
            p.field-help { (reader.t(&format!("programs-words-rounding-{}", terms.rounding.mode.word()))) }
        }
    }
}

/// A rule in one sentence: `Товары серии GTK: 3 % с каждой продажи`.
pub fn rule_in_words(reader: &Reader, rule: &Rule, at: usize, period: PeriodKind) -> String {
    let whom = conditions(reader, &rule.when).unwrap_or_else(|| {
        reader.t(if at == 0 { "programs-words-every-sale" } else { "programs-words-other-sales" })
    });
    let pay = match &rule.pay {
        Pay::Percent(rate) => reader.tr("programs-words-percent", &[("rate", reader.rate(*rate).into())]),
        Pay::Fixed { amount, per: Per::Sale } => {
            reader.tr("programs-words-fixed", &[("sum", round_sum(reader, *amount).into())])
        }
        Pay::Fixed { amount, per: Per::Unit } => {
            reader.tr("programs-words-unit", &[("sum", round_sum(reader, *amount).into())])
        }
        Pay::Bands(bands) => {
            let parts: Vec<String> = band_lines(reader, bands);
            format!("{}: {}", during(reader, "programs-words-bands", period), parts.join("; "))
        }
    };
    capital(&format!("{whom}: {pay}"))
}

/// A rule with its title, and its bands one under another.
fn rule_lines(reader: &Reader, rule: &Rule, at: usize, period: PeriodKind) -> Markup {
    let sentence = match &rule.pay {
        Pay::Bands(_) => {
            let bare = Rule { pay: Pay::Bands(Vec::new()), ..rule.clone() };
            rule_in_words(reader, &bare, at, period).trim_end_matches([' ', ':']).to_owned()
        }
        _ => rule_in_words(reader, rule, at, period),
    };
    html! {
        (sentence)
        @if !rule.title.is_empty() { span.optional { " · " (rule.title) } }
        @if let Pay::Bands(bands) = &rule.pay {
            ul { @for line in band_lines(reader, bands) { li { (line) } } }
        }
    }
}

fn band_lines(reader: &Reader, bands: &[Band]) -> Vec<String> {
    let mut from: Option<Money> = None;
    let mut lines = Vec::new();
    for band in bands {
        let rate = reader.rate(band.rate).into();
        let told = |sum: Money| round_sum(reader, sum).into();
        lines.push(match (from, band.up_to) {
            (None, None) => reader.tr("programs-words-band-only", &[("rate", rate)]),
            (None, Some(to)) => reader.tr("programs-words-band-first", &[("to", told(to)), ("rate", rate)]),
            (Some(from), Some(to)) => {
                let args = [("from", told(from)), ("to", told(to)), ("rate", rate)];
                reader.tr("programs-words-band-middle", &args)
            }
            (Some(from), None) => {
                reader.tr("programs-words-band-last", &[("from", told(from)), ("rate", rate)])
            }
        });
        from = band.up_to.or(from);
    }
    lines
}

/// What a partner earns on the sales of his downline, in one sentence.
pub fn upline_in_words(reader: &Reader, upline: &Upline) -> String {
    let level = reader.tr("programs-words-level", &[("level", u32::from(upline.level).into())]);
    let pay = reader.tr("programs-words-upline", &[("rate", reader.rate(upline.rate).into())]);
    match conditions(reader, &upline.when) {
        Some(when) => capital(&format!("{level}: {pay} ({when})")),
        None => capital(&format!("{level}: {pay}")),
    }
}

/// A bonus in one sentence.
pub fn bonus_in_words(reader: &Reader, bonus: &Bonus, period: PeriodKind) -> String {
    let pay = match bonus.pay {
        BonusPay::Fixed(sum) => round_sum(reader, sum),
        BonusPay::Percent(rate) => {
            reader.tr("programs-words-of-turnover", &[("rate", reader.rate(rate).into())])
        }
    };
    let when = conditions(reader, &bonus.when).map(|when| format!(" ({when})")).unwrap_or_default();
    let during = reader.t(&format!("programs-words-during-{}", period.word()));
    let args = [
        ("sum", round_sum(reader, bonus.turnover_from).into()),
        ("during", during.into()),
        ("when", when.into()),
        ("pay", pay.into()),
    ];
    let sentence = reader.tr("programs-words-bonus", &args);
    if bonus.title.is_empty() { sentence } else { format!("{sentence} · {}", bonus.title) }
}

/// A condition in words; nothing when it always holds.
pub fn conditions(reader: &Reader, when: &When) -> Option<String> {
    let clauses: Vec<String> = when.clauses.iter().map(|clause| clause_in_words(reader, clause)).collect();
    (!clauses.is_empty()).then(|| clauses.join("; "))
}

/// The name of a field: `серия товара`.
pub fn field_name(reader: &Reader, field: Field) -> String {
    reader.t(&format!("programs-field-{}", field.path().replace('.', "-")))
}

fn clause_in_words(reader: &Reader, clause: &Clause) -> String {
    let inner = |group: &When| conditions(reader, group).unwrap_or_default();
    match clause {
        Clause::Field { field, test } => test_in_words(reader, *field, test),
        Clause::Not(group) => reader.tr("programs-words-except", &[("conditions", inner(group).into())]),
        Clause::Any(groups) => {
            let groups: Vec<String> = groups.iter().map(inner).collect();
            joined(reader, &groups)
        }
    }
}

fn test_in_words(reader: &Reader, field: Field, test: &Test) -> String {
    let name = field_name(reader, field);
    match test {
        Test::OneOf(words) => {
            let values = values(reader, words);
            let own = format!("programs-words-is-{}", field.path().replace('.', "-"));
            if reader.words.knows(reader.language, &own) {
                return reader.tr(&own, &[("values", values.into())]);
            }
            reader.tr("programs-words-is", &[("field", name.into()), ("values", values.into())])
        }
        Test::NoneOf(words) => {
            let args = [("field", name.into()), ("values", values(reader, words).into())];
            reader.tr("programs-words-not", &args)
        }
        Test::Amount { from, below } => {
            let told = |sum: &Option<Money>| sum.map(|sum| round_sum(reader, sum));
            range(reader, name, told(from), told(below))
        }
        Test::Number { from, below } => {
            let told = |number: &Option<i64>| number.map(|number| reader.number(number));
            range(reader, name, told(from), told(below))
        }
        Test::Dates { from, to } => {
            days(reader, name, from.map(|day| reader.date(day)), to.map(|day| reader.date(day)))
        }
    }
}

fn range(reader: &Reader, field: String, from: Option<String>, below: Option<String>) -> String {
    let mut args = vec![("field", field.into())];
    let key = match (&from, &below) {
        (Some(_), Some(_)) => "programs-words-between",
        (Some(_), None) => "programs-words-from",
        (None, Some(_)) => "programs-words-below",
        (None, None) => "programs-words-any-value",
    };
    args.extend(from.map(|from| ("from", from.into())));
    args.extend(below.map(|below| ("below", below.into())));
    reader.tr(key, &args)
}

fn days(reader: &Reader, field: String, from: Option<String>, to: Option<String>) -> String {
    let mut args = vec![("field", field.into())];
    let key = match (&from, &to) {
        (Some(_), Some(_)) => "programs-words-days",
        (Some(_), None) => "programs-words-days-from",
        (None, Some(_)) => "programs-words-days-to",
        (None, None) => "programs-words-any-value",
    };
    args.extend(from.map(|from| ("from", from.into())));
    args.extend(to.map(|to| ("to", to.into())));
    reader.tr(key, &args)
}

fn values(reader: &Reader, words: &[std::sync::Arc<str>]) -> String {
    let words: Vec<String> = words.iter().map(ToString::to_string).collect();
    joined(reader, &words)
}

/// `GTK, GTX или MG`.
fn joined(reader: &Reader, words: &[String]) -> String {
    match words {
        [] => "…".to_owned(),
        [word] => word.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), reader.t("programs-words-or")),
    }
}

fn during(reader: &Reader, key: &str, period: PeriodKind) -> String {
    let during = reader.t(&format!("programs-words-during-{}", period.word()));
    reader.tr(key, &[("during", during.into())])
}

/// A sum without its decimals when they are all zero.
fn round_sum(reader: &Reader, sum: Money) -> String {
    let mut parts = reader.money_parts(sum);
    if sum.minor % sum.currency.minor_per_whole() == 0 {
        parts.fraction.clear();
    }
    parts.join()
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
