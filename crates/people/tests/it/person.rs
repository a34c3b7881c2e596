//! People who sign in by the page, as browsers do: a cookie, and the secret that stands in the forms.

use base::access::{PartnerId, Role, UserId};
use base::jobs;
use base::letters::{self, Letter};
use base::page::CSRF_FIELD;
use base::testing::{Bench, Seen};
use people::NewUser;

pub const PASSWORD: &str = "тихий омут и сом";
pub const OWNER: &str = "vera@artel.example";

/// Adds somebody with [`PASSWORD`].
pub async fn add(bench: &Bench, name: &str, email: &str, role: Role, partner: Option<i64>) -> UserId {
    let hash = people::hash_password(PASSWORD).await.unwrap();
    let new = NewUser {
        email: email.into(),
        name: name.into(),
        role: role.name().into(),
        partner: partner.map(PartnerId),
        company: partner.map(|number| format!("Партнёр {number}")).unwrap_or_default(),
    };
    let mut work = bench.work().await;
    let user = people::add_user(&mut work, &new, &hash).await.unwrap();
    work.commit().await.unwrap();
    user
}

/// The vendor's owner, signed in.
pub async fn owner(bench: &Bench) -> Person<'_> {
    add(bench, "Вера Павлова", OWNER, Role::Owner, None).await;
    sign_in(bench, OWNER).await
}

/// Types the address and a password into the sign-in page.
pub async fn try_sign_in(bench: &Bench, email: &str, password: &str) -> Seen {
    bench.stranger().post("/sign-in", &[("email", email), ("password", password)]).await
}

/// Signs somebody in who has [`PASSWORD`].
pub async fn sign_in<'a>(bench: &'a Bench, email: &str) -> Person<'a> {
    let seen = try_sign_in(bench, email, PASSWORD).await;
    assert_eq!(seen.status.as_u16(), 303, "{}", seen.text());
    Person::with_cookie_of(bench, &seen).await
}

/// Somebody with a browser of his own.
pub struct Person<'a> {
    bench: &'a Bench,
    cookies: Vec<String>,
    csrf: String,
}

impl<'a> Person<'a> {
    /// Goes on with the cookie that an answer has set.
    pub async fn with_cookie_of(bench: &'a Bench, seen: &Seen) -> Person<'a> {
        let cookies: Vec<String> =
            seen.cookies.iter().filter(|cookie| cookie.starts_with("artel_session=")).cloned().collect();
        assert_eq!(cookies.len(), 1, "{:?}", seen.cookies);
        let mut person = Person { bench, cookies, csrf: String::new() };
        let page = person.get("/people/me").await.shows(&[]).text();
        let (_, after) = page.split_once("name=\"csrf\" value=\"").expect("a form");
        person.csrf = after.split('"').next().unwrap_or_default().to_owned();
        person
    }

    pub async fn get(&self, path: &str) -> Seen {
        self.bench.stranger().with_cookies(&self.cookies).get(path).await
    }

    pub async fn get_in_english(&self, path: &str) -> Seen {
        self.bench.stranger().in_english().with_cookies(&self.cookies).get(path).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let own = [(CSRF_FIELD, self.csrf.as_str())];
        let fields: Vec<(&str, &str)> = own.into_iter().chain(fields.iter().copied()).collect();
        self.bench.stranger().with_cookies(&self.cookies).post(path, &fields).await
    }

    /// Posts without the secret, as a page that was open before the sign-in would.
    pub async fn post_without_secret(&self, path: &str) -> Seen {
        self.bench.stranger().with_cookies(&self.cookies).post(path, &[]).await
    }

    /// Whether the session still opens pages.
    pub async fn is_in(&self) -> bool {
        self.get("/people/me").await.status.as_u16() == 200
    }

    pub fn cookies(&self) -> &[String] {
        &self.cookies
    }
}

/// The letters to this address, newest first, after every job was done.
pub async fn letters_to(bench: &Bench, email: &str) -> Vec<Letter> {
    jobs::run_all(&bench.site).await.unwrap();
    let outbox = letters::outbox(&mut bench.work().await, 100).await.unwrap();
    outbox.into_iter().filter(|letter| letter.recipient == email).collect()
}

/// The path of the link in a letter.
pub fn link_in(letter: &Letter) -> String {
    let link = letter.body.lines().find(|line| line.starts_with("http")).expect("a letter with a link");
    link.strip_prefix("http://127.0.0.1:8080").expect("a link to this site").to_owned()
}
