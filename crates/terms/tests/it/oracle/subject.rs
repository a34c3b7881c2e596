//! Conditions, written once more.

use super::Ctx;
use super::days::whole_months;
use super::sale::{converted, gross};
use jiff::civil::Date;
use terms::{Clause, Field, Owner, SaleFact, Standing, Terms, Test, When};

/// What a condition is asked of: a sale, if there is one, and the partner who would be paid.
pub struct About<'a> {
    pub ctx: &'a Ctx<'a>,
    pub sale: Option<(&'a SaleFact, &'a Terms)>,
    pub beneficiary: u32,
}

enum Held {
    Nothing,
    Text(String),
    Number(i64),
    Day(Date),
}

pub fn holds(when: &When, about: &About) -> bool {
    when.clauses.iter().all(|clause| match clause {
        Clause::Expression(_) => unreachable!("the generator writes no expressions"),
        Clause::Field { field, test } => passes(test, held(*field, about)),
        Clause::Not(group) => !holds(group, about),
        Clause::Any(groups) => groups.iter().any(|group| holds(group, about)),
    })
}

fn passes(test: &Test, held: Held) -> bool {
    match (test, held) {
        (Test::OneOf(list), Held::Text(text)) => list.iter().any(|word| **word == *text),
        (Test::NoneOf(list), Held::Text(text)) => !list.iter().any(|word| **word == *text),
        (Test::NoneOf(_), Held::Nothing) => true,
        (Test::Amount { from, below }, Held::Number(number)) => {
            !from.is_some_and(|from| number < from.minor) && !below.is_some_and(|below| number >= below.minor)
        }
        (Test::Number { from, below }, Held::Number(number)) => {
            !from.is_some_and(|from| number < from) && !below.is_some_and(|below| number >= below)
        }
        (Test::Dates { from, to }, Held::Day(day)) => {
            !from.is_some_and(|from| day < from) && !to.is_some_and(|to| day > to)
        }
        _ => false,
    }
}

fn held(field: Field, about: &About) -> Held {
    let text = |found: Option<&std::sync::Arc<str>>| {
        found.map_or(Held::Nothing, |text| Held::Text(text.to_string()))
    };
    let book = about.ctx.book;
    let sale = about.sale.map(|(sale, _)| sale);
    match (field.owner(), sale) {
        (Owner::Beneficiary, _) if field.is_counted() || field == Field::BENEFICIARY_MONTHS => {
            counted(field, about)
        }
        (Owner::Beneficiary, _) => text(book.partner(about.beneficiary).attributes.get(field.name())),
        (_, None) => Held::Nothing,
        (Owner::Sale, Some(sale)) => of_sale(field, sale, about),
        (Owner::Product, Some(sale)) => text(book.product(sale.product).get(field.name())),
        (Owner::Customer, Some(sale)) => text(book.customer(sale.customer).get(field.name())),
        (Owner::Partner, Some(sale)) => text(book.partner(sale.seller).attributes.get(field.name())),
    }
}

/// A return is judged by its original: its size, its units, its day.
fn of_sale(field: Field, sale: &SaleFact, about: &About) -> Held {
    let original = sale.original();
    match field {
        Field::SALE_AMOUNT => {
            let size = original.map_or(sale.amount, |original| original.amount).abs();
            let (_, terms) = about.sale.unwrap();
            converted(about.ctx, sale, terms, size).map_or(Held::Nothing, Held::Number)
        }
        Field::SALE_QUANTITY => {
            Held::Number(original.map_or(sale.quantity, |original| original.quantity).abs())
        }
        Field::SALE_DATE => Held::Day(sale.judged_on()),
        Field::SALE_KIND => Held::Text(about.ctx.book.kind_name(sale.kind).to_string()),
        Field::SALE_PAYMENT => {
            let payment = sale.more.as_ref().and_then(|more| more.payment);
            payment.map_or(Held::Nothing, |payment| Held::Number(i64::from(payment)))
        }
        _ => Held::Nothing,
    }
}

fn counted(field: Field, about: &About) -> Held {
    let ctx = about.ctx;
    if field == Field::BENEFICIARY_MONTHS {
        let joined = ctx.book.partner(about.beneficiary).joined_on;
        return joined
            .map_or(Held::Nothing, |joined| Held::Number(whole_months(joined, ctx.book.period.end)));
    }
    let standing = standing(ctx, about.beneficiary);
    Held::Number(match field {
        Field::BENEFICIARY_TURNOVER => standing.own,
        Field::BENEFICIARY_GROUP_TURNOVER => standing.group,
        Field::BENEFICIARY_SUBTREE_TURNOVER => standing.subtree,
        _ => standing.sales,
    })
}

/// What a partner sold in the period.
pub fn standing(ctx: &Ctx, partner: u32) -> Standing {
    if let Some(known) = ctx.book.partner(partner).standing {
        return known;
    }
    let mut standing = Standing::default();
    for sale in ctx.book.sales().iter().filter(|sale| ctx.is_paid_now(sale)) {
        let Some(distance) = ctx.distance(partner, sale) else { continue };
        let Some(gross) = gross(ctx, sale) else { continue };
        standing.subtree += gross;
        standing.group += if distance <= 1 { gross } else { 0 };
        standing.own += if distance == 0 { gross } else { 0 };
        standing.sales += i64::from(distance == 0 && !sale.is_return());
    }
    standing
}
