//! Where in the form a finding stands.

use terms::{Field, Finding, FindingKind, Place};

use super::{Entry, TypedTerms, entry_at};

/// The way to the entry that a place names; empty for the document.
fn way(place: Place) -> String {
    match place {
        Place::Document | Place::Case(_) => String::new(),
        Place::Rule(at) => format!("rule-{at}"),
        Place::Band(rule, at) => format!("rule-{rule}-band-{at}"),
        Place::Upline(at) => format!("upline-{at}"),
        Place::Rank(at) => format!("rank-{at}"),
        Place::Binary => "binary-0".to_owned(),
        Place::Network => "network-0".to_owned(),
        Place::Split(at) => format!("split-{at}"),
        Place::Bonus(at) => format!("bonus-{at}"),
        Place::Target(bonus, at) => format!("bonus-{bonus}-target-{at}"),
        Place::Cap(at) => format!("cap-{at}"),
        Place::Draw => "draw-0".to_owned(),
    }
}

/// The anchor of the sheet in which a finding is told.
pub fn anchor_of(place: Place) -> String {
    match place {
        Place::Document => "document".to_owned(),
        Place::Case(_) => "section-cases".to_owned(),
        Place::Band(rule, _) => way(Place::Rule(rule)),
        Place::Target(bonus, _) => way(Place::Bonus(bonus)),
        place => way(place),
    }
}

/// The name of the form's field that a finding stands at; empty for worked examples, which have none.
pub fn field_of(finding: &Finding, typed: &TypedTerms) -> String {
    if matches!(finding.at, Place::Case(_)) {
        return String::new();
    }
    let (mut way, mut place) = (way(finding.at), finding.at);
    let mut entry = entry_at(&typed.document, &way).unwrap_or(&typed.document);
    if let (Place::Bonus(_), [target], true) = (finding.at, entry.list("target"), is_of_target(&finding.kind))
    {
        way.push_str("-target-0");
        (entry, place) = (target, Place::Target(0, 0));
    }
    let name = match asked(&finding.kind).and_then(|field| row_of(entry, field)) {
        Some(row) => format!("when-{row}-value"),
        None => name_in(&finding.kind, place, entry).to_owned(),
    };
    if way.is_empty() { name } else { format!("{way}-{name}") }
}

fn is_of_target(kind: &FindingKind) -> bool {
    use FindingKind::{TargetNotMoney, TargetNotPositive, TargetScope, WindowEmpty, WindowOfSale};
    asked(kind).is_some()
        || matches!(kind, TargetNotPositive | TargetScope | TargetNotMoney | WindowOfSale | WindowEmpty)
}

/// The field that a finding about a condition names.
fn asked(kind: &FindingKind) -> Option<Field> {
    match kind {
        FindingKind::EmptyRange { field }
        | FindingKind::TestDoesNotFit { field }
        | FindingKind::Contradiction { field }
        | FindingKind::FieldNotKnownHere { field } => Some(*field),
        FindingKind::EmptyList { field } => *field,
        _ => None,
    }
}

fn row_of(entry: &Entry, field: Field) -> Option<usize> {
    entry.list("when").iter().position(|row| row.text("field") == field.path())
}

fn name_in(kind: &FindingKind, place: Place, entry: &Entry) -> &'static str {
    use FindingKind as Kind;
    match (kind, place) {
        (Kind::FxNotDeclared, _) => "fx",
        (Kind::RoundingNotDeclared, _) => "round_at",
        (Kind::NegativeRate | Kind::RateOverHundred { .. }, Place::Document) => "vat",
        (_, Place::Document | Place::Case(_)) => "name",
        (Kind::NoName | Kind::SameName { .. }, Place::Split(_)) => "role",
        (Kind::NoName | Kind::SameName { .. }, Place::Rank(_)) => "title",
        (Kind::LeastOverMost, _) => "at_least",
        (Kind::LimitsNothing, _) => "at_most",
        (Kind::UnknownRule { .. }, _) => "rule",
        (Kind::FloorOfBudget, _) => "whose",
        (Kind::RecurringNever, _) => "recurring_times",
        (Kind::WholeScope | Kind::TargetScope, _) => "scope",
        (Kind::WholeMeasure | Kind::TargetNotMoney, _) => "measure",
        (Kind::HorizonNotWhole, _) => "horizon",
        (Kind::NoWindowBefore | Kind::WindowOfSale | Kind::CapWindow | Kind::FloorWindow, _) => "window",
        (Kind::WindowEmpty, _) => "window_days",
        (Kind::StackOfOtherKind | Kind::MultiplyByFixed, Place::Rule(_)) => "stack",
        (Kind::BandsNotAscending | Kind::OpenBandNotLast | Kind::LastBandNotOpen { .. }, _) => "up_to",
        (_, Place::Rule(_)) if is_of_sum(kind) => match entry.text("pay") {
            "percent" => "percent",
            "bands" => "earns",
            _ => "fixed",
        },
        (_, Place::Bonus(_)) if is_of_sum(kind) => match entry.text("pay") {
            "fixed" => "fixed",
            _ => "percent",
        },
        (_, Place::Band(..)) => "earns",
        (_, Place::Rule(_)) => "pay",
        (_, Place::Bonus(_) | Place::Cap(_)) if !is_of_sum(kind) => "name",
        (_, Place::Cap(_)) => "at_most",
        (_, Place::Split(_)) => "share",
        (_, Place::Draw) => "amount",
        (_, Place::Target(..)) => "at_least",
        (_, Place::Upline(_)) if *kind == Kind::LevelZero => "level",
        (_, Place::Network) => "compression",
        _ => "percent",
    }
}

fn is_of_sum(kind: &FindingKind) -> bool {
    use FindingKind::{NegativeRate, NegativeSum, OtherCurrency, RateOverHundred, ZeroPay};
    matches!(kind, NegativeRate | NegativeSum | OtherCurrency { .. } | RateOverHundred { .. } | ZeroPay)
}
