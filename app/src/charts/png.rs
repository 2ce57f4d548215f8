//! A chart as a picture: the same SVG, rendered with the bundled fonts only, so that every machine gives the same bytes.

use std::sync::{Arc, LazyLock};

use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};

use super::ChartError;

/// Liberation Sans, SIL Open Font License 1.1: `assets/fonts/OFL.txt`.
pub const REGULAR_FONT: &[u8] = include_bytes!("../../assets/fonts/LiberationSans-Regular.ttf");
/// The same in bold.
pub const BOLD_FONT: &[u8] = include_bytes!("../../assets/fonts/LiberationSans-Bold.ttf");

/// Twice the drawing: at 680 units wide that is 1360 pixels, sharp on paper and on a slide.
const SCALE: f32 = 2.0;

/// A picture of more pixels is made smaller instead: 16 million are 64 MB while it is drawn.
const MOST_PIXELS: f32 = 16_000_000.0;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [REGULAR_FONT, BOLD_FONT] {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family("Liberation Sans");
    Arc::new(fonts)
});

/// The picture of an SVG of ours, on white.
pub fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    rendered(svg, Arc::clone(&FONTS))
}

fn rendered(svg: &str, fonts: Arc<Database>) -> Result<Vec<u8>, ChartError> {
    let options = Options { fontdb: fonts, font_family: "Liberation Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| ChartError::Picture(error.to_string()))?;
    let scale = SCALE.min((MOST_PIXELS / (tree.size().width() * tree.size().height())).sqrt());
    let size = tree.size().to_int_size().scale_by(scale).ok_or_else(|| too_large(&tree))?;
    let mut picture = Pixmap::new(size.width(), size.height()).ok_or_else(|| too_large(&tree))?;
    picture.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|error| ChartError::Picture(error.to_string()))
}

fn too_large(tree: &Tree) -> ChartError {
    ChartError::Picture(format!("no picture of {} by {}", tree.size().width(), tree.size().height()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{
        drawing::{Anchor, Drawing, Lettering},
        palette::INK,
        svg::{Caption, svg},
        text_width::Weight,
    };

    fn drawn(text: &str, top: i32) -> String {
        let mut drawing = Drawing::new(680);
        let lettering = Lettering { size: 16, weight: Weight::Regular, colour: INK };
        drawing.line(text, (20, top), Anchor::Start, lettering);
        svg(&drawing, Caption { name: "c", class: "alone", title: "T", description: "D" }).unwrap()
    }

    fn dark_pixels(png: &[u8]) -> usize {
        Pixmap::decode_png(png).unwrap().pixels().iter().filter(|pixel| pixel.red() < 128).count()
    }

    #[test]
    fn a_picture_is_twice_the_drawing_and_opaque() {
        let picture = Pixmap::decode_png(&png(&drawn("Kent", 42)).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (1360, 200));
        assert!(picture.pixels().iter().all(|pixel| pixel.alpha() == 255));
    }

    #[test]
    fn text_is_drawn_with_the_bundled_font_and_with_no_other() {
        let svg = drawn("Kent Police", 42);
        assert!(dark_pixels(&png(&svg).unwrap()) > 200);
        assert_eq!(dark_pixels(&rendered(&svg, Arc::default()).unwrap()), 0);
    }

    #[test]
    fn a_very_tall_drawing_gives_a_smaller_picture_not_a_huge_one() {
        let picture = Pixmap::decode_png(&png(&drawn("Kent", 20_000)).unwrap()).unwrap();
        assert!(picture.width() * picture.height() <= 16_100_000);
    }
}
