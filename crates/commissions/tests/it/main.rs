//! Commissions on real databases, one module a verb.

mod api;
mod close;
mod crm;
mod desk;
mod kit;
mod portal;
mod tell;
mod what_if;
