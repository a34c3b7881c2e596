//! The real pipeline of a seller of hardware, read as sales.

use super::*;
use money::Currency;
use std::path::Path;

const FIELDS: &[TargetField] = &[
    TargetField::new("reference", FieldKind::Text).required().unique().also(&["opportunity_id"]),
    TargetField::new("partner", FieldKind::Text).required().also(&["sales_agent"]),
    TargetField::new("product", FieldKind::Text).required(),
    TargetField::new("amount", FieldKind::Money).required().also(&["close_value"]),
    TargetField::new("happened_on", FieldKind::Date).required().also(&["close_date"]),
];

const PRODUCTS: [&str; 7] =
    ["GTX Basic", "GTX Pro", "MG Special", "MG Advanced", "GTX Plus Pro", "GTX Plus Basic", "GTK 500"];

/// The report of the pipeline's won deals and their turnover in cents.
fn imported(path: &Path, values: &[(&str, &str)]) -> (Report, i64) {
    let mut table = Table::open_path(path, &Hints::default(), Limits::default()).unwrap();
    let mut mapping = guess(table.columns(), FIELDS);
    mapping.filter.insert("deal_stage".into(), vec!["Won".into()]);
    let values = values.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
    mapping.values.insert("product".into(), values);
    let binding = mapping.bind(table.columns(), FIELDS).unwrap();
    let known = Nearest::new(PRODUCTS);
    let (mut report, mut turnover) = (Report::default(), 0);
    for row in table.rows().unwrap() {
        let row = row.unwrap();
        let Taken::Record(mut record) = binding.take(&row) else {
            report.count_filtered();
            continue;
        };
        if record.text("product").is_some_and(|product| !PRODUCTS.contains(&product)) {
            record.unknown("product", &known);
        }
        let (_, _) = (record.text("reference"), record.date("happened_on"));
        let amount = record.money("amount", Some(Currency::USD));
        match record.finish(amount) {
            Ok(amount) => {
                report.count_new();
                turnover += amount.minor;
            }
            Err(problems) => report.reject(problems),
        }
    }
    (report, turnover)
}

#[test]
fn the_real_pipeline_is_guessed_filtered_and_summed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/crm/sales_pipeline.csv");
    if !path.exists() {
        println!("skipped: ../shared is not here");
        return;
    }
    let (report, turnover) = imported(&path, &[("GTXPro", "GTX Pro")]);
    assert_eq!((report.read, report.filtered, report.new, report.rejected), (8_800, 4_562, 4_238, 0));
    assert_eq!(turnover, 1_000_553_400);

    let (report, _) = imported(&path, &[]);
    assert_eq!((report.new, report.rejected), (3_509, 729));
    assert_eq!(
        report.groups()[0].sentence(&reader(Language::En)),
        "729 rows — product: “GTXPro” is unknown. Nearest: “GTX Pro”."
    );
}
