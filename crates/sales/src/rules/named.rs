//! Closed lists whose variants have a stored name.

/// Declares an enum whose variants are stored and translated by a name.
macro_rules! named {
    ($(#[$meta:meta])* $kind:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $kind { $($(#[$doc])* $variant),+ }

        impl $kind {
            /// Every variant, in the order of the list.
            pub const ALL: &'static [$kind] = &[$($kind::$variant),+];

            /// The name by which it is stored.
            pub const fn name(self) -> &'static str {
                match self { $($kind::$variant => $name),+ }
            }

            /// Reads a name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some($kind::$variant),)+ _ => None }
            }
        }

        impl From<$kind> for base::db::Value {
            fn from(kind: $kind) -> Self {
                Self::Text(kind.name().to_owned())
            }
        }

        impl base::db::FromValue for $kind {
            fn from_value(value: &base::db::Value) -> Option<Self> {
                String::from_value(value).and_then(|name| Self::parse(&name))
            }
        }
    };
}

pub(crate) use named;
