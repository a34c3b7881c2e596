//! A visitor of the served pages: HTTP by hand over loopback, cookies and the secret of forms kept.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use super::program::Server;

const FORM: &str = "application/x-www-form-urlencoded";
const BOUNDARY: &str = "-----the-files-of-this-story";

/// A visitor with a jar of cookies, which any replica may have given.
#[derive(Default)]
pub struct Visitor {
    cookies: BTreeMap<String, String>,
}

/// A page as it came.
pub struct Page {
    pub status: u16,
    pub location: String,
    pub body: String,
}

impl Visitor {
    /// Opens a page.
    pub fn get(&mut self, server: &Server, path: &str) -> Page {
        self.send(server, "GET", path, FORM, b"")
    }

    /// Opens the page `from` for the secret of its form and posts the form to `path`.
    pub fn post(&mut self, server: &Server, from: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let secret = self.secret(server, from);
        let pairs = fields.iter().copied().chain([("csrf", secret.as_str())]);
        let body =
            pairs.map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&");
        self.send(server, "POST", path, FORM, body.as_bytes())
    }

    /// Opens the page `from` for the secret of its form and posts fields and a file to `path`.
    pub fn upload(
        &mut self,
        server: &Server,
        from: &str,
        path: &str,
        fields: &[(&str, &str)],
        file: &Path,
    ) -> Page {
        let secret = self.secret(server, from);
        let mut body = Vec::new();
        for (name, value) in [("csrf", secret.as_str())].iter().chain(fields) {
            let head =
                format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        let name = file.file_name().expect("a name").to_string_lossy();
        let head = format!("content-disposition: form-data; name=\"file\"; filename=\"{name}\"");
        let head = format!("--{BOUNDARY}\r\n{head}\r\ncontent-type: text/csv\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&std::fs::read(file).expect("the file"));
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        self.send(server, "POST", path, &format!("multipart/form-data; boundary={BOUNDARY}"), &body)
    }

    fn secret(&mut self, server: &Server, from: &str) -> String {
        let page = self.get(server, from);
        assert_eq!(page.status, 200, "{from}: {}", page.body);
        between(&page.body, "name=\"csrf\" value=\"", "\"").unwrap_or_default().to_owned()
    }

    fn send(&mut self, server: &Server, method: &str, path: &str, kind: &str, body: &[u8]) -> Page {
        let mut stream = TcpStream::connect(&server.address).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        let cookies =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        // HTTP/1.0 keeps the answer whole: no chunks, and the end of the stream is its end.
        let head = format!(
            "{method} {path} HTTP/1.0\r\nhost: {}\r\ncookie: {cookies}\r\naccept-language: en\r\n\
             content-type: {kind}\r\ncontent-length: {}\r\n\r\n",
            server.address,
            body.len()
        );
        stream.write_all(head.as_bytes()).expect("the request goes out");
        stream.write_all(body).expect("the request goes out");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        self.read(&String::from_utf8_lossy(&answer))
    }

    fn read(&mut self, answer: &str) -> Page {
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let mut page = Page { status: 0, location: String::new(), body: body.to_owned() };
        page.status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        for line in head.lines().skip(1) {
            let Some((name, value)) = line.split_once(": ") else { continue };
            match name.to_ascii_lowercase().as_str() {
                "location" => page.location = value.to_owned(),
                "set-cookie" => {
                    let pair = value.split(';').next().unwrap_or_default();
                    if let Some((name, value)) = pair.split_once('=') {
                        self.cookies.insert(name.to_owned(), value.to_owned());
                    }
                }
                _ => {}
            }
        }
        page
    }
}

impl Page {
    /// Asserts that the form was accepted.
    pub fn leads_on(self) -> String {
        assert_eq!(self.status, 303, "{}", self.body);
        self.location
    }
}

/// The text between two marks.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let start = text.find(before)? + before.len();
    let length = text[start..].find(after)?;
    Some(&text[start..start + length])
}

fn escaped(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    value
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
