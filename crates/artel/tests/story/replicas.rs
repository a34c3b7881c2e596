//! Two replicas over one PostgreSQL: what one knows the other knows, and what both could do is done once.

use std::thread;
use std::time::{Duration, Instant};

use base::db::EngineName;
use serde_json::Value;

use crate::harness::{Artel, PostOffice, Server, Visitor, books, change, number, trade};

const PASSWORD: &str = "seven-green-kettles";
const INVITATIONS: usize = 40;

/// Two replicas that were started on an empty database at the same moment, and an owner who came in through the first.
fn two_replicas(artel: &Artel, office: &PostOffice) -> (Server, Server, Visitor) {
    let smtp = ["--smtp", office.url.as_str()];
    let (one, other) = thread::scope(|scope| {
        let one = scope.spawn(|| artel.serve(&smtp));
        let other = scope.spawn(|| artel.serve(&smtp));
        (one.join().expect("the first replica"), other.join().expect("the second replica"))
    });
    let mut owner = Visitor::default();
    let welcome = one.welcome.clone().expect("a link for the first owner");
    let path =
        welcome.strip_prefix(&format!("http://{}", one.address)).expect("a link to this replica").to_owned();
    let fields =
        [("vendor", "Kettles"), ("name", "Vera"), ("email", "vera@example.org"), ("password", PASSWORD)];
    owner.post(&one, &path, &path, &fields).leads_on();
    (one, other, owner)
}

fn invite(owner: &mut Visitor, server: &Server, who: &str) {
    let email = format!("{who}@example.org");
    let fields = [("name", who), ("email", email.as_str()), ("role", "support")];
    owner.post(server, "/desk/people/new", "/desk/people", &fields).leads_on();
}

fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_secs(60);
    while !done() {
        assert!(Instant::now() < until, "waited in vain: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Letters that are still to be sent; other jobs, such as the nightly verification, may wait for their time.
const WAITING_LETTERS: &str =
    "select count(*) from base_jobs where state = 'due' and kind = 'base.send-letter'";

#[test]
fn a_session_of_one_replica_works_on_the_other_and_every_letter_leaves_once() {
    let Some(artel) = Artel::fresh(EngineName::Postgres) else { return };
    let office = PostOffice::open();
    let (one, other, mut owner) = two_replicas(&artel, &office);

    let page = owner.get(&other, "/desk/people");
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("vera@example.org"), "{}", page.body);
    assert_eq!(Visitor::default().get(&other, "/desk/people").status, 303, "a stranger is sent to sign in");

    for guest in 0..INVITATIONS {
        let server = if guest % 2 == 0 { &one } else { &other };
        invite(&mut owner, server, &format!("guest{guest:02}"));
    }
    wait_until("every letter leaves", || office.taken().len() >= INVITATIONS);
    wait_until("every job is ticked off", || number(&artel, WAITING_LETTERS) == 0);
    let mut taken = office.taken();
    taken.sort_unstable();
    let invited: Vec<String> = (0..INVITATIONS).map(|guest| format!("guest{guest:02}@example.org")).collect();
    assert_eq!(taken, invited, "each letter is taken once");
    let sent = "select count(*) from base_letters where state = 'sent'";
    let once =
        "select count(*) from base_jobs where kind = 'base.send-letter' and state = 'done' and attempts = 1";
    assert_eq!((number(&artel, sent), number(&artel, once)), (INVITATIONS as i64, INVITATIONS as i64));
}

#[test]
fn a_replica_killed_in_the_middle_of_a_job_loses_nothing() {
    let Some(artel) = Artel::fresh(EngineName::Postgres) else { return };
    let office = PostOffice::open();
    let (one, other, mut owner) = two_replicas(&artel, &office);

    // Each replica does one job at a time, so with two letters begun each of them holds one.
    office.dawdle(true);
    invite(&mut owner, &one, "anna");
    invite(&mut owner, &other, "boris");
    wait_until("both replicas stand at the counter", || office.begun() == 2);
    one.kill();
    office.dawdle(false);
    wait_until("the other letter is taken", || office.taken().len() == 1);
    let waiting = "select count(*) from base_jobs where state = 'due' and leased_until is not null";
    wait_until("the other job is ticked off", || number(&artel, waiting) == 1);

    // A minute passes: the lease of the dead replica runs out.
    change(
        &artel,
        "update base_jobs set leased_until = due_at where state = 'due' and leased_until is not null",
    );
    wait_until("the living replica takes the job over", || number(&artel, WAITING_LETTERS) == 0);
    let mut taken = office.taken();
    taken.sort_unstable();
    assert_eq!(taken, ["anna@example.org", "boris@example.org"]);
    let tries = "select cast(sum(attempts) as bigint) from base_jobs where kind = 'base.send-letter' and state = 'done'";
    assert_eq!(number(&artel, tries), 3, "one job was begun twice");
    assert_eq!(owner.get(&other, "/desk/people").status, 200, "the owner goes on with the other replica");
}

#[test]
fn an_import_on_the_page_outlives_the_replica_that_writes_it() {
    const ROWS: usize = 20_000;
    let Some(artel) = Artel::fresh(EngineName::Postgres) else { return };
    trade::found(&artel, 48);
    let file = trade::sales(&artel, 48, ROWS);
    let office = PostOffice::open();
    let (one, other, mut owner) = two_replicas(&artel, &office);

    let from = "/desk/sales/import";
    let import = owner.upload(&other, from, from, &[("target", "sales")], file.as_ref()).leads_on();
    let fields = ["reference", "partner", "product", "happened_on", "amount", "currency"];
    let columns: Vec<String> = fields.iter().map(|field| format!("col-{field}")).collect();
    let mapping: Vec<(&str, &str)> = columns.iter().map(String::as_str).zip(fields).collect();
    owner.post(&other, &import, &format!("{import}/mapping"), &mapping).leads_on();
    let state = |word: &str| {
        number(&artel, &format!("select count(*) from sales_imports where state = '{word}'")) == 1
    };
    wait_until("the whole file is checked", || state("checked"));
    assert_eq!(books(&artel).sales, 0, "a check writes nothing");

    owner.post(&one, &import, &format!("{import}/write"), &[]).leads_on();
    wait_until("the first rows are in", || number(&artel, "select count(*) from sales_sales") > 0);
    one.kill();
    let written = books(&artel).sales;
    // A minute passes: the lease of the dead replica runs out.
    change(
        &artel,
        "update base_jobs set leased_until = due_at where state = 'due' and leased_until is not null",
    );
    wait_until("the living replica writes the rest", || state("done"));
    println!("{written} of {ROWS} rows were in when the replica was killed");
    assert_eq!(books(&artel).sales, ROWS as i64);
    let page = owner.get(&other, &import);
    assert_eq!(page.status, 200, "{}", page.body);
}

#[test]
fn closing_on_both_replicas_at_once_closes_once() {
    let Some(artel) = Artel::fresh(EngineName::Postgres) else { return };
    trade::found(&artel, 48);
    artel.does(&["import", "sales", &trade::sales(&artel, 48, 3_000)]);
    let close = ["--json", "close", "--program", trade::PROGRAM, "--period", trade::QUARTER];
    let said: Vec<Value> = thread::scope(|scope| {
        let both = [scope.spawn(|| artel.does(&close)), scope.spawn(|| artel.does(&close))];
        both.map(|one| serde_json::from_str(&one.join().expect("a close")).expect("an answer")).into()
    });
    let mut states: Vec<&str> = said.iter().filter_map(|one| one["state"].as_str()).collect();
    states.sort_unstable();
    assert_eq!(states, ["closed", "closed-before"]);
    assert_eq!(said[0]["total"], said[1]["total"]);
    let books = books(&artel);
    assert_eq!((books.closed_runs, books.statements, books.entries), (1, 48, 1));
    assert_eq!(books.accrued_minor, books.stated_minor);
}
