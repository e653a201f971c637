//! Reads the screen: which elements can take the focus, where they are, in which groups.

use crate::{
    modality::focus::{Group, GroupId, Node, Program, Rect, Sides, Tree},
    view::element as html,
};
use web_sys::{Element, HtmlElement};

/// The name of the topmost layer on the screen; empty when none lies over the page.
pub(super) fn top_layer(root: &HtmlElement) -> (String, HtmlElement) {
    let top = all(root, "[data-layer]").last();
    top.map_or_else(|| (String::new(), root.clone()), |layer| (attribute(&layer, "data-layer"), layer))
}

/// Everything in the topmost layer that can take the focus.
pub(super) fn tree(layer: &HtmlElement) -> Tree<String> {
    let mut tree = Tree::new(group_of(layer, attribute(layer, "data-group")));
    let mut known: Vec<(HtmlElement, GroupId)> = vec![(layer.clone(), Tree::<String>::ROOT)];
    for element in all(layer, "[data-focus]") {
        // Nothing is drawn of what is hidden or in a hidden box.
        if element.offset_width() == 0 {
            continue;
        }
        let group = group_around(&element, &mut known, &mut tree);
        let is_preferred = element.has_attribute("data-preferred");
        tree.add(group, Node { is_preferred, ..Node::new(key(&element), rect(&element)) });
    }
    tree
}

fn group_around(element: &Element, known: &mut Vec<(HtmlElement, GroupId)>, tree: &mut Tree<String>) -> GroupId {
    let Some(around) = element.parent_element().and_then(|parent| parent.closest("[data-group], [data-layer]").ok().flatten()) else {
        return Tree::<String>::ROOT;
    };
    let Some(around) = html::<HtmlElement>(around) else { return Tree::<String>::ROOT };
    if let Some((_, id)) = known.iter().find(|(box_, _)| *box_ == around) {
        return *id;
    }
    let is_outside = known.first().is_some_and(|(layer, _)| !layer.contains(Some(&around)));
    if is_outside {
        return Tree::<String>::ROOT;
    }
    let parent = group_around(&around, known, tree);
    let id = tree.add_group(parent, group_of(&around, attribute(&around, "data-group")));
    known.push((around, id));
    id
}

fn group_of(element: &HtmlElement, key: String) -> Group<String> {
    let program = match element.get_attribute("data-program").as_deref() {
        Some("row") => Program::Row,
        Some("column") => Program::Column,
        _ => Program::Free,
    };
    let sides = attribute(element, "data-block");
    let has = |side: &str| sides.split(' ').any(|word| word == side);
    let blocked = Sides { left: has("left"), right: has("right"), up: has("up"), down: has("down") };
    Group { program, blocked, wraps: element.has_attribute("data-wraps"), is_aside: element.has_attribute("data-aside"), ..Group::new(key) }
}

/// Where an element is by the layout alone: a tile that the ring lifts, or a screen sliding in, is measured where it belongs.
pub(super) fn rect(element: &HtmlElement) -> Rect {
    let (mut x, mut y) = (f64::from(element.offset_left()), f64::from(element.offset_top()));
    let (width, height) = (f64::from(element.offset_width()), f64::from(element.offset_height()));
    let mut around = element.offset_parent();
    while let Some(parent) = around.and_then(html::<HtmlElement>) {
        x += f64::from(parent.offset_left() + parent.client_left() - parent.scroll_left());
        y += f64::from(parent.offset_top() + parent.client_top() - parent.scroll_top());
        around = parent.offset_parent();
    }
    Rect { x, y, width, height }
}

/// The element of that name in a layer.
pub(super) fn find(layer: &HtmlElement, wanted: &str) -> Option<HtmlElement> {
    all(layer, "[data-focus]").find(|element| key(element) == wanted)
}

/// What a colored key does in a layer.
pub(super) fn colored(layer: &HtmlElement, color: &str) -> Option<HtmlElement> {
    all(layer, "[data-color]").find(|element| attribute(element, "data-color") == color && element.offset_width() > 0)
}

/// The name an element has as a place of the focus.
pub(super) fn key(element: &Element) -> String {
    attribute(element, "data-focus")
}

pub(super) fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

fn all(root: &HtmlElement, selector: &str) -> impl Iterator<Item = HtmlElement> {
    let found = root.query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |index| html(found.as_ref()?.item(index)?))
}

/// Scrolls the boxes around an element that scroll to the focus, just so far that it is wholly in them.
pub(super) fn scroll_to(element: &HtmlElement) {
    let mut around = element.closest("[data-scroll]").ok().flatten();
    while let Some(scroller) = around.and_then(html::<HtmlElement>) {
        let (mut top, mut parent) = (element.offset_top(), element.offset_parent());
        while let Some(between) = parent.filter(|parent| parent != scroller.as_ref() as &Element) {
            let Some(between) = html::<HtmlElement>(between) else { break };
            top += between.offset_top();
            parent = between.offset_parent();
        }
        // Room for the ring, which is drawn outside the tile.
        let room = element.offset_height() / 6;
        let bottom = top + element.offset_height();
        if top - room < scroller.scroll_top() {
            scroller.set_scroll_top(top - room);
        } else if bottom + room > scroller.scroll_top() + scroller.client_height() {
            scroller.set_scroll_top(bottom + room - scroller.client_height());
        }
        around = scroller.parent_element().and_then(|parent| parent.closest("[data-scroll]").ok().flatten());
    }
}
