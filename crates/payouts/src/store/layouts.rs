//! How banks want their registers.

use base::args;
use base::db::Row;
use base::failure::Result;
use base::work::Work;

use crate::rules::{LayoutId, RegisterLayout};

/// A layout as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLayout {
    /// Its id.
    pub id: LayoutId,
    /// What it says.
    pub layout: RegisterLayout,
}

/// Keeps a layout, a new one or a known one anew.
pub async fn keep_layout(work: &mut Work, id: LayoutId, layout: &RegisterLayout) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "insert into payouts_layouts (id, layout, is_dropped, changed_at, changed_by) values ($1, $2, 0, $3, $4)
               on conflict (id) do update set layout = excluded.layout, is_dropped = 0, changed_at = excluded.changed_at,
                 changed_by = excluded.changed_by";
    work.run(sql, args![id, serde_json::to_string(layout)?, now, user]).await?;
    Ok(())
}

/// Takes a layout off the list.
pub async fn drop_layout(work: &mut Work, id: LayoutId) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update payouts_layouts set is_dropped = 1, changed_at = $2, changed_by = $3 where id = $1";
    work.run(sql, args![id, now, user]).await?;
    Ok(())
}

/// The layouts that are offered, in the order in which they were made.
pub async fn layouts(work: &mut Work) -> Result<Vec<KeptLayout>> {
    let sql = "select id, layout from payouts_layouts where is_dropped = 0 order by id";
    work.rows(sql, args![]).await?.iter().map(read_layout).collect()
}

/// One layout that is offered.
pub async fn layout(work: &mut Work, id: LayoutId) -> Result<Option<KeptLayout>> {
    let sql = "select id, layout from payouts_layouts where id = $1 and is_dropped = 0";
    work.row(sql, args![id]).await?.as_ref().map(read_layout).transpose()
}

fn read_layout(row: &Row) -> Result<KeptLayout> {
    Ok(KeptLayout { id: row.get("id")?, layout: serde_json::from_str(&row.get::<String>("layout")?)? })
}
