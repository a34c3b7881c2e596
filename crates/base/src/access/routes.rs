//! Routes, each with its door. The list of rows is what the isolation table is checked against.

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};

use super::{Act, Actor, Side, Visitor};
use crate::failure::Oops;
use crate::page::Icon;
use crate::work::Site;

/// Who is let in to a route before its handler runs; the verb behind it asks again, with the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Everybody.
    Public,
    /// Everybody who has signed in.
    SignedIn,
    /// Vendor staff whose role includes the act.
    Desk(Act),
    /// Partners' people whose role includes the act.
    Portal(Act),
}

/// One route as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteRow {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path with its `{parameters}`.
    pub path: &'static str,
    /// Its door.
    pub door: Door,
}

/// An entry of the menu of either side.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// Whose menu.
    pub side: Side,
    /// The locale key of its group; entries of one group stand together in the order of the list.
    pub group: &'static str,
    /// The locale key of its word.
    pub key: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// What a role must include to see it.
    pub act: Act,
}

/// The routes of a slice.
#[derive(Default)]
pub struct Routes {
    router: Router<Site>,
    rows: Vec<RouteRow>,
}

impl Routes {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page or a reading of the API.
    pub fn get<H, T>(self, path: &'static str, door: Door, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add("GET", path, door, get(handler))
    }

    /// Adds an act.
    pub fn post<H, T>(self, path: &'static str, door: Door, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add("POST", path, door, post(handler))
    }

    /// Joins another slice's routes.
    pub fn merge(mut self, other: Routes) -> Self {
        self.router = self.router.merge(other.router);
        self.rows.extend(other.rows);
        self
    }

    /// Every route that was added.
    pub fn rows(&self) -> &[RouteRow] {
        &self.rows
    }

    /// The finished router.
    pub fn into_router(self, site: Site) -> Router {
        self.router.fallback(async || Oops::Unknown).with_state(site)
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        door: Door,
        route: MethodRouter<Site>,
    ) -> Self {
        let guarded = route.route_layer(from_fn(move |request, next| guard(door, request, next)));
        self.router = self.router.route(path, guarded);
        self.rows.push(RouteRow { method, path, door });
        self
    }
}

async fn guard(door: Door, request: Request, next: Next) -> Response {
    let actor = request.extensions().get::<Visitor>().map_or(Actor::Anonymous, |visitor| visitor.actor);
    match admit(door, &actor) {
        Ok(()) => next.run(request).await,
        Err(oops) => oops.into_response(),
    }
}

/// The decision at the door: strangers are sent to sign in, the other side is told that there is nothing here.
fn admit(door: Door, actor: &Actor) -> Result<(), Oops> {
    match (door, actor) {
        (Door::Public, _) => Ok(()),
        (_, Actor::Anonymous) => Err(Oops::SignIn),
        (Door::SignedIn, _) => Ok(()),
        (Door::Desk(act), Actor::Staff { acts, .. }) | (Door::Portal(act), Actor::Partner { acts, .. }) => {
            if acts.include(act) {
                Ok(())
            } else {
                Err(Oops::Forbidden)
            }
        }
        _ => Err(Oops::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{PartnerId, Role, UserId};

    #[test]
    fn the_other_side_learns_nothing() {
        let acts = Role::PartnerOwner.acts();
        let partner = Actor::Partner { user: UserId(1), partner: PartnerId(1), acts };
        let staff = Actor::Staff { user: UserId(2), acts: Role::Owner.acts() };
        assert!(matches!(admit(Door::Desk(Act::SeeSales), &partner), Err(Oops::Unknown)));
        assert!(matches!(admit(Door::Portal(Act::PortalHome), &staff), Err(Oops::Unknown)));
        assert!(matches!(admit(Door::Portal(Act::PortalHome), &Actor::Anonymous), Err(Oops::SignIn)));
    }

    #[test]
    fn a_role_without_the_act_is_told_so() {
        let inspector = Actor::Staff { user: UserId(1), acts: Role::Inspector.acts() };
        assert!(matches!(admit(Door::Desk(Act::SeePayouts), &inspector), Err(Oops::Forbidden)));
        assert!(admit(Door::Desk(Act::SeePartners), &inspector).is_ok());
    }
}
