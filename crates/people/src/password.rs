//! Passwords: argon2id, away from the threads that serve.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use base::failure::{Failure, Result};

/// Hashes a password with a fresh salt, as a PHC string.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    hashed.await?.map_err(|error| Failure::new(format!("the password could not be hashed: {error}")))
}

/// Tells whether the password fits the hash. Without a hash it takes as long and answers no, so that nobody learns
/// from the time which addresses are known.
pub async fn fits(password: &str, hash: Option<&str>) -> Result<bool> {
    let Some(hash) = hash.map(str::to_owned) else {
        self::hash(password).await?;
        return Ok(false);
    };
    let password = password.to_owned();
    let fits = tokio::task::spawn_blocking(move || {
        let parsed = PasswordHash::new(&hash).ok();
        parsed.is_some_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
    });
    Ok(fits.await?)
}
