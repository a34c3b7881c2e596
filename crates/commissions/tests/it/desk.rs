//! What the vendor's staff see.

use crate::kit::{TERMS, close, quarter, rub, sale, scene, setup};
use base::access::Role;
use base::on_both_engines;
use commissions::{Mode, StatementId};
use programs::ProgramId;

fn period_page(program: ProgramId, period: &str) -> String {
    format!("/desk/commissions/periods/{program}/{period}")
}

async fn statement_of(
    bench: &base::testing::Bench,
    program: ProgramId,
    partner: base::access::PartnerId,
) -> StatementId {
    let mut work = bench.work().await;
    let found = commissions::statement_of(&mut work, program, quarter("2025-Q4"), partner).await.unwrap();
    found.unwrap().head.id
}

on_both_engines! { setup;

    async fn a_period_is_previewed_and_then_closed_by_a_button(bench) {
        let scene = scene(&bench).await;
        let finance = bench.desk(Role::Finance).in_english();
        finance.get("/desk/commissions").await.shows(&["Программа main", "Q4 2025", "due to be closed", "48,950"]);
        let page = period_page(scene.program, "2025-Q4");
        finance.get(&page).await.shows(&["Close Q4 2025", "2 statements will be kept and ₽48,950.00 posted", "Борис"]);
        finance.post(&format!("{page}/close"), &[]).await.leads_on();
        finance.get(&page).await.shows(&["closed", "Анна", "Борис"]).hides(&["Close Q4 2025"]);
        finance.get("/desk/commissions").await.shows(&["closed", "running"]);
    }

    async fn closing_out_of_order_says_which_period_comes_first(bench) {
        let scene = scene(&bench).await;
        bench.site.clock.set("2026-07-10T09:00:00Z".parse().unwrap());
        let finance = bench.desk(Role::Finance).in_english();
        let later = period_page(scene.program, "2026-Q1");
        finance.get(&later).await.shows(&["Periods are closed in order", "Q4 2025"]).hides(&["Close Q1 2026"]);
        let seen = finance.post(&format!("{later}/close"), &[]).await.is(422);
        assert!(seen.text().contains("Close Q4 2025 first"), "{}", seen.text());
    }

    async fn those_who_only_look_see_no_button_and_cannot_close(bench) {
        let scene = scene(&bench).await;
        let page = period_page(scene.program, "2025-Q4");
        let auditor = bench.desk(Role::Auditor).in_english();
        auditor.get(&page).await.shows(&["Борис"]).hides(&["Close Q4 2025"]);
        auditor.post(&format!("{page}/close"), &[]).await.is(403);
        bench.desk(Role::Inspector).get(&page).await.is(403);
    }

    async fn a_statement_shows_its_bands_and_every_line_leads_to_its_receipt(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let id = statement_of(&bench, scene.program, scene.boris).await;
        let owner = bench.desk(Role::Owner).in_english();
        let base = format!("/desk/commissions/statements/{id}");
        let page = owner.get(&base).await.shows(&[
            "Борис", "Band up to ₽100,000.00", "Band from ₽100,000.00 to ₽300,000.00", "Band from ₽300,000.00", "S-4",
        ]);
        let text = page.text();
        let at = text.find(&format!("{base}/lines/")).unwrap();
        let receipt: String = text[at..].chars().take_while(|letter| *letter != '"').collect();
        owner.get(&receipt).await.shows(&["Sale S-1", "Rule", "version 1", "Band up to", "5% × ₽80,000.00", "Earned", "Open the posting"]);
    }

    async fn a_receipt_tells_the_split_of_a_sale_that_crosses_a_bound_and_what_was_rejected(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let mut work = bench.work().await;
        let found = commissions::statement_of(&mut work, scene.program, quarter("2025-Q4"), scene.boris).await.unwrap().unwrap();
        let second = found.kept.sales[1].id;
        drop(work);
        let path = format!("/desk/commissions/statements/{}/lines/{}", found.head.id, sales::SaleId(second));
        let owner = bench.desk(Role::Owner).in_english();
        owner.get(&path).await.shows(&[
            "5% × ₽20,000.00", "8% × ₽130,000.00", "₽80,000.00 ", "after it", "Also considered", "Серия GTK", "there is none",
        ].map(str::trim));
        bench.desk(Role::Owner).get(&path).await.shows(&["Ступень до", "Почему столько", "Серия GTK", "нужно"]);
        owner.get(&format!("/desk/commissions/statements/{}/lines/bonus-0", found.head.id)).await.shows(&["Квартал от 450 000", "₽470,000.00"]);
        owner.get(&format!("/desk/commissions/statements/{}/lines/bonus-9", found.head.id)).await.is(404);
    }

    async fn the_receipt_of_a_total_adds_up_rules_and_bands(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let id = statement_of(&bench, scene.program, scene.boris).await;
        let path = format!("/desk/commissions/statements/{id}/total");
        bench.desk(Role::Owner).in_english().get(&path).await.shows(&["Остальное", "12% × ₽170,000.00", "Direct", "Bonus", "Earned"]);
        let part = bench.desk(Role::Owner).in_english().get(&format!("{path}?part=bonus")).await;
        part.shows(&["Accrual of ₽500.00", "Квартал от 450 000"]).hides(&["12% ×"]);
    }

    async fn an_open_statement_is_live_and_leads_on_when_its_period_is_closed(bench) {
        let scene = scene(&bench).await;
        let owner = bench.desk(Role::Owner).in_english();
        let open = format!("/desk/commissions/open/{}/2025-Q4/{}", scene.program, scene.boris);
        owner.get(&open).await.shows(&["The period is open", "S-1"]);
        owner.get(&format!("{open}/total")).await.shows(&["41,900"]);
        let mut work = bench.work().await;
        let new = sale(&mut work, scene.boris, "S-77", "2025-12-01", rub(10_000)).await;
        work.commit().await.unwrap();
        owner.get(&open).await.shows(&["S-77"]);
        owner.get(&format!("{open}/lines/{new}")).await.shows(&["Sale S-77"]).hides(&["What would change it"]);
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let moved = owner.get(&format!("{open}/lines/{new}")).await.leads_on();
        owner.get(&moved).await.shows(&["Sale S-77", "Open the posting"]);
    }

    async fn an_open_receipt_says_how_far_the_next_band_is(bench) {
        let scene = scene(&bench).await;
        let mut work = bench.work().await;
        let new = sale(&mut work, scene.boris, "S-88", "2026-02-01", rub(5_000_000)).await;
        work.commit().await.unwrap();
        let open = format!("/desk/commissions/open/{}/2026-Q1/{}", scene.program, scene.boris);
        let owner = bench.desk(Role::Owner).in_english();
        owner.get(&format!("{open}/lines/{new}")).await.shows(&["₽50,000.00 more reach the rate of 8%", "That turnover itself earns ₽2,500.00"]);
        owner.get(&open).await.shows(&["On the way to a bonus", "₽400,000.00 to go", "₽50,000.00 of ₽450,000.00"]);
    }

    async fn late_sales_are_shown_as_waiting(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        bench.site.clock.set("2026-03-02T09:00:00Z".parse().unwrap());
        let mut work = bench.work().await;
        sale(&mut work, scene.boris, "S-9", "2025-12-31", rub(100_000)).await;
        work.commit().await.unwrap();
        let owner = bench.desk(Role::Owner).in_english();
        owner.get(&period_page(scene.program, "2025-Q4")).await.shows(&["1 sale of this period changed after the close"]);
        owner.get("/desk/commissions").await.shows(&["1 sale waits for adjustment"]);
    }

    async fn lists_and_lines_go_out_as_files(bench) {
        let scene = scene(&bench).await;
        let page = period_page(scene.program, "2025-Q4");
        let owner = bench.desk(Role::Owner).in_english();
        assert!(owner.get(&format!("{page}/export?format=csv")).await.text().contains("41900.00"));
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let csv = owner.get(&format!("{page}/export?format=csv&q=анна")).await;
        assert!(csv.kind.starts_with("text/csv"));
        assert!(csv.text().contains("7050.00") && !csv.text().contains("Борис"), "{}", csv.text());
        let id = statement_of(&bench, scene.program, scene.boris).await;
        let base = format!("/desk/commissions/statements/{id}/export");
        let xlsx = owner.get(&format!("{base}?format=xlsx")).await;
        assert!(xlsx.bytes.starts_with(b"PK"));
        let json = owner.get(&format!("{base}?format=json&kind=bonus")).await.json();
        assert_eq!(json["lines"].as_array().unwrap().len(), 1);
        assert!(owner.get(&format!("{base}?format=csv")).await.text().contains("Band up to"));
    }

    async fn a_partners_statements_stand_under_his_card(bench) {
        let scene = scene(&bench).await;
        let owner = bench.desk(Role::Owner).in_english();
        let path = format!("/desk/commissions?partner={}", scene.boris);
        owner.get(&path).await.shows(&["Борис", "No period in which he took part"]);
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        owner.get(&path).await.shows(&["Q4 2025", "41,900", "Running now"]);
        owner.get("/desk/commissions?partner=nobody").await.is(404);
    }

    async fn parked_partners_are_listed_with_their_reason(bench) {
        let scene = scene(&bench).await;
        let mut work = bench.work().await;
        let vera = crate::kit::partner(&mut work, scene.program, "Вера", None).await;
        for at in 1..=2 {
            sale(&mut work, vera, &format!("V-{at}"), &format!("2025-12-0{at}"), rub(i64::MAX / 100 * 60)).await;
        }
        work.commit().await.unwrap();
        let owner = bench.desk(Role::Owner).in_english();
        owner.get(&period_page(scene.program, "2025-Q4")).await.shows(&["1 partner parked", "A sum does not fit"]);
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        owner.get(&period_page(scene.program, "2025-Q4")).await.shows(&["1 partner parked", "Compute the parked ones again"]);
        owner.get(&format!("/desk/commissions/open/{}/2026-Q1/{vera}", scene.program)).await.shows(&["Nothing is earned"]);
    }

    async fn a_programme_without_periods_says_so(bench) {
        bench.desk(Role::Owner).in_english().get("/desk/commissions").await.shows(&["No programme has started"]);
        let mut work = bench.work().await;
        let program = crate::kit::program(&mut work, "main", TERMS).await;
        work.commit().await.unwrap();
        let owner = bench.desk(Role::Owner).in_english();
        owner.get(&period_page(program, "2025-11")).await.shows(&["counts in quarters"]);
        owner.get("/desk/commissions/periods/program_0000000000001/2025-Q4").await.is(404);
        owner.get(&format!("/desk/commissions/periods/{program}/yesterday")).await.is(404);
    }
}
