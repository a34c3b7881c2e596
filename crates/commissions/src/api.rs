//! Statements and replays for programs: JSON.

mod what_ifs;

use axum::Json;
use axum::response::IntoResponse;
use base::access::{Act, Actor, Door, PartnerId, Path, Routes, Side, Visit, Whose};
use base::failure::{Answer, Never, Oops};
use base::page::Address;
use base::words::Reader;
use base::work::Work;
use money::{Exact, Money};
use serde_json::{Value, json};
use terms::{Earns, How, Line, Period, Word};

use crate::open::opened;
use crate::pages::{Teller, Told, kind_word, line_key};
use crate::run::{StatementFilter, StatementHead, StatementId};
use crate::{Opened, export, store};

/// Statements of one answer.
const LIMIT: i64 = 100;

/// The routes of the API.
pub fn routes() -> Routes {
    let see = Door::Desk(Act::SeeCommissions);
    Routes::new()
        .get("/api/v1/commissions/statements", Door::SignedIn, list)
        .get("/api/v1/commissions/statements/{statement}", Door::SignedIn, show)
        .get("/api/v1/commissions/statements/{statement}/seal", Door::SignedIn, seal)
        .get("/api/v1/commissions/what-ifs", see, what_ifs::list)
        .post("/api/v1/commissions/what-ifs", see, what_ifs::begin)
        .get("/api/v1/commissions/what-ifs/{what_if}", see, what_ifs::show)
}

/// The partner whose statements alone the visitor sees; staff see everybody's.
fn only(visit: &Visit, work: &Work) -> Result<Option<PartnerId>, Oops> {
    match visit.visitor.actor {
        Actor::Partner { partner, .. } => {
            work.may::<Never>(Act::PortalMoney, partner)?;
            Ok(Some(partner))
        }
        _ => {
            work.may::<Never>(Act::SeeCommissions, Whose::Vendor)?;
            Ok(None)
        }
    }
}

fn parsed<T: std::str::FromStr>(here: &Address, name: &str) -> Result<Option<T>, Oops> {
    here.get(name).map(str::parse).transpose().map_err(|_| Oops::BadRequest("commissions-api-bad-filter"))
}

/// `GET /api/v1/commissions/statements?program=&period=&partner=&page=`
pub async fn list(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let own = only(&visit, &work)?;
    let filter = StatementFilter {
        program: parsed(&here, "program")?,
        period: parsed::<Period>(&here, "period")?,
        partner: own.or(parsed(&here, "partner")?),
        offset: (here.page() - 1) * LIMIT,
        limit: Some(LIMIT),
        ..StatementFilter::default()
    };
    let heads = store::statements(&mut work, &filter).await?;
    let (count, _) = store::statements_count(&mut work, &filter).await?;
    let next = (here.page() * LIMIT < count).then(|| here.page() + 1);
    let all: Vec<Value> = heads.iter().map(head).collect();
    Ok(Json(json!({ "statements": all, "count": count, "next_page": next })).into_response())
}

/// `GET /api/v1/commissions/statements/{statement}`
pub async fn show(visit: Visit, Path(id): Path<StatementId>) -> Answer {
    let mut work = visit.read().await?;
    let own = only(&visit, &work)?;
    let found = store::statement(&mut work, id, own).await?.ok_or(Oops::Unknown)?;
    let side = if own.is_some() { Side::Portal } else { Side::Desk };
    let opened = opened(&mut work, found).await?;
    Ok(Json(whole(&visit.reader, side, &opened, &opened.lines)).into_response())
}

/// `GET /api/v1/commissions/statements/{statement}/seal?from=`
pub async fn seal(visit: Visit, Path(id): Path<StatementId>, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let own = only(&visit, &work)?;
    export::sealed(&mut work, id, own, &here).await
}

fn head(head: &StatementHead) -> Value {
    let money = |minor: i64| head.money(minor);
    json!({
        "id": head.id,
        "program": head.program,
        "partner": head.partner,
        "partner_name": head.partner_name,
        "period": head.period,
        "turnover": money(head.totals.turnover),
        "direct": money(head.totals.direct),
        "override": money(head.totals.overrides),
        "bonus": money(head.totals.bonus),
        "limits": money(head.totals.limits),
        "adjustments": money(head.totals.adjustments),
        "total": money(head.totals.total),
        "lines": head.totals.sale_lines,
        "inputs_hash": head.inputs_hash,
        "closed_at": head.closed_at.to_string(),
    })
}

/// A statement with these of its lines, each with its reason.
pub fn whole(reader: &Reader, side: Side, opened: &Opened, lines: &[Line]) -> Value {
    let teller = Teller::new(reader, side, opened);
    let money = |minor: i64| opened.money(minor);
    let lines: Vec<Value> = lines.iter().map(|one| line(reader, &teller, opened, one)).collect();
    let unpaid: Vec<Value> = opened
        .unpaid
        .iter()
        .map(|one| {
            json!({
                "sale": sales::SaleId(one.sale.id),
                "reference": &*one.sale.reference,
                "happened_on": one.sale.happened_on,
                "amount": one.sale.amount,
                "level": (one.unpaid.level > 0).then_some(one.unpaid.level),
                "reason": teller.unpaid(&one.unpaid),
            })
        })
        .collect();
    let corrections: Vec<Value> = opened
        .corrections
        .iter()
        .map(|one| {
            let due: Vec<Value> = one.due.iter().map(|due| line(reader, &teller, opened, due)).collect();
            json!({
                "period": one.period,
                "sale": one.sale.as_ref().map(|sale| sales::SaleId(sale.id)),
                "reference": one.sale.as_ref().map(|sale| &sale.reference),
                "was": money(one.item.was),
                "now": money(one.item.now),
                "amount": money(one.item.amount()),
                "due": due,
            })
        })
        .collect();
    let terms: Vec<Value> = opened
        .terms
        .iter()
        .map(|(id, known)| {
            json!({
                "id": programs::TermsVersionId(*id),
                "version": known.version.number(),
                "name": known.terms.name,
                "hash": known.terms.hash().hex(),
            })
        })
        .collect();
    json!({
        "id": opened.closed.as_ref().map(|head| head.id),
        "state": if opened.closed.is_some() { "closed" } else { "open" },
        "program": opened.program.id,
        "partner": opened.partner,
        "partner_name": opened.partner_name,
        "period": opened.period,
        "turnover": money(opened.totals.turnover),
        "direct": money(opened.totals.direct),
        "override": money(opened.totals.overrides),
        "bonus": money(opened.totals.bonus),
        "limits": money(opened.totals.limits),
        "adjustments": money(opened.totals.adjustments),
        "total": money(opened.totals.total),
        "inputs_hash": opened.closed.as_ref().map(|head| &head.inputs_hash),
        "terms": terms,
        "lines": lines,
        "corrections": corrections,
        "unpaid": unpaid,
    })
}

fn line(reader: &Reader, teller: &Teller<'_>, opened: &Opened, line: &Line) -> Value {
    let told = teller.derivation(line);
    let reason: Vec<String> = told.iter().map(|step| step.sentence(reader)).collect();
    let rejected: Vec<Value> = told
        .iter()
        .filter_map(|step| match step {
            Told::Rejected { rule, why } => Some(json!({ "rule": rule, "why": why })),
            _ => None,
        })
        .collect();
    json!({
        "key": line_key(line),
        "kind": kind_word(line.kind()),
        "sale": line.sale().map(|sale| sales::SaleId(sale.id)),
        "reference": line.sale().map(|sale| &*sale.reference),
        "seller": line.sale().map(|sale| PartnerId(sale.seller)),
        "happened_on": line.sale().map(|sale| sale.happened_on),
        "level": line.level(),
        "terms": programs::TermsVersionId(line.terms),
        "base": opened.money(line.base),
        "how": how(opened, line, &line.how),
        "exact": line.exact.text(opened.currency()),
        "rounding": line.rounding.mode.word(),
        "rounded_at": line.rounding.at.word(),
        "amount": opened.money(line.amount),
        "rejected": rejected,
        "reason": reason,
    })
}

fn how(opened: &Opened, line: &Line, how: &How) -> Value {
    let money = |minor: i64| Money::new(minor, opened.currency());
    let earned = |earns: &Earns| match earns {
        Earns::Percent(rate) => json!({ "percent": rate }),
        Earns::Fixed(minor) => json!({ "fixed": money(*minor) }),
    };
    let exact = |exact: Exact| exact.text(opened.currency());
    match how {
        How::Percent { rate } => json!({ "percent": rate }),
        How::Fixed { amount, times } => json!({ "fixed": money(*amount), "times": times.to_string() }),
        How::Parts { before, parts } => {
            let adds = parts.iter().map(terms::BandPart::size).fold(0_i64, i64::saturating_add);
            let part = |part: &terms::BandPart| {
                json!({
                    "band": part.band,
                    "from": part.from,
                    "to": part.to,
                    "earns": line.bounds.get(usize::from(part.band)).map(|band| earned(&band.earns)),
                    "exact": line.part_exact(part, adds).ok().map(exact),
                })
            };
            json!({ "measured_before": before, "bands": parts.iter().map(part).collect::<Vec<_>>() })
        }
        How::Whole { before, after, band, earns, jump } => json!({
            "measured_before": before,
            "measured_after": after,
            "band": band,
            "earns": earned(earns),
            "true_up": jump.map(|jump| json!({
                "volume": jump.volume,
                "from": earned(&jump.from),
                "to": earned(&jump.to),
                "exact": exact(jump.exact),
            })),
        }),
        How::ByBand { value, band, earns } => json!({ "value": value, "band": band, "earns": earned(earns) }),
        How::Growing { before, parts } => {
            let part = |part: &terms::GrowingPart| json!({ "band": part.part.band, "from": part.part.from, "to": part.part.to, "exact": exact(part.exact) });
            json!({ "measured_before": before, "growing": parts.iter().map(part).collect::<Vec<_>>() })
        }
        How::TakenBack { of, earned: whole, before, after } => json!({
            "taken_back": { "before": before, "after": after, "of": exact(*whole) },
            "earned": self::how(opened, line, of),
        }),
        How::Difference { own, below } => json!({ "percent": own, "less": below }),
        How::Limited { of, earned: whole, limit } => json!({
            "limit": money(*limit),
            "before": exact(*whole),
            "earned": self::how(opened, line, of),
        }),
        How::Given => json!({}),
    }
}
