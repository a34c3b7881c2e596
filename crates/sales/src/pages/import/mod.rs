//! The import on the page: a file is brought, columns are matched, the whole file is checked, and what fits is written.

pub mod begin;
pub mod change;
mod form;
mod report;
pub mod show;

use base::access::Visit;
use base::failure::Oops;
use base::files::Mapping;
use base::page::{Step, StepState, steps};
use base::words::Reader;
use base::work::Work;
use maud::Markup;

use crate::import::{Look, Target};
use crate::store::{self, Import, ImportId, ImportState};

/// The largest file that is taken.
pub const FILE_BYTES_MAX: usize = 512 * 1024 * 1024;

fn target_word(r: &Reader, target: Target) -> String {
    r.t(&format!("sales-import-target-{}", target.name()))
}

fn state_word(r: &Reader, state: ImportState) -> String {
    r.t(&format!("sales-import-state-{}", state.name()))
}

fn href(id: ImportId) -> String {
    format!("/desk/sales/import/{id}")
}

/// The import, if the visitor may see it: partners are imported by those who may change partners.
async fn found(visit: &Visit, work: &mut Work, id: ImportId) -> Result<Import, Oops> {
    let import = store::import(work, id).await?.ok_or(Oops::Unknown)?;
    if visit.can(act_for(import.target)) { Ok(import) } else { Err(Oops::Forbidden) }
}

fn act_for(target: Target) -> base::access::Act {
    use base::access::Act;
    if target == Target::Partners { Act::EditPartners } else { Act::EditSales }
}

fn mapping_of(import: &Import) -> Mapping {
    Mapping::parse(&import.mapping).unwrap_or_default()
}

fn look_of(import: &Import) -> Look {
    serde_json::from_str(&import.look).unwrap_or_default()
}

/// Where the import stands, as steps.
fn stages(r: &Reader, state: ImportState) -> Markup {
    use ImportState as S;
    let at = match state {
        S::Mapping => 0,
        S::Checking | S::Failed => 1,
        S::Checked => 2,
        S::Writing => 3,
        S::Done => 4,
    };
    let words = [
        "sales-import-step-mapping",
        "sales-import-step-check",
        "sales-import-step-review",
        "sales-import-step-write",
    ];
    let all: Vec<Step> = words
        .iter()
        .enumerate()
        .map(|(place, key)| Step {
            name: r.t(key),
            note: String::new(),
            state: match place.cmp(&at) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal if state == S::Failed => StepState::Failed,
                std::cmp::Ordering::Equal => StepState::Current,
                std::cmp::Ordering::Greater => StepState::Ahead,
            },
        })
        .collect();
    steps(r, &all)
}
