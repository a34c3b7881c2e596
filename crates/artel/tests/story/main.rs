//! Stories of the whole program: the built binary, real files, both engines, more than one replica, and `kill -9`.

mod bad_input;
mod corrected;
mod crm;
mod harness;
mod killed;
mod paid;
mod replicas;
