//! One's own second factor: enrolment with a picture, recovery codes, giving it up.

use base::access::{Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{Fields, Filled, Frame, card, code_line, form, verb};
use maud::{Markup, PreEscaped, html};
use qrcode::{Color, QrCode};

use super::write_refusal;
use crate::rules::totp;
use crate::{factor, store};

const PAGE: &str = "/people/me/factor";
/// White modules around a code, which readers want.
const QUIET: usize = 4;

/// `GET /people/me/factor`
pub async fn show(visit: Visit) -> Answer {
    page(&visit, &Filled::default()).await
}

fn frame(visit: &Visit) -> Frame {
    let r = &visit.reader;
    visit
        .frame(r.t("people-factor-title"))
        .lead(r.t("people-factor-lead"))
        .crumb(r.t("people-me-title"), "/people/me")
}

async fn page(visit: &Visit, filled: &Filled) -> Answer {
    let user = visit.visitor.actor.user().ok_or(Oops::Unknown)?;
    let mut work = visit.read().await?;
    let user = store::user(&mut work, user).await?.ok_or(Oops::Unknown)?;
    let kept = store::factor(&mut work, user.id).await?;
    let frame = frame(visit);
    let r = &visit.reader;
    let content = match kept {
        None => form(&frame, &format!("{PAGE}/begin"), filled, verb(&r.t("people-factor-begin"))),
        Some(kept) if kept.is_confirmed => drop_form(visit, &frame, filled),
        Some(kept) => confirm_form(visit, &frame, filled, &kept.secret, &user.email),
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

fn confirm_form(visit: &Visit, frame: &Frame, filled: &Filled, secret: &[u8], email: &str) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.text("code", r.t("people-factor-code")).required().short().autocomplete("one-time-code"))
        (verb(&r.t("people-factor-confirm")))
    };
    let picture = picture(&totp::address(secret, email), &r.t("people-factor-picture"));
    card(
        &r.t("people-factor-scan"),
        html! {
            p { (r.t("people-factor-scan-how")) }
            @if let Some(picture) = picture { (PreEscaped(picture)) }
            p { (r.t("people-factor-secret")) " " (code_line(r, &totp::base32(secret))) }
            (form(frame, &format!("{PAGE}/confirm"), filled, fields))
        },
    )
}

fn drop_form(visit: &Visit, frame: &Frame, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.password("present", r.t("people-present-password")).required().autocomplete("current-password"))
        (f.text("code", r.t("people-factor-code")).required().short().autocomplete("one-time-code"))
        (verb(&r.t("people-factor-drop")))
    };
    html! {
        p { (r.t("people-factor-there")) }
        (card(&r.t("people-factor-drop-title"), form(frame, &format!("{PAGE}/drop"), filled, fields)))
    }
}

/// The picture: black on white whatever the theme.
fn picture(text: &str, title: &str) -> Option<String> {
    let code = QrCode::new(text).ok()?;
    let size = code.width() + 2 * QUIET;
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(code.width()).enumerate() {
        for (at, _) in modules.iter().enumerate().filter(|(_, module)| **module == Color::Dark) {
            path.push_str(&format!("M{} {}h1v1h-1z", at + QUIET, row + QUIET));
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"240\" height=\"240\" role=\"img\" \
         shape-rendering=\"crispEdges\"><title>{title}</title><rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>\
         <path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}

/// `POST /people/me/factor/begin`
pub async fn begin(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    match factor::begin_factor(&mut work).await {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(PAGE, "people-said-factor-begun", &[]).into()
        }
        Err(stop) => {
            drop(work);
            write_refusal(&visit, &mut filled, stop)?;
            page(&visit, &filled).await
        }
    }
}

/// `POST /people/me/factor/confirm`: answers the recovery codes, this once.
pub async fn confirm(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    match factor::confirm_factor(&mut work, filled.text("code")).await {
        Ok(codes) => {
            work.commit().await?;
            let r = &visit.reader;
            let content = html! {
                p { (r.t("people-factor-recovery-why")) }
                ul { @for code in &codes { li { code { (code) } } } }
                p { a.button.primary href="/people/me" { (r.t("people-factor-recovery-kept")) } }
            };
            Ok(visit.page(&frame(&visit), card(&r.t("people-factor-recovery"), content)))
        }
        Err(stop) => {
            drop(work);
            write_refusal(&visit, &mut filled, stop)?;
            page(&visit, &filled).await
        }
    }
}

/// `POST /people/me/factor/drop`
pub async fn drop_it(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let proved = factor::prove_factor(&visit.site, visit.visitor.actor, filled.text("code")).await;
    if let Err(stop) = proved {
        write_refusal(&visit, &mut filled, stop)?;
        return page(&visit, &filled).await;
    }
    let mut work = visit.begin().await?;
    match factor::drop_factor(&mut work, filled.exact("present")).await {
        Ok(()) => {
            work.commit().await?;
            visit.redirect("/people/me", "people-said-factor-dropped", &[]).into()
        }
        Err(stop) => {
            drop(work);
            write_refusal(&visit, &mut filled, stop)?;
            page(&visit, &filled).await
        }
    }
}
