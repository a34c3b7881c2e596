//! The isolation table: for every route, what each kind of visitor gets. `table.txt` is written by hand; a route
//! without a row, or a visitor who gets something else, fails.
//!
//! A cell says: `.` he is let in, `S` he is sent to sign in, `U` there is no such thing for him, `F` not his role.
//! Paths name things of the partner "own"; the visitor "foreign" belongs to another partner.

mod fixture;

use std::collections::BTreeMap;

use artel::house;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base::access::{RouteRow, Visitor};
use fixture::{Fixture, user_of};
use tower::ServiceExt;

const TABLE: &str = include_str!("table.txt");

/// The columns of the table.
const VISITORS: [&str; 12] = [
    "anonymous",
    "foreign",
    "partner-owner",
    "partner-employee",
    "partner-accountant",
    "owner",
    "partner-manager",
    "finance",
    "marketing",
    "support",
    "inspector",
    "auditor",
];

/// The person of the demo who stands in a column.
fn email(column: &str) -> Option<&'static str> {
    Some(match column {
        "foreign" => "other@demo",
        "partner-owner" => "partner@demo",
        "partner-employee" => "employee@demo",
        "partner-accountant" => "accountant@demo",
        "owner" => "owner@demo",
        "partner-manager" => "manager@demo",
        "finance" => "finance2@demo",
        "marketing" => "marketing@demo",
        "support" => "support@demo",
        "inspector" => "inspector@demo",
        "auditor" => "auditor@demo",
        _ => return None,
    })
}

async fn visitor(column: &str, fixture: &Fixture) -> Visitor {
    let mut visitor = Visitor::anonymous();
    if let Some(email) = email(column) {
        visitor.actor = user_of(&fixture.site, email).await;
        visitor.csrf = "isolation".into();
        visitor.role = if column == "foreign" { "partner-owner" } else { column }.into();
    }
    visitor
}

fn cell(status: StatusCode, location: &str) -> char {
    match status {
        StatusCode::UNAUTHORIZED => 'S',
        StatusCode::SEE_OTHER if location.starts_with("/sign-in?back=") => 'S',
        StatusCode::NOT_FOUND => 'U',
        StatusCode::FORBIDDEN => 'F',
        status if status.is_server_error() => '!',
        _ => '.',
    }
}

async fn knock(fixture: &Fixture, row: &RouteRow, visitor: Visitor) -> char {
    let path = fixture.path(row.path);
    let request = Request::builder().method(row.method).uri(&path);
    let request = if row.method == "POST" {
        let form = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        form.body(Body::from("csrf=isolation"))
    } else {
        request.body(Body::empty())
    };
    let mut request = request.expect("a request");
    request.extensions_mut().insert(visitor);
    let answer = fixture.router().await.oneshot(request).await.expect("an answer");
    let location = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
    cell(answer.status(), location)
}

/// The rows of the table: method and path to cells.
fn table() -> BTreeMap<(String, String), String> {
    let lines = TABLE.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [method, path, cells @ ..] = words.as_slice() else { panic!("not a row: {line}") };
            ((method.to_string(), path.to_string()), cells.concat())
        })
        .collect()
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let table = table();
    let routes = house::routes();
    let listed: Vec<(String, String)> =
        routes.rows().iter().map(|row| (row.method.into(), row.path.into())).collect();
    let missing: Vec<_> = listed.iter().filter(|route| !table.contains_key(*route)).collect();
    assert!(missing.is_empty(), "routes without a row in tests/isolation/table.txt: {missing:#?}");
    let gone: Vec<_> = table.keys().filter(|row| !listed.contains(row)).collect();
    assert!(gone.is_empty(), "rows without a route: {gone:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_visitor_gets_what_the_table_says() {
    let pristine = Fixture::build().await;
    let mut fixture = pristine.copy().await;
    let table = table();
    let mut wrong = Vec::new();
    let mut written = String::new();
    for row in house::routes().rows() {
        let mut cells = String::new();
        for column in VISITORS {
            let cell = knock(&fixture, row, visitor(column, &fixture).await).await;
            cells.push(cell);
            if row.method == "POST" && cell == '.' {
                // Whoever was let in may have changed something; the next one finds things as they were.
                fixture = pristine.copy().await;
            }
        }
        let said = table.get(&(row.method.to_owned(), row.path.to_owned())).cloned().unwrap_or_default();
        if said != cells {
            wrong.push(format!("{} {}: the table says {said}, the program {cells}", row.method, row.path));
        }
        written.push_str(&format!(
            "{:4} {:60} {} {} {}\n",
            row.method,
            row.path,
            &cells[..1],
            &cells[1..5],
            &cells[5..]
        ));
    }
    if let Ok(file) = std::env::var("ARTEL_WRITE_ISOLATION") {
        std::fs::write(file, written).expect("the drafted table");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
