//! A PDF taken apart: what a reader that reads it out would find.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId, content::Content};

/// A paper as it was read back.
pub(super) struct Read(Document);

impl Read {
    pub(super) fn of(pdf: &[u8]) -> Self {
        Self(Document::load_mem(pdf).unwrap())
    }

    fn catalog(&self) -> &Dictionary {
        self.0.catalog().unwrap()
    }

    fn resolved<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.0.dereference(object).unwrap().1
    }

    fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dictionary.get(key).ok().map(|object| self.resolved(object))
    }

    /// Whether it says of itself that it is tagged.
    pub(super) fn is_marked(&self) -> bool {
        let mark = self.get(self.catalog(), b"MarkInfo").unwrap().as_dict().unwrap();
        mark.get(b"Marked").unwrap().as_bool().unwrap()
    }

    /// Whether a viewer shows its title and not the name of the file.
    pub(super) fn shows_its_title(&self) -> bool {
        let preferences = self.get(self.catalog(), b"ViewerPreferences").unwrap().as_dict().unwrap();
        preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap()
    }

    pub(super) fn language(&self) -> String {
        let language = self.get(self.catalog(), b"Lang").unwrap().as_str().unwrap();
        String::from_utf8_lossy(language).into_owned()
    }

    /// Every element of the structure, in reading order.
    fn elements(&self) -> Vec<&Dictionary> {
        let root = self.get(self.catalog(), b"StructTreeRoot").unwrap().as_dict().unwrap();
        let mut found = Vec::new();
        self.below(root, &mut found, &mut HashSet::new());
        found
    }

    fn below<'a>(&'a self, parent: &'a Dictionary, found: &mut Vec<&'a Dictionary>, seen: &mut HashSet<ObjectId>) {
        let Some(kids) = self.get(parent, b"K") else { return };
        let kids: &[Object] = match kids {
            Object::Array(kids) => kids,
            one => std::slice::from_ref(one),
        };
        for kid in kids {
            if let Ok(id) = kid.as_reference()
                && !seen.insert(id)
            {
                continue;
            }
            if let Ok(element) = self.resolved(kid).as_dict()
                && element.has(b"S")
            {
                found.push(element);
                self.below(element, found, seen);
            }
        }
    }

    /// The names of all tags in reading order.
    pub(super) fn tags(&self) -> Vec<String> {
        let name =
            |element: &&Dictionary| String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap()).into_owned();
        self.elements().iter().map(name).collect()
    }

    /// The alternative texts of its figures.
    pub(super) fn alternatives(&self) -> Vec<String> {
        let figures = self.elements();
        let figures = figures.iter().filter(|element| element.get(b"S").unwrap().as_name().unwrap() == b"Figure");
        figures.filter_map(|figure| lopdf::decode_text_string(self.get(figure, b"Alt")?).ok()).collect()
    }

    /// Where its links lead.
    pub(super) fn links(&self) -> Vec<String> {
        let dictionaries = self.0.objects.values().filter_map(|object| object.as_dict().ok());
        let uri = |annotation: &Dictionary| {
            let action = self.get(annotation, b"A")?.as_dict().ok()?;
            Some(String::from_utf8_lossy(self.get(action, b"URI")?.as_str().ok()?).into_owned())
        };
        dictionaries.filter_map(uri).collect()
    }

    /// The words of each page.
    pub(super) fn pages(&self) -> Vec<String> {
        self.0.get_pages().into_keys().map(|page| self.0.extract_text(&[page]).unwrap()).collect()
    }

    /// Its words, lines and cells parted by one space.
    pub(super) fn text(&self) -> String {
        let pages: Vec<u32> = self.0.get_pages().into_keys().collect();
        let text = self.0.extract_text(&pages).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The smallest type of any text, in points: the font's size, as text and drawings scale it.
    pub(super) fn smallest_type(&self) -> f64 {
        let sizes = self.0.get_pages().into_values().map(|page| {
            let content = self.0.get_page_content(page);
            let page = self.0.get_dictionary(page).unwrap();
            self.smallest_in(&content, self.get(page, b"Resources").and_then(|found| found.as_dict().ok()), 1.0)
        });
        sizes.fold(f64::INFINITY, f64::min)
    }

    /// The smallest in one stream of drawing commands. `scale` is how high what it draws comes out.
    fn smallest_in(&self, content: &[u8], resources: Option<&Dictionary>, scale: f64) -> f64 {
        let mut smallest = f64::INFINITY;
        let (mut scales, mut scale, mut size, mut text_scale) = (Vec::new(), scale, 0.0, 1.0);
        // How high something comes out that is one unit high.
        let height = |matrix: &[Object]| {
            let part = |place: usize| f64::from(matrix[place].as_float().unwrap());
            part(2).hypot(part(3))
        };
        for operation in Content::decode(content).unwrap().operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "q" => scales.push(scale),
                "Q" => scale = scales.pop().unwrap(),
                "cm" => scale *= height(operands),
                "BT" => text_scale = 1.0,
                "Tf" => size = f64::from(operands[1].as_float().unwrap()),
                "Tm" => text_scale = height(operands),
                "Tj" | "TJ" => smallest = smallest.min(size * text_scale * scale),
                "Do" => {
                    let name = operands[0].as_name().unwrap();
                    let drawn = resources.and_then(|found| self.get(found, b"XObject")?.as_dict().ok());
                    let Some(Object::Stream(form)) = drawn.and_then(|found| self.get(found, name)) else { continue };
                    let content = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
                    let matrix = self.get(&form.dict, b"Matrix").and_then(|matrix| matrix.as_array().ok());
                    let scale = scale * matrix.map_or(1.0, |matrix| height(matrix));
                    if form.dict.get(b"Subtype").is_ok_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"Form")) {
                        let inner = self.get(&form.dict, b"Resources").and_then(|found| found.as_dict().ok());
                        smallest = smallest.min(self.smallest_in(&content, inner.or(resources), scale));
                    }
                }
                _ => {}
            }
        }
        smallest
    }
}
