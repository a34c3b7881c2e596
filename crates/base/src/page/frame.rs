//! What every page needs around its content: who reads, where he is, where he may go.

use std::fmt;

use maud::{Markup, PreEscaped, Render};

use super::{Address, Banner, Icon, Tone};
use crate::words::Reader;

/// The hidden field in which every posting form carries the reader's token.
pub const CSRF_FIELD: &str = "csrf";

/// A word that leads somewhere.
#[derive(Clone, Debug)]
pub struct Link {
    /// The word.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// One step of the way from the menu to this page.
pub type Crumb = Link;

/// A group of the menu.
#[derive(Clone, Debug)]
pub struct MenuGroup {
    /// The locale key of its name; not shown when empty.
    pub key: &'static str,
    /// Its entries.
    pub items: Vec<MenuItem>,
}

/// An entry of the menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// The locale key of its word.
    pub key: &'static str,
    /// Where it leads; it is current on this path and below it.
    pub href: &'static str,
    /// Its icon, which stays when the rail folds.
    pub icon: Icon,
}

/// The person who is signed in.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// His name.
    pub name: String,
    /// His role or company, told under the name.
    pub note: String,
    /// The entries of his own menu above "sign out".
    pub links: Vec<Link>,
}

/// What waits for the reader.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// Where it is.
    pub href: String,
    /// How many things wait.
    pub waiting: i64,
}

/// A short message about what has just been done; it can be dismissed.
#[derive(Clone, Debug)]
pub struct Toast {
    /// What it means.
    pub tone: Tone,
    /// The message.
    pub text: String,
}

/// The frame of a page; the program fills in the reader, menu, person and token, the page the rest.
#[derive(Clone)]
pub struct Frame {
    /// For whom the page is written.
    pub reader: Reader,
    /// The page's heading and the window's title.
    pub title: String,
    /// One sentence under the heading.
    pub lead: Option<String>,
    /// What stands beside the heading, such as badges.
    pub beside: Markup,
    /// The page's verbs at the right of the heading.
    pub actions: Markup,
    /// The way here; shown below the second level.
    pub crumbs: Vec<Crumb>,
    /// The address of this page, to which the switches come back.
    pub address: Address,
    /// The menu this person may see.
    pub menu: Vec<MenuGroup>,
    /// Who is signed in, if anybody.
    pub person: Option<Person>,
    /// What waits for him.
    pub inbox: Option<Inbox>,
    /// The token every form carries.
    pub csrf: String,
    /// What has just been done.
    pub toasts: Vec<Toast>,
    /// What stays true until its cause is gone.
    pub notices: Vec<Banner>,
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame")
            .field("title", &self.title)
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl Frame {
    /// A frame with nobody signed in and no menu.
    pub fn new(reader: Reader, address: Address) -> Self {
        Self {
            reader,
            title: String::new(),
            lead: None,
            beside: PreEscaped(String::new()),
            actions: PreEscaped(String::new()),
            crumbs: Vec::new(),
            address,
            menu: Vec::new(),
            person: None,
            inbox: None,
            csrf: String::new(),
            toasts: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// The same frame with a heading.
    #[must_use]
    pub fn titled(self, title: impl Into<String>) -> Self {
        Self { title: title.into(), ..self }
    }

    /// The same frame with one sentence under the heading.
    #[must_use]
    pub fn lead(self, lead: impl Into<String>) -> Self {
        Self { lead: Some(lead.into()), ..self }
    }

    /// The same frame with something beside the heading.
    #[must_use]
    pub fn beside(self, beside: impl Render) -> Self {
        Self { beside: beside.render(), ..self }
    }

    /// The same frame with the page's verbs.
    #[must_use]
    pub fn actions(self, actions: impl Render) -> Self {
        Self { actions: actions.render(), ..self }
    }

    /// The same frame one step deeper.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), href: href.into() });
        self
    }

    /// The same frame with a message about what has just been done.
    #[must_use]
    pub fn toast(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.toasts.push(Toast { tone, text: text.into() });
        self
    }

    /// The same frame with a message that stays.
    #[must_use]
    pub fn notice(mut self, tone: Tone, text: impl Render) -> Self {
        self.notices.push(Banner::new(tone, text));
        self
    }

    /// The entry of the menu under which this page lies: the longest one on its path.
    pub(super) fn current(&self) -> Option<&'static str> {
        let path = self.address.path();
        let leads_here = |href: &&'static str| {
            path == *href || path.strip_prefix(*href).is_some_and(|rest| rest.starts_with('/'))
        };
        let hrefs = self.menu.iter().flat_map(|group| &group.items).map(|item| item.href);
        hrefs.filter(leads_here).max_by_key(|href| href.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, MenuGroup, MenuItem};
    use crate::page::{Address, Icon};
    use crate::words::{Language, Reader, Words};

    fn current(path: &str) -> Option<&'static str> {
        let reader = Reader::new(std::sync::Arc::new(Words::new(&[]).unwrap()), Language::Ru);
        let item = |href| MenuItem { key: "x", href, icon: Icon::Home };
        let items = vec![item("/desk"), item("/desk/partners"), item("/desk/sales")];
        let mut frame = Frame::new(reader, Address::parse(path));
        frame.menu = vec![MenuGroup { key: "", items }];
        frame.current()
    }

    #[test]
    fn the_closest_menu_entry_is_current() {
        assert_eq!(current("/desk/partners/42/deals?x=1"), Some("/desk/partners"));
        assert_eq!(current("/desk"), Some("/desk"));
        assert_eq!(current("/desk/partnership"), Some("/desk"));
        assert_eq!(current("/portal"), None);
    }
}
