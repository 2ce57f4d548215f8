//! The design system's components: plain values in, finished HTML out, one file each, named as GOV.UK and MOJ name them.
#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its props, so that a page can hand over what it has read or write a literal"
)]

mod alert;
mod as_at_form;
mod as_at_mark;
mod banner;
mod block_pagination;
mod breadcrumbs;
mod brief_chart;
mod chart_figure;
mod checkbox_group;
mod choice;
mod data_table;
mod date_field;
mod details;
mod empty_state;
mod error_summary;
mod figure_tile;
mod file_field;
mod filter_chips;
mod filter_line;
mod finding_mark;
mod form_group;
mod found_marks;
mod freshness;
mod grade_tiles;
mod identity_bar;
mod inset_text;
mod kept_parameters;
mod link;
mod link_list;
mod measure_chart;
mod page_heading;
mod pagination;
mod paper_mark;
mod password_field;
mod print_button;
mod progress_tracker;
mod radio_group;
mod search_field;
mod select_field;
mod source_link;
mod status_tag;
mod strip;
mod sub_navigation;
mod summary_list;
mod table_cells;
mod tag;
mod task_list;
mod text_field;
mod textarea_field;
mod timeline;
mod timeout_warning;
mod upload_progress;
mod visit_strip;
mod warning_text;
mod workbook_links;

pub use crate::number::grouped;
pub use alert::{Alert, AlertKind};
pub use as_at_form::AsAtForm;
pub use as_at_mark::AsAtMark;
pub use banner::Banner;
pub use block_pagination::BlockPagination;
pub use breadcrumbs::Breadcrumbs;
pub use brief_chart::BriefChart;
pub use chart_figure::{ChartFigure, Downloads, HeadingLevel};
pub use checkbox_group::CheckboxGroup;
pub use choice::Choice;
pub use data_table::{CaptionSize, Column, DataTable, SortDirection, SortLink};
pub use date_field::{DateField, DatePrecision};
pub use details::Details;
pub use empty_state::EmptyState;
pub use error_summary::ErrorSummary;
pub use figure_tile::{FigureTile, FigureTiles};
pub use file_field::FileField;
pub use filter_chips::FilterChips;
pub use filter_line::FilterLine;
pub use finding_mark::FindingMark;
pub use form_group::FormGroup;
pub use found_marks::{FoundMarks, FoundMarksKey, MOST_MARKS};
pub use freshness::{Freshness, SILENCE, freshness_in_words, has_passed, last_said, last_said_of};
pub use grade_tiles::{GradeTiles, GradeTilesKey};
pub use identity_bar::IdentityBar;
pub use inset_text::InsetText;
pub use kept_parameters::KeptParameters;
pub use link::Link;
pub use link_list::LinkList;
pub use measure_chart::{DrawnChart, MeasureChart};
pub use page_heading::PageHeading;
pub use pagination::Pagination;
pub use paper_mark::PaperMark;
pub use password_field::{PasswordField, PasswordKind};
pub use print_button::PrintButton;
pub use progress_tracker::{ProgressTracker, Step, StepState};
pub use radio_group::RadioGroup;
pub use search_field::SearchField;
pub use select_field::SelectField;
pub use source_link::SourceLink;
pub use status_tag::{ItemStatus, StatusTag};
pub use strip::{Stretch, Strip, StripEntry, StripMark, TimeStrip};
pub use sub_navigation::{SubNavigation, SubNavigationItem};
pub use summary_list::{SummaryList, SummaryRow};
pub use table_cells::{RowHeader, TableCell, TableRow};
pub use tag::{Tag, TagColour};
pub use task_list::{Task, TaskList};
pub use text_field::TextField;
pub use textarea_field::TextareaField;
pub use timeline::{Timeline, TimelineItem};
pub use timeout_warning::{SessionLine, TimeoutWarning};
pub use upload_progress::UploadProgress;
pub use visit_strip::{VisitStrip, Years};
pub use warning_text::WarningText;
pub use workbook_links::WorkbookLinks;

/// What the browser would be sent for a view.
#[cfg(test)]
pub(crate) fn rendered<V: leptos::prelude::IntoView>(view: impl FnOnce() -> V) -> String {
    use leptos::prelude::{Owner, RenderHtml};

    Owner::new().with(|| view().into_view().to_html())
}
