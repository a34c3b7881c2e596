use crate::kit::*;
use money::Rate;
use terms::{
    Bonus, BonusPay, Clause, Facts, Field, Found, Pay, Per, Rule, Step, Terms, Upline, When, explain,
};

fn steps(terms: &Terms, given: &Facts, at: usize) -> Vec<Step> {
    let statement = state(terms.clone(), given);
    explain(&statement.lines[at], terms)
}

#[test]
fn a_split_sale_is_told_from_sale_to_result() {
    let gtk = When::is(Field::parse("product.series").unwrap(), ["GTK"]);
    let terms = quarterly(vec![
        Rule::new("gtk", Pay::Percent(percent("3"))).titled("Series GTK").when(gtk.clone()),
        Rule::new("bands", Pay::Bands(table_t())),
    ]);
    let told = steps(&terms, &facts(vec![sale(1, 80_000), sale(2, 150_000)]), 1);
    assert!(matches!(&told[0], Step::Sale { id: 2, amount, .. } if *amount == rub(15_000_000)));
    assert_eq!(told[1], Step::Terms { version: 7, name: "Test".to_string() });
    let clause: Option<Clause> = gtk.clauses.first().cloned();
    assert_eq!(told[2], Step::Rejected { title: "Series GTK".to_string(), clause, found: Found::Nothing });
    assert!(matches!(&told[3], Step::Rule { name, .. } if name == "bands"));
    assert_eq!(told[4], Step::Turnover { before: rub(8_000_000), after: rub(23_000_000) });
    assert!(matches!(&told[5], Step::BandPart { band_from: None, part, .. } if *part == rub(2_000_000)));
    let second = &told[6];
    assert!(matches!(second, Step::BandPart { band_from: Some(from), band_up_to: Some(to), .. }
        if (*from, *to) == (rub(10_000_000), rub(30_000_000))));
    assert_eq!(told.last(), Some(&Step::Result { amount: rub(1_140_000) }));
    assert_eq!(told.len(), 8, "nothing was rounded, so rounding is not told");
}

#[test]
fn rounding_is_told_when_it_changes_the_sum() {
    let terms = quarterly(vec![flat("1/3")]);
    let told = steps(&terms, &facts(vec![sale(1, 10)]), 0);
    assert!(matches!(told[told.len() - 2], Step::Rounded { .. }));
}

#[test]
fn overrides_bonuses_and_fixed_sums_are_told_in_their_own_words() {
    let fixed = Rule::new("fixed", Pay::Fixed { amount: rub(100), per: Per::Unit });
    let mut terms = quarterly(vec![fixed]);
    terms.uplines = vec![Upline::new(2, percent("1"))];
    terms.bonuses = vec![Bonus::new("target", rub(1), BonusPay::Fixed(rub(5)))];
    let given = Facts { downline: vec![downline(2, sale(2, 100))], ..facts(vec![sale(1, 1)]) };
    let fixed = steps(&terms, &given, 0);
    assert!(fixed.contains(&Step::Fixed { amount: rub(100), times: Rate::ONE, per: Some(Per::Unit) }));
    let level = steps(&terms, &given, 1);
    assert!(level.contains(&Step::Level { level: 2, title: String::new() }));
    let target = steps(&terms, &given, 2);
    assert_eq!(target[1], Step::Target { title: "target".to_string(), target: rub(1), turnover: rub(100) });
}

#[test]
fn a_line_told_under_the_wrong_terms_does_not_panic() {
    let right = quarterly(vec![
        flat("1").when(When::is(Field::SALE_KIND, ["lead"])),
        Rule { name: "b".into(), ..flat("2") },
    ]);
    let statement = state(right, &facts(vec![sale(1, 100)]));
    assert!(!explain(&statement.lines[0], &quarterly(Vec::new())).is_empty());
}
