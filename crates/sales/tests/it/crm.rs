//! The import of a real sales pipeline.

use std::path::{Path, PathBuf};

use base::access::Actor;
use base::files::{Mapping, Report};
use base::on_both_engines;
use base::testing::Bench;
use base::words::{Language, Reader};
use jiff::civil::date;
use sales::import::{Imported, Input, Mode, Target, import};

use crate::kit::{bench, counted};

const PARTNERS: &str = include_str!("crm/partners.toml");
const CUSTOMERS: &str = include_str!("crm/customers.toml");
const PRODUCTS: &str = include_str!("crm/products.toml");
const SALES: &str = include_str!("crm/sales.toml");

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/crm");
    if !folder.exists() {
        println!("skipped: ../shared is not here");
        return None;
    }
    Some(folder)
}

async fn bring(bench: &Bench, target: Target, path: &Path, mapping: &str, mode: Mode) -> Imported {
    let input = Input {
        target,
        file: Box::new(std::fs::File::open(path).unwrap()),
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        mapping: Mapping::parse(mapping).unwrap(),
        import: None,
    };
    let reader = Reader::new(bench.site.words.clone(), Language::En);
    import(&bench.site, Actor::System("test"), input, mode, &reader, &mut |_| {}).await.unwrap()
}

async fn everything(bench: &Bench, folder: &Path) -> [Report; 4] {
    let files = [
        (Target::Partners, "sales_teams.csv", PARTNERS),
        (Target::Customers, "accounts.csv", CUSTOMERS),
        (Target::Products, "products.csv", PRODUCTS),
        (Target::Sales, "sales_pipeline.csv", SALES),
    ];
    let mut reports = Vec::new();
    for (target, name, mapping) in files {
        let imported = bring(bench, target, &folder.join(name), mapping, Mode::Write).await;
        assert!(imported.rejected.is_none(), "{:?}", imported.report.groups());
        reports.push(imported.report);
    }
    reports.try_into().unwrap()
}

on_both_engines! { bench;

async fn the_whole_pipeline_goes_in_and_a_second_time_nothing_is_new(bench) {
    let Some(folder) = folder() else { return };
    let reports = everything(&bench, &folder).await;
    assert_eq!(reports.each_ref().map(|report| report.new), [35, 85, 7, 4_238]);
    assert_eq!((reports[3].read, reports[3].filtered), (8_800, 4_562));
    assert_eq!(counted(&bench).await, [(4_238, 0, 1_000_553_400); 2]);
    let mut work = bench.work().await;
    let partners = partners::all(&mut work).await.unwrap();
    assert_eq!(partners.len(), 41);
    assert_eq!(partners.iter().filter(|partner| partner.region.is_some()).count(), 35);
    let edges = partners::edges(&mut work).await.unwrap();
    assert_eq!(edges.len(), 35);
    assert!(edges.iter().all(|edge| edge.from == date(2016, 10, 1)));
    drop(work);
    let again = everything(&bench, &folder).await;
    assert!(again.iter().all(Report::is_unchanged), "{again:?}");
    assert_eq!(counted(&bench).await, [(4_238, 0, 1_000_553_400); 2]);
}

async fn without_its_mapping_the_other_spelling_is_told_with_the_nearest_name(bench) {
    let Some(folder) = folder() else { return };
    everything(&bench, &folder).await;
    let careless = SALES.replace("GTXPro = \"GTX Pro\"", "").replace("source = \"crm\"", "source = \"careless\"");
    for mode in [Mode::DryRun, Mode::Write] {
        let imported = bring(&bench, Target::Sales, &folder.join("sales_pipeline.csv"), &careless, mode).await;
        let report = imported.report;
        assert_eq!((report.new, report.rejected, report.read), (3_509, 729, 8_800));
        let groups = report.groups();
        assert_eq!((groups.len(), groups[0].count), (1, 729));
        assert_eq!((groups[0].first.value.as_str(), groups[0].first.nearest[0].as_str()), ("GTXPro", "GTX Pro"));
        let rejected = std::io::read_to_string(imported.rejected.unwrap()).unwrap();
        assert_eq!(rejected.lines().count(), 730);
        assert!(rejected.contains("GTX Pro"));
    }
    let mended = SALES.replace("source = \"crm\"", "source = \"careless\"");
    let imported = bring(&bench, Target::Sales, &folder.join("sales_pipeline.csv"), &mended, Mode::Write).await;
    assert_eq!((imported.report.new, imported.report.unchanged), (729, 3_509));
}

async fn a_dry_run_of_every_file_writes_nothing(bench) {
    let Some(folder) = folder() else { return };
    let before = bring(&bench, Target::Partners, &folder.join("sales_teams.csv"), PARTNERS, Mode::DryRun).await;
    assert_eq!((before.report.new, before.beside), (35, 6));
    let before = bring(&bench, Target::Customers, &folder.join("accounts.csv"), CUSTOMERS, Mode::DryRun).await;
    assert_eq!((before.report.new, before.report.rejected), (85, 0));
    let before = bring(&bench, Target::Products, &folder.join("products.csv"), PRODUCTS, Mode::DryRun).await;
    assert_eq!(before.report.new, 7);
    let mut work = bench.work().await;
    assert!(partners::all(&mut work).await.unwrap().is_empty());
    assert!(sales::products(&mut work).await.unwrap().is_empty());
}

}
