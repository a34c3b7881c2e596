//! Looking into a file before it is imported: its columns, its first rows, and the mapping that is offered.

use base::failure::Result;
use base::files::{Limits, Mapping, Row, Source, Table, guess};
use base::work::Work;
use serde::{Deserialize, Serialize};

use super::{Target, Trouble};
use crate::store;

/// Rows shown before anything is imported.
const SHOWN: usize = 8;
/// Letters of a cell that are shown.
const LETTERS: usize = 60;

/// What a file looks like from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The columns.
    pub columns: Vec<String>,
    /// The first rows, cells cut short.
    pub rows: Vec<Vec<String>>,
}

/// Looks into a file; this reads, so it belongs on a thread that may wait.
pub fn look(file: Box<dyn Source>, name: &str, mapping: &Mapping) -> Result<Look, Trouble> {
    let mut table = Table::open(file, name, &mapping.hints, Limits::default())?;
    let columns = table.columns().to_vec();
    let mut rows = Vec::new();
    for row in table.rows()?.take(SHOWN) {
        rows.push(cells(&row?, columns.len()));
    }
    Ok(Look { columns, rows })
}

fn cells(row: &Row, count: usize) -> Vec<String> {
    (0..count).map(|place| row.cell(place).chars().take(LETTERS).collect()).collect()
}

/// The mapping offered for these columns: the one used last where it fits, else a guess by their names.
pub(crate) async fn known_mapping(work: &mut Work, target: Target, columns: &[String]) -> Result<Mapping> {
    let kept = store::kept_mapping(work, target).await?;
    let kept = kept.and_then(|text| Mapping::parse(&text).ok());
    let fits = |mapping: &Mapping| mapping.bind(columns, target.fields()).is_ok();
    let mut offered = kept.filter(fits).unwrap_or_else(|| guess(columns, target.fields()));
    offered.kind = Some(target.name().to_owned());
    Ok(offered)
}

/// Remembers the mapping that was used last.
pub(crate) async fn remember(work: &mut Work, target: Target, mapping: &Mapping) -> Result<()> {
    store::keep_mapping(work, target, &mapping.to_toml()?).await
}
