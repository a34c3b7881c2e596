use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use money::{Currency, Money, Rate};
use partners::{LegalForm, TaxStanding, Vat};
use proptest::prelude::*;

use super::*;

/// The table as it is when Artel is installed, read from the rows of the migration.
pub(crate) fn seeded() -> Rates {
    let sql = include_str!("../../../migrations/0002_rates.sql");
    let rows = sql.lines().filter(|line| line.starts_with('(')).map(|line| {
        let parts: Vec<&str> = line.split('\'').collect();
        let id: i64 = parts[0].trim_matches(['(', ',', ' ']).parse().unwrap();
        let has_end = parts.len() == 11;
        let rest = if has_end { 6 } else { 4 };
        let kind = RateKind::parse(parts[1]).unwrap();
        let typed: BTreeMap<String, String> = serde_json::from_str(parts[rest + 1]).unwrap();
        let values = judge_row(kind, |field| typed[field].clone()).unwrap();
        assert_eq!(values, typed, "a seed is written as it would be kept");
        RateRow {
            id: RateId(id),
            kind,
            from_on: parts[3].parse().unwrap(),
            until_on: has_end.then(|| parts[5].parse().unwrap()),
            values,
            source: parts[rest + 3].to_owned(),
            is_confirmed: parts[rest + 4].starts_with(", 1"),
        }
    });
    Rates::new(rows.collect())
}

fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

fn percent(text: &str) -> Rate {
    Rate::percent(text).unwrap()
}

const MARCH: Date = date(2026, 3, 15);

fn standing(form: LegalForm, vat: Vat) -> TaxStanding {
    TaxStanding { form, vat, is_resident: form != LegalForm::Foreign }
}

fn asked(form: LegalForm, vat: Vat, minor: i64) -> Asked {
    Asked {
        standing: standing(form, vat),
        agreement: Agreement::Services,
        amount: rub(minor),
        reading: Reading::Reward,
        vat: VatClause::OnTop,
        on: MARCH,
        before: YearBefore::NOTHING,
        npd: Some(NpdStatus { is_active: true, checked_on: MARCH }),
    }
}

fn person(minor: i64) -> Asked {
    asked(LegalForm::Person, Vat::Without, minor)
}

fn after(minor: i64, asked: Asked) -> Asked {
    let income = rub(minor);
    Asked { before: YearBefore { taxed: income, insured: income, npd: income }, ..asked }
}

fn parts(parts: &[Part]) -> Vec<(i64, String, i64)> {
    parts.iter().map(|part| (part.base.minor, part.rate.percent_text(), part.amount.minor)).collect()
}

fn line(base: i64, rate: &str, amount: i64) -> (i64, String, i64) {
    (base, rate.to_owned(), amount)
}

mod section_3_vat {
    use super::*;

    #[test]
    fn vat_on_top_at_22_percent() {
        let due = due(&seeded(), &asked(LegalForm::Company, Vat::General, 100_000_00)).unwrap();
        assert_eq!(due.reward, rub(100_000_00));
        assert_eq!(due.vat, Some(VatPart { rate: percent("22"), amount: rub(22_000_00) }));
        assert_eq!((due.paid, due.cost), (rub(122_000_00), rub(122_000_00)));
        assert_eq!((due.withheld.len(), due.on_top.len(), due.unconfirmed.len()), (0, 0, 0));
        assert_eq!(due.papers.needed, ["report", "act", "invoice", "vat-invoice"]);
    }

    #[test]
    fn vat_inside_at_22_percent() {
        let inside =
            Asked { vat: VatClause::Inside, ..asked(LegalForm::Entrepreneur, Vat::General, 100_000_00) };
        let due = due(&seeded(), &inside).unwrap();
        assert_eq!(due.vat.map(|vat| vat.amount), Some(rub(18_032_79)));
        assert_eq!((due.reward, due.paid), (rub(81_967_21), rub(100_000_00)));
    }

    #[test]
    fn the_rate_is_that_of_the_day() {
        let of = |on| VatRates::on(&seeded(), on).of(Vat::General).unwrap().map(Rate::percent_text);
        assert_eq!(of(date(2025, 12, 31)).as_deref(), Some("20"));
        assert_eq!(of(date(2026, 1, 1)).as_deref(), Some("22"));
        let special = |on| VatRates::on(&seeded(), on).of(Vat::Rate5);
        assert_eq!(special(MARCH).unwrap(), Some(percent("5")));
        assert_eq!(special(date(2024, 6, 1)).unwrap_err().field, Some("special_low"));
    }

    #[test]
    fn before_the_first_row_nothing_is_known() {
        let early = Asked { on: date(2018, 12, 31), ..asked(LegalForm::Company, Vat::General, 1) };
        assert!(matches!(due(&seeded(), &early), Err(Hindrance::Unknown(Gap { field: None, .. }))));
    }

    #[test]
    fn those_without_vat_pay_none() {
        let due = due(&seeded(), &asked(LegalForm::Company, Vat::Without, 100_000_00)).unwrap();
        assert_eq!((due.vat, due.paid), (None, rub(100_000_00)));
        assert_eq!(due.papers.needed, ["report", "act", "invoice"]);
    }

    #[test]
    fn the_simplified_system_pays_by_the_income_of_the_year_before() {
        let mode = |millions: i64| {
            VatRates::on(&seeded(), MARCH).mode_by_income(rub(millions * 100_000_000)).unwrap()
        };
        assert_eq!(
            [20, 21, 272, 273, 490, 491].map(mode).map(Vat::name),
            ["none", "5", "5", "7", "7", "general"]
        );
    }
}

mod section_3_income_tax {
    use super::*;

    #[test]
    fn a_bracket_is_crossed_inside_a_month() {
        let due = due(&seeded(), &after(2_350_000_00, person(100_000_00))).unwrap();
        assert_eq!(parts(&due.withheld), [line(50_000_00, "13", 6_500_00), line(50_000_00, "15", 7_500_00)]);
        assert_eq!(due.paid, rub(86_000_00));
        assert_eq!(due.unconfirmed, [RateId(4)], "the brackets are still to be confirmed");
    }

    #[test]
    fn one_payment_can_cross_every_bracket() {
        let due = due(&seeded(), &person(60_000_000_00)).unwrap();
        let expected = [
            line(2_400_000_00, "13", 312_000_00),
            line(2_600_000_00, "15", 390_000_00),
            line(15_000_000_00, "18", 2_700_000_00),
            line(30_000_000_00, "20", 6_000_000_00),
            line(10_000_000_00, "22", 2_200_000_00),
        ];
        assert_eq!(parts(&due.withheld), expected);
    }

    #[test]
    fn gross_up_of_10_000_is_11_494_25() {
        let asked = Asked { reading: Reading::InHand, ..person(10_000_00) };
        let found = due(&seeded(), &asked).unwrap();
        assert_eq!(found.reward, rub(11_494_25));
        // The tax is in whole roubles, so that the partner gets up to half a rouble more or less.
        assert_eq!(
            (parts(&found.withheld), found.paid),
            (vec![line(11_494_25, "13", 1_494_00)], rub(10_000_25))
        );
        let mut rows = seeded().rows().to_vec();
        rows.iter_mut().filter(|row| row.kind == RateKind::IncomeTax).for_each(|row| {
            row.values.insert("unit".into(), "kopeck".into());
        });
        let exact = due(&Rates::new(rows), &asked).unwrap();
        assert_eq!((exact.reward, exact.paid), (rub(11_494_25), rub(10_000_00)));
    }

    #[test]
    fn the_tax_is_in_whole_roubles_and_the_year_adds_up() {
        let rates = seeded();
        let (mut before, mut withheld) = (0, 0);
        for _ in 0..12 {
            let found = due(&rates, &after(before, person(1_003_85))).unwrap();
            withheld += found.withheld.iter().map(|part| part.amount.minor).sum::<i64>();
            before += 1_003_85;
        }
        assert_eq!(withheld, 1_566_00, "13 % of 12 046.20 is 1 566.006");
    }

    #[test]
    fn non_residents_pay_30_percent() {
        let mut abroad = person(100_000_00);
        abroad.standing.is_resident = false;
        let due = due(&seeded(), &abroad).unwrap();
        assert_eq!(parts(&due.withheld), [line(100_000_00, "30", 30_000_00)]);
        assert_eq!(due.papers.optional, ["residence"]);
        assert_eq!(due.unconfirmed, [RateId(17)]);
    }
}

mod section_3_contributions {
    use super::*;

    #[test]
    fn the_threshold_is_crossed_inside_a_year() {
        let due = due(&seeded(), &after(2_900_000_00, person(100_000_00))).unwrap();
        assert_eq!(parts(&due.on_top), [line(79_000_00, "30", 23_700_00), line(21_000_00, "15.1", 3_171_00)]);
        assert_eq!(due.cost, rub(126_871_00));
    }

    #[test]
    fn above_the_threshold_the_lower_rate_counts_alone() {
        let due = due(&seeded(), &after(2_979_000_00, person(1_000_00))).unwrap();
        assert_eq!(parts(&due.on_top), [line(1_000_00, "15.1", 151_00)]);
    }

    #[test]
    fn the_limit_is_that_of_the_year() {
        let last_year = Asked { on: date(2025, 12, 31), ..after(2_759_000_00, person(1_000_00)) };
        let due = due(&seeded(), &last_year).unwrap();
        assert_eq!(parts(&due.on_top), [line(1_000_00, "15.1", 151_00)]);
        assert!(due.unconfirmed.contains(&RateId(6)));
    }
}

mod section_3_self_employed {
    use super::*;

    fn npd(minor: i64) -> Asked {
        asked(LegalForm::SelfEmployed, Vat::Without, minor)
    }

    #[test]
    fn nothing_is_withheld() {
        let due = due(&seeded(), &npd(50_000_00)).unwrap();
        assert_eq!(
            (due.paid, due.cost, due.withheld.len(), due.on_top.len()),
            (rub(50_000_00), rub(50_000_00), 0, 0)
        );
        assert_eq!(
            (due.papers.needed, due.papers.optional),
            (vec!["receipt".to_owned()], vec!["report".to_owned(), "act".to_owned()])
        );
    }

    #[test]
    fn agency_commission_and_mandate_are_forbidden() {
        for agreement in [Agreement::Agency, Agreement::Commission, Agreement::Mandate] {
            let refused = due(&seeded(), &Asked { agreement, ..npd(1_00) });
            assert_eq!(refused, Err(Hindrance::AgreementForbidden { case: Case::SelfEmployed, agreement }));
        }
        let company = Asked { agreement: Agreement::Agency, ..asked(LegalForm::Company, Vat::General, 1_00) };
        assert!(due(&seeded(), &company).is_ok());
    }

    #[test]
    fn the_cap_of_the_year_is_kept_to_the_kopeck() {
        let before = 2_300_000_00;
        assert!(due(&seeded(), &after(before, npd(100_000_00))).is_ok());
        let over = due(&seeded(), &after(before, npd(100_000_01)));
        assert_eq!(over, Err(Hindrance::NpdOverCap { cap: rub(2_400_000_00), left: rub(100_000_00) }));
    }

    #[test]
    fn the_status_is_asked_on_the_day_of_payment() {
        let with = |npd_status| due(&seeded(), &Asked { npd: npd_status, ..npd(1_00) });
        let status = |is_active, checked_on| Some(NpdStatus { is_active, checked_on });
        assert_eq!(with(None), Err(Hindrance::NpdUnchecked));
        assert_eq!(with(status(true, date(2026, 3, 14))), Err(Hindrance::NpdUnchecked));
        assert_eq!(with(status(false, MARCH)), Err(Hindrance::NpdInactive));
    }

    #[test]
    fn the_forecast_follows_the_pace_of_the_year() {
        let rates = seeded();
        let (npd, _) = Npd::on(&rates, MARCH).unwrap();
        let on = date(2026, 6, 30);
        let outlook = |income: i64| npd.outlook(rub(income), on);
        // 181 days earned 1.5 M; 2.4 M are earned by day 290, the 17th of October.
        assert_eq!(
            outlook(1_500_000_00),
            NpdOutlook { left: rub(900_000_00), reached_on: Some(date(2026, 10, 17)) }
        );
        assert_eq!(outlook(1_000_000_00).reached_on, None);
        assert_eq!(outlook(0).reached_on, None);
        assert_eq!(outlook(2_500_000_00), NpdOutlook { left: rub(0), reached_on: Some(on) });
    }

    #[test]
    fn the_receipt_is_due_on_the_ninth_and_the_regime_ends_with_2028() {
        let rates = seeded();
        assert_eq!(receipt_due(&rates, date(2026, 12, 31)), Ok(Some(date(2027, 1, 9))));
        assert_eq!(allowed_after_employment(&rates, date(2024, 5, 1), MARCH), Ok(Some(date(2026, 5, 1))));
        let late = Asked { on: date(2029, 1, 1), ..npd(1_00) };
        assert!(matches!(due(&rates, &late), Err(Hindrance::Unknown(_))));
    }
}

mod section_3_ways {
    use super::*;

    fn judged(way: Way, minor: i64, count_today: i8, month: i64) -> Result<(), OverLimit> {
        way.judge(&seeded(), rub(minor), WentBefore { count_today, month: rub(month) }, MARCH).unwrap()
    }

    #[test]
    fn the_faster_payments_system_takes_from_1_to_500_000() {
        assert_eq!(judged(Way::Sbp, 500_000_00, 100, 900_000_000_00), Ok(()));
        assert_eq!(judged(Way::Sbp, 500_000_01, 0, 0), Err(OverLimit::Above { most: rub(500_000_00) }));
        assert_eq!(judged(Way::Sbp, 99, 0, 0), Err(OverLimit::Below { least: rub(1_00) }));
    }

    #[test]
    fn a_card_takes_twenty_a_day_and_a_million_and_a_half_a_month() {
        assert_eq!(judged(Way::Card, 4_99, 0, 0), Err(OverLimit::Below { least: rub(5_00) }));
        assert_eq!(judged(Way::Card, 100_00, 19, 0), Ok(()));
        assert_eq!(judged(Way::Card, 100_00, 20, 0), Err(OverLimit::Count { max: 20 }));
        let left = rub(100_000_00);
        assert_eq!(judged(Way::Card, left.minor, 0, 1_400_000_00), Ok(()));
        assert_eq!(judged(Way::Card, left.minor + 1, 0, 1_400_000_00), Err(OverLimit::Month { left }));
    }

    #[test]
    fn a_wallet_takes_600_000_a_month() {
        assert_eq!(judged(Way::Wallet, 600_000_00, 0, 0), Ok(()));
        assert_eq!(judged(Way::Wallet, 1, 0, 700_000_00), Err(OverLimit::Month { left: rub(0) }));
    }
}

mod section_3_abroad {
    use super::*;

    #[test]
    fn a_foreign_company_gets_all_and_the_row_is_to_be_confirmed() {
        let usd = Money::new(1_000_00, Currency::USD);
        let foreign = Asked { amount: usd, ..asked(LegalForm::Foreign, Vat::Without, 1) };
        let due = due(&seeded(), &foreign).unwrap();
        assert_eq!((due.paid, due.unconfirmed), (usd, vec![RateId(18)]));
    }

    #[test]
    fn a_person_is_not_taxed_in_dollars() {
        let dollars = Asked { amount: Money::new(1_00, Currency::USD), ..person(1) };
        assert_eq!(due(&seeded(), &dollars), Err(Hindrance::NotRoubles));
    }
}

#[test]
fn every_kind_has_a_row_today_and_what_is_doubtful_is_marked() {
    let rates = seeded();
    for kind in RateKind::ALL {
        assert_eq!(RateKind::parse(kind.word()), Some(*kind));
        assert!(rates.on(*kind, MARCH).is_ok_and(|row| !row.source.is_empty()), "{}", kind.word());
    }
    let doubtful: Vec<&str> = RateKind::ALL
        .iter()
        .filter(|kind| !rates.on(**kind, MARCH).unwrap().is_confirmed)
        .map(|kind| kind.word())
        .collect();
    let expected =
        ["income-tax", "npd-receipt", "npd-employer", "prizes", "form-person-abroad", "form-company-abroad"];
    assert_eq!(doubtful, expected);
}

#[test]
fn a_row_is_read_as_people_type_it_or_refused_field_by_field() {
    let typed = |field: &str| match field {
        "brackets" => "0: 13 %\r\n 2 400 000 : 15,5\n".to_owned(),
        _ => "rouble".to_owned(),
    };
    let values = judge_row(RateKind::IncomeTax, typed).unwrap();
    assert_eq!(values["brackets"], "0: 13\n2400000: 15.5");
    for wrong in ["", "13", "0: 13; 0: 15", "100: 13", "0: 100", "0: -1", "0: 13; 5: x"] {
        let refused =
            judge_row(RateKind::IncomeTax, |field| if field == "unit" { "day".into() } else { wrong.into() });
        let fields: Vec<&str> = refused.unwrap_err().iter().map(|wrong| wrong.field).collect();
        assert_eq!(fields, ["brackets", "unit"], "{wrong}");
    }
    assert!(judge_row(RateKind::Form(Case::Person), |_| "barter".into()).is_err());
}

/// Income tax by walking rouble after rouble.
fn naive_tax(income_roubles: i64) -> i64 {
    let brackets = [(50_000_000, 22), (20_000_000, 20), (5_000_000, 18), (2_400_000, 15), (0, 13)];
    let mut rest = income_roubles;
    let mut hundredths = 0;
    for (from, rate) in brackets {
        if rest > from {
            hundredths += (rest - from) * rate;
            rest = from;
        }
    }
    (hundredths + 50).div_euclid(100) * 100
}

proptest! {
    #[test]
    fn withheld_tax_agrees_with_the_tax_of_the_year(
        before in 0i64..60_000_000, now in 1i64..10_000_000,
    ) {
        let found = due(&seeded(), &after(before * 100, person(now * 100))).unwrap();
        let withheld: i64 = found.withheld.iter().map(|part| part.amount.minor).sum();
        prop_assert_eq!(withheld, naive_tax(before + now) - naive_tax(before));
        let base: i64 = found.withheld.iter().map(|part| part.base.minor).sum();
        prop_assert_eq!(base, now * 100);
        prop_assert_eq!(found.on_top.iter().map(|part| part.base.minor).sum::<i64>(), now * 100);
    }

    #[test]
    fn what_is_grossed_up_leaves_what_was_promised(before in 0i64..60_000_000_00, net in 1i64..60_000_000_00) {
        let (tax, _) = IncomeTax::on(&seeded(), true, MARCH).map(|(tax, row)| (tax, row.id)).unwrap();
        let gross = tax.grossed_up(rub(before), rub(net)).unwrap();
        let slices = tax.slices(rub(before), gross).unwrap();
        let left = gross.minor - slices.iter().map(|slice| slice.tax.minor).sum::<i64>();
        // Whole roubles of two taxes of the year, half a rouble each, and the kopeck of the gross sum.
        prop_assert!((left - net).abs() <= 101, "{left} of {net}");
    }

    #[test]
    fn vat_inside_and_on_top_are_inverse(minor in 1i64..1_000_000_000_00, whole in 1i64..40) {
        let rate = Rate::new(whole, 100).unwrap();
        let total = rub(minor + above(rub(minor), rate).unwrap().minor);
        let net = total.minor - inside(total, rate).unwrap().minor;
        prop_assert!((net - minor).abs() <= 1);
    }

    #[test]
    fn no_typed_value_makes_the_table_panic(text in "\\PC{0,40}") {
        for kind in RateKind::ALL {
            let _ = judge_row(*kind, |_| text.clone());
        }
    }
}
