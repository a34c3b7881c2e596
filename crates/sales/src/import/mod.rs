//! Import of partners, customers, products and sales from files.

use crate::rules::named;

named!(
    /// What the rows of a file are.
    Target {
        /// Partners with their uplines.
        Partners = "partners",
        /// Customers.
        Customers = "customers",
        /// Products.
        Products = "products",
        /// Sales and returns.
        Sales = "sales",
    }
);
