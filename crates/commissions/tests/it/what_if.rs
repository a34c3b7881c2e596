//! Replaying terms over periods gone by.

use axum::body::Body;
use axum::http::Request;
use base::access::{PartnerId, Role};
use base::db::EngineName;
use base::jobs::run_all;
use base::on_both_engines;
use base::testing::{Bench, Guest};
use commissions::{Mode, StatementFilter};
use money::Currency;
use programs::{Audience, Effect, Publish, SaveDraft, Seen, TermsVersionId};
use serde_json::{Value, json};

use crate::kit::{self, Scene, TERMS, close, day, owed, rub, sale, scene, setup};

/// The terms of the kit with 4 % for every upline in place of 1.5 %, and 8 % becoming 10 %.
fn dearer() -> String {
    TERMS.replace("\"1.5\"", "\"4\"").replace("percent = \"8\"", "percent = \"10\"")
}

async fn draft(bench: &Bench, scene: &Scene, whose: Audience, text: &str) -> TermsVersionId {
    let mut work = bench.work().await;
    let program = scene.program;
    let request = SaveDraft { program, whose, text: text.to_owned(), seen: Seen::Anything };
    let id = programs::save(&mut work, request).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn ask(owner: &Guest<'_>, scene: &Scene, draft: TermsVersionId, from: &str, until: &str) -> String {
    let (program, draft) = (scene.program.to_string(), draft.to_string());
    let fields = [("program", program.as_str()), ("draft", draft.as_str()), ("from", from), ("until", until)];
    owner.post("/desk/commissions/what-if", &fields).await.leads_on()
}

/// Replays a draft over periods; tells the page of the replay.
async fn replay(bench: &Bench, scene: &Scene, draft: TermsVersionId, from: &str, until: &str) -> String {
    let owner = bench.desk(Role::Owner).in_english();
    let page = ask(&owner, scene, draft, from, until).await;
    run_all(&bench.site).await.unwrap();
    page
}

/// What the API tells of the replay of a page.
async fn told(bench: &Bench, page: &str) -> Value {
    let id = page.rsplit('/').next().unwrap();
    let seen = bench.desk(Role::Owner).in_english();
    seen.get(&format!("/api/v1/commissions/what-ifs/{id}")).await.json()
}

fn sums(told: &Value) -> (&str, &str) {
    (told["was"]["amount"].as_str().unwrap(), told["now"]["amount"].as_str().unwrap())
}

/// How many gain, lose and stay as they are.
fn counts(told: &Value) -> (i64, i64, i64) {
    let count = |name: &str| told[name].as_i64().unwrap();
    (count("winners"), count("losers"), count("unchanged"))
}

fn of(told: &Value, name: &str) -> (String, String) {
    let partners = told["partners"].as_array().unwrap();
    let one = partners.iter().find(|one| one["name"] == name).unwrap();
    let amount = |side: &str| one[side]["amount"].as_str().unwrap().to_owned();
    (amount("was"), amount("now"))
}

/// Two closed quarters: the second corrects the first by a late sale and has a return.
async fn two_quarters(bench: &Bench) -> Scene {
    let scene = scene(bench).await;
    close(bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
    bench.site.clock.set("2026-03-20T09:00:00Z".parse().unwrap());
    let mut work = bench.work().await;
    sale(&mut work, scene.boris, "LATE", "2025-12-20", rub(5_000_000)).await;
    let sold = sale(&mut work, scene.boris, "S-9", "2026-01-10", rub(30_000_000)).await;
    kit::give_back(&mut work, sold, "R-9", "2026-02-01", rub(4_000_000)).await;
    work.commit().await.unwrap();
    bench.site.clock.set("2026-04-10T09:00:00Z".parse().unwrap());
    close(bench, scene.program, "2026-Q1", Mode::Post).await.unwrap();
    scene
}

async fn books(bench: &Bench, partners: [PartnerId; 2]) -> (Vec<i64>, Vec<i64>) {
    let mut work = bench.work().await;
    let heads = commissions::statements(&mut work, &StatementFilter::default()).await.unwrap();
    let totals = heads.iter().map(|head| head.totals.total).collect();
    drop(work);
    let [anna, boris] = partners;
    (totals, vec![owed(bench, anna).await, owed(bench, boris).await])
}

/// A fault in the database: what a replay came to cannot be kept.
fn break_down(bench: &Bench) -> &'static str {
    match bench.site.db.engine() {
        EngineName::Sqlite => {
            "create trigger broken before insert on commissions_what_if_lines begin
               select raise(abort, 'out of order');
             end"
        }
        EngineName::Postgres => {
            "create function broken() returns trigger language plpgsql as $body$
             begin raise exception 'out of order'; end $body$;
             create trigger broken before insert on commissions_what_if_lines for each row execute function broken();"
        }
    }
}

fn mend(bench: &Bench) -> &'static str {
    match bench.site.db.engine() {
        EngineName::Sqlite => "drop trigger broken",
        EngineName::Postgres => "drop trigger broken on commissions_what_if_lines",
    }
}

async fn in_database(bench: &Bench, sql: &str) {
    let mut work = bench.work().await;
    work.batch(sql).await.unwrap();
    work.commit().await.unwrap();
}

on_both_engines! { setup;

    async fn the_same_terms_replayed_change_nothing(bench) {
        let scene = two_quarters(&bench).await;
        let same = draft(&bench, &scene, Audience::Everybody, TERMS).await;
        let page = replay(&bench, &scene, same, "2025-Q4", "2026-Q1").await;
        let told = told(&bench, &page).await;
        assert_eq!((told["state"].as_str(), told["done"].as_i64()), (Some("done"), Some(2)));
        let (statements, _) = books(&bench, [scene.anna, scene.boris]).await;
        let stated = rub(statements.iter().sum()).to_decimal();
        assert_eq!(sums(&told), (stated.as_str(), stated.as_str()));
        assert_eq!(counts(&told), (0, 0, 2));
        assert_eq!(told["lines"].as_array().unwrap().len(), 0);
        // The late sale belongs to the period it happened in, however late it was stated.
        assert_eq!(told["periods"][0]["was"]["amount"], rub(4_895_000 + 600_000 + 75_000).to_decimal());
        bench.desk(Role::Owner).in_english().get(&page).await.shows(&["No line changes", "Q4 2025 – Q1 2026", "done"]);
    }

    async fn a_higher_rate_costs_exactly_the_difference(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let dearer = draft(&bench, &scene, Audience::Everybody, &dearer()).await;
        let page = replay(&bench, &scene, dearer, "2025-Q4", "2025-Q4").await;
        let told = told(&bench, &page).await;
        // 2 % more on the 200 000 of the second band, and 2.5 % more of 470 000 for the one above.
        assert_eq!(of(&told, "Борис"), ("41900.00".into(), "45900.00".into()));
        assert_eq!(of(&told, "Анна"), ("7050.00".into(), "18800.00".into()));
        assert_eq!((sums(&told), counts(&told)), (("48950.00", "64700.00"), (2, 0, 0)));
        let largest = &told["lines"][0];
        assert_eq!((largest["reference"].as_str(), largest["change"]["amount"].as_str()), (Some("S-4"), Some("5000.00")));
        let seen = bench.desk(Role::Owner).in_english().get(&page).await;
        seen.shows(&["64,700", "48,950", "+32.2%", "S-4", "Анна", "Replay again", "role=\"img\""]);
    }

    async fn the_largest_changes_lead_to_the_receipts_of_what_was_stated(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let dearer = draft(&bench, &scene, Audience::Everybody, &dearer()).await;
        let page = replay(&bench, &scene, dearer, "2025-Q4", "2025-Q4").await;
        let owner = bench.desk(Role::Owner).in_english();
        let lines = told(&bench, &page).await["lines"].as_array().unwrap().clone();
        assert_eq!(lines.len(), 4 + 3, "every override, and the three sales that touch the second band: {lines:?}");
        for line in lines {
            let text = |name: &str| line[name].as_str().unwrap().to_owned();
            let receipt = format!("/desk/commissions/statements/{}/lines/{}", text("statement"), text("line"));
            assert!(owner.get(&page).await.text().contains(&receipt));
            owner.get(&receipt).await.shows(&[&text("reference")]);
        }
    }

    async fn terms_of_one_partner_change_that_partner_alone(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let dear = draft(&bench, &scene, Audience::Partner(scene.boris), &dearer()).await;
        let page = replay(&bench, &scene, dear, "2025-Q4", "2025-Q4").await;
        let told = told(&bench, &page).await;
        assert_eq!(of(&told, "Борис"), ("41900.00".into(), "45900.00".into()));
        assert_eq!(of(&told, "Анна"), ("7050.00".into(), "7050.00".into()));
        assert_eq!(counts(&told), (1, 0, 1));
        assert_eq!(told["partner"], scene.boris.to_string());
        let owner = bench.desk(Role::Owner).in_english();
        owner.get(&format!("{page}?outcome=unchanged")).await.shows(&["Total of 1 partner", "Анна"]);
        owner.get(&format!("{page}?outcome=losers")).await.shows(&["There are no such partners"]);
        owner.get(&format!("{page}?q=%D0%B1%D0%BE%D1%80")).await.shows(&["Борис", "Total of 1 partner"]);
        let csv = owner.get(&format!("{page}/export?format=csv&outcome=winners")).await;
        assert!(csv.text().contains("Борис") && !csv.text().contains("Анна"), "{}", csv.text());
    }

    async fn everybody_else_keeps_his_own_terms_while_common_ones_are_replayed(bench) {
        let scene = scene(&bench).await;
        let own = draft(&bench, &scene, Audience::Partner(scene.boris), TERMS).await;
        let mut work = bench.work().await;
        let effect = Effect { from: day("2025-10-01"), until: None };
        programs::publish_between(&mut work, Publish { version: own, effect, seen: Seen::Anything }).await.unwrap();
        let hash = programs::terms_version(&mut work, own).await.unwrap().unwrap();
        assert!(hash.is_proposed());
        programs::accept_on_paper(&mut work, own, "договор 7").await.unwrap();
        work.commit().await.unwrap();
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let dearer = draft(&bench, &scene, Audience::Everybody, &dearer()).await;
        let page = replay(&bench, &scene, dearer, "2025-Q4", "2025-Q4").await;
        let told = told(&bench, &page).await;
        assert_eq!(of(&told, "Борис"), ("41900.00".into(), "41900.00".into()));
        assert_eq!(of(&told, "Анна"), ("7050.00".into(), "18800.00".into()));
    }

    async fn an_open_period_is_compared_with_the_present_terms(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let mut work = bench.work().await;
        sale(&mut work, scene.boris, "S-8", "2026-01-10", rub(10_000_000)).await;
        work.commit().await.unwrap();
        let dearer = draft(&bench, &scene, Audience::Everybody, &dearer()).await;
        let page = replay(&bench, &scene, dearer, "2025-Q4", "2026-Q1").await;
        let told = told(&bench, &page).await;
        let open = &told["periods"][1];
        assert_eq!((open["closed"].as_bool(), open["was"]["amount"].as_str()), (Some(false), Some("6500.00")));
        assert_eq!(open["now"]["amount"], "9000.00");
    }

    async fn what_became_known_after_the_close_is_not_laid_at_the_drafts_door(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        bench.site.clock.set("2026-03-20T09:00:00Z".parse().unwrap());
        let mut work = bench.work().await;
        sale(&mut work, scene.boris, "LATE", "2025-12-20", rub(5_000_000)).await;
        work.commit().await.unwrap();
        let same = draft(&bench, &scene, Audience::Everybody, TERMS).await;
        let told = told(&bench, &replay(&bench, &scene, same, "2025-Q4", "2025-Q4").await).await;
        assert_eq!((sums(&told), counts(&told)), (("48950.00", "48950.00"), (0, 0, 2)));
    }

    async fn nothing_is_posted_and_no_statement_changes(bench) {
        let scene = two_quarters(&bench).await;
        let partners = [scene.anna, scene.boris];
        let before = books(&bench, partners).await;
        let dearer = draft(&bench, &scene, Audience::Everybody, &dearer()).await;
        let page = replay(&bench, &scene, dearer, "2025-Q4", "2026-Q2").await;
        assert_eq!(told(&bench, &page).await["state"], "done");
        assert_eq!(books(&bench, partners).await, before);
        let mut work = bench.work().await;
        assert_eq!(ledger::check(&mut work).await.unwrap(), vec![]);
        let program = programs::program(&mut work, scene.program).await.unwrap().unwrap();
        assert_eq!(program.closed_until, Some(day("2026-03-31")));
        drop(work);
        bench.site.clock.set("2026-07-10T09:00:00Z".parse().unwrap());
        let closing = close(&bench, scene.program, "2026-Q2", Mode::Preview).await.unwrap();
        assert_eq!(closing.totals.total, 0, "the next close corrects nothing because of a replay");
    }

    async fn a_draft_with_errors_is_refused_with_the_way_to_mend_it(bench) {
        let scene = scene(&bench).await;
        let broken = draft(&bench, &scene, Audience::Everybody, "name = \"Черновик\"").await;
        let (program, draft) = (scene.program.to_string(), broken.to_string());
        let owner = bench.desk(Role::Owner).in_english();
        let fields = |from: &'static str, until: &'static str| {
            [("program", program.clone()), ("draft", draft.clone()), ("from", from.to_owned()), ("until", until.to_owned())]
        };
        for (from, until, said) in [
            ("2025-Q4", "2025-Q4", "Mend"),
            ("2026-Q1", "2025-Q4", "The last period comes before the first"),
            ("2025-Q4", "2027-Q1", "These periods have not begun"),
            ("2025-Q3", "2025-Q4", "The programme runs from"),
        ] {
            let fields = fields(from, until);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let seen = owner.post("/desk/commissions/what-if", &fields).await.is(422);
            assert!(seen.text().contains(said), "{said}: {}", seen.text());
        }
        assert_eq!(run_all(&bench.site).await.unwrap(), 0);
    }

    async fn a_replay_that_died_at_its_very_end_starts_over_and_counts_once(bench) {
        let scene = two_quarters(&bench).await;
        let dearer = draft(&bench, &scene, Audience::Everybody, &dearer()).await;
        in_database(&bench, break_down(&bench)).await;
        let owner = bench.desk(Role::Owner).in_english();
        let page = ask(&owner, &scene, dearer, "2025-Q4", "2026-Q1").await;
        run_all(&bench.site).await.unwrap();
        let seen = owner.get(&page).await.shows(&["being computed", "2 of 2", "<progress"]);
        assert_eq!(seen.headers["refresh"], "2");
        assert_eq!(told(&bench, &page).await["partners"], json!([]));
        in_database(&bench, mend(&bench)).await;
        bench.site.clock.set("2026-04-10T10:00:00Z".parse().unwrap());
        run_all(&bench.site).await.unwrap();
        let once = told(&bench, &page).await;
        assert_eq!((once["state"].as_str(), once["partners"].as_array().unwrap().len()), (Some("done"), 2));
        let again = told(&bench, &replay(&bench, &scene, dearer, "2025-Q4", "2026-Q1").await).await;
        assert_eq!((sums(&once), &once["lines"]), (sums(&again), &again["lines"]));
    }

    async fn the_oldest_replays_make_room(bench) {
        let scene = scene(&bench).await;
        let same = draft(&bench, &scene, Audience::Everybody, TERMS).await;
        let owner = bench.desk(Role::Owner).in_english();
        let first = replay(&bench, &scene, same, "2025-Q4", "2025-Q4").await;
        for _ in 0..20 {
            ask(&owner, &scene, same, "2025-Q4", "2025-Q4").await;
        }
        owner.get(&first).await.is(404);
        let list = owner.get("/api/v1/commissions/what-ifs").await.json();
        assert_eq!(list["what_ifs"].as_array().unwrap().len(), 20);
        run_all(&bench.site).await.unwrap();
    }

    async fn programs_start_replays_and_wait_for_them(bench) {
        let scene = scene(&bench).await;
        let same = draft(&bench, &scene, Audience::Everybody, TERMS).await;
        let owner = bench.desk(Role::Owner).in_english();
        let sent = |body: Value| {
            Request::post("/api/v1/commissions/what-ifs").body(Body::from(body.to_string())).unwrap()
        };
        let asked = json!({ "program": scene.program, "draft": same, "from": "2025-Q4", "until": "2025-Q4" });
        let begun = owner.send(sent(asked.clone())).await.is(202).json();
        assert_eq!((begun["state"].as_str(), begun["total"].as_i64()), (Some("queued"), Some(1)));
        run_all(&bench.site).await.unwrap();
        let id = begun["id"].as_str().unwrap();
        let done = owner.get(&format!("/api/v1/commissions/what-ifs/{id}")).await.json();
        assert_eq!((done["state"].as_str(), sums(&done)), (Some("done"), ("48950.00", "48950.00")));
        owner.send(sent(json!({ "program": scene.program }))).await.is(400);
        let mut late = asked.clone();
        late["until"] = "2027-Q1".into();
        let refused = owner.send(sent(late)).await.is(422).json();
        assert_eq!(refused["type"], "commissions-refusal-not-begun");
        bench.desk(Role::Inspector).send(sent(asked.clone())).await.is(403);
        bench.portal(scene.boris, Role::PartnerOwner).send(sent(asked)).await.is(404);
        assert_eq!(Currency::RUB.code(), done["was"]["currency"]);
    }

    async fn the_form_offers_drafts_and_the_last_year(bench) {
        let scene = two_quarters(&bench).await;
        let draft = draft(&bench, &scene, Audience::Partner(scene.boris), TERMS).await;
        let owner = bench.desk(Role::Owner).in_english();
        let page = format!("/desk/commissions/what-if?program={}&draft={draft}", scene.program);
        let seen = owner.get(&page).await.shows(&["Draft: Борис", "Version 1 from", "Q2 2026 (still open)"]);
        assert!(seen.text().contains("<option value=\"2025-Q4\" selected"), "{}", seen.text());
        bench.desk(Role::Owner).get(&page).await.shows(&["Что если", "Черновик: Борис", "Прогнать"]);
        bench.desk(Role::Inspector).get("/desk/commissions/what-if").await.is(403);
    }
}
