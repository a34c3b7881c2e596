//! The pages of documents: the period, a partner's papers, one document, templates, and the partner's own.

mod list;
mod one;
mod papers;
mod portal;
mod templates;

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use base::access::{Act, Door, Routes, Visit, check_secret};
use base::failure::{Oops, Refusal as _, Stop};
use base::page::{Address, CSRF_FIELD, Filled, Tone, badge};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};
use money::Currency;
use terms::Period;

use crate::documents::{Attached, paper_key};
use crate::rules::documents::{DocumentRefusal, PaperState};

/// Where the period's documents are.
pub(crate) const PAGE: &str = "/desk/payouts/documents";
const PAPERS: &str = "/desk/payouts/papers";
const TEMPLATES: &str = "/desk/payouts/templates";

/// The routes of documents.
pub fn routes() -> Routes {
    let see = Door::Desk(Act::SeePayouts);
    let prepare = Door::Desk(Act::PreparePayouts);
    let manage = Door::Desk(Act::ManageSettings);
    let own = Door::Portal(Act::PortalMoney);
    Routes::new()
        .get(PAGE, see, list::show)
        .post(PAGE, prepare, list::make_all)
        .get("/desk/payouts/documents/archive", see, list::archive)
        .get("/desk/payouts/documents/{document}", see, one::show)
        .get("/desk/payouts/documents/{document}/file", see, one::file)
        .post("/desk/payouts/documents/{document}/cancel", prepare, one::cancel)
        .get("/desk/payouts/papers/{partner}", see, papers::show)
        .post("/desk/payouts/papers/{partner}", prepare, papers::make)
        .post("/desk/payouts/papers/{partner}/attach", prepare, papers::attach)
        .get("/desk/payouts/papers/files/{paper}", see, papers::file)
        .get(TEMPLATES, see, templates::list)
        .get("/desk/payouts/templates/{kind}/{language}", see, templates::show)
        .post("/desk/payouts/templates/{kind}/{language}", manage, templates::save)
        .get("/portal/payouts/documents", own, portal::show)
        .get("/portal/payouts/documents/{document}/file", own, portal::file)
        .get("/api/v1/payouts/documents", see, crate::api_documents::list)
        .get("/api/v1/payouts/documents/{document}", see, crate::api_documents::one)
}

/// The period and the currency that an address asks for; without one the last closed period.
async fn asked(work: &mut Work, here: &Address) -> base::failure::Result<(Option<Period>, Currency)> {
    let currency = here.get("currency").and_then(|code| Currency::parse(code).ok());
    if let Some(period) = here.get("period").and_then(|text| Period::parse(text).ok()) {
        return Ok((Some(period), currency.unwrap_or(Currency::RUB)));
    }
    let last = closed_periods(work).await?.into_iter().next();
    let (period, of_run) = last.map_or((None, None), |(period, currency)| (Some(period), Some(currency)));
    Ok((period, currency.or(of_run).unwrap_or(Currency::RUB)))
}

/// The closed periods of three years with their currencies, the last one first.
async fn closed_periods(work: &mut Work) -> base::failure::Result<Vec<(Period, Currency)>> {
    let today = work.today();
    let from = today.checked_sub(jiff::Span::new().years(3))?;
    let runs = commissions::closed_runs(work, from, today).await?;
    let mut periods: Vec<(Period, Currency)> = runs.iter().map(|run| (run.period, run.currency)).collect();
    periods.sort_by_key(|(period, currency)| (std::cmp::Reverse((period.end, period.start)), *currency));
    periods.dedup();
    Ok(periods)
}

/// How far a paper has come, as a badge with its name and a link to it.
fn paper_badge(r: &Reader, state: &PaperState, side: &str) -> Markup {
    let name = r.t(&paper_key(&state.paper));
    let tone = match (state.word(), state.is_needed) {
        ("signed", _) => Tone::Good,
        ("made", _) => Tone::Neutral,
        (_, true) => Tone::Warn,
        _ => Tone::Neutral,
    };
    let word = r.t(&format!("payouts-paper-{}", state.word()));
    html! {
        div {
            @match &state.document {
                Some(document) if side == "desk" => a href={ (PAGE) "/" (document.id) } { (name) " № " (document.number) },
                Some(document) => a href={ "/portal/payouts/documents/" (document.id) "/file" } { (name) " № " (document.number) },
                None => (name),
            }
            " " (badge(tone, &word))
        }
    }
}

/// A file for reading in the browser or keeping.
fn sent(bytes: Vec<u8>, kind: &str, name: &str, is_shown: bool) -> Response {
    let way = if is_shown { "inline" } else { "attachment" };
    let plain: String =
        name.chars().map(|letter| if letter.is_ascii_graphic() { letter } else { '_' }).collect();
    let coded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{coded}")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// Writes a refusal under its field; every other stop is the answer.
fn noted(visit: &Visit, filled: &mut Filled, stop: Stop<DocumentRefusal>) -> Result<(), Oops> {
    match stop {
        Stop::Refused(refusal) => {
            filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(&visit.reader));
            Ok(())
        }
        stop => Err(visit.oops(stop)),
    }
}

/// A form that may carry a file in `file`.
async fn brought(
    visit: &Visit,
    multipart: Result<Multipart, MultipartRejection>,
) -> Result<(Filled, Option<Attached>), Oops> {
    let bad = |_| Oops::BadRequest("base-bad-form");
    let mut multipart = multipart.map_err(|_| Oops::BadRequest("base-bad-form"))?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut file = None;
    while let Some(field) = multipart.next_field().await.map_err(bad)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(bad)?;
            file = (!bytes.is_empty()).then(|| Attached { name, bytes: bytes.to_vec() });
        } else {
            pairs.push((name, field.text().await.map_err(bad)?));
        }
    }
    let filled = Filled::from_pairs(pairs);
    check_secret(&visit.visitor, filled.exact(CSRF_FIELD))?;
    Ok((filled, file))
}
