//! Bringing a file.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartRejection};
use base::access::{Visit, check_secret};
use base::failure::{Answer, Oops, Result};
use base::files::uploads::{self, FileId, Keeping};
use base::files::{Mapping, Source};
use base::page::{
    CSRF_FIELD, Column, Empty, Fields, Filled, Frame, Icon, Row, Table, Tone, badge, upload as upload_form,
    verb,
};
use maud::{Markup, html};

use super::super::sections;
use super::{FILE_BYTES_MAX, act_for, href, state_word, target_word};
use crate::import::{Look, Target, known_mapping, look};
use crate::store::{self, Import, ImportState};

/// `GET /desk/sales/import`
pub async fn show(visit: Visit) -> Answer {
    let filled = Filled::from_pairs([("target", "sales")]);
    let (frame, content) = page(&visit, &filled).await?;
    Ok(visit.page(&frame, content))
}

async fn page(visit: &Visit, filled: &Filled) -> Result<(Frame, Markup)> {
    let mut work = visit.read().await?;
    let past = store::imports(&mut work, 20).await?;
    let r = &visit.reader;
    let frame = visit
        .frame(r.t("sales-import-title"))
        .lead(r.t("sales-import-lead"))
        .crumb(r.t("sales-list-title"), "/desk/sales");
    let f = Fields::new(r, filled);
    let targets = Target::ALL.iter().filter(|target| visit.can(act_for(**target)));
    let targets: Vec<_> = targets.map(|target| (target.name(), target_word(r, *target))).collect();
    let fields = html! {
        (f.radio("target", r.t("sales-import-what"), targets).required())
        (f.file("file", r.t("sales-import-file"), ".csv,.txt,.tsv,.xlsx").required().help(r.t("sales-import-file-help")))
        (verb(&r.t("sales-import-look-verb")))
    };
    let content = html! {
        (sections(r, "/desk/sales/import"))
        (upload_form(&frame, "/desk/sales/import", filled, fields))
        (history(visit, &past))
    };
    Ok((frame, content))
}

fn history(visit: &Visit, past: &[Import]) -> Markup {
    let r = &visit.reader;
    let rows = past.iter().filter(|one| visit.can(act_for(one.target))).map(|one| {
        let tone = match one.state {
            ImportState::Done => Tone::Good,
            ImportState::Failed => Tone::Bad,
            _ => Tone::Neutral,
        };
        Row::new([
            html! { (one.file_name) },
            html! { (target_word(r, one.target)) },
            badge(tone, &state_word(r, one.state)),
            html! { (r.moment(one.started_at)) },
        ])
        .href(href(one.id))
    });
    let table = Table::new(r, "imports", r.t("sales-import-history"))
        .columns([
            Column::text(r.t("sales-import-file")).lead(),
            Column::text(r.t("sales-import-what")).key(),
            Column::text(r.t("sales-import-state")).key(),
            Column::text(r.t("sales-import-started")),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Import, r.t("sales-import-empty-title"), r.t("sales-import-empty-why")));
    html! { (base::page::section(&r.t("sales-import-history"), html! {}, table)) }
}

/// What came with the form.
#[derive(Default)]
struct Brought {
    target: Option<Target>,
    file: Option<(FileId, String)>,
}

/// `POST /desk/sales/import`: the secret and the kind of rows come before the file, which is kept piece by piece.
pub async fn upload(visit: Visit, multipart: std::result::Result<Multipart, MultipartRejection>) -> Answer {
    let mut multipart = multipart.map_err(|_| Oops::BadRequest("base-bad-form"))?;
    let r = &visit.reader;
    let mut is_ours = false;
    let mut brought = Brought::default();
    loop {
        let field = match multipart.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(_) => return again(&visit, &brought, r.tr("sales-import-too-large", &limit())).await,
        };
        match field.name().unwrap_or_default() {
            CSRF_FIELD => {
                let given = field.text().await.map_err(|_| Oops::BadRequest("base-bad-form"))?;
                check_secret(&visit.visitor, &given)?;
                is_ours = true;
            }
            "target" => {
                let name = field.text().await.map_err(|_| Oops::BadRequest("base-bad-form"))?;
                brought.target = Target::parse(&name);
            }
            "file" if is_ours => match keep(&visit, field).await? {
                Some(kept) => brought.file = kept,
                None => return again(&visit, &brought, r.tr("sales-import-too-large", &limit())).await,
            },
            _ => {}
        }
    }
    if !is_ours {
        return Err(Oops::BadRequest("base-form-out-of-date"));
    }
    let Some(target) = brought.target else { return Err(Oops::BadRequest("base-bad-form")) };
    if !visit.can(act_for(target)) {
        return Err(Oops::Forbidden);
    }
    let Some((file, name)) = brought.file.clone() else {
        return again(&visit, &brought, r.t("sales-import-no-file")).await;
    };
    match glance(&visit, file, &name, &Mapping::default()).await? {
        Ok(seen) => begin(&visit, target, file, &name, &seen).await,
        Err(sentence) => {
            let mut work = visit.begin().await?;
            uploads::forget(&mut work, file).await?;
            work.commit().await?;
            again(&visit, &brought, sentence).await
        }
    }
}

fn limit() -> [(&'static str, base::words::Arg<'static>); 1] {
    [("max", (FILE_BYTES_MAX / 1024 / 1024).into())]
}

async fn again(visit: &Visit, brought: &Brought, sentence: String) -> Answer {
    let mut filled = Filled::from_pairs([("target", brought.target.map_or("sales", Target::name))]);
    filled.refuse("file", sentence);
    let (frame, content) = page(visit, &filled).await?;
    Ok(visit.page_again(&frame, content))
}

/// Keeps the file; the outer `None` says that it is too large, the inner one that none was chosen.
#[allow(clippy::option_option)]
async fn keep(
    visit: &Visit,
    mut field: Field<'_>,
) -> std::result::Result<Option<Option<(FileId, String)>>, Oops> {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Ok(Some(None));
    }
    let mut keeping = Keeping::begin(&visit.site, visit.visitor.actor, &name).await?;
    loop {
        match field.chunk().await {
            Ok(Some(bytes)) => keeping.write(&bytes).await?,
            Ok(None) => break,
            Err(_) => return Ok(None),
        }
    }
    Ok(Some(Some((keeping.end().await?, name))))
}

/// Looks into a kept file: its columns and first rows, or the sentence that says why not.
pub(super) async fn glance(
    visit: &Visit,
    file: FileId,
    name: &str,
    mapping: &Mapping,
) -> Result<std::result::Result<Look, String>> {
    let disk: Box<dyn Source> = Box::new(uploads::on_disk(&visit.site, file).await?);
    let (name, mapping) = (name.to_owned(), mapping.clone());
    let seen = tokio::task::spawn_blocking(move || look(disk, &name, &mapping)).await?;
    Ok(seen.map_err(|trouble| base::failure::Refusal::sentence(&trouble, &visit.reader)))
}

async fn begin(visit: &Visit, target: Target, file: FileId, name: &str, seen: &Look) -> Answer {
    let mut work = visit.begin().await?;
    let mapping = known_mapping(&mut work, target, &seen.columns).await?.to_toml()?;
    let look = serde_json::to_string(seen)?;
    let id = store::begin_import(&mut work, target, file, name, (&look, &mapping)).await?;
    work.commit().await?;
    base::access::Redirect::to(href(id)).into()
}
