//! A bar for each length of wait on the last day: only a year or longer is in the colour of concern.

use followup::{
    partial_date::in_words,
    progress::assurance_gap::{AssuranceGap, WaitBand},
    status::StatusGroup,
};

use crate::{
    charts::{
        GAP,
        drawing::{Anchor, Drawing},
        flow::{Column, HEADING, TEXT, paragraph, whole_units},
        palette::{CONCERN, STATUSES},
        text_width::text_width,
    },
    number::grouped,
};

/// How high a bar is.
const HIGH: i32 = 20;
/// Between two bars.
const ROW_GAP: i32 = 4;
/// Between a bar and the words beside it.
const BESIDE: i32 = 12;
/// The shortest bar.
const SHORTEST: i32 = 3;

/// Draws heading and bars, none for a length of which there is none; gives the bottom.
pub fn draw(figure: &AssuranceGap, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
    let Some(last) = figure.latest() else { return top };
    let heading = format!("How long they had waited on {}", in_words(last.day));
    let top = paragraph(drawing, &heading, page, top, HEADING) + GAP;
    if last.items == 0 {
        return paragraph(drawing, "None waited.", page, top, TEXT);
    }
    let widest = |words: &mut dyn Iterator<Item = String>| {
        whole_units(words.map(|words| text_width(&words, TEXT.size, TEXT.weight)).fold(0.0, f64::max)) + BESIDE
    };
    let before = widest(&mut WaitBand::ALL.iter().map(|band| band.label().to_owned()));
    let behind = widest(&mut last.ages.iter().map(|items| grouped(*items)));
    let room = (page.width - before - behind).max(SHORTEST);
    let most = last.ages.iter().copied().max().unwrap_or(1).max(1);
    let drawn = WaitBand::ALL.iter().zip(last.ages).filter(|(_, items)| *items > 0);
    let bottom = drawn.fold(top, |top, (band, items)| {
        let share = u128::from(items) * u128::from(room.unsigned_abs()) / u128::from(most);
        let (left, length) = (page.left + before, i32::try_from(share).unwrap_or(room).max(SHORTEST));
        let is_of_concern = *band == WaitBand::AYearOrLonger;
        let colour = if is_of_concern { CONCERN } else { STATUSES[StatusGroup::SaidDone as usize] };
        drawing.line(band.label(), (page.left, top + 2), Anchor::Start, TEXT);
        drawing.block([(left, top), (left + length, top + HIGH)], colour);
        drawing.line(&grouped(items), (page.left + page.width, top + 2), Anchor::End, TEXT);
        top + HIGH + ROW_GAP
    });
    bottom - ROW_GAP
}
