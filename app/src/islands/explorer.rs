//! Going through the points of a drawing, by arrow keys or pointer: the words of one at a time stand beside it.
//!
//! The drawing is one stop of the tab key. The words stay until one leaves, goes on or presses Escape, and the pointer may
//! rest on them.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::document;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlElement, KeyboardEvent, PointerEvent};

use super::{figure_on_page::set, moving_chart::View};
use crate::charts::{self, Layout, Place, Points, Step};

const SVG: &str = "http://www.w3.org/2000/svg";
/// The class of what holds the words of a point.
const TIPS: &str = "app-chart__tips";
const LAYOUTS: [(Layout, &str); 2] =
    [(Layout::Wide, ".app-chart__svg--wide"), (Layout::Narrow, ".app-chart__svg--narrow")];

/// The drawing, what is shown in it, and where the reader is.
pub struct Explorer {
    drawing: HtmlElement,
    /// The id of the words that say how to go about.
    help: String,
    name: String,
    say: Box<dyn Fn(String)>,
    shown: RefCell<Option<View>>,
    /// The points of the layout that is visible, once they were asked for.
    points: RefCell<Option<(Layout, Rc<Points>)>>,
    place: Cell<Option<Place>>,
}

impl Explorer {
    /// Of a drawing. `help` is the id of the words that say how to go about, `say` reads words out.
    pub fn new(drawing: HtmlElement, name: &str, help: String, say: impl Fn(String) + 'static) -> Rc<Self> {
        let explorer = Rc::new(Self {
            drawing,
            help,
            name: format!("Points of {name}"),
            say: Box::new(say),
            shown: RefCell::default(),
            points: RefCell::default(),
            place: Cell::default(),
        });
        explorer.listen();
        explorer
    }

    /// Takes up what is drawn now. Tells whether it has any points.
    pub fn take_up(&self, view: View) -> bool {
        let any = view.figure.has_lines();
        self.shown.replace(Some(view));
        self.points.replace(None);
        self.place.set(None);
        for (attribute, value) in [
            ("tabindex", "0"),
            ("role", "application"),
            ("aria-label", self.name.as_str()),
            ("aria-describedby", self.help.as_str()),
        ] {
            if any {
                set(&self.drawing, attribute, value);
            } else {
                let _ = self.drawing.remove_attribute(attribute);
            }
        }
        any
    }

    fn listen(self: &Rc<Self>) {
        self.on("keydown", |explorer, event: &KeyboardEvent| explorer.key(event));
        self.on("focus", |explorer, _: &Event| {
            // A pointer shows what it points at.
            if explorer.place.get().is_none() && explorer.drawing.matches(":focus-visible").unwrap_or(false) {
                explorer.step(Step::Last);
            }
        });
        self.on("blur", |explorer, _: &Event| explorer.hide());
        self.on("pointermove", |explorer, event: &PointerEvent| explorer.point(event));
        self.on("pointerdown", |explorer, event: &PointerEvent| explorer.point(event));
        self.on("pointerleave", |explorer, event: &PointerEvent| {
            // A finger that is lifted leaves too; what it touched stays.
            if event.pointer_type() != "touch" && !explorer.has_focus() {
                explorer.hide();
            }
        });
        // The pointer may show words while the focus is elsewhere.
        let explorer = Rc::clone(self);
        listen_to(&document(), "keydown", move |event: &KeyboardEvent| {
            if event.key() == "Escape" {
                explorer.hide();
            }
        });
        let explorer = Rc::clone(self);
        listen_to(&document(), "pointerdown", move |event: &PointerEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            if !explorer.drawing.contains(target.as_ref()) {
                explorer.hide();
            }
        });
    }

    fn on<E: wasm_bindgen::JsCast + 'static>(self: &Rc<Self>, name: &str, then: fn(&Self, &E)) {
        let explorer = Rc::clone(self);
        listen_to(&self.drawing, name, move |event: &E| then(&explorer, event));
    }

    fn key(&self, event: &KeyboardEvent) {
        if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        if let Some(step) = Step::of_key(&event.key()) {
            event.prevent_default();
            self.step(step);
        }
    }

    fn step(&self, step: Step) {
        let Some((svg, points)) = self.visible() else { return };
        let Some(place) = points.go(self.place.get(), step) else { return };
        self.show(&svg, &points, place);
        if let Some(point) = points.at(place) {
            (self.say)(point.words.clone());
        }
    }

    fn point(&self, event: &PointerEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.closest(&format!(".{TIPS}")).ok().flatten().is_some()) {
            return;
        }
        let Some((svg, points)) = self.visible() else { return };
        let area = svg.get_bounding_client_rect();
        let units = f64::from(points.paper.0) / area.width();
        let at = (
            in_units(f64::from(event.client_x()) - area.left(), units),
            in_units(f64::from(event.client_y()) - area.top(), units),
        );
        if let Some(place) = points.nearest(at).filter(|place| self.place.get() != Some(*place)) {
            self.show(&svg, &points, place);
        }
    }

    fn show(&self, svg: &Element, points: &Points, place: Place) {
        let Some(point) = points.at(place) else { return };
        let tips = svg.query_selector(&format!(".{TIPS}")).ok().flatten().or_else(|| {
            let tips = document().create_element_ns(Some(SVG), "g").ok()?;
            set(&tips, "class", TIPS);
            svg.append_child(&tips).ok()?;
            Some(tips)
        });
        if let Some(tips) = tips {
            tips.set_inner_html(&charts::tip(point, points.paper));
            self.place.set(Some(place));
        }
    }

    fn hide(&self) {
        self.place.set(None);
        while let Ok(Some(tips)) = self.drawing.query_selector(&format!(".{TIPS}")) {
            tips.remove();
        }
    }

    fn has_focus(&self) -> bool {
        document().active_element().is_some_and(|active| active.is_same_node(Some(&self.drawing)))
    }

    /// The drawing that fits the room it has, and its points.
    fn visible(&self) -> Option<(Element, Rc<Points>)> {
        let shown = self.shown.borrow();
        let view = shown.as_ref()?;
        let (layout, svg) = LAYOUTS.into_iter().find_map(|(layout, class)| {
            let svg = self.drawing.query_selector(class).ok()??;
            (svg.get_bounding_client_rect().width() > 0.0).then_some((layout, svg))
        })?;
        let mut kept = self.points.borrow_mut();
        let points = match kept.as_ref() {
            Some((of, points)) if *of == layout => Rc::clone(points),
            _ => {
                let points = Rc::new(charts::points(&view.figure, view.reading, layout));
                *kept = Some((layout, Rc::clone(&points)));
                points
            }
        };
        Some((svg, points))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on paper of a few hundred units; far off is far off")]
fn in_units(pixels: f64, units: f64) -> i32 {
    (pixels * units).round() as i32
}

/// Listens for as long as the page is there.
fn listen_to<E: wasm_bindgen::JsCast + 'static>(target: &EventTarget, name: &str, then: impl Fn(&E) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if let Some(event) = event.dyn_ref::<E>() {
            then(event);
        }
    });
    let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}
