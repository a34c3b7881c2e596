//! Who may do what: acts and roles, actors, routes with their doors, and the visit that a request is.

mod act;
mod actor;
mod edge;
mod house;
mod path;
mod posted;
mod routes;
mod visit;

pub use act::{Act, Acts, Role, Side};
pub use actor::{Actor, PartnerId, UserId, Whose};
pub use edge::edge;
pub use house::house_routes;
pub use path::Path;
pub use posted::{Posted, check_secret};
pub use routes::{Door, MenuEntry, RouteRow, Routes};
pub use visit::{Redirect, Visit, Visitor, cookie};
