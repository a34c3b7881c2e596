//! A real year: 4,238 sales of 30 selling partners under six uplines, four quarters, to the cent.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::kit::{day, setup};
use base::access::PartnerId;
use base::on_both_engines;
use base::testing::Bench;
use commissions::{Mode, StatementFilter, Totals};
use money::{Currency, Money};
use partners::{NewPartner, PartnerKind};
use programs::{NewProgram, ProgramId};
use sales::{NewProduct, NewSale, SaleKind};
use sha2::{Digest, Sha256};
use terms::{Period, PeriodKind};

const TERMS: &str = r#"
name = "Channel programme 2017"
currency = "USD"
period = "quarter"

[rounding]
at = "line"
mode = "half-away-from-zero"

[[rule]]
name = "gtk"
when = { product.series = "GTK" }
percent = "3"

[[rule]]
name = "volume"

[[rule.band]]
up_to = "20000.00"
percent = "5"

[[rule.band]]
up_to = "50000.00"
percent = "7"

[[rule.band]]
percent = "9"

[[upline]]
level = 1
percent = "1.5"

[[bonus]]
name = "sixty"
turnover_from = "60000.00"
fixed = "500.00"
"#;

type Rows = Vec<BTreeMap<String, String>>;

/// The rows of a file without quotes in it, as these files are.
fn rows(name: &str) -> Option<Rows> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/crm").join(name);
    let text = std::fs::read_to_string(path).ok()?;
    let mut lines = text.lines();
    let heads: Vec<&str> = lines.next()?.split(',').collect();
    let row = |line: &str| {
        heads.iter().zip(line.split(',')).map(|(head, cell)| (head.to_string(), cell.to_string())).collect()
    };
    Some(lines.map(row).collect())
}

async fn vendor(
    bench: &Bench,
    teams: &Rows,
    products: &Rows,
) -> (ProgramId, BTreeMap<String, PartnerId>, BTreeMap<String, sales::ProductId>) {
    let mut work = bench.work().await;
    let start = day("2017-01-01");
    let new = NewProgram {
        code: "channel".into(),
        name: "Channel programme".into(),
        currency: Currency::USD,
        period: PeriodKind::Quarter,
        starts_on: start,
        hold_days: 0,
        minimum_minor: 0,
        description: String::new(),
    };
    let program = programs::add(&mut work, new).await.unwrap();
    let draft = programs::save_draft(&mut work, program, TERMS).await.unwrap();
    programs::publish(&mut work, draft, start).await.unwrap();
    programs::start(&mut work, program).await.unwrap();
    let mut known = BTreeMap::new();
    for name in teams.iter().flat_map(|row| [&row["manager"], &row["sales_agent"]]) {
        if !known.contains_key(name) {
            let id = partners::add(&mut work, NewPartner::named(name, PartnerKind::Agent)).await.unwrap();
            programs::enrol(&mut work, program, id, start).await.unwrap();
            known.insert(name.clone(), id);
        }
    }
    for row in teams {
        let (below, above) = (known[&row["sales_agent"]], known[&row["manager"]]);
        partners::set_upline(&mut work, below, Some(above), start).await.unwrap();
    }
    let mut goods = BTreeMap::new();
    for row in products {
        let (name, series) = (row["product"].clone(), Some(row["series"].clone()));
        let new = NewProduct { name, code: None, series, category: None, price: None };
        goods.insert(row["product"].clone(), sales::add_product(&mut work, new).await.unwrap());
    }
    work.commit().await.unwrap();
    (program, known, goods)
}

on_both_engines! { setup;

    async fn a_real_year_comes_to_the_expected_cent(bench) {
        let (Some(teams), Some(products), Some(pipeline)) =
            (rows("sales_teams.csv"), rows("products.csv"), rows("sales_pipeline.csv"))
        else {
            println!("skipped: ../shared is not here");
            return;
        };
        let (program, partners, goods) = vendor(&bench, &teams, &products).await;
        let mut work = bench.work().await;
        for row in pipeline.iter().filter(|row| row["deal_stage"] == "Won") {
            let product = if row["product"] == "GTXPro" { "GTX Pro" } else { &row["product"] };
            let new = NewSale {
                source: "crm".into(),
                reference: row["opportunity_id"].clone(),
                kind: SaleKind::Order,
                partner: partners[&row["sales_agent"]],
                customer: None,
                product: Some(goods[product]),
                program: None,
                happened_on: day(&row["close_date"]),
                quantity: 1,
                amount: Money::parse_decimal(&row["close_value"], Currency::USD).unwrap(),
                note: String::new(),
                parts: sales::SaleParts::default(),
                participants: Vec::new(),
                is_pending: false,
            };
            sales::enter(&mut work, new).await.unwrap();
        }
        work.commit().await.unwrap();
        for quarter in ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"] {
            let period = Period::parse(quarter).unwrap();
            commissions::close(&bench.site, crate::kit::owner(), program, period, Mode::Post).await.unwrap();
        }
        let mut work = bench.work().await;
        let mut kept = commissions::statements(&mut work, &StatementFilter::default()).await.unwrap();
        kept.sort_by(|one, other| (&one.partner_name, one.period.start).cmp(&(&other.partner_name, other.period.start)));
        let all = kept.iter().try_fold(Totals::default(), |all, one| all.plus(one.totals)).unwrap();
        assert_eq!((all.direct, all.overrides, all.bonus), (72_413_088, 15_009_357, 3_750_000));
        assert_eq!((all.total, all.turnover, all.sale_lines, kept.len()), (91_172_445, 1_000_553_400, 8_476, 144));
        let mut hash = Sha256::new();
        for one in &kept {
            let Totals { direct, overrides, bonus, total, sale_lines, .. } = one.totals;
            let (name, period) = (&one.partner_name, one.period);
            hash.update(format!("{name},{period},{direct},{overrides},{bonus},{total},{sale_lines}\n"));
        }
        let hash: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, "105f250cf5439dd0");
        assert_eq!(ledger::check(&mut work).await.unwrap(), vec![]);
        let posted = ledger::balance(&mut work, ledger::Account::Commissions, Currency::USD).await.unwrap();
        assert_eq!(posted.minor, -91_172_445);
    }
}
