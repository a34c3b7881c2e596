//! Which encoding a text file is written in, and its text as UTF-8.

use super::error::FileError;
use super::kind::Kind;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Seek, SeekFrom};

/// The encodings that text files of our users come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, low byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Cyrillic of Windows, which Excel and 1C write.
    #[serde(rename = "windows-1251")]
    Windows1251,
    /// Cyrillic of DOS, which some bank programs still write.
    #[serde(rename = "cp866")]
    Cp866,
}

impl Encoding {
    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
            Encoding::Windows1251 => "windows-1251",
            Encoding::Cp866 => "cp866",
        }
    }

    fn decoder(self) -> encoding_rs::Decoder {
        let encoding = match self {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Windows1251 => encoding_rs::WINDOWS_1251,
            Encoding::Cp866 => encoding_rs::IBM866,
        };
        encoding.new_decoder_without_bom_handling()
    }
}

const CHUNK: usize = 64 * 1024;
const MARKS: &[(&[u8], Encoding)] =
    &[(b"\xef\xbb\xbf", Encoding::Utf8), (b"\xff\xfe", Encoding::Utf16Le), (b"\xfe\xff", Encoding::Utf16Be)];

/// The encoding of a file and the bytes its byte order mark takes; reads the file once from its start.
pub(super) fn detect(source: &mut (impl Read + Seek + ?Sized)) -> Result<(Encoding, u64), FileError> {
    let mark = byte_order_mark(source)?;
    if let Some((encoding @ (Encoding::Utf16Le | Encoding::Utf16Be), length)) = mark {
        return Ok((encoding, length));
    }
    let length = mark.map_or(0, |(_, length)| length);
    source.seek(SeekFrom::Start(length))?;
    let bytes = survey(source)?;
    let encoding = bytes.verdict(mark.is_some())?;
    Ok((encoding, length))
}

/// The encoding a byte order mark names, and the mark's length.
pub(super) fn byte_order_mark(
    source: &mut (impl Read + Seek + ?Sized),
) -> io::Result<Option<(Encoding, u64)>> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::with_capacity(3);
    source.take(3).read_to_end(&mut head)?;
    let found = MARKS.iter().find(|(mark, _)| head.starts_with(mark));
    Ok(found.map(|(mark, encoding)| (*encoding, mark.len() as u64)))
}

/// What the bytes of a file look like when they are counted.
#[derive(Default)]
struct Survey {
    sequences: u64,
    broken: u64,
    first_broken_line: u64,
    zeros_even: u64,
    zeros_odd: u64,
    controls: u64,
    high: u64,
    letters_1251: u64,
    letters_866: u64,
    bytes: u64,
}

fn survey(source: &mut (impl Read + ?Sized)) -> io::Result<Survey> {
    let mut survey = Survey::default();
    let mut chunk = vec![0; CHUNK];
    let (mut kept, mut line) = (0, 1);
    loop {
        let read = source.read(&mut chunk[kept..])?;
        let filled = kept + read;
        if read == 0 {
            // What is left is a character that the end of the file has cut.
            survey.broken_at(line, &chunk[..filled]);
            return Ok(survey);
        }
        let used = survey.take(&chunk[..filled], &mut line);
        chunk.copy_within(used..filled, 0);
        kept = filled - used;
    }
}

impl Survey {
    /// Counts a chunk and gives back how much of it was used; a character cut at the end waits for more bytes.
    fn take(&mut self, chunk: &[u8], line: &mut u64) -> usize {
        let mut at = 0;
        loop {
            let (valid, rest) = match std::str::from_utf8(&chunk[at..]) {
                Ok(text) => (text.len(), Some(0)),
                Err(error) => (error.valid_up_to(), error.error_len()),
            };
            self.count(&chunk[at..at + valid], line);
            at += valid;
            match rest {
                Some(0) | None => return at,
                Some(broken) => {
                    self.broken_at(*line, &chunk[at..at + broken]);
                    at += broken;
                }
            }
        }
    }

    fn count(&mut self, valid: &[u8], line: &mut u64) {
        for byte in valid {
            match byte {
                b'\n' => *line += 1,
                0 if self.bytes.is_multiple_of(2) => self.zeros_even += 1,
                0 => self.zeros_odd += 1,
                1..=8 | 14..=26 | 28..=31 => self.controls += 1,
                0xc2.. => self.sequences += 1,
                _ => {}
            }
            self.bytes += 1;
            self.count_letter(*byte);
        }
    }

    fn count_letter(&mut self, byte: u8) {
        self.high += u64::from(byte >= 0x80);
        self.letters_1251 += u64::from(matches!(byte, 0xc0..=0xff | 0xa8 | 0xb8 | 0xb9));
        self.letters_866 += u64::from(matches!(byte, 0x80..=0xaf | 0xe0..=0xf1 | 0xfc));
    }

    fn broken_at(&mut self, line: u64, bytes: &[u8]) {
        if self.broken == 0 {
            self.first_broken_line = line;
        }
        self.broken += bytes.len() as u64;
        self.bytes += bytes.len() as u64;
        bytes.iter().for_each(|byte| self.count_letter(*byte));
    }

    fn verdict(&self, marked_utf8: bool) -> Result<Encoding, FileError> {
        let zeros = self.zeros_even + self.zeros_odd;
        match () {
            () if zeros > 0 => self.verdict_with_zeros(zeros),
            // Escape codes and the like: a handful may be an accident, more is no text.
            () if self.controls * 50 > self.bytes => Err(FileError::NotATable { looks_like: Kind::Binary }),
            () if self.broken == 0 => Ok(Encoding::Utf8),
            () if marked_utf8 || self.sequences >= self.broken => {
                Err(FileError::BrokenEncoding { encoding: Encoding::Utf8, line: self.first_broken_line })
            }
            () if self.letters_1251.max(self.letters_866) * 10 < self.high * 6 => {
                Err(FileError::UnknownEncoding)
            }
            () if self.letters_866 > self.letters_1251 => Ok(Encoding::Cp866),
            () => Ok(Encoding::Windows1251),
        }
    }

    /// Zero bytes stand in UTF-16 without a mark, always on one side of the pair; elsewhere they mean no text.
    fn verdict_with_zeros(&self, zeros: u64) -> Result<Encoding, FileError> {
        let plenty = zeros * 20 > self.bytes;
        match () {
            () if plenty && self.zeros_odd * 20 >= zeros * 19 => Ok(Encoding::Utf16Le),
            () if plenty && self.zeros_even * 20 >= zeros * 19 => Ok(Encoding::Utf16Be),
            () => Err(FileError::NotATable { looks_like: Kind::Binary }),
        }
    }
}

/// Reads a source of any known encoding as UTF-8, chunk by chunk.
pub(super) struct Decoded<R> {
    source: R,
    decoder: Option<encoding_rs::Decoder>,
    input: Vec<u8>,
    output: Vec<u8>,
    served: usize,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(source: R, encoding: Encoding) -> Decoded<R> {
        let decoder = (encoding != Encoding::Utf8).then(|| encoding.decoder());
        Decoded { source, decoder, input: Vec::new(), output: Vec::new(), served: 0, ended: false }
    }

    /// Where the bytes come from.
    pub(super) fn source(&self) -> &R {
        &self.source
    }

    /// Decodes the next chunk; an error of kind `InvalidData` means bytes that the encoding does not have.
    fn refill(&mut self, decoder: &mut encoding_rs::Decoder) -> io::Result<()> {
        self.input.resize(CHUNK, 0);
        let read = self.source.read(&mut self.input)?;
        self.ended = read == 0;
        let room = decoder.max_utf8_buffer_length_without_replacement(read).unwrap_or(CHUNK * 4);
        self.output.resize(room, 0);
        let (result, _, written) =
            decoder.decode_to_utf8_without_replacement(&self.input[..read], &mut self.output, self.ended);
        self.output.truncate(written);
        self.served = 0;
        match result {
            encoding_rs::DecoderResult::InputEmpty => Ok(()),
            _ => Err(io::Error::from(io::ErrorKind::InvalidData)),
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(mut decoder) = self.decoder.take() else {
            return self.source.read(into);
        };
        let mut filled = Ok(());
        while filled.is_ok() && self.served == self.output.len() && !self.ended {
            filled = self.refill(&mut decoder);
        }
        self.decoder = Some(decoder);
        filled?;
        let left = &self.output[self.served..];
        let count = left.len().min(into.len());
        into[..count].copy_from_slice(&left[..count]);
        self.served += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn detected(bytes: &[u8]) -> Result<Encoding, FileError> {
        detect(&mut Cursor::new(bytes)).map(|(encoding, _)| encoding)
    }

    fn decoded(bytes: &[u8], encoding: Encoding) -> io::Result<String> {
        let mut text = String::new();
        Decoded::new(bytes, encoding).read_to_string(&mut text).map(|_| text)
    }

    const RUSSIAN: &str = "Партнёр;Сумма\nООО Ромашка;1 234,56 ₽\n";

    #[test]
    fn utf_8_is_known_with_and_without_its_mark() {
        assert_eq!(detected(RUSSIAN.as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(detected(format!("\u{feff}{RUSSIAN}").as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(detected(b"plain,ascii\n1,2\n"), Ok(Encoding::Utf8));
    }

    #[test]
    fn windows_1251_and_cp866_are_told_apart_by_their_letters() {
        let text = "Контрагент;ИНН;Сумма\nООО «Ромашка»;7701234567;12,50\n";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
        assert_eq!(detected(&bytes), Ok(Encoding::Windows1251));
        assert_eq!(decoded(&bytes, Encoding::Windows1251).unwrap(), text);
        let (bytes, ..) = (cp866("Контрагент;Сумма\nРомашка;12\n"), ());
        assert_eq!(detected(&bytes), Ok(Encoding::Cp866));
        assert_eq!(decoded(&bytes, Encoding::Cp866).unwrap(), "Контрагент;Сумма\nРомашка;12\n");
    }

    fn cp866(text: &str) -> Vec<u8> {
        let code = |letter: char| match letter {
            'А'..='п' => letter as u32 - 'А' as u32 + 0x80,
            'р'..='я' => letter as u32 - 'р' as u32 + 0xe0,
            other => other as u32,
        };
        text.chars().map(|letter| code(letter) as u8).collect()
    }

    #[test]
    fn utf_16_is_known_with_and_without_its_mark() {
        let little: Vec<u8> = RUSSIAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = RUSSIAN.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(detected(&little), Ok(Encoding::Utf16Le));
        assert_eq!(detected(&big), Ok(Encoding::Utf16Be));
        assert_eq!(detected(&[b"\xff\xfe".as_slice(), &little].concat()), Ok(Encoding::Utf16Le));
        assert_eq!(decoded(&little, Encoding::Utf16Le).unwrap(), RUSSIAN);
    }

    #[test]
    fn a_broken_byte_in_utf_8_is_reported_with_its_line() {
        let mut bytes = RUSSIAN.repeat(3).into_bytes();
        let second_line = RUSSIAN.find('\n').unwrap() + 1;
        bytes[second_line] = 0xff;
        let broken = FileError::BrokenEncoding { encoding: Encoding::Utf8, line: 2 };
        assert_eq!(detected(&bytes), Err(broken));
    }

    #[test]
    fn a_character_cut_between_two_chunks_is_not_broken() {
        let text = format!("{}{}", "a".repeat(CHUNK - 1), "ё".repeat(CHUNK));
        assert_eq!(detected(text.as_bytes()), Ok(Encoding::Utf8));
    }

    #[test]
    fn bytes_without_letters_are_no_text() {
        let bytes: Vec<u8> = (0..4000_u32).map(|n| (n * 7 % 251) as u8).collect();
        assert_eq!(detected(&bytes), Err(FileError::NotATable { looks_like: Kind::Binary }));
    }

    #[test]
    fn half_a_pair_in_utf_16_is_broken() {
        let bytes: Vec<u8> = [0x0041_u16, 0xd800, 0x0042].into_iter().flat_map(u16::to_le_bytes).collect();
        let error = decoded(&bytes, Encoding::Utf16Le).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }
}
