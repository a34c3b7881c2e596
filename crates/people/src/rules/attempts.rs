//! How often somebody may try to sign in.

/// The length of the window in minutes.
pub const WINDOW_MINUTES: i64 = 15;
/// Failed tries for one e-mail within the window.
pub const EMAIL_MAX: i64 = 8;
/// Failed tries from one address within the window; an office may share one.
pub const ADDRESS_MAX: i64 = 60;

/// Judges how often it failed lately.
pub fn may_try(failed_for_email: i64, failed_from_address: i64) -> bool {
    failed_for_email < EMAIL_MAX && failed_from_address < ADDRESS_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ninth_guess_at_one_mailbox_waits() {
        assert!(may_try(EMAIL_MAX - 1, 0));
        assert!(!may_try(EMAIL_MAX, 0));
        assert!(!may_try(0, ADDRESS_MAX));
    }
}
