use base::access::{Actor, Role};
use base::failure::Stop;
use base::files::{FileError, Mapping, MappingProblem};
use base::on_both_engines;
use base::testing::{Bench, staff};
use base::words::{Language, Reader};
use sales::import::{Imported, Input, Mode, Target, Trouble, import};

use crate::kit::{bench, counted, partner};

fn input(target: Target, name: &str, body: &[u8], mapping: &str) -> Input {
    Input {
        target,
        file: Box::new(std::io::Cursor::new(body.to_vec())),
        name: name.into(),
        mapping: Mapping::parse(mapping).unwrap(),
        import: None,
    }
}

async fn try_bring(bench: &Bench, actor: Actor, input: Input, mode: Mode) -> Result<Imported, Stop<Trouble>> {
    let reader = Reader::new(bench.site.words.clone(), Language::Ru).in_zone(bench.site.config.zone.clone());
    import(&bench.site, actor, input, mode, &reader, &mut |_| {}).await
}

async fn bring(bench: &Bench, target: Target, body: &str, mapping: &str, mode: Mode) -> Imported {
    let input = input(target, "file.csv", body.as_bytes(), mapping);
    try_bring(bench, Actor::System("test"), input, mode).await.unwrap()
}

async fn sell(bench: &Bench, body: &str, mode: Mode) -> Imported {
    bring(bench, Target::Sales, body, SALES, mode).await
}

fn rejected(imported: Imported) -> String {
    imported.rejected.map(|file| std::io::read_to_string(file).unwrap()).unwrap_or_default()
}

const SALES: &str = r#"
kind = "sales"
[columns]
reference = "номер"
partner = "партнёр"
happened_on = "дата"
amount = "сумма"
kind = "вид"
original = "возврат к"
[constant]
currency = "RUB"
create_missing = "customer"
"#;

const HEAD: &str = "номер;партнёр;дата;сумма;вид;возврат к\n";

on_both_engines! { bench;

async fn the_same_file_twice_changes_nothing_and_says_so(bench) {
    partner(&bench, "Анна").await;
    let body = format!("{HEAD}1;анна;20.02.2026;1 234,56 ₽;заказ;\n2;Анна;2026-02-21;100;;\n");
    let first = sell(&bench, &body, Mode::Write).await.report;
    assert_eq!((first.new, first.rejected), (2, 0));
    let again = sell(&bench, &body, Mode::Write).await.report;
    assert!(again.is_unchanged());
    assert_eq!((again.unchanged, again.read), (2, 2));
    assert_eq!(counted(&bench).await, [(2, 0, 133_456); 2]);
}

async fn another_body_under_a_known_number_comes_back_as_a_conflict(bench) {
    partner(&bench, "Анна").await;
    sell(&bench, &format!("{HEAD}1;Анна;20.02.2026;100;;\n"), Mode::Write).await;
    for mode in [Mode::DryRun, Mode::Write] {
        let imported = sell(&bench, &format!("{HEAD}1;Анна;20.02.2026;200;;\n"), mode).await;
        assert_eq!((imported.report.new, imported.report.rejected), (0, 1));
        assert!(rejected(imported).contains("100.00 RUB, 2026-02-20"));
    }
    assert_eq!(counted(&bench).await, [(1, 0, 10_000); 2]);
}

async fn one_number_twice_in_a_file_counts_once(bench) {
    partner(&bench, "Анна").await;
    let body = format!("{HEAD}1;Анна;20.02.2026;100;;\n1;Анна;20.02.2026;100;;\n1;Анна;20.02.2026;101;;\n");
    for mode in [Mode::DryRun, Mode::Write] {
        let report = sell(&bench, &body, mode).await.report;
        assert_eq!((report.new, report.unchanged, report.rejected), (1, 1, 1), "{mode:?}");
    }
    assert_eq!(counted(&bench).await, [(1, 0, 10_000); 2]);
}

async fn every_problem_of_a_row_is_told_with_its_number_and_the_rest_goes_in(bench) {
    partner(&bench, "Анна Снеллинг").await;
    let body = format!(
        "{HEAD}1;Анна Снелинг;31.02.2026;сто;;\n2;Анна Снеллинг;20.02.2026;5;;\n3;Анна Снеллинг;20.02.2027;5;;\n4;Анна Снеллинг;20.02.2026;-5;;\n"
    );
    let imported = sell(&bench, &body, Mode::Write).await;
    assert_eq!((imported.report.new, imported.report.rejected), (1, 3));
    let text = rejected(imported);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4);
    for (line, words) in [(1, "31.02.2026"), (1, "сто"), (2, "01.03.2026"), (3, "возврат")] {
        assert!(lines[line].contains(words), "{words}: {}", lines[line]);
    }
    let imported = sell(&bench, &format!("{HEAD}9;Анна Снелинг;20.02.2026;5;;\n"), Mode::DryRun).await;
    assert_eq!(imported.report.groups()[0].first.nearest, ["Анна Снеллинг"]);
    assert_eq!(imported.report.first[0].row, 2);
}

async fn returns_find_their_sales_wherever_they_stand_in_the_file(bench) {
    partner(&bench, "Анна").await;
    let body = format!(
        "{HEAD}В1;Анна;22.02.2026;-40;возврат;1\n1;Анна;20.02.2026;100;;\nВ2;;23.02.2026;60;возврат;1\nВ3;;24.02.2026;1;возврат;1\nВ4;;24.02.2026;1;возврат;нет такой\n"
    );
    let imported = sell(&bench, &body, Mode::Write).await;
    assert_eq!((imported.report.new, imported.report.rejected), (3, 2));
    let text = rejected(imported);
    assert!(text.contains("Вернуть можно не больше") && text.contains("нет такой"), "{text}");
    assert_eq!(counted(&bench).await, [(1, 2, 0); 2]);
    assert_eq!(sell(&bench, &body, Mode::Write).await.report.unchanged, 3);
}

async fn returns_without_an_original_come_in_only_when_the_mapping_says_so(bench) {
    partner(&bench, "Анна").await;
    let body = format!("{HEAD}В1;Анна;22.02.2026;40;возврат;\nВ2;Анна;23.02.2026;-60;возврат;\nВ3;;24.02.2026;1;возврат;\n");
    assert_eq!(sell(&bench, &body, Mode::Write).await.report.rejected, 3);
    let mapping = format!("{SALES}without_original = \"allowed\"\n");
    let bring = |mode| bring(&bench, Target::Sales, &body, &mapping, mode);
    for mode in [Mode::DryRun, Mode::Write] {
        let report = bring(mode).await.report;
        assert_eq!((report.new, report.rejected), (2, 1));
    }
    assert_eq!(counted(&bench).await, [(0, 2, -10_000); 2]);
    assert_eq!(bring(Mode::Write).await.report.unchanged, 2);
}

async fn many_parts_add_up_and_a_return_far_from_its_sale_is_found(bench) {
    partner(&bench, "Анна").await;
    let mut body = String::from(HEAD);
    body.push_str("В;;22.02.2026;40;возврат;4999\n");
    for number in 0..5_000 {
        body.push_str(&format!("{number};Анна;{:02}.02.2026;10;;\n", number % 28 + 1));
    }
    let dry = sell(&bench, &body.replace("40;возврат", "4;возврат"), Mode::DryRun).await.report;
    assert_eq!((dry.new, dry.rejected), (5_001, 0));
    let report = sell(&bench, &body.replace("40;возврат", "4;возврат"), Mode::Write).await.report;
    assert_eq!((report.new, report.rejected), (5_001, 0));
    assert_eq!(counted(&bench).await, [(5_000, 1, 4_999_600); 2]);
    let dry = sell(&bench, &body.replace("40;возврат", "4;возврат"), Mode::DryRun).await.report;
    assert_eq!((dry.new, dry.unchanged), (0, 5_001));
}

async fn unknown_customers_are_added_only_when_the_mapping_says_so(bench) {
    partner(&bench, "Анна").await;
    let body = "номер;партнёр;дата;сумма;вид;возврат к;клиент\n1;Анна;20.02.2026;5;;;Ромашка\n2;Анна;20.02.2026;5;;;ромашка\n";
    let creating = SALES.replace("[columns]", "[columns]\ncustomer = \"клиент\"");
    let strict = creating.replace("create_missing = \"customer\"", "");
    let refused = bring(&bench, Target::Sales, body, &strict, Mode::Write).await;
    assert_eq!((refused.report.rejected, refused.beside), (2, 0));
    let taken = bring(&bench, Target::Sales, body, &creating, Mode::Write).await;
    assert_eq!((taken.report.new, taken.beside), (2, 1));
}

async fn a_customer_list_again_changes_what_is_new_in_it(bench) {
    let mapping = "[columns]\nname = \"name\"\nsector = \"sector\"\nparent = \"parent\"\n";
    let body = "name,sector,parent\nChild,retail,Mother\nMother,finance,\nOrphan,retail,Motter\n";
    let first = bring(&bench, Target::Customers, body, mapping, Mode::Write).await;
    assert_eq!((first.report.new, first.report.rejected), (2, 1));
    assert_eq!(first.report.first[0].nearest, ["Mother"]);
    let body = "name,sector,parent\nChild,medical,\nMother,finance,\n";
    let second = bring(&bench, Target::Customers, body, mapping, Mode::Write).await.report;
    assert_eq!((second.changed, second.unchanged), (1, 1));
}

async fn a_price_list_again_changes_prices(bench) {
    let mapping = "[columns]\nname = \"name\"\nprice = \"price\"\n[constant]\ncurrency = \"USD\"\n";
    let first = bring(&bench, Target::Products, "name,price\nGTX Pro,4821\nMG,55\n", mapping, Mode::Write).await.report;
    assert_eq!(first.new, 2);
    let second = bring(&bench, Target::Products, "name,price\ngtx pro,4821\nMG,60\n", mapping, Mode::Write).await.report;
    assert_eq!((second.new, second.changed), (0, 2));
    let mut work = bench.work().await;
    assert_eq!(sales::products(&mut work).await.unwrap().len(), 2);
}

async fn cards_that_collide_come_back_and_the_rest_goes_in(bench) {
    let mapping = "[columns]\nname = \"name\"\ncode = \"code\"\n";
    let first = "name,code\nRomashka,A\nLutik,B\n";
    let second = "name,code\nRomashka,C\nRomashka,B\nVasilek,D\n";
    for target in [Target::Customers, Target::Products] {
        bring(&bench, target, first, mapping, Mode::Write).await;
        let report = bring(&bench, target, second, mapping, Mode::Write).await.report;
        assert!(report.new == 1 && report.rejected >= 1, "{target:?}: {report:?}");
    }
}

async fn an_import_that_is_cut_off_at_any_moment_is_completed_by_the_next(bench) {
    partner(&bench, "Анна").await;
    let mut body = String::from(HEAD);
    for number in 0..12_000 {
        body.push_str(&format!("{number};Анна;{:02}.02.2026;10;;\n", number % 28 + 1));
    }
    for round in 0_u64..20 {
        let site = bench.site.clone();
        let input = input(Target::Sales, "file.csv", body.as_bytes(), SALES);
        let running = tokio::spawn(async move {
            let reader = Reader::new(site.words.clone(), Language::Ru);
            import(&site, Actor::System("test"), input, Mode::Write, &reader, &mut |_| {}).await.map(|_| ())
        });
        tokio::time::sleep(std::time::Duration::from_millis(round * 7 % 60)).await;
        running.abort();
        let _ = running.await;
        let [days, sales] = counted(&bench).await;
        assert_eq!(days, sales);
    }
    let report = sell(&bench, &body, Mode::Write).await.report;
    assert_eq!(report.new + report.unchanged, 12_000);
    assert_eq!(counted(&bench).await, [(12_000, 0, 12_000_000); 2]);
}

async fn wrong_files_are_told_and_change_nothing(bench) {
    let bomb = base::testing::staff(Role::Owner);
    type Case = (&'static str, &'static [u8], fn(&FileError) -> bool);
    let cases: [Case; 4] = [
        ("file.xlsx", b"not a workbook", |error| matches!(error, FileError::NotWhatItsNameSays { .. })),
        ("file.csv", b"%PDF-1.7 and so on", |error| matches!(error, FileError::NotATable { .. })),
        ("file.csv", b"", |error| matches!(error, FileError::Empty)),
        ("file.csv", b"a,b,a\n1,2,3\n", |error| matches!(error, FileError::DuplicateColumn { .. })),
    ];
    for (name, body, expected) in cases {
        let done = try_bring(&bench, bomb, input(Target::Sales, name, body, SALES), Mode::Write).await;
        assert!(matches!(&done, Err(Stop::Refused(Trouble::File(error))) if expected(error)), "{name}: {done:?}");
    }
    let done = try_bring(&bench, bomb, input(Target::Sales, "f.csv", b"x,y\n1,2\n", SALES), Mode::Write).await;
    let Err(Stop::Refused(Trouble::Mapping(problems))) = done else { panic!("{done:?}") };
    assert!(problems.iter().any(|problem| matches!(problem, MappingProblem::UnknownColumn { .. })));
    let done = try_bring(&bench, bomb, input(Target::Products, "f.csv", b"x,y\n1,2\n", SALES), Mode::Write).await;
    assert!(matches!(done, Err(Stop::Refused(Trouble::Mapping(_)))));
}

async fn a_huge_cell_refuses_its_row_alone(bench) {
    partner(&bench, "Анна").await;
    let body = format!("{HEAD}{};Анна;20.02.2026;5;;\n2;Анна;20.02.2026;5;;\n", "я".repeat(500_000));
    let report = sell(&bench, &body, Mode::Write).await.report;
    assert_eq!((report.new, report.rejected), (1, 1));
}

async fn formula_text_in_names_is_kept_and_goes_out_harmless(bench) {
    let body = "name\n=cmd()\n";
    let mapping = "[columns]\nname = \"name\"\n";
    assert_eq!(bring(&bench, Target::Customers, body, mapping, Mode::Write).await.report.new, 1);
    let file = bench.desk(Role::Owner).get("/desk/sales/customers/export?format=csv").await.is(200).text();
    assert!(file.contains("'=cmd()"), "{file}");
}

async fn who_may_not_enter_sales_may_not_import_them(bench) {
    let done = try_bring(&bench, staff(Role::Support), input(Target::Sales, "f.csv", b"a\n1\n", SALES), Mode::DryRun).await;
    assert!(matches!(done, Err(Stop::Forbidden)));
}

async fn a_file_may_say_everything_that_a_sale_may_say(bench) {
    for name in ["Анна", "Борис"] {
        partner(&bench, name).await;
    }
    let mapping = r#"
[columns]
reference = "номер"
partner = "партнёр"
happened_on = "дата"
amount = "сумма"
kind = "вид"
original = "возврат к"
document = "счёт"
vat = "ндс"
delivery = "доставка"
cost = "себестоимость"
paid = "оплачено"
paid_on = "оплата"
covers_from = "с"
covers_until = "по"
participants = "участники"
[constant]
currency = "RUB"
"#;
    let body = "номер;партнёр;дата;сумма;вид;возврат к;счёт;ндс;доставка;себестоимость;оплачено;оплата;с;по;участники\n\
        1;Анна;20.02.2026;120;;;СЧ-1;20;12;70;50;20.02.2026;01.03.2026;31.03.2026;Борис:монтаж:30%; \n\
        2;Анна;20.02.2026;120;;;  ;;;;;;;;Борис:монтаж; Анна:lead:1/3\n\
        В1;;21.02.2026;-60;возврат;1;;-10;;;;;;;\n\
        3;Анна;20.02.2026;120;;;;121;;;;;;;\n\
        4;Анна;20.02.2026;120;;;;;;;;;01.03.2026;;\n\
        5;Анна;20.02.2026;120;;;;;;;;;;;Иван:монтаж\n\
        6;Анна;20.02.2026;120;;;;;;;;;;;Борис\n";
    // The separator of participants is the one of the file, so such a cell stands in quotes.
    let body = body
        .replace("Борис:монтаж:30%; ", "\"Борис:монтаж:30%; \"")
        .replace("Борис:монтаж; Анна:lead:1/3", "\"Борис:монтаж; Анна:lead:1/3\"");
    let imported = bring(&bench, Target::Sales, &body, mapping, Mode::Write).await;
    assert_eq!((imported.report.new, imported.report.rejected), (3, 4), "{:?}", imported.report);
    let text = rejected(imported);
    for words in ["не может быть больше суммы", "обе даты", "Иван", "не разобраны"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let again = bring(&bench, Target::Sales, &body, mapping, Mode::Write).await.report;
    assert_eq!((again.new, again.unchanged), (0, 3));
    let earning = crate::kit::earned(&bench, None).await;
    assert_eq!(earning[0].parts.document.as_deref(), Some("СЧ-1"));
    assert_eq!((earning[0].participants.len(), earning[1].participants.len()), (1, 2));
    assert_eq!((earning[1].parts.document.as_ref(), earning[2].parts.vat), (None, Some(crate::kit::rub(-1_000))));
}

async fn a_file_confirms_what_waits_and_cancels_what_it_calls_cancelled(bench) {
    partner(&bench, "Анна").await;
    let mapping = SALES.replace("[constant]", "status = \"статус\"\n[constant]");
    let head = "номер;партнёр;дата;сумма;вид;возврат к;статус\n";
    let bring = async |rows: &str, mode| {
        let report = bring(&bench, Target::Sales, &format!("{head}{rows}"), &mapping, mode).await.report;
        [report.new, report.changed, report.unchanged, report.rejected]
    };
    let first = "1;Анна;20.02.2026;10;;;ожидает\n2;Анна;20.02.2026;20;;;Подтверждена\n3;Анна;20.02.2026;30;;;отменена\n4;Анна;20.02.2026;40;;;\n";
    assert_eq!(bring(first, Mode::Write).await, [3, 0, 1, 0]);
    assert_eq!(counted(&bench).await, [(2, 0, 6_000); 2]);
    assert_eq!(bring("В1;;21.02.2026;5;возврат;2;\n", Mode::Write).await, [1, 0, 0, 0]);
    let second = "1;Анна;20.02.2026;10;;;подтверждена\n2;Анна;20.02.2026;20;;;отменена\n4;Анна;20.02.2026;41;;;подтверждена\nВ1;;21.02.2026;5;возврат;2;отменена\n";
    for mode in [Mode::DryRun, Mode::Write] {
        assert_eq!(bring(second, mode).await, [0, 3, 0, 1], "{mode:?}");
    }
    assert_eq!(counted(&bench).await, [(2, 0, 5_000); 2]);
    assert_eq!(bring(second, Mode::Write).await, [0, 0, 3, 1]);
    let twice = "7;Анна;22.02.2026;10;;;ожидает\n7;Анна;22.02.2026;10;;;подтверждена\n8;Анна;23.02.2026;10;;;ожидает\n8;Анна;23.02.2026;10;;;отменена\n9;Анна;24.02.2026;10;;;\n9;Анна;24.02.2026;10;;;отменена\n";
    for mode in [Mode::DryRun, Mode::Write] {
        assert_eq!(bring(twice, mode).await, [3, 3, 0, 0], "{mode:?}");
    }
    assert_eq!(counted(&bench).await, [(3, 0, 6_000); 2]);
    let mut work = bench.work().await;
    assert_eq!(work.count("select count(*) from sales_days", vec![]).await.unwrap(), 2);
}

}
