//! A post office: a small SMTP server that counts the letters it has taken, and can be asked to dawdle.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// A server for letters on a free loopback port; it lives as long as the test.
pub struct PostOffice {
    pub url: String,
    shelf: Arc<Mutex<Shelf>>,
}

#[derive(Default)]
struct Shelf {
    taken: Vec<String>,
    begun: usize,
    dawdles: bool,
}

impl PostOffice {
    /// Opens the office.
    pub fn open() -> PostOffice {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("smtp://{}", listener.local_addr().expect("its address"));
        let shelf = Arc::new(Mutex::new(Shelf::default()));
        let keeper = shelf.clone();
        thread::spawn(move || {
            for visit in listener.incoming().flatten() {
                let shelf = keeper.clone();
                // A visitor who was killed in the middle of a letter leaves an error behind, which is nobody's fault.
                thread::spawn(move || serve(visit, &shelf));
            }
        });
        PostOffice { url, shelf }
    }

    /// To whom letters were taken, one entry a letter.
    pub fn taken(&self) -> Vec<String> {
        self.look(|shelf| shelf.taken.clone())
    }

    /// How many letters were begun, taken or not.
    pub fn begun(&self) -> usize {
        self.look(|shelf| shelf.begun)
    }

    /// Begins or ceases to leave visitors waiting with a letter in their hands.
    pub fn dawdle(&self, dawdles: bool) {
        self.look(|shelf| shelf.dawdles = dawdles);
    }

    fn look<T>(&self, look: impl FnOnce(&mut Shelf) -> T) -> T {
        look(&mut self.shelf.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn serve(mut visit: TcpStream, shelf: &Mutex<Shelf>) -> std::io::Result<()> {
    let locked = || shelf.lock().unwrap_or_else(PoisonError::into_inner);
    let lines = BufReader::new(visit.try_clone()?).lines();
    let (mut recipient, mut in_letter) = (String::new(), false);
    visit.write_all(b"220 here\r\n")?;
    for line in lines {
        let line = line?;
        let word = line.to_ascii_uppercase();
        let answer = match () {
            () if in_letter && line == "." => {
                in_letter = false;
                locked().taken.push(recipient.clone());
                "250 taken"
            }
            () if in_letter => continue,
            () if word.starts_with("EHLO") || word.starts_with("HELO") => "250 here",
            () if word.starts_with("RCPT") => {
                recipient = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                "250 known"
            }
            () if word.starts_with("DATA") => {
                locked().begun += 1;
                while locked().dawdles {
                    thread::sleep(Duration::from_millis(20));
                }
                in_letter = true;
                "354 go on"
            }
            () if word.starts_with("QUIT") => return visit.write_all(b"221 bye\r\n"),
            () => "250 well",
        };
        visit.write_all(format!("{answer}\r\n").as_bytes())?;
    }
    Ok(())
}
