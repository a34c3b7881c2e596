//! Changing the mapping of an import, and letting it run.

use base::access::{Path, Posted, Redirect, Visit};
use base::failure::{Answer, Oops};
use base::page::Filled;

use super::begin::glance;
use super::form::{filled_with, typed};
use super::show::{content, frame_of};
use super::{found, href, look_of, mapping_of};
use crate::import::{Mode, queue};
use crate::store::{Import, ImportId, ImportState};

/// `POST /desk/sales/import/{import}/mapping`: keeps the mapping and checks the whole file.
pub async fn mapping(visit: Visit, Path(id): Path<ImportId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.read().await?;
    let mut import = found(&visit, &mut work, id).await?;
    drop(work);
    let mapping = typed(&visit.reader, &import, &mut filled);
    if mapping.hints != mapping_of(&import).hints {
        match glance(&visit, import.file, &import.file_name, &mapping).await? {
            Ok(seen) => import.look = serde_json::to_string(&seen)?,
            Err(sentence) => filled.refuse("header_row", sentence),
        }
    }
    for problem in mapping.check(&look_of(&import).columns, import.target.fields()) {
        filled.refuse("", problem.sentence(&visit.reader));
    }
    if filled.has_errors() {
        return Ok(again(&visit, &import, &filled));
    }
    import.mapping = mapping.to_toml()?;
    run(&visit, &import, Mode::DryRun).await
}

fn again(visit: &Visit, import: &Import, filled: &Filled) -> axum::response::Response {
    let frame = frame_of(visit, import);
    let content = content(visit, &frame, import, filled);
    visit.page_again(&frame, content)
}

/// `POST /desk/sales/import/{import}/value`: says what a value of the file stands for, and checks again.
pub async fn value(visit: Visit, Path(id): Path<ImportId>, posted: Posted) -> Answer {
    let mut work = visit.read().await?;
    let mut import = found(&visit, &mut work, id).await?;
    drop(work);
    let filled = posted.filled;
    let (field, from, to) = (filled.text("field"), filled.text("from"), filled.text("to"));
    let known = import.target.fields().iter().any(|known| known.name == field);
    if !known || from.is_empty() || to.is_empty() {
        return Err(Oops::BadRequest("base-bad-form"));
    }
    let mut mapping = mapping_of(&import);
    mapping.values.entry(field.to_owned()).or_default().insert(from.to_owned(), to.to_owned());
    import.mapping = mapping.to_toml()?;
    run(&visit, &import, Mode::DryRun).await
}

/// `POST /desk/sales/import/{import}/write`
pub async fn write(visit: Visit, Path(id): Path<ImportId>, _posted: Posted) -> Answer {
    let mut work = visit.read().await?;
    let import = found(&visit, &mut work, id).await?;
    drop(work);
    if import.state != ImportState::Checked {
        return Ok(again(&visit, &import, &filled_with(&mapping_of(&import))));
    }
    run(&visit, &import, Mode::Write).await
}

/// Queues the next round, unless somebody else did or one is under way.
async fn run(visit: &Visit, import: &Import, mode: Mode) -> Answer {
    let mut work = visit.begin().await?;
    let under_way = matches!(import.state, ImportState::Writing | ImportState::Done);
    if !under_way && queue(&mut work, import, mode, &visit.reader).await? {
        work.commit().await?;
    }
    Redirect::to(href(import.id)).into()
}
