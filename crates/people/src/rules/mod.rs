//! The rules of signing in: pure decisions over plain data.

mod attempts;
mod refusal;
pub mod totp;

pub use attempts::{ADDRESS_MAX, EMAIL_MAX, WINDOW_MINUTES, may_try};
pub use refusal::Refusal;

/// The shortest password.
pub const PASSWORD_MIN: usize = 10;
/// The longest password; longer ones only feed a flood.
pub const PASSWORD_MAX: usize = 200;

/// Judges a new password; long beats odd, so no classes of letters are asked for.
pub fn judge_password(password: &str, email: &str) -> Result<(), Refusal> {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        return Err(Refusal::PasswordShort { min: PASSWORD_MIN });
    }
    if length > PASSWORD_MAX {
        return Err(Refusal::PasswordLong { max: PASSWORD_MAX });
    }
    let lower = password.to_lowercase();
    let first = lower.chars().next();
    let alike = lower.chars().all(|letter| Some(letter) == first);
    let counted = "01234567890123456789".contains(&lower) || "qwertyuiopasdfghjkl".contains(&lower);
    if alike || counted || email_key(email) == lower || lower.starts_with("password") {
        return Err(Refusal::PasswordPlain);
    }
    Ok(())
}

/// The form in which addresses are compared.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Judges an address: something before and after one @, a dot in the domain, no spaces.
pub fn judge_email(email: &str) -> Result<(), Refusal> {
    let key = email_key(email);
    let parts: Vec<&str> = key.split('@').collect();
    let good = key.len() <= 254
        && !key
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control() || "<>,;\"".contains(letter))
        && matches!(parts[..], [name, domain] if !name.is_empty() && domain.split('.').all(|part| !part.is_empty()));
    if good { Ok(()) } else { Err(Refusal::EmailOdd) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_plain_sentence_is_a_good_password() {
        assert!(judge_password("тихий омут и сом", "vera@example.org").is_ok());
    }

    #[test]
    fn short_counted_and_repeated_passwords_are_refused() {
        assert!(matches!(judge_password("кот", ""), Err(Refusal::PasswordShort { .. })));
        assert!(matches!(judge_password("1234567890", ""), Err(Refusal::PasswordPlain)));
        assert!(matches!(judge_password("aaaaaaaaaaaa", ""), Err(Refusal::PasswordPlain)));
        assert!(matches!(
            judge_password("Vera@Example.org", "vera@example.org"),
            Err(Refusal::PasswordPlain)
        ));
    }

    #[test]
    fn an_address_has_one_at_and_a_domain() {
        assert!(judge_email("vera@localhost").is_ok());
        assert!(judge_email("вера@пример.рф").is_ok());
        for odd in ["", "vera", "@x.org", "a b@x.org", "a@b@c", "a@x..org", "a@<b>"] {
            assert!(judge_email(odd).is_err(), "{odd}");
        }
    }
}
