//! Content that can do things: macros, scripts, controls and embedded programs, told by the names of parts and streams.
//!
//! A declared content type is not enough: a file whose declaration leaves its macros out, or writes them with an entity, runs them all the
//! same.

use super::Refused;

/// What a part of an Office or OpenDocument file has that a document must not have.
#[must_use]
pub fn of_part(name: &str) -> Option<Refused> {
    let name = name.replace('\\', "/").to_lowercase();
    let file = name.rsplit('/').next().unwrap_or_default();
    if file.is_empty() {
        // A folder.
        return None;
    }
    let is_in = |folder: &str| name.starts_with(&format!("{folder}/")) || name.contains(&format!("/{folder}/"));
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    // Empty libraries of Basic come with many OpenDocument files.
    let is_library = ["script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml"].contains(&file);
    if file.starts_with("vbaproject") || file.starts_with("vbadata") || is_in("macrosheets") {
        return Some(Refused::Macros);
    }
    if (is_in("basic") || is_in("dialogs")) && !is_library || is_in("scripts") {
        return Some(Refused::Macros);
    }
    if is_in("activex") || is_in("embeddings") && !ends(&[".xlsx", ".docx", ".pptx"]) {
        return Some(Refused::Embedded);
    }
    // An object of OpenDocument is a folder, or a file of another program.
    let is_object = file == name && file.strip_prefix("object ").is_some_and(|number| number.parse::<u32>().is_ok());
    let is_program = ends(&[
        ".exe", ".dll", ".com", ".scr", ".msi", ".jar", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf",
        ".hta", ".lnk", ".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".potm", ".ppsm", ".ppam",
    ]);
    (is_object || is_program).then_some(Refused::Embedded)
}

/// The same of a stream or storage of an older Office file.
#[must_use]
pub fn of_stream(name: &str) -> Option<Refused> {
    match name.to_lowercase().as_str() {
        "macros" | "vba" | "_vba_project" | "_vba_project_cur" | "vbaproject" => Some(Refused::Macros),
        "\u{1}ole10native" => Some(Refused::Embedded),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_and_programs_are_told_by_their_names_in_every_format() {
        for (names, expected) in [
            (
                &[
                    "word/vbaProject.bin",
                    "xl/VBAPROJECT.BIN",
                    "ppt/vbaProject2.bin",
                    "word/vbaData.xml",
                    "word\\vbaProject.bin",
                ] as &[_],
                Some(Refused::Macros),
            ),
            (&["xl/macrosheets/sheet1.xml", "xl/macroSheets/intlsheet1.xml"], Some(Refused::Macros)),
            (
                &[
                    "Basic/Standard/Module1.xml",
                    "Basic/Standard/Module1.bin",
                    "Dialogs/Standard/Dialog1.xml",
                    "Scripts/python/run.py",
                ],
                Some(Refused::Macros),
            ),
            (&["word/embeddings/oleObject1.bin", "word/activeX/activeX1.bin", "Object 1"], Some(Refused::Embedded)),
            (&["xl/embeddings/Macro.xlsm", "word/media/run.exe", "Pictures/a.LNK"], Some(Refused::Embedded)),
            (
                &[
                    "[Content_Types].xml",
                    "word/document.xml",
                    "word/media/image1.png",
                    "word/embeddings/Microsoft_Excel_Sheet1.xlsx",
                    "xl/charts/chart1.xml",
                    "Object 1/content.xml",
                    "ObjectReplacements/Object 1",
                    "Pictures/1.svg",
                    "Basic/",
                    "Scripts/",
                    "Basic/script-lc.xml",
                    "Basic/Standard/script-lb.xml",
                    "word/vocabulary.xml",
                    "Basics.xml",
                    "",
                ],
                None,
            ),
        ] {
            for name in names {
                assert_eq!(of_part(name), expected, "{name}");
            }
        }
    }

    #[test]
    fn macros_and_packages_are_told_by_the_streams_of_older_files() {
        for (name, expected) in [
            ("Macros", Some(Refused::Macros)),
            ("VBA", Some(Refused::Macros)),
            ("_VBA_PROJECT", Some(Refused::Macros)),
            ("_VBA_PROJECT_CUR", Some(Refused::Macros)),
            ("\u{1}Ole10Native", Some(Refused::Embedded)),
            ("WordDocument", None),
            ("ObjectPool", None),
            ("\u{5}SummaryInformation", None),
        ] {
            assert_eq!(of_stream(name), expected, "{name}");
        }
    }
}
