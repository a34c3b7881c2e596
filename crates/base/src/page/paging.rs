//! Turning the pages of a list, by number or by cursor.

use maud::{Markup, Render, html};

use super::{Address, Icon};
use crate::words::Reader;

/// Links to other pages of a list.
pub struct Paging<'a> {
    reader: &'a Reader,
    here: &'a Address,
    kind: Kind,
}

enum Kind {
    Numbers { page: i64, per_page: i64, total: i64 },
    Cursor { before: Option<String>, after: Option<String> },
}

impl<'a> Paging<'a> {
    /// Numbered pages (`page=3`) of `total` rows.
    pub const fn numbers(
        reader: &'a Reader,
        here: &'a Address,
        page: i64,
        per_page: i64,
        total: i64,
    ) -> Self {
        Self { reader, here, kind: Kind::Numbers { page, per_page, total } }
    }

    /// Neighbouring pages by cursor (`before=…`, `after=…`); `None` where the list ends.
    pub const fn cursor(
        reader: &'a Reader,
        here: &'a Address,
        before: Option<String>,
        after: Option<String>,
    ) -> Self {
        Self { reader, here, kind: Kind::Cursor { before, after } }
    }

    fn step(&self, key: &str, forward: bool, value: Option<&str>) -> Markup {
        let (word, icon) = if forward {
            (self.reader.t("base-paging-next"), Icon::Right)
        } else {
            (self.reader.t("base-paging-previous"), Icon::Left)
        };
        html! {
            @if let Some(value) = value {
                a.button rel=(if forward { "next" } else { "prev" }) href=(self.here.with(key, value)) {
                    @if !forward { (icon) } (word) @if forward { (icon) }
                }
            }
        }
    }

    fn numbered(&self, page: i64, per_page: i64, total: i64) -> Markup {
        let last = last_page(per_page, total);
        let first_row = (page - 1) * per_page + 1;
        let shown = self.reader.tr(
            "base-paging-shown",
            &[
                ("from", first_row.min(total).into()),
                ("to", (first_row + per_page - 1).min(total).into()),
                ("total", total.into()),
            ],
        );
        html! {
            span.paging-shown { (shown) }
            @if last > 1 {
                (self.step("page", false, (page > 1).then(|| (page - 1).to_string()).as_deref()))
                @for slot in slots(page, last) {
                    @match slot {
                        Some(number) if number == page => {
                            span.paging-here aria-current="page" { (self.reader.number(number)) }
                        }
                        Some(number) => a.paging-number href=(self.here.with("page", &number.to_string())) {
                            (self.reader.number(number))
                        },
                        None => span.paging-gap { "…" },
                    }
                }
                (self.step("page", true, (page < last).then(|| (page + 1).to_string()).as_deref()))
            }
        }
    }
}

impl Render for Paging<'_> {
    fn render(&self) -> Markup {
        html! {
            nav.paging aria-label=(self.reader.t("base-paging-label")) {
                @match &self.kind {
                    Kind::Numbers { page, per_page, total } => (self.numbered(*page, *per_page, *total)),
                    Kind::Cursor { before, after } => {
                        (self.step("before", false, before.as_deref()))
                        (self.step("after", true, after.as_deref()))
                    }
                }
            }
        }
    }
}

fn last_page(per_page: i64, total: i64) -> i64 {
    if total <= 0 { 1 } else { (total - 1) / per_page.max(1) + 1 }
}

/// The page numbers worth a link: both ends and the neighbours, `None` for a gap.
fn slots(page: i64, last: i64) -> Vec<Option<i64>> {
    let mut worth: Vec<i64> =
        [1, page - 1, page, page + 1, last].into_iter().filter(|n| (1..=last).contains(n)).collect();
    worth.sort_unstable();
    worth.dedup();
    let mut slots = Vec::new();
    let mut previous = 0;
    for number in worth {
        if number - previous > 1 {
            slots.push(None);
        }
        slots.push(Some(number));
        previous = number;
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::{last_page, slots};

    #[test]
    fn a_full_last_page_is_not_followed_by_an_empty_one() {
        assert_eq!(last_page(25, 50), 2);
        assert_eq!(last_page(25, 51), 3);
        assert_eq!(last_page(25, 0), 1);
    }

    #[test]
    fn far_pages_are_a_gap() {
        assert_eq!(slots(5, 9), [Some(1), None, Some(4), Some(5), Some(6), None, Some(9)]);
        assert_eq!(slots(1, 2), [Some(1), Some(2)]);
    }
}
