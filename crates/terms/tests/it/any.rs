//! Any terms whatever, sensible or not, and the smallest words for building sensible ones.

use jiff::civil::Date;
use money::{Currency, Money, Rate, RoundingMode};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::Arc;
use terms::{
    Band, BandMode, Bands, Base, Binary, Bonus, BonusPay, Cap, CapOf, CapWhose, Case, CaseSale, Choose,
    Clause, Clawback, ClawbackHow, Compression, Draw, Earns, Field, FieldKind, FxDate, GrowthOver, Hold,
    HoldFrom, Measure, Network, Owner, Pay, Per, Period, PeriodKind, Prorate, Rank, Recurring,
    RecurringCount, Rounding, RoundingPoint, Rule, Scope, Split, SplitShare, Stack, StackHow, Target,
    TargetAt, Terms, Test, Upline, UplineOf, When, Window, Word,
};

pub fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

pub fn percent(text: &str) -> Rate {
    Rate::percent(text).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn field(path: &str) -> Field {
    Field::parse(path).unwrap()
}

/// 5 % to 100 000, 8 % to 300 000, 12 % above.
pub fn table_t() -> Vec<Band> {
    vec![
        Band::up_to(rub(10_000_000), percent("5")),
        Band::up_to(rub(30_000_000), percent("8")),
        Band::open(percent("12")),
    ]
}

pub fn quarterly(rules: Vec<Rule>) -> Terms {
    Terms { rules, ..Terms::new("Test", Currency::RUB, PeriodKind::Quarter) }
}

pub fn flat(rate: &str) -> Rule {
    Rule::new("all", Pay::Percent(percent(rate)))
}

pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zа-я ]{1,12}", any::<String>()]
}

fn any_words() -> impl Strategy<Value = Vec<Arc<str>>> {
    prop::collection::vec(any_text().prop_map(Arc::from), 0..3)
}

fn any_word<T: Word + std::fmt::Debug>() -> impl Strategy<Value = T> {
    select(T::WORDS.iter().map(|(_, choice)| *choice).collect::<Vec<T>>())
}

fn any_rate() -> impl Strategy<Value = Rate> {
    (0..2_000_000_i64, 1..1_000_i64).prop_map(|(num, den)| Rate::new(num, den * 1_000).unwrap())
}

fn any_sum() -> impl Strategy<Value = Money> {
    any::<i64>().prop_map(rub)
}

fn any_date() -> impl Strategy<Value = Date> {
    (1990..2100_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, at)| jiff::civil::date(year, month, at))
}

fn any_window() -> impl Strategy<Value = Window> {
    prop_oneof![any_word::<Window>(), any::<u32>().prop_map(Window::Rolling)]
}

/// Both ends, or one of them.
fn any_ends<T: Clone + std::fmt::Debug>(
    end: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = (Option<T>, Option<T>)> {
    (end.clone(), end, 0..3_u8).prop_map(|(from, to, which)| match which {
        0 => (Some(from), None),
        1 => (None, Some(to)),
        _ => (Some(from), Some(to)),
    })
}

fn any_test(kind: FieldKind) -> BoxedStrategy<Test> {
    match kind {
        FieldKind::Text => (any_words(), any::<bool>())
            .prop_map(|(words, is)| if is { Test::OneOf(words) } else { Test::NoneOf(words) })
            .boxed(),
        FieldKind::Amount => any_ends(any::<i64>().prop_map(rub).boxed())
            .prop_map(|(from, below)| Test::Amount { from, below })
            .boxed(),
        FieldKind::Number => {
            any_ends(any::<i64>()).prop_map(|(from, below)| Test::Number { from, below }).boxed()
        }
        FieldKind::Date => {
            any_ends(any_date().boxed()).prop_map(|(from, to)| Test::Dates { from, to }).boxed()
        }
    }
}

fn any_expression() -> impl Strategy<Value = Clause> {
    let texts = [
        "sale.quantity > 3",
        "product.series in ['GTK', 'GTX'] || sale.quantity == 1",
        "has(customer.region) && !customer.region.startsWith('Ц')",
    ];
    select(texts.to_vec()).prop_map(|text| {
        let expression = terms::expression::Expression::parse(text, money::Currency::RUB);
        Clause::Expression(Box::new(expression.unwrap()))
    })
}

pub fn any_when() -> impl Strategy<Value = When> + Clone {
    let fields: Vec<Field> = Field::all().collect();
    let field = select(fields)
        .prop_flat_map(|field| any_test(field.kind()).prop_map(move |test| Clause::Field { field, test }))
        .boxed();
    let leaf = prop::collection::vec(field.clone(), 0..3).prop_map(|clauses| When { clauses });
    leaf.prop_recursive(2, 8, 3, move |inner| {
        let clause = prop_oneof![
            3 => field.clone(),
            1 => inner.clone().prop_map(Clause::Not),
            1 => prop::collection::vec(inner, 0..3).prop_map(Clause::Any),
            1 => any_expression(),
        ];
        prop::collection::vec(clause, 0..3).prop_map(|clauses| When { clauses })
    })
}

fn any_hold() -> impl Strategy<Value = Hold> {
    (any::<u32>(), any_word::<HoldFrom>()).prop_map(|(days, from)| Hold { days, from })
}

fn any_earns() -> impl Strategy<Value = Earns> {
    prop_oneof![any_rate().prop_map(Earns::Percent), any::<i64>().prop_map(Earns::Fixed)]
}

/// A value in the units of a measure; shares of targets have no more digits than a rate can hold.
fn any_value() -> impl Strategy<Value = i64> {
    -1_000_000_000_000_i64..1_000_000_000_000
}

fn any_bands() -> impl Strategy<Value = Bands> {
    let band = (of(any_value()), any_earns()).prop_map(|(up_to, earns)| Band { up_to, earns });
    let stack = (any_earns(), any_word::<StackHow>()).prop_map(|(onto, how)| Stack { onto, how });
    let measured = (any_word::<Measure>(), any_word::<Scope>(), any_window());
    let parts =
        (any_word::<BandMode>(), measured, of(any::<u32>()), of(stack), prop::collection::vec(band, 0..4));
    parts.prop_map(|(mode, (measure, scope, window), horizon_days, stack, bands)| Bands {
        mode,
        measure,
        scope,
        window,
        horizon_days,
        stack,
        bands,
    })
}

fn any_pay() -> impl Strategy<Value = Pay> {
    prop_oneof![
        any_rate().prop_map(Pay::Percent),
        (any_sum(), any_word::<Per>()).prop_map(|(amount, per)| Pay::Fixed { amount, per }),
        any_bands().prop_map(Pay::Bands),
    ]
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let recurring = prop_oneof![
        (any::<u32>(), any_word::<RecurringCount>())
            .prop_map(|(months, count)| Recurring::Months { months, count }),
        any::<u32>().prop_map(Recurring::Payments),
    ];
    let limits = (of(any_sum()), of(any_sum()), of(recurring), of(any_hold()));
    let parts = (any_text(), any_text(), any_when(), any_word::<Base>(), any_pay(), limits);
    parts.prop_map(|(name, title, when, base, pay, (at_most, at_least, recurring, hold))| Rule {
        name,
        title,
        when,
        base,
        pay,
        at_most,
        at_least,
        recurring,
        hold,
    })
}

fn any_network() -> impl Strategy<Value = (Network, Vec<Upline>, Vec<Rank>, Option<Binary>)> {
    let network = (any_word::<Compression>(), any_when(), any_word::<Base>())
        .prop_map(|(compression, qualified, base)| Network { compression, qualified, base });
    let of_what = prop_oneof![any_word::<Base>().prop_map(UplineOf::Sale), Just(UplineOf::Commission)];
    let upline = (any::<u8>(), any_text(), any_rate(), of_what, any_when())
        .prop_map(|(level, title, rate, of, when)| Upline { level, title, rate, of, when });
    let rank =
        (any_text(), any_rate(), any_when()).prop_map(|(title, rate, when)| Rank { title, rate, when });
    let binary = (any_rate(), any_word::<Base>(), of(any_sum()), of(any_sum()), any_when()).prop_map(
        |(rate, base, at_most, carry_at_most, when)| Binary {
            rate,
            base,
            at_most,
            carry_at_most,
            when,
            per: PeriodKind::Month,
        },
    );
    (network, prop::collection::vec(upline, 0..3), prop::collection::vec(rank, 0..2), of(binary))
}

fn any_bonus() -> impl Strategy<Value = Bonus> {
    let at = prop_oneof![
        any_value().prop_map(TargetAt::AtLeast),
        Just(TargetAt::Own),
        (any_rate(), any_word::<GrowthOver>()).prop_map(|(by, over)| TargetAt::Growth { by, over }),
    ];
    let usual = (any_when(), at.clone()).prop_map(|(when, at)| Target { when, ..Target::new(at) });
    let other = (any_when(), any_word::<Measure>(), any_word::<Scope>(), any_window(), at)
        .prop_map(|(when, measure, scope, window, at)| Target { when, measure, scope, window, at });
    let pay = prop_oneof![
        any_sum().prop_map(BonusPay::Fixed),
        any_rate().prop_map(BonusPay::Percent),
        any_rate().prop_map(BonusPay::PercentAbove),
        any_rate().prop_map(BonusPay::PercentOfCommission),
    ];
    let targets = prop::collection::vec(prop_oneof![usual, other], 0..3);
    (any_text(), any_text(), targets, pay).prop_map(|(name, title, targets, pay)| Bonus {
        name,
        title,
        targets,
        pay,
    })
}

fn any_cap() -> impl Strategy<Value = Cap> {
    let limited = prop_oneof![
        Just(CapOf::Total),
        Just(CapOf::Direct),
        Just(CapOf::Override),
        Just(CapOf::Bonus),
        any_text().prop_map(CapOf::Rule),
    ];
    let how = (limited, any_window(), any_word::<CapWhose>());
    (any_text(), any_text(), how, of(any_sum()), of(any_sum()), any_when()).prop_map(
        |(name, title, (of, window, whose), at_most, at_least, when)| Cap {
            name,
            title,
            of,
            window,
            whose,
            at_most,
            at_least,
            when,
        },
    )
}

/// Texts of some fields, none twice.
fn any_facts(takes: fn(Field) -> bool) -> impl Strategy<Value = Vec<(Field, Arc<str>)>> {
    let fields: Vec<Field> =
        Field::all().filter(|field| field.kind() == FieldKind::Text && takes(*field)).collect();
    prop::sample::subsequence(fields, 0..4).prop_flat_map(|fields| {
        let texts = prop::collection::vec(any_text().prop_map(Arc::from), fields.len());
        texts.prop_map(move |texts: Vec<Arc<str>>| fields.iter().copied().zip(texts).collect())
    })
}

fn any_case() -> impl Strategy<Value = Case> {
    let facts = any_facts(|field| field.owner() != Owner::Beneficiary);
    let sale = (any_date(), any_sum(), any::<i64>(), any::<u8>(), facts, of(any::<u16>())).prop_map(
        |(on, amount, quantity, level, fields, returns)| CaseSale {
            on,
            amount,
            quantity,
            level,
            fields,
            returns,
        },
    );
    let period =
        (any_date(), select(PeriodKind::ALL.to_vec())).prop_map(|(day, kind)| Period::containing(day, kind));
    let partner = any_facts(|field| field.owner() == Owner::Beneficiary);
    (any_text(), period, partner, of(any_sum()), prop::collection::vec(sale, 0..3), any_sum()).prop_map(
        |(name, period, partner, target, sales, total)| Case { name, period, partner, target, sales, total },
    )
}

pub fn any_terms() -> impl Strategy<Value = Terms> {
    let rounding = (any_word::<RoundingPoint>(), select(RoundingMode::ALL.to_vec()))
        .prop_map(|(at, mode)| Rounding { at, mode });
    let clawback = (any_word::<ClawbackHow>(), of(any::<u32>()))
        .prop_map(|(how, within_days)| Clawback { how, within_days });
    let choices =
        (any_word::<Choose>(), any_word::<Prorate>(), of(any_word::<FxDate>()), of(any_hold()), clawback);
    let head = (any_text(), rounding, choices, of(any_rate()), of(any_rate()));
    let share = prop_oneof![any_rate().prop_map(SplitShare::Pot), any_rate().prop_map(SplitShare::Overlay)];
    let split = (any_text(), share).prop_map(|(role, share)| Split { role, share });
    let draw = (any_sum(), any::<bool>(), any_when()).prop_map(|(amount, recoverable, when)| Draw {
        amount,
        recoverable,
        when,
    });
    let lists = (
        prop::collection::vec(any_rule(), 0..3),
        prop::collection::vec(split, 0..2),
        prop::collection::vec(any_bonus(), 0..3),
        prop::collection::vec(any_cap(), 0..2),
        prop::collection::vec(any_case(), 0..2),
    );
    (head, any_network(), lists, of(draw)).prop_map(|(head, network, lists, draw)| {
        let (name, rounding, (choose, prorate, fx, hold, clawback), vat, margin) = head;
        let (network, uplines, ranks, binary) = network;
        let (rules, splits, bonuses, caps, cases) = lists;
        let terms = Terms::new(name, Currency::RUB, PeriodKind::Month);
        let terms = Terms { rounding, choose, prorate, vat, margin, fx, hold, clawback, rules, ..terms };
        Terms { network, uplines, ranks, binary, splits, bonuses, caps, draw, cases, ..terms }
    })
}
