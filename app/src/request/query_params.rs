//! The query string as ordered pairs: read by pages, and changed into the address of the next page.

/// Names and values in the order they stand in the address. A name may come more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryParams(Vec<(String, String)>);

impl QueryParams {
    /// Reads a query string, without its question mark.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// The first value under a name. A form sends its empty fields too: they count as not given.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(found, value)| *found == name && !value.is_empty()).map(|(_, value)| value)
    }

    /// Every value under a name, leaving out empty ones.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.iter().filter(move |(found, value)| *found == name && !value.is_empty()).map(|(_, value)| value)
    }

    /// All pairs, as given.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// With this as the only value under a name, in the place of the first.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let place = self.0.iter().position(|(found, _)| found == name).unwrap_or(self.0.len());
        self.0.retain(|(found, _)| found != name);
        self.0.insert(place.min(self.0.len()), (name.to_owned(), value.into()));
        self
    }

    /// With this as one more value under a name.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// Without any value under a name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(found, _)| found != name);
        self
    }

    /// Without one pair; other values under the name stay.
    #[must_use]
    pub fn without_pair(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(found, held)| found != name || held != value);
        self
    }

    /// With each value changed.
    #[must_use]
    pub fn with_values(self, change: impl Fn(&str, &str) -> String) -> Self {
        let changed = self.0.into_iter().map(|(name, value)| {
            let value = change(&name, &value);
            (name, value)
        });
        Self(changed.collect())
    }

    /// The address of a path with these parameters, leaving out empty ones.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        let given = self.iter().filter(|(_, value)| !value.is_empty());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_names_and_their_order_survive() {
        let query = QueryParams::parse("topic=a&force=kent&topic=b+c&topic=%26");

        assert_eq!(query.all("topic").collect::<Vec<_>>(), ["a", "b c", "&"]);
        assert_eq!(query.href("/recommendations"), "/recommendations?topic=a&force=kent&topic=b+c&topic=%26");
    }

    #[test]
    fn an_empty_field_of_a_form_counts_as_not_given() {
        let query = QueryParams::parse("q=&force=kent");

        assert_eq!(query.get("q"), None);
        assert_eq!(query.href("/recommendations"), "/recommendations?force=kent");
    }

    #[test]
    fn a_changed_parameter_keeps_its_place_and_a_removed_pair_leaves_its_neighbours() {
        let query = QueryParams::parse("sort=open&topic=a&page=2&topic=b");

        assert_eq!(query.clone().with("sort", "late").href("/"), "/?sort=late&topic=a&page=2&topic=b");
        assert_eq!(
            query.clone().with("as_at", "2022-05-01").without("page").href("/"),
            "/?sort=open&topic=a&topic=b&as_at=2022-05-01"
        );
        assert_eq!(query.without_pair("topic", "a").without("sort").href("/"), "/?page=2&topic=b");
    }

    #[test]
    fn an_address_without_parameters_has_no_question_mark() {
        assert_eq!(QueryParams::default().href("/forces"), "/forces");
    }
}
