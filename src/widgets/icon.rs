//! The icons: a 24 grid, stroke 1.75, cut ends, mitred corners. Color and size come from the text beside them.
//!
//! Drawn in place rather than through a sprite: a `<use>` needs the sprite in the same tree, which a shadow root does not have.

use crate::view::{El, svg};

/// One icon. Only those a program uses end up in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon {
    /// The shapes inside the `<svg>`; our own constant, never anything authored.
    shapes: &'static str,
    /// Whether it points along the line of reading and mirrors from right to left.
    directed: bool,
}

macro_rules! icons {
    ($($name:ident $directed:literal $shapes:literal)+) => {
        #[expect(missing_docs, reason = "each is the icon of that name in the design")]
        impl Icon {
            $(pub const $name: Self = Self { shapes: $shapes, directed: $directed };)+
        }
    };
}

icons! {
    SEARCH false "<circle cx='10.5' cy='10.5' r='6'/><path d='M15 15l5.5 5.5'/>"
    GLOBE false "<circle cx='12' cy='12' r='8.5'/><path d='M3.5 12h17M12 3.5c-4.8 5-4.8 12 0 17c4.8-5 4.8-12 0-17'/>"
    CHECK false "<path d='M4.5 12.5l5 5L19.5 7'/>"
    NEXT true "<path d='M9.5 5.5L16 12l-6.5 6.5'/>"
    DOWN false "<path d='M5.5 9.5L12 16l6.5-6.5'/>"
    UP false "<path d='M5.5 14.5L12 8l6.5 6.5'/>"
    GRIP false "<path d='M5 9h14M5 15h14'/>"
    FORWARD true "<path d='M4 12h15.2M13 5.8l6.2 6.2-6.2 6.2'/>"
    BACK true "<path d='M20 12H4.8M11 5.8L4.8 12l6.2 6.2'/>"
    CLOSE false "<path d='M5.8 5.8l12.4 12.4M18.2 5.8L5.8 18.2'/>"
    PLUS false "<path d='M12 4.5v15M4.5 12h15'/>"
    CLOCK false "<circle cx='12' cy='12' r='8.5'/><path d='M12 6.8V12.4l3.8 2.2'/>"
    PAUSE false "<path d='M9 5.5v13M15 5.5v13'/>"
    ALERT false "<path d='M12 4.2L21 19.6H3zM12 10v4.6M12 16.2v1.3'/>"
    INFO false "<circle cx='12' cy='12' r='8.5'/><path d='M12 11v5.8M12 7.2v1.6'/>"
    PHONE false "<rect x='7' y='3' width='10' height='18'/><path d='M10.4 17.8h3.2'/>"
    TV false "<rect x='3' y='5' width='18' height='11.8'/><path d='M7.5 20.2h9'/>"
    DESKTOP false "<rect x='3' y='4' width='18' height='12.4'/><path d='M12 16.4v4M7.5 20.4h9'/>"
    CHAT false "<path d='M4 5h16v11.5h-8.6L7 20.6v-4.1H4z'/>"
    USER false "<circle cx='12' cy='8.2' r='3.9'/><path d='M4.3 20.6c.7-4.2 3.6-6.2 7.7-6.2s7 2 7.7 6.2'/>"
    INBOX false "<path d='M4 13L6.6 5h10.8L20 13v6.5H4zM4 13h4.8l1.2 2.6h4L15.2 13H20'/>"
    CHART false "<path d='M3.5 20h17M7 16.5v-4.2M12 16.5V5M17 16.5V9'/>"
    PENCIL false "<path d='M4.6 19.4l1-4.4L16.2 4.4l3.4 3.4L9 18.4zM13.6 7l3.4 3.4'/>"
    HOME false "<path d='M4 11.2L12 4l8 7.2V20h-5.4v-5.6H9.4V20H4z'/>"
    BOOK false "<path d='M12 6.6C9.8 5 6.8 4.4 4 4.8v13.6c2.8-.4 5.8.2 8 1.8 2.2-1.6 5.2-2.2 8-1.8V4.8c-2.8-.4-5.8.2-8 1.8zM12 6.6v13.6'/>"
    TICKET false "<path d='M3.5 6.5h17v3.7a1.8 1.8 0 000 3.6v3.7h-17v-3.7a1.8 1.8 0 000-3.6zM14.5 6.5v2.5M14.5 11v2.2M14.5 15.2v2.3'/>"
    CALENDAR false "<rect x='4' y='5.5' width='16' height='14.5'/><path d='M4 10.2h16M8.5 3v4.4M15.5 3v4.4'/>"
    WIFI false "<path d='M2.8 9.6c5.4-4.8 13-4.8 18.4 0M6 13.3c3.5-3.1 8.5-3.1 12 0M9.2 16.9c1.7-1.4 3.9-1.4 5.6 0M12 19.4v1.6'/>"
    ROUTER false "<rect x='3.5' y='13' width='17' height='6.5'/><path d='M7 16.2h2.4M14.6 16.2h2.4M7.5 13V5.5M16.5 13V5.5'/>"
    BOX false "<rect x='3' y='8.5' width='18' height='7.5'/><path d='M6.5 12.2h5M16.4 12.2h1.6M6.5 16v3M17.5 16v3'/>"
    VAN false "<path d='M5.6 17.3H3V6.5h11.2v10.8H9.6M14.2 10h3.6l3.2 3.8v3.5h-2M15 17.3h-.8'/><circle cx='7.6' cy='17.6' r='1.9'/><circle cx='17' cy='17.6' r='1.9'/>"
    BOLT false "<path d='M13.2 3L5 13.6h6.2L10.4 21 19 10.4h-6.3z'/>"
    MAIL false "<rect x='3.5' y='5.5' width='17' height='13'/><path d='M3.5 7l8.5 6.6L20.5 7'/>"
    OFFLINE false "<path d='M9.8 6.3a6 6 0 018.4 4.9 3.8 3.8 0 01.9 7M15.8 18.8H7.2a4.5 4.5 0 01-.3-9M4 4l16.5 16.5'/>"
    UNDO true "<path d='M8.8 4.5L3.8 9.5l5 5M4.4 9.5H14a5.2 5.2 0 010 10.4h-4'/>"
    FILTER false "<path d='M3.5 6.5h17M7 12h10M10.2 17.5h3.6'/>"
    DOWNLOAD false "<path d='M12 3.8v11.4M6.6 10l5.4 5.4L17.4 10M4.5 20h15'/>"
    MORE false "<path d='M5 12h1.8M11.1 12h1.8M17.2 12H19'/>"
    LOCK false "<rect x='5' y='10.5' width='14' height='9.5'/><path d='M8.3 10.5V8a3.7 3.7 0 017.4 0v2.5'/>"
    EYE false "<path d='M2.5 12c4.2-7 14.8-7 19 0-4.2 7-14.8 7-19 0z'/><circle cx='12' cy='12' r='2.7'/>"
    FLAG false "<path d='M6 21V4.5h12.5L16 8.8l2.5 4.3H6'/>"
    ARROWS false "<path d='M12 4v16M4 12h16M9.4 6.6L12 4l2.6 2.6M9.4 17.4L12 20l2.6-2.6M6.6 9.4L4 12l2.6 2.6M17.4 9.4L20 12l-2.6 2.6'/>"
    LOOK false "<circle cx='12' cy='12' r='8.5'/><path d='M12 3.5v17M12 7.5h7.2M12 12h8.5M12 16.5h7.2'/>"
    STAR false "<path d='M12 3.6l2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-2.9-5.3 2.9 1.1-6L3.4 9.9l6-.8z'/>"
    FACE1 false "<rect x='3' y='3' width='18' height='18' rx='3'/><path d='M8.6 8v2.6M15.4 8v2.6M7.6 17.2c1.3-3 7.5-3 8.8 0'/>"
    FACE2 false "<rect x='3' y='3' width='18' height='18' rx='3'/><path d='M8.6 8v2.6M15.4 8v2.6M8 16.6c1.6-1.5 6.4-1.5 8 0'/>"
    FACE3 false "<rect x='3' y='3' width='18' height='18' rx='3'/><path d='M8.6 8v2.6M15.4 8v2.6M8 15.8h8'/>"
    FACE4 false "<rect x='3' y='3' width='18' height='18' rx='3'/><path d='M8.6 8v2.6M15.4 8v2.6M8 15c1.6 1.7 6.4 1.7 8 0'/>"
    FACE5 false "<rect x='3' y='3' width='18' height='18' rx='3'/><path d='M8.6 7.6v2.6M15.4 7.6v2.6M7.2 13.8c1.4 4.4 8.2 4.4 9.6 0z'/>"
    REFRESH false "<path d='M18.7 8.2a7.8 7.8 0 10.9 5.8M19.5 3.5v5.2h-5.2'/>"
    BELL false "<path d='M6 16.5V11a6 6 0 0112 0v5.5l1.6 1.6H4.4zM10 20.8h4'/>"
    SEND true "<path d='M4 4.5L21 12 4 19.5 6.8 12zM6.8 12H13'/>"
    TAG false "<path d='M4 4h8l8.4 8.4-8 8L4 12zM8 8.8v-1.6'/>"
    PIN false "<path d='M12 21.2c-4.5-5-6.5-8.2-6.5-11a6.5 6.5 0 0113 0c0 2.8-2 6-6.5 11z'/><circle cx='12' cy='10' r='2.3'/>"
    CART false "<path d='M2.8 4.5h3.4l2 11h9.6l2.4-7.7H6.8'/><circle cx='9.6' cy='19' r='1.5'/><circle cx='16.6' cy='19' r='1.5'/>"
    SHIELD false "<path d='M12 3.4l7.5 2.6v6c0 4.6-3 7.2-7.5 8.8-4.5-1.6-7.5-4.2-7.5-8.8V6z'/>"
    SOUND false "<path d='M4 9.3h3.6L12 5.3v13.4l-4.4-4H4zM15.4 9a4.6 4.6 0 010 6M18 6.4a8 8 0 010 11.2'/>"
    TEXT false "<path d='M2.8 18.5L8 5.5l5.2 13M4.7 14h6.6M13.6 18.5l3.7-8.5 3.7 8.5M15 15.5h4.6'/>"
    PEOPLE false "<circle cx='9' cy='8.5' r='3.4'/><path d='M2.5 19.8c.6-3.6 3-5.4 6.5-5.4s5.9 1.8 6.5 5.4M15.5 5.4a3.4 3.4 0 010 6.2M17.5 14.8c2.2.7 3.6 2.3 4 5'/>"
    COPY false "<rect x='8.5' y='8.5' width='11.5' height='11.5'/><path d='M15.5 8.5V4H4v11.5h4.5'/>"
    TARGET false "<circle cx='12' cy='12' r='8.5'/><circle cx='12' cy='12' r='3'/>"
    BULB false "<path d='M9 17.5v-2.7a6.2 6.2 0 116 0v2.7zM9.5 20.8h5'/>"
}

/// The icon as markup, hidden from assistive technology: its word stands beside it, or on the control that holds it.
#[must_use]
pub fn icon(icon: Icon) -> El {
    svg("svg")
        .class(if icon.directed { "icon icon-dir" } else { "icon" })
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .inner_html(icon.shapes)
}
