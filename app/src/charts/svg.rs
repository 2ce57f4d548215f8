//! The one way from a drawing to SVG: named and described for those who hear it, free to shrink and grow, and without
//! inline styles, which a strict content security policy would block.

use super::{
    ChartError,
    drawing::{Drawing, FONT_FAMILY},
};

/// What a drawing is called.
#[derive(Debug, Clone, Copy)]
pub struct Caption<'a> {
    /// Its name within the page: begins the ids of title and description, so no two drawings of a page share one.
    pub name: &'a str,
    /// A modifier of the class `app-chart__svg`, by which a page shows or hides it.
    pub class: &'a str,
    /// What it shows, in a sentence.
    pub title: &'a str,
    /// All of its figures, in sentences.
    pub description: &'a str,
}

/// The drawing as an SVG document that can also stand in a page.
pub fn svg(drawing: &Drawing, caption: Caption<'_>) -> Result<String, ChartError> {
    let (width, height) = drawing.size();
    let plotted = drawing.plotted()?;
    let marks = plotted
        .split_once('\n')
        .and_then(|(_, rest)| rest.trim_end().strip_suffix("</svg>"))
        .ok_or(ChartError::UnexpectedSvg)?;
    let Caption { name, class, title, description } = caption;
    let (title, description, family) = (escaped(title), escaped(description), escaped(FONT_FAMILY));
    let marks = slimmed(marks, &family);
    // The fonts stand on a group: a style sheet that sets those of every <svg> then does not change them.
    Ok(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="app-chart__svg app-chart__svg--{class}" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMin meet" role="img" aria-labelledby="{name}-title {name}-description">
<title id="{name}-title">{title}</title>
<desc id="{name}-description">{description}</desc>
<g font-family="{family}">
{marks}</g>
</svg>
"#
    ))
}

/// The same marks without what goes without saying, and each text on one line.
///
/// Attributes can be told from text by their quotation marks, which plotters escapes in text.
fn slimmed(marks: &str, family: &str) -> String {
    let family = format!(r#" font-family="{family}""#);
    let mut slim = String::with_capacity(marks.len());
    let mut in_text = false;
    for line in marks.lines() {
        if in_text && line != "</text>" {
            slim.push_str(line);
            continue;
        }
        slim.push_str(&line.replace(&family, "").replace(r#" opacity="1""#, "").replace(r#" stroke="none""#, ""));
        in_text = line.starts_with("<text ");
        if !in_text {
            slim.push('\n');
        }
    }
    slim
}

/// Text as it may stand in an element or in a quoted attribute.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            letter if is_unwritable(letter) => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Whether XML has no way at all to write a letter, or no good one.
pub(super) fn is_unwritable(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{
        drawing::{Anchor, Lettering},
        palette::INK,
        text_width::Weight,
    };

    fn drawn(text: &str) -> String {
        let mut drawing = Drawing::new(300);
        drawing.block([(10, 40), (110, 60)], INK);
        drawing.line(text, (10, 10), Anchor::Start, Lettering { size: 14, weight: Weight::Bold, colour: INK });
        svg(&drawing, Caption { name: "bars-wide", class: "wide", title: text, description: "Two bars." }).unwrap()
    }

    #[test]
    fn a_drawing_is_named_described_and_free_to_shrink() {
        let svg = drawn("Kent");

        insta::assert_snapshot!(svg);
        let root = svg.split_once('>').unwrap().0;
        assert!(!root.contains(" width=") && !root.contains(" height="), "{root}");
        assert!(root.contains(r#"viewBox="0 0 300 70""#) && root.contains(r#"role="img""#), "{root}");
        assert!(!svg.contains("style="), "{svg}");
    }

    #[test]
    fn words_never_become_markup() {
        let svg = drawn("<script>\"&'\u{1} opacity=\"1\"");

        assert!(!svg.contains("<script") && !svg.contains('\u{1}'), "{svg}");
        let safe = "&lt;script&gt;&quot;&amp;&apos;  opacity=&quot;1&quot;";
        assert_eq!(svg.matches(safe).count(), 2, "{svg}");
    }
}
