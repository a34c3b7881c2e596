use base::access::Role;
use base::on_both_engines;
use base::work::Work;
use jiff::civil::date;
use partners::{
    ImportOptions, Imported, PartnerKind, PartnerRow, PartnerStatus, Refusal, RowOutcome, import_rows,
};

fn options() -> ImportOptions {
    ImportOptions {
        create_missing_uplines: true,
        upline_from: date(2016, 10, 1),
        kind: PartnerKind::Agent,
        reason: "импорт".into(),
    }
}

fn row(name: &str, upline: &str, region: &str) -> PartnerRow {
    let word = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    PartnerRow { name: name.into(), upline_name: word(upline), region: word(region), ..PartnerRow::default() }
}

async fn take(work: &mut Work, rows: &[PartnerRow], options: &ImportOptions) -> Imported {
    import_rows(work, rows, options).await.unwrap()
}

fn is_unchanged(outcome: &RowOutcome) -> bool {
    matches!(outcome, RowOutcome::Unchanged(_))
}

on_both_engines! { crate::desk;

async fn the_same_file_twice_changes_nothing(bench) {
    let rows = [
        row("Anna Snelling", "Dustin Brinkmann", "Central"),
        row("Cecily Lampkin", "Dustin Brinkmann", "Central"),
        PartnerRow { email: Some("zane@levy.example".into()), inn: Some("7707083893".into()), ..row("Zane Levy", "", "West") },
    ];
    let mut work = bench.work().await;
    let first = take(&mut work, &rows, &options()).await;
    assert!(first.rows.iter().all(|outcome| matches!(outcome, RowOutcome::New(_))), "{:?}", first.rows);
    assert_eq!(first.created_uplines.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["Dustin Brinkmann"]);
    work.commit().await.unwrap();
    let mut work = bench.work().await;
    let second = take(&mut work, &rows, &options()).await;
    assert!(second.rows.iter().all(is_unchanged), "{:?}", second.rows);
    assert_eq!(second.created_uplines, []);
    assert_eq!(partners::all(&mut work).await.unwrap().len(), 4);
    assert_eq!(partners::edges(&mut work).await.unwrap().len(), 2);
    drop(work);
    bench.desk(Role::Owner).get("/desk/partners?q=7707083893").await.shows(&["Zane Levy"]);
}

async fn an_upline_may_come_later_in_the_file(bench) {
    let rows = [row("Анна", "Борис", ""), PartnerRow { kind: Some(PartnerKind::Distributor), ..row("Борис", "", "Урал") }];
    let mut work = bench.work().await;
    let imported = take(&mut work, &rows, &ImportOptions { create_missing_uplines: false, ..options() }).await;
    assert!(imported.rows.iter().all(|outcome| matches!(outcome, RowOutcome::New(_))), "{:?}", imported.rows);
    let edges = partners::edges(&mut work).await.unwrap();
    assert_eq!((edges.len(), edges[0].from), (1, date(2016, 10, 1)));
}

async fn an_unknown_upline_keeps_the_row_out(bench) {
    let mut work = bench.work().await;
    let only = ImportOptions { create_missing_uplines: false, ..options() };
    let imported = take(&mut work, &[row("Анна", "Борис", ""), row("Вера", "", "")], &only).await;
    assert_eq!(imported.rows[0], RowOutcome::Refused(Refusal::PartnerUnknown { name: "Борис".into() }));
    assert!(matches!(imported.rows[1], RowOutcome::New(_)));
    assert_eq!(partners::all(&mut work).await.unwrap().len(), 1);
}

async fn what_differs_is_changed_and_what_is_empty_stays(bench) {
    let mut work = bench.work().await;
    let before = PartnerRow { code: Some("1".into()), tier: Some("Золото".into()), ..row("Анна", "", "Урал") };
    take(&mut work, &[before], &options()).await;
    let after = PartnerRow {
        code: Some("1".into()), status: Some(PartnerStatus::Suspended), phone: Some("+7 912 345-67-89".into()),
        ..row("Анна и К", "Борис", "Сибирь")
    };
    let imported = take(&mut work, &[after], &options()).await;
    let RowOutcome::Changed { partner, fields } = &imported.rows[0] else { panic!("{:?}", imported.rows) };
    assert_eq!(fields, &["name", "region", "status", "contact", "upline"]);
    let partner = partners::partner(&mut work, *partner).await.unwrap().unwrap();
    assert_eq!((partner.name.as_str(), partner.tier.as_deref()), ("Анна и К", Some("Золото")));
    assert_eq!(partner.status, PartnerStatus::Suspended);
}

async fn a_row_gives_a_code_to_the_partner_of_its_name(bench) {
    let mut work = bench.work().await;
    take(&mut work, &[row("Анна", "", "")], &options()).await;
    let imported = take(&mut work, &[PartnerRow { code: Some("1".into()), ..row("анна", "", "") }], &options()).await;
    assert!(matches!(&imported.rows[0], RowOutcome::Changed { fields, .. } if fields.contains(&"code")), "{:?}", imported.rows);
    let other = PartnerRow { code: Some("2".into()), ..row("Анна", "", "") };
    assert!(matches!(take(&mut work, &[other], &options()).await.rows[0], RowOutcome::New(_)));
    let refused = take(&mut work, &[row("Анна", "", "")], &options()).await;
    assert_eq!(refused.rows, [RowOutcome::Refused(Refusal::NameAmbiguous { name: "Анна".into() })]);
}

async fn a_wrong_row_is_refused_and_the_others_go_in(bench) {
    let mut work = bench.work().await;
    let rows = [
        row(" ", "", ""),
        PartnerRow { inn: Some("7707083894".into()), ..row("Анна", "", "") },
        PartnerRow { email: Some("вера".into()), ..row("Вера", "", "") },
        row("Глеб", "", ""),
        row("Глеб", "", ""),
    ];
    let imported = take(&mut work, &rows, &options()).await;
    assert_eq!(imported.rows[0], RowOutcome::Refused(Refusal::NameMissing));
    assert!(matches!(imported.rows[1], RowOutcome::Refused(Refusal::RequisitesWrong { .. })));
    assert!(matches!(imported.rows[2], RowOutcome::Refused(Refusal::EmailWrong { .. })));
    assert!(matches!(imported.rows[3], RowOutcome::New(_)) && is_unchanged(&imported.rows[4]));
    assert_eq!(partners::all(&mut work).await.unwrap().len(), 1);
}

async fn a_circle_in_a_file_is_told(bench) {
    let mut work = bench.work().await;
    let imported = take(&mut work, &[row("Анна", "Борис", ""), row("Борис", "Анна", "")], &options()).await;
    assert!(matches!(imported.rows[0], RowOutcome::New(_)));
    assert!(matches!(imported.rows[1], RowOutcome::Refused(Refusal::UplineCircle { .. })));
}

}
