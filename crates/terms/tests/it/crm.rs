//! The acceptance run on a real sales pipeline, as a pure calculation.

use crate::kit::percent;
use money::{Currency, Money};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use terms::{
    Attributes, DownlineSale, Facts, Period, PeriodKind, SaleFact, Statement, Terms, TermsTimeline, calculate,
};

const FILE: &str = include_str!("crm.toml");
const CHECK: &str = "sales=4238 turnover=1000553400 lines=8476 direct=72413088 override=15009357 bonus=3750000 \
                     total=91172445 statements=144 sha256=105f250cf5439dd0";

#[test]
fn the_programme_file_says_what_its_readme_says() {
    let terms = Terms::parse(FILE).unwrap();
    assert_eq!(terms::check(&terms), []);
    assert_eq!((terms.rules.len(), terms.uplines[0].rate), (2, percent("1.5")));
    assert_eq!(Terms::parse(&terms.to_text()), Ok(terms));
}

#[test]
fn four_quarters_of_the_pipeline_give_the_published_totals_and_hash() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/crm");
    if !folder.exists() {
        println!("skipped: ../shared is not here");
        return;
    }
    let timeline = TermsTimeline::always(1, Arc::new(Terms::parse(FILE).unwrap())).unwrap();
    let pipeline = Pipeline::read(&folder);
    let statements: BTreeMap<(String, String), Statement> = pipeline
        .facts()
        .into_iter()
        .map(|((partner, period), facts)| ((partner, period), calculate(&timeline, &facts).unwrap()))
        .filter(|(_, statement)| !statement.is_empty())
        .collect();
    assert_eq!(check_line(&pipeline, &statements), CHECK);
}

fn check_line(pipeline: &Pipeline, statements: &BTreeMap<(String, String), Statement>) -> String {
    let sum = |of: fn(&Statement) -> i64| statements.values().map(of).sum::<i64>();
    let text: String =
        statements.iter().map(|((partner, period), statement)| row(partner, period, statement)).collect();
    let hash: String =
        Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!(
        "sales={} turnover={} lines={} direct={} override={} bonus={} total={} statements={} sha256={hash}",
        pipeline.sales.len(),
        pipeline.sales.iter().map(|(_, sale)| sale.amount.minor).sum::<i64>(),
        sum(|statement| statement.sale_lines() as i64),
        sum(|statement| statement.direct.minor),
        sum(|statement| statement.overrides.minor),
        sum(|statement| statement.bonus.minor),
        sum(|statement| statement.total.minor),
        statements.len(),
    )
}

fn row(partner: &str, period: &str, statement: &Statement) -> String {
    let (direct, overrides) = (statement.direct.minor, statement.overrides.minor);
    let (bonus, total) = (statement.bonus.minor, statement.total.minor);
    format!("{partner},{period},{direct},{overrides},{bonus},{total},{}\n", statement.sale_lines())
}

struct Pipeline {
    upline: HashMap<String, String>,
    sales: Vec<(String, SaleFact)>,
}

impl Pipeline {
    fn read(folder: &Path) -> Pipeline {
        let series: HashMap<String, String> =
            rows(folder.join("products.csv")).map(|row| (row[0].clone(), row[1].clone())).collect();
        let upline: HashMap<String, String> =
            rows(folder.join("sales_teams.csv")).map(|row| (row[0].clone(), row[1].clone())).collect();
        let mut agents: Vec<&String> = upline.keys().collect();
        agents.sort();
        let id_of = |agent: &String| agents.binary_search(&agent).unwrap() as i64;
        let won = rows(folder.join("sales_pipeline.csv")).filter(|row| row[4] == "Won");
        let sales = won.zip(1..).map(|(row, id)| {
            let product = if row[2] == "GTXPro" { "GTX Pro" } else { &row[2] };
            let amount = Money::parse_decimal(&row[7], Currency::USD).unwrap();
            let sale = SaleFact::new(id, row[0].clone(), id_of(&row[1]), row[6].parse().unwrap(), amount);
            let product = Attributes::new([("series", series[product].clone())]);
            (row[1].clone(), SaleFact { product, ..sale })
        });
        Pipeline { sales: sales.collect(), upline: upline.clone() }
    }

    fn facts(&self) -> BTreeMap<(String, String), Facts> {
        let mut facts = BTreeMap::new();
        for (agent, sale) in &self.sales {
            let period = Period::containing(sale.happened_on, PeriodKind::Quarter);
            let empty = || Facts {
                period,
                beneficiary: Attributes::default(),
                own: Vec::new(),
                downline: Vec::new(),
            };
            let own = facts.entry((agent.clone(), period.to_string())).or_insert_with(empty);
            own.own.push(sale.clone());
            let above = facts.entry((self.upline[agent].clone(), period.to_string())).or_insert_with(empty);
            above.downline.push(DownlineSale { level: 1, sale: sale.clone() });
        }
        facts
    }
}

fn rows(path: PathBuf) -> impl Iterator<Item = Vec<String>> {
    let reader = csv::Reader::from_path(path).unwrap();
    reader.into_records().map(|row| row.unwrap().iter().map(str::to_string).collect())
}
