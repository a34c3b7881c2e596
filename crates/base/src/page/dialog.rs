//! Dialogs and the question before a dangerous act; both work without JavaScript.

use maud::{Markup, Render, html};

use super::Icon;
use super::frame::{CSRF_FIELD, Frame};
use crate::words::Reader;

/// A button that opens a sheet over the page; `id` is unique on the page.
pub fn dialog(reader: &Reader, id: &str, button: impl Render, title: &str, body: impl Render) -> Markup {
    html! {
        a.button href={ "#" (id) } data-dialog=(id) aria-haspopup="dialog" { (button) }
        dialog.dialog id=(id) aria-labelledby={ (id) "-title" } {
            div.dialog-head {
                h2 id={ (id) "-title" } { (title) }
                a.icon-button href="#" data-close="" aria-label=(reader.t("base-dialog-close")) { (Icon::Cross) }
            }
            div.dialog-body { (body) }
        }
    }
}

/// A dangerous verb that first tells its consequence in numbers; posts to `action` with the given hidden fields.
pub fn confirm(
    frame: &Frame,
    action: &str,
    verb: &str,
    consequence: &str,
    fields: &[(&str, &str)],
) -> Markup {
    html! {
        details.confirm {
            summary.button.danger { (verb) }
            form.question method="post" action=(action) {
                input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
                @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
                p { (Icon::Warning) span { (consequence) } }
                div.verbs {
                    button.button.danger.solid type="submit" { (verb) }
                    button.button type="button" hidden data-unconfirm="" { (frame.reader.t("base-dialog-no")) }
                }
            }
        }
    }
}
