//! What the elements of HTML mean to a reader of the words.

use crate::source::markup::Attributes;

/// What an element does to the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Its words are none of the document.
    Skipped,
    /// It begins and ends a piece.
    Block,
    /// The document, on a page that has more than it.
    Main,
    /// The document, or one of several.
    Article,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row of one.
    Row,
    /// A cell of one.
    Cell,
    /// A link.
    Link,
    /// Code, where it stands as a block.
    Pre,
    /// Code.
    Code,
    /// Ends a line.
    Break,
    /// The title of the page.
    Title,
    /// A script, or what the page says of itself in JSON.
    Script,
    /// Words among words.
    Inline,
}

/// All elements that mean something, sorted.
pub(super) const TAGS: [(&str, Role); 62] = [
    ("a", Role::Link),
    ("address", Role::Block),
    ("article", Role::Article),
    ("aside", Role::Skipped),
    ("audio", Role::Skipped),
    ("blockquote", Role::Block),
    ("body", Role::Block),
    ("br", Role::Break),
    ("button", Role::Skipped),
    ("canvas", Role::Skipped),
    ("caption", Role::Block),
    ("code", Role::Code),
    ("dd", Role::Block),
    ("details", Role::Block),
    ("dialog", Role::Skipped),
    ("div", Role::Block),
    ("dl", Role::Block),
    ("dt", Role::Block),
    ("fieldset", Role::Block),
    ("figcaption", Role::Block),
    ("figure", Role::Block),
    ("footer", Role::Skipped),
    ("form", Role::Block),
    ("h1", Role::Heading),
    ("h2", Role::Heading),
    ("h3", Role::Heading),
    ("h4", Role::Heading),
    ("h5", Role::Heading),
    ("h6", Role::Heading),
    ("header", Role::Block),
    ("hr", Role::Break),
    ("iframe", Role::Skipped),
    ("li", Role::Item),
    ("main", Role::Main),
    ("math", Role::Skipped),
    ("menu", Role::Skipped),
    ("nav", Role::Skipped),
    ("noscript", Role::Skipped),
    ("object", Role::Skipped),
    ("ol", Role::Block),
    ("p", Role::Block),
    ("pre", Role::Pre),
    ("rp", Role::Skipped),
    ("rt", Role::Skipped),
    ("script", Role::Script),
    ("section", Role::Block),
    ("select", Role::Skipped),
    ("span", Role::Inline),
    ("style", Role::Skipped),
    ("summary", Role::Block),
    ("svg", Role::Skipped),
    ("table", Role::Table),
    ("td", Role::Cell),
    ("template", Role::Skipped),
    ("textarea", Role::Skipped),
    ("th", Role::Cell),
    ("time", Role::Inline),
    ("title", Role::Title),
    ("tr", Role::Row),
    ("tt", Role::Inline),
    ("ul", Role::Block),
    ("video", Role::Skipped),
];

/// The place of an element among [`TAGS`].
pub(super) fn index(name: &str) -> Option<usize> {
    TAGS.binary_search_by_key(&name, |(known, _)| known).ok()
}

/// What an element at a place among [`TAGS`] means.
pub(super) fn role(tag: usize) -> Role {
    TAGS.get(tag).map_or(Role::Inline, |(_, role)| *role)
}

/// Values of `role` of what is no part of the document.
const AROUND: [&str; 7] =
    ["navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog"];
/// Classes and ids, as widely used, of what is no part of the document.
const NAMED_AROUND: [&str; 16] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "sidebar",
    "footer",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "cookie-banner",
    "advertisement",
    "ads",
    "share",
    "social",
    "comments",
];

/// Whether the attributes of an element say that it is no part of the document, or not shown.
pub(super) fn is_left_out(attributes: &Attributes) -> bool {
    let named = |name: &str| {
        let value = attributes.get(name).unwrap_or("").to_ascii_lowercase();
        value.split_ascii_whitespace().any(|word| NAMED_AROUND.contains(&word))
    };
    let style = attributes.get("style").unwrap_or("").replace(' ', "");
    attributes.get("hidden").is_some()
        || attributes.get("aria-hidden") == Some("true")
        || attributes.get("role").is_some_and(|role| AROUND.contains(&role))
        || style.contains("display:none")
        || named("class")
        || named("id")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted_so_that_all_are_found() {
        assert!(TAGS.is_sorted_by_key(|(name, _)| name));
        assert!(TAGS.iter().all(|(name, _)| index(name).is_some()));
    }
}
