//! What an archive really unpacks to: unpacked piece by piece as the file goes by, nothing of it kept.

use flate2::{Decompress, FlushDecompress, Status};

use super::{
    Refused,
    archive::{Packing, Part, before_content},
};

/// Watches a file go by from its first byte to its last, and holds each part against what the directory says of it.
#[derive(Debug)]
pub struct Inflation {
    /// The parts still to come, the nearest last.
    ahead: Vec<Part>,
    /// How many bytes went by.
    position: u64,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Until the next part.
    Between,
    /// In a part's own header, of which these are the first bytes.
    Header(Part, Vec<u8>),
    /// Until its content.
    BeforeContent(Part, u64),
    /// In its content.
    Content(Unpacking),
}

/// A part that is being unpacked.
#[derive(Debug)]
struct Unpacking {
    part: Part,
    /// How many of its packed bytes are still to come.
    left: u64,
    /// How much came out of it.
    out: u64,
    inflate: Option<Decompress>,
    ended: bool,
}

impl Inflation {
    /// For a file with these parts, in the order in which they lie in it.
    pub fn of(mut parts: Vec<Part>) -> Self {
        parts.reverse();
        Self { ahead: parts, position: 0, state: State::Between }
    }

    /// Looks at the next piece of the file.
    ///
    /// # Errors
    /// A part is damaged, or longer than the directory says.
    pub fn feed(&mut self, mut piece: &[u8]) -> Result<(), Refused> {
        loop {
            let before = piece.len();
            let state = std::mem::replace(&mut self.state, State::Between);
            let done = self.step(state, &mut piece)?;
            self.position += (before - piece.len()) as u64;
            if done {
                return Ok(());
            }
        }
    }

    /// The whole file went by.
    ///
    /// # Errors
    /// It ended within a part.
    pub fn finish(self) -> Result<(), Refused> {
        match self.state {
            State::Between if self.ahead.is_empty() => Ok(()),
            _ => Err(Refused::Damaged),
        }
    }

    /// As far as one state goes with a piece; says whether all of the piece was used and nothing can follow without more.
    fn step(&mut self, state: State, piece: &mut &[u8]) -> Result<bool, Refused> {
        match state {
            State::Between => {
                let Some(next) = self.ahead.last() else {
                    *piece = &[];
                    return Ok(true);
                };
                let wait = next.from.checked_sub(self.position).ok_or(Refused::Damaged)?;
                if skip(piece, wait) > 0 {
                    return Ok(true);
                }
                if let Some(part) = self.ahead.pop() {
                    self.state = State::Header(part, Vec::new());
                }
                Ok(false)
            }
            State::Header(part, mut header) => {
                let (more, rest) = piece.split_at(piece.len().min(30 - header.len()));
                header.extend_from_slice(more);
                *piece = rest;
                if header.len() < 30 {
                    self.state = State::Header(part, header);
                    return Ok(true);
                }
                self.state = State::BeforeContent(part, before_content(&header)? - 30);
                Ok(false)
            }
            State::BeforeContent(part, wait) => {
                let wait = skip(piece, wait);
                if wait > 0 {
                    self.state = State::BeforeContent(part, wait);
                    return Ok(true);
                }
                self.state = State::Content(Unpacking::of(part));
                Ok(false)
            }
            State::Content(mut unpacking) => {
                let here = usize::try_from(unpacking.left).unwrap_or(usize::MAX).min(piece.len());
                let (content, rest) = piece.split_at(here);
                unpacking.feed(content)?;
                *piece = rest;
                if unpacking.left > 0 {
                    self.state = State::Content(unpacking);
                    return Ok(true);
                }
                unpacking.finish()?;
                Ok(false)
            }
        }
    }
}

/// Passes over so many bytes, and says how many are still to be passed over.
fn skip(piece: &mut &[u8], wait: u64) -> u64 {
    let here = usize::try_from(wait).unwrap_or(usize::MAX).min(piece.len());
    *piece = &piece[here..];
    wait - here as u64
}

impl Unpacking {
    fn of(part: Part) -> Self {
        let inflate = (part.packing == Packing::Deflated).then(|| Decompress::new(false));
        Self { left: part.packed, out: 0, inflate, ended: false, part }
    }

    fn feed(&mut self, mut content: &[u8]) -> Result<(), Refused> {
        self.left -= content.len() as u64;
        let Some(inflate) = &mut self.inflate else {
            self.out += content.len() as u64;
            return Ok(());
        };
        let mut out = [0; 16 * 1024];
        while !self.ended {
            let (read, written) = (inflate.total_in(), inflate.total_out());
            let status = inflate.decompress(content, &mut out, FlushDecompress::None).map_err(|_| Refused::Damaged)?;
            let read = usize::try_from(inflate.total_in() - read).map_err(|_| Refused::Damaged)?;
            content = &content[read..];
            self.out = inflate.total_out();
            if self.out > self.part.unpacked {
                return Err(Refused::Bomb);
            }
            self.ended = status == Status::StreamEnd;
            // No input, no output: it waits for more.
            if content.is_empty() && inflate.total_out() == written {
                break;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Refused> {
        let whole = self.ended || self.inflate.is_none();
        if whole && self.out == self.part.unpacked { Ok(()) } else { Err(Refused::Damaged) }
    }
}

/// A short part at once, all of it.
///
/// # Errors
/// It is damaged, or not as long as the directory says.
pub fn unpacked(part: &Part, content: &[u8]) -> Result<Vec<u8>, Refused> {
    let length = usize::try_from(part.unpacked).map_err(|_| Refused::Damaged)?;
    if part.packing == Packing::Stored {
        return if content.len() == length { Ok(content.to_vec()) } else { Err(Refused::Damaged) };
    }
    // One byte more than it says, so that more can be seen to come.
    let mut out = Vec::with_capacity(length + 1);
    let status = Decompress::new(false)
        .decompress_vec(content, &mut out, FlushDecompress::Finish)
        .map_err(|_| Refused::Damaged)?;
    match (status, out.len()) {
        (_, out) if out > length => return Err(Refused::Bomb),
        (Status::StreamEnd, out) if out == length => {}
        _ => return Err(Refused::Damaged),
    }
    Ok(out)
}
