use jiff::civil::date;
use money::Currency;

use super::*;

const PURPOSE: &str = "Вознаграждение по партнёрскому договору, реестр 1 от 01.03.2026.";

fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

fn payout(document: i64, minor: i64, account: &str) -> Expected {
    Expected {
        line: LineId(document),
        batch: BatchId(1),
        document,
        amount: rub(minor),
        paid: rub(0),
        is_due: true,
        is_confirmed: false,
        inn: "541011749265".into(),
        account: account.into(),
        own_account: "407".into(),
        purpose: PURPOSE.into(),
    }
}

fn out(number: &str, minor: i64, account: &str, purpose: &str) -> BankRow {
    BankRow {
        line: 1,
        number: number.into(),
        date: date(2026, 3, 2),
        booked_on: Some(date(2026, 3, 2)),
        amount: rub(minor),
        direction: Direction::Out,
        payer: Side { account: "407".into(), ..Side::default() },
        payee: Side { account: account.into(), ..Side::default() },
        purpose: purpose.into(),
    }
}

fn back(minor: i64, account: &str, purpose: &str) -> BankRow {
    let row = out("900", minor, account, purpose);
    BankRow { direction: Direction::In, payer: row.payee.clone(), payee: row.payer.clone(), ..row }
}

fn judge(row: &BankRow) -> Result<Match, Missing> {
    payouts().judge(row).expect("it has to do with payouts")
}

fn payouts() -> Payouts {
    Payouts::new(vec![
        payout(1, 100_00, "A"),
        payout(2, 50_00, "B"),
        payout(3, 50_00, "B"),
        payout(4, 7_00, "A"),
    ])
}

#[test]
fn a_payment_is_known_by_account_and_sum_with_number_or_purpose() {
    assert_eq!(judge(&out("1", 100_00, "A", "")), Ok(Match::Pays(0)));
    assert_eq!(judge(&out("0001", 100_00, "A", "")), Ok(Match::Pays(0)));
    assert_eq!(
        judge(&out("77", 100_00, "A", PURPOSE.split(',').next().unwrap())),
        Ok(Match::Pays(0)),
        "the bank numbered it anew"
    );
    assert_eq!(judge(&out("77", 100_00, "A", "Аренда")), Err(Missing::NumberAndPurpose));
    assert_eq!(
        judge(&out("2", 50_00, "B", PURPOSE)),
        Ok(Match::Pays(1)),
        "the number decides between equals"
    );
    assert_eq!(judge(&out("77", 50_00, "B", PURPOSE)), Err(Missing::Several { count: 2 }));
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(judge(&out("1", 100_00, "C", "")), Err(Missing::Requisites { account: "A".into() }));
    assert_eq!(judge(&out("1", 100_01, "A", "")), Err(Missing::Sum { left: rub(100_00) }));
    assert_eq!(judge(&out("55", 3_00, "Z", "Аренда")), Err(Missing::Nothing));
    assert_eq!(judge(&out("1", 3_00, "Z", "Аренда")), Err(Missing::Nothing), "numbers are others' too");
    let foreign = Side { account: "408".into(), ..Side::default() };
    assert_eq!(judge(&BankRow { payer: foreign, ..out("1", 100_00, "A", "") }), Err(Missing::Nothing));
}

#[test]
fn a_part_leaves_the_rest_due() {
    let mut payouts = payouts();
    let part = out("1", 40_00, "A", "");
    assert_eq!(payouts.judge(&part), Some(Ok(Match::PaysPart(0))));
    payouts.apply(Match::PaysPart(0), part.amount);
    assert_eq!(payouts.judge(&out("1", 60_00, "A", "")), Some(Ok(Match::Pays(0))));
    assert_eq!(payouts.judge(&out("1", 61_00, "A", "")), Some(Err(Missing::Sum { left: rub(60_00) })));
}

#[test]
fn what_was_marked_by_hand_is_confirmed_once() {
    let by_hand = Expected { is_due: false, paid: rub(100_00), ..payout(1, 100_00, "A") };
    let mut payouts = Payouts::new(vec![by_hand]);
    let row = out("1", 100_00, "A", "");
    assert_eq!(payouts.judge(&row), Some(Ok(Match::Confirms(0))));
    payouts.apply(Match::Confirms(0), row.amount);
    assert_eq!(payouts.judge(&row), Some(Err(Missing::PaidTwice)));
}

#[test]
fn a_return_is_known_by_its_sum_and_where_it_comes_from() {
    assert_eq!(judge(&back(100_00, "A", "Возврат: счёт получателя закрыт")), Ok(Match::Returns(0)));
    assert_eq!(judge(&back(50_00, "bank", "Возврат п/п 3 от 01.03.2026")), Ok(Match::Returns(2)));
    assert_eq!(judge(&back(50_00, "B", "Возврат")), Err(Missing::Several { count: 2 }));
    assert_eq!(judge(&back(1_00, "A", "Возврат")), Err(Missing::ReturnOfNothing));
    assert_eq!(payouts().judge(&back(100_00, "A", "Оплата по счёту 5")), None, "partners buy, too");
    let mut payouts = payouts();
    payouts.apply(Match::Returns(0), rub(100_00));
    assert_eq!(payouts.judge(&back(100_00, "A", "Возврат")), Some(Err(Missing::ReturnOfNothing)));
}
