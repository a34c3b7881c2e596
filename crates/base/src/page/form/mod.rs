//! Forms: one column, every error at once, what was typed is kept, the verb on the button.

mod field;
mod filled;

use maud::{Markup, Render, html};

pub use field::{Field, Fields};
pub use filled::{FieldError, Filled};

use super::Icon;
use super::frame::{CSRF_FIELD, Frame};

/// A form that posts to `action`, with the errors of the last attempt on top, each a link to its field.
pub fn form(frame: &Frame, action: &str, filled: &Filled, body: impl Render) -> Markup {
    html! {
        form.form method="post" action=(action) novalidate { (form_body(frame, filled, &body)) }
    }
}

/// A form that posts files as well.
pub fn upload(frame: &Frame, action: &str, filled: &Filled, body: impl Render) -> Markup {
    html! {
        form.form method="post" action=(action) enctype="multipart/form-data" novalidate {
            (form_body(frame, filled, &body))
        }
    }
}

/// The button that does it, with the verb on it.
pub fn verb(word: &str) -> Markup {
    html! { button.button.primary type="submit" { (word) } }
}

fn form_body(frame: &Frame, filled: &Filled, body: &impl Render) -> Markup {
    html! {
        input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
        @if !filled.errors().is_empty() { (summary(frame, filled)) }
        (body)
    }
}

fn summary(frame: &Frame, filled: &Filled) -> Markup {
    let count = filled.errors().len();
    html! {
        div.banner.bad role="alert" tabindex="-1" data-errors {
            (Icon::Warning)
            div {
                p { strong { (frame.reader.tr("base-form-errors", &[("count", count.into())])) } }
                ul {
                    @for error in filled.errors() {
                        li {
                            @if error.field.is_empty() { (error.sentence) }
                            @else { a href={ "#f-" (error.field) } { (error.sentence) } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use maud::html;

    use super::{Fields, Filled, form};
    use crate::page::{Address, Frame};
    use crate::words::{Language, Reader, Words};

    fn frame() -> Frame {
        let reader = Reader::new(Arc::new(Words::new(&[]).unwrap()), Language::En);
        let mut frame = Frame::new(reader, Address::parse("/desk/partners/new"));
        frame.csrf = "token-1".into();
        frame
    }

    #[test]
    fn what_was_typed_is_kept_and_the_error_stands_under_its_field() {
        let frame = frame();
        let mut filled = Filled::from_pairs([("name", "Roga \"&\" Kopyta"), ("inn", "77")]);
        filled.refuse("inn", "A tax number has 10 or 12 digits");
        let fields = Fields::new(&frame.reader, &filled);
        let html = form(
            &frame,
            "/desk/partners",
            &filled,
            html! { (fields.text("name", "Name")) (fields.text("inn", "INN").help("As registered")) },
        )
        .0;
        assert!(html.contains(r#"value="Roga &quot;&amp;&quot; Kopyta""#));
        assert!(html.contains(r##"<a href="#f-inn">A tax number has 10 or 12 digits</a>"##));
        assert!(html.contains(r#"aria-invalid="true" aria-describedby="f-inn-error f-inn-help""#));
        assert!(html.contains(r#"<input type="hidden" name="csrf" value="token-1">"#));
    }

    #[test]
    fn a_password_is_never_written_back() {
        let frame = frame();
        let filled = Filled::from_pairs([("password", "hunter2")]);
        let fields = Fields::new(&frame.reader, &filled);
        assert!(!form(&frame, "/", &filled, fields.password("password", "Password")).0.contains("hunter2"));
    }

    #[test]
    fn several_choices_are_kept() {
        let frame = frame();
        let filled = Filled::from_pairs([("role", "owner"), ("role", "finance")]);
        let fields = Fields::new(&frame.reader, &filled);
        let options = [("owner", "Owner"), ("support", "Support"), ("finance", "Finance")];
        let html = form(&frame, "/", &filled, fields.many("role", "Roles", options)).0;
        assert_eq!(html.matches(" checked").count(), 2);
    }
}
