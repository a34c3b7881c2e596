//! Giving a job that gave up another round of tries.

use base::access::{Act, Whose};
use base::events::Event;
use base::failure::{Never, Outcome, Stop};
use base::jobs::{self, JobId};
use base::work::Work;
use serde::Serialize;

/// Somebody gave a job another round of tries.
#[derive(Serialize)]
struct JobRevived {
    #[serde(skip)]
    job: JobId,
    kind: String,
}

impl Event for JobRevived {
    const NAME: &'static str = "people.job-revived";
    fn subject(&self) -> String {
        self.job.to_string()
    }
}

/// Makes a dead job due again; one that is not dead is none of this page's business.
pub async fn revive(work: &mut Work, id: JobId) -> Outcome<(), Never> {
    work.may(Act::ManageSettings, Whose::Vendor)?;
    let job = jobs::job(work, id).await?.ok_or(Stop::Unknown)?;
    if !jobs::revive(work, id).await? {
        return Err(Stop::Unknown);
    }
    work.record(JobRevived { job: id, kind: job.kind }).await?;
    Ok(())
}
