//! The form that changes where a partner stands.

use base::access::{PartnerId, Path, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{Fields, Filled, Tone, form, verb};
use base::work::Work;
use maud::html;

use super::edit::under_card;
use super::{status_word, write_refusal};
use crate::rules::PartnerStatus;
use crate::store;

/// `GET /desk/partners/{partner}/status`
pub async fn show(visit: Visit, Path(id): Path<PartnerId>) -> Answer {
    let mut work = visit.read().await?;
    page(&visit, &mut work, id, &Filled::default()).await
}

async fn page(visit: &Visit, work: &mut Work, id: PartnerId, filled: &Filled) -> Answer {
    let partner = store::card(work, id).await?.ok_or(Oops::Unknown)?;
    let today = work.today();
    let below = store::downline_count(work, id, today).await?;
    let r = &visit.reader;
    let mut frame = under_card(visit, &partner, r.t("partners-status-title"));
    if below > 0 {
        frame = frame.notice(Tone::Warn, r.tr("partners-status-consequence", &[("count", below.into())]));
    }
    let next = PartnerStatus::ALL
        .iter()
        .filter(|status| **status != partner.status && **status != PartnerStatus::Candidate);
    let f = Fields::new(r, filled);
    let fields = html! {
        p { (r.tr("partners-status-present", &[("status", status_word(r, partner.status).into())])) }
        (f.radio("status", r.t("partners-status-next"), next.map(|status| (status.name(), status_word(r, *status)))).required())
        (f.area("reason", r.t("partners-status-reason"), 2).help(r.t("partners-status-reason-help")))
        (verb(&r.t("partners-status-verb")))
    };
    let content = form(&frame, &format!("{}/status", partner.href()), filled, fields);
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

/// `POST /desk/partners/{partner}/status`
pub async fn change(visit: Visit, Path(id): Path<PartnerId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let r = &visit.reader;
    let mut work = visit.begin().await?;
    let Some(next) = PartnerStatus::parse(filled.text("status")) else {
        filled.refuse("status", r.tr("base-form-required", &[("field", r.t("partners-status-next").into())]));
        return page(&visit, &mut work, id, &filled).await;
    };
    match crate::change_status(&mut work, id, next, filled.text("reason")).await {
        Ok(()) => {
            work.commit().await?;
            let said = [("status", status_word(r, next).into())];
            visit.redirect(format!("/desk/partners/{id}"), "partners-said-status", &said).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            page(&visit, &mut work, id, &filled).await
        }
    }
}
