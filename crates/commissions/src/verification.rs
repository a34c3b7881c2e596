//! The nightly verification: a job that plans the next night and keeps what came of this one.

use base::access::{Actor, UserId};
use base::failure::{Failure, Outcome, Result, Stop};
use base::job_kind;
use base::jobs::{self, Job, JobKind, NewJob};
use base::work::{Site, Work};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::rules::{Difference, Refusal};
use crate::store;
use crate::verify::{Verified, verify};

base::id!(
    /// One verification.
    VerificationId,
    "verification"
);

/// The job that computes closed periods again.
pub const VERIFY: JobKind = job_kind!("commissions.verify", run);

/// The hour and minute at which closed periods are computed again every night.
const AT: (i8, i8) = (3, 10);
/// The payload of a verification that a person asked for; any other is that of a night.
const ASKED: &str = "asked";

/// What a verification came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Its id.
    pub id: VerificationId,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Who asked for it, if a person did.
    pub user: Option<UserId>,
    /// How many closed periods were computed again.
    pub periods: i64,
    /// How many statements were compared.
    pub statements: i64,
    /// How many differences there are.
    pub differences: i64,
    /// The first of them.
    pub told: Vec<Difference>,
}

/// Plans the verification of the coming night; planning it again changes nothing.
pub async fn plan_verification(work: &mut Work) -> Result<()> {
    let zone = work.site().config.zone.clone();
    let now = work.now();
    let moment = |day: Date| day.at(AT.0, AT.1, 0, 0).to_zoned(zone.clone()).map(|zoned| zoned.timestamp());
    let today = work.today();
    let night = if moment(today)? > now { today } else { today.saturating_add(1.day()) };
    let job = NewJob::new(VERIFY.name, "night").once(night.to_string()).due_at(moment(night)?);
    jobs::queue(work, job).await?;
    Ok(())
}

/// Has closed periods computed again now.
pub async fn ask_for_verification(work: &mut Work) -> Result<()> {
    jobs::queue(work, NewJob::new(VERIFY.name, ASKED)).await?;
    Ok(())
}

/// Keeps what a verification came to.
pub async fn keep_verification(
    site: &Site,
    actor: Actor,
    user: Option<UserId>,
    verified: &Verified,
) -> Result<Verification> {
    let mut work = site.begin(actor).await?;
    let verification = Verification {
        id: VerificationId::fresh(),
        begun_at: verified.begun_at,
        ended_at: work.now(),
        user,
        periods: verified.periods,
        statements: verified.statements,
        differences: verified.differences,
        told: verified.told.clone(),
    };
    store::insert_verification(&mut work, &verification).await?;
    work.commit().await?;
    Ok(verification)
}

/// The last verification.
pub async fn last_verification(work: &mut Work) -> Result<Option<Verification>> {
    store::last_verification(work).await
}

async fn run(site: Site, job: Job) -> Result<()> {
    let actor = Actor::System("commissions");
    if job.payload != ASKED {
        // First of all, so that a night that fails does not end all nights.
        let mut work = site.begin(actor).await?;
        plan_verification(&mut work).await?;
        work.commit().await?;
    }
    let verified: Outcome<Verified, Refusal> = verify(&site, actor, None).await;
    let verified = verified.map_err(|stop| match stop {
        Stop::Failed(failure) => failure,
        _ => Failure::new("closed periods may not be computed again"),
    })?;
    let kept = keep_verification(&site, actor, job.user, &verified).await?;
    if kept.differences > 0 {
        tracing::error!(
            differences = kept.differences,
            "closed periods do not come to what was stated and posted"
        );
    }
    Ok(())
}
