//! Commissions on real databases, one module a verb.

mod close;
mod kit;
