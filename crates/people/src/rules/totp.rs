//! Codes of six digits that change every thirty seconds (RFC 6238 with SHA-1, which every authenticator has).

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// How long one code holds, in seconds.
pub const STEP_SECONDS: i64 = 30;
/// Clocks may differ by so many steps.
const STEPS_AROUND: i64 = 1;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The code of a step.
pub fn code(secret: &[u8], step: i64) -> u32 {
    // HMAC takes keys of every length.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return u32::MAX };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 0x0f);
    let word = u32::from_be_bytes([digest[at], digest[at + 1], digest[at + 2], digest[at + 3]]);
    (word & 0x7fff_ffff) % 1_000_000
}

/// The step whose code was typed, among those that hold at a second and come after the last one that was used: a code is
/// good once.
pub fn step_of(secret: &[u8], typed: &str, second: i64, last_step: i64) -> Option<i64> {
    let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    let typed: u32 = (digits.len() == 6 && digits.bytes().all(|sign| sign.is_ascii_digit()))
        .then(|| digits.parse().ok())??;
    let now = second.div_euclid(STEP_SECONDS);
    (now - STEPS_AROUND..=now + STEPS_AROUND).find(|step| *step > last_step && code(secret, *step) == typed)
}

/// The secret as authenticators take it (RFC 4648, without padding).
pub fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(5) {
        let mut word = [0u8; 8];
        word[3..3 + chunk.len()].copy_from_slice(chunk);
        let bits = u64::from_be_bytes(word);
        for place in 0..(chunk.len() * 8).div_ceil(5) {
            let index = (bits >> (35 - 5 * place)) & 31;
            text.push(char::from(ALPHABET[index as usize]));
        }
    }
    text
}

/// The address that an authenticator reads from the picture.
pub fn address(secret: &[u8], email: &str) -> String {
    let name: String = email
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'@' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("otpauth://totp/Artel:{name}?secret={}&issuer=Artel", base32(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_vectors_of_rfc_6238_come_out() {
        let vectors = [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ];
        for (second, expected) in vectors {
            assert_eq!(code(SECRET, second / STEP_SECONDS), expected, "{second}");
        }
    }

    #[test]
    fn a_code_holds_around_its_time_and_once() {
        assert_eq!(step_of(SECRET, "287082", 59, 0), Some(1));
        assert_eq!(step_of(SECRET, "287 082", 89, 0), Some(1), "a clock that is behind");
        assert_eq!(step_of(SECRET, "287082", 120, 0), None);
        assert_eq!(step_of(SECRET, "287082", 59, 1), None, "used");
        for odd in ["", "28708", "2870822", "-87082", "28708a", "+28708"] {
            assert_eq!(step_of(SECRET, odd, 59, 0), None, "{odd}");
        }
    }

    #[test]
    fn secrets_are_written_as_authenticators_take_them() {
        assert_eq!(base32(SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(
            [base32(b"f"), base32(b"fo"), base32(b"foob"), base32(b"fooba")],
            ["MY", "MZXQ", "MZXW6YQ", "MZXW6YTB"]
        );
        assert_eq!(
            address(b"fooba", "вера@x.ru"),
            "otpauth://totp/Artel:%D0%B2%D0%B5%D1%80%D0%B0@x.ru?secret=MZXW6YTB&issuer=Artel"
        );
    }
}
