//! An import that began on the page, as a job: any replica may do it, and do it again.

use std::fs::File;
use std::io::Read;
use std::time::Duration;

use base::access::Actor;
use base::failure::{Failure, Outcome, Result, Stop};
use base::files::Mapping;
use base::files::uploads::{self, FileId, Keeping};
use base::jobs::{self, Job, JobId, JobKind, NewJob};
use base::words::{Language, Reader};
use base::work::{Site, Work};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::{Imported, Input, Mode, Step, Trouble, import, remember};
use crate::store::{self, Import, ImportId, ImportState};

/// The job that checks or writes an import.
pub const RUN: JobKind = base::job_kind!("sales.import", run);

/// How often the progress page learns something new.
const TOLD_EVERY: Duration = Duration::from_millis(700);

#[derive(Serialize, Deserialize)]
struct Payload {
    import: ImportId,
    round: i64,
    write: bool,
    language: String,
}

/// Queues the check or the write of an import as its next round.
pub async fn queue(work: &mut Work, import: &Import, mode: Mode, reader: &Reader) -> Result<bool> {
    let write = mode == Mode::Write;
    let state = if write { ImportState::Writing } else { ImportState::Checking };
    let next = Import { state, round: import.round + 1, trouble: None, ..import.clone() };
    if !store::set_import(work, &next, import.round).await? {
        return Ok(false);
    }
    let language = reader.language.code().to_owned();
    let payload = Payload { import: import.id, round: next.round, write, language };
    let new =
        NewJob::new(RUN.name, serde_json::to_string(&payload)?).once(format!("{}/{}", import.id, next.round));
    let job = jobs::queue(work, new).await?;
    store::started_job(work, import.id, job).await?;
    Ok(true)
}

async fn run(site: Site, job: Job) -> Result<()> {
    let payload: Payload = serde_json::from_str(&job.payload)?;
    let mut work = site.read(Actor::System("import")).await?;
    let found = store::import(&mut work, payload.import).await?;
    drop(work);
    let Some(present) = found.filter(|import| import.round == payload.round) else { return Ok(()) };
    let language = Language::parse(&payload.language).unwrap_or(Language::Ru);
    let reader = Reader::new(site.words.clone(), language).in_zone(site.config.zone.clone());
    let mode = if payload.write { Mode::Write } else { Mode::DryRun };
    let mapping = Mapping::parse(&present.mapping).map_err(|error| Failure::new(error.to_string()))?;
    let done = work_through(&site, job.id, &present, mapping.clone(), mode, &reader).await;
    let next = match done {
        Ok(imported) => finished(&site, &present, imported, mode).await?,
        Err(Stop::Refused(trouble)) => failed(&present, &trouble, &reader),
        Err(Stop::Failed(failure)) => return Err(failure),
        Err(stop) => return Err(Failure::new(format!("an import ended without a result: {stop:?}"))),
    };
    let mut work = site.begin(Actor::System("import")).await?;
    if store::set_import(&mut work, &next, payload.round).await? {
        if let Some(old) = present.rejected.filter(|old| next.rejected != Some(*old)) {
            uploads::forget(&mut work, old).await?;
        }
        if next.state == ImportState::Done {
            remember(&mut work, present.target, &mapping).await?;
        }
    }
    work.commit().await
}

async fn work_through(
    site: &Site,
    job: JobId,
    present: &Import,
    mapping: Mapping,
    mode: Mode,
    reader: &Reader,
) -> Outcome<Imported, Trouble> {
    let input = Input {
        target: present.target,
        file: Box::new(uploads::on_disk(site, present.file).await?),
        name: present.file_name.clone(),
        mapping,
        import: Some(present.id.to_string()),
    };
    let (send, receive) = watch::channel(Step::default());
    let telling = tokio::spawn(tell(site.clone(), job, receive));
    let mut progress = |step| {
        // The page that looks may have gone; the import goes on.
        let _ = send.send(step);
    };
    let done = import(site, Actor::System("import"), input, mode, reader, &mut progress).await;
    telling.abort();
    done
}

/// Writes the progress down for whoever looks, slowly enough not to stand in the way.
async fn tell(site: Site, job: JobId, mut steps: watch::Receiver<Step>) {
    while steps.changed().await.is_ok() {
        let step = *steps.borrow_and_update();
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let note = format!("{} {}", step.rows, step.rejected);
        let told = jobs::progress(&site, job, number(step.done), Some(number(step.total)), Some(&note)).await;
        if let Err(failure) = told {
            tracing::warn!(%failure, "the progress of an import could not be written down");
        }
        tokio::time::sleep(TOLD_EVERY).await;
    }
}

async fn finished(site: &Site, present: &Import, imported: Imported, mode: Mode) -> Result<Import> {
    let rejected = match imported.rejected {
        None => None,
        Some(file) => Some(keep_rejected(site, &present.file_name, file).await?),
    };
    let state = if mode == Mode::Write { ImportState::Done } else { ImportState::Checked };
    let report = Some(serde_json::to_string(&imported.report)?);
    Ok(Import { state, report, rejected, trouble: None, ..present.clone() })
}

fn failed(present: &Import, trouble: &Trouble, reader: &Reader) -> Import {
    let trouble = base::failure::Refusal::sentence(trouble, reader);
    Import {
        state: ImportState::Failed,
        trouble: Some(trouble),
        report: None,
        rejected: None,
        ..present.clone()
    }
}

async fn keep_rejected(site: &Site, name: &str, mut file: File) -> Result<FileId> {
    let name = format!("{}-rejected.csv", name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let mut keeping = Keeping::begin(site, Actor::System("import"), &name).await?;
    let mut piece = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return keeping.end().await;
        }
        keeping.write(&piece[..read]).await?;
    }
}
