//! Our own small set of stroke icons on a field of 24 by 24.

use maud::{Markup, PreEscaped, Render, html};

macro_rules! icons {
    ($($name:ident = $path:literal,)*) => {
        /// An icon; always decoration, so a word stands beside it or its control carries a label.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Icon {
            $($name,)*
        }

        impl Icon {
            /// Every icon, for the gallery.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)*
                }
            }
        }
    };
}

icons! {
    Home = "M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-5h4v5",
    Partners = "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-4 3-6 6.5-6s6.1 2 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18.2 14.6c1.9.8 3 2.6 3.3 5.4",
    Programs = "M5 4h11l3 3v13H5zM15 4v4h4M8 12h8M8 16h5",
    Sales = "M3 5h2.5l2.2 10h9.6l2.2-7H6.5M9.5 19.5h.01M16 19.5h.01",
    Customers = "M4 20V8l8-4 8 4v12M9 20v-4h6v4M8 11h2M14 11h2",
    Products = "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
    Money = "M3 7h18v11H3zM12 15a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM6.5 12.5h.01M17.5 12.5h.01",
    Statement = "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
    Payout = "M4 20h16M5 16l7-11M12 5h-5M12 5v5M16 9v7M19 12v4",
    Bank = "M3 9l9-5 9 5zM5 9v8M10 9v8M14 9v8M19 9v8M3 20h18",
    Chart = "M4 4v16h16M8 16v-4M12 16V8M16 16v-6",
    Growth = "M4 17l5-5 4 3 7-8M15 7h5v5",
    Learning = "M3 6c3-1 6-1 9 1 3-2 6-2 9-1v13c-3-1-6-1-9 1-3-2-6-2-9-1zM12 7v13",
    Deals = "M3 12l4-5 5 2 5-2 4 5-4 5-5 2-5-2zM9 12l2.5 2L15 11",
    Goal = "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM12 12h.01",
    Gift = "M4 10h16v4H4zM5.5 14v6h13v-6M12 10v10M12 10C9 10 7 8.5 7.5 6.5S11 5 12 10c1-5 4-5.5 4.5-3.5S15 10 12 10",
    Network = "M12 8V5M12 12v-4M6 16v-4h12v4M10.5 3h3v3h-3zM4.5 16h3v3h-3zM10.5 16h3v3h-3zM16.5 16h3v3h-3zM12 12v4",
    Settings = "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
    Import = "M12 3v11M8 10l4 4 4-4M4 16v4h16v-4",
    Download = "M12 4v10M8.5 10.5 12 14l3.5-3.5M5 19h14",
    Upload = "M12 20V10M8.5 13.5 12 10l3.5 3.5M5 5h14",
    Search = "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16 16l5 5",
    Filter = "M4 5h16l-6 8v5l-4 2v-7z",
    Globe = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3Z",
    Sun = "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
    Moon = "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
    Contrast = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 3v18M12 8h6.5M12 12h9M12 16h6.5",
    Inbox = "M4 13l3-8h10l3 8v6H4zM4 13h5l1 2.5h4l1-2.5h5",
    Person = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.6-4 3.5-6 7.5-6s6.9 2 7.5 6",
    Exit = "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
    Menu = "M4 7h16M4 12h16M4 17h16",
    More = "M6 12h.01M12 12h.01M18 12h.01",
    Check = "M5 12.5l4.5 4.5L19 7.5",
    Cross = "M6 6l12 12M18 6 6 18",
    Warning = "M12 4 21 19.5H3zM12 10v4.5M12 17h.01",
    Info = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v6M12 7.5h.01",
    Dot = "M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
    Seal = "M12 14.5a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM9 13.5 7.5 21.5l4.5-2.5 4.5 2.5-1.5-8M10 8.5l1.5 1.5 2.5-3",
    Clock = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.5 2",
    Calendar = "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
    Up = "M12 19V5M6.5 10.5 12 5l5.5 5.5",
    Down = "M12 5v14M6.5 13.5 12 19l5.5-5.5",
    Left = "M15 5l-7 7 7 7",
    Right = "M9 5l7 7-7 7",
    Plus = "M12 5v14M5 12h14",
    Edit = "M4 20l1-4.5L16 4.5l3.5 3.5-11 11zM13.5 7 17 10.5",
    Trash = "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
    Copy = "M9 9h11v11H9zM5 15H4V4h11v1",
    Link = "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
    Lock = "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2",
    Key = "M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 12h9M17.5 12v3.5M21 12v2.5",
    Mail = "M3 6h18v13H3zM3 7l9 7 9-7",
    File = "M6 3h8l4 4v14H6zM14 3v4h4",
    Undo = "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4",
    Play = "M7 4.5v15l12-7.5z",
    Percent = "M6 18 18 6M7.5 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM16.5 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
    Split = "M4 12h5c3 0 3-6 6-6h5M9 12c3 0 3 6 6 6h5M17 3l3 3-3 3M17 15l3 3-3 3",
    Journal = "M6 3h13v18H6zM6 3v18M3.5 7H8M3.5 12H8M3.5 17H8M11.5 8h4.5",
    Shield = "M12 3l8 3v6c0 4.5-3 7.5-8 9-5-1.5-8-4.5-8-9V6z",
    Star = "M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-2.9L6.7 20l1.1-6-4.4-4.2 6-.8z",
}

impl Render for Icon {
    fn render(&self) -> Markup {
        html! {
            svg.icon viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false" {
                path d=(self.path()) {}
            }
        }
    }
}

/// The mark of Artel: one circle earned together and shared, in the colour of the text around it.
pub(super) const MARK: PreEscaped<&str> = PreEscaped(
    r#"<svg class="mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false"><path d="M17.5 3.1A13 13 0 0 1 28.7 19.2L17.5 14.800Z"/><path d="M27.6 22A13 13 0 0 1 8 26.2L16.3 17.5Z"/><path d="M5.9 24.1A13 13 0 0 1 14.500 3.100V15.100Z"/></svg>"#,
);
