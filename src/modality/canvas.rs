//! How large the canvas is, how the person points at it, and which layout follows.
//!
//! Two axes, not a list of devices. The order of precedence: what the address asks for, the person's own choice, the server's hint,
//! what the device says about itself, the last real input. Real input only ever changes the [`Interaction`].

use super::Platform;

/// The size of the container and how far away it is looked at from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Canvas {
    /// A watch, at most 240 px.
    Small,
    /// A phone, at most 480 px.
    S,
    /// A tablet or a narrow window, at most 900 px.
    M,
    /// Wider.
    L,
    /// Any width, from three metres.
    Tv,
}

impl Canvas {
    /// By the width of the container in CSS pixels; a TV cannot be told by its width.
    pub fn of_width(width: f64) -> Self {
        if width <= 240.0 {
            Self::Small
        } else if width <= 480.0 {
            Self::S
        } else if width <= 900.0 {
            Self::M
        } else {
            Self::L
        }
    }

    /// The value of `data-canvas`, by which the type scale is chosen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::S => "s",
            Self::M => "m",
            Self::L => "l",
            Self::Tv => "tv",
        }
    }
}

/// How the person acts on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the way of acting of that name")]
pub enum Interaction {
    Touch,
    Pointer,
    Dpad,
    Keyboard,
    Voice,
    Switch,
}

impl Interaction {
    /// The value of `data-interaction`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Touch => "touch",
            Self::Pointer => "pointer",
            Self::Dpad => "dpad",
            Self::Keyboard => "keyboard",
            Self::Voice => "voice",
            Self::Switch => "switch",
        }
    }
}

/// A presentation program: which of our layouts is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A page at a time.
    Desktop,
    /// A question at a time, near the thumb.
    Mobile,
    /// A question at a time, by arrows and OK.
    Tv,
}

impl Layout {
    /// Reads `?layout=`, the saved choice and the server's hint alike.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "desktop" => Some(Self::Desktop),
            "mobile" => Some(Self::Mobile),
            "tv" => Some(Self::Tv),
            _ => None,
        }
    }

    /// The name [`Layout::from_name`] reads.
    pub fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Mobile => "mobile",
            Self::Tv => "tv",
        }
    }
}

/// What the media queries `pointer` and `hover` say. TVs lie in them, so they only ever give the first guess.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrimaryPointer {
    /// `pointer: coarse`.
    Coarse,
    /// `pointer: fine`.
    #[default]
    Fine,
    /// `pointer: none`.
    None,
}

/// Everything the decision rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Surroundings {
    /// `layout=` in the address or on the embedding element.
    pub asked: Option<Layout>,
    /// What the person chose before.
    pub chosen: Option<Layout>,
    /// What the server concluded from the request's headers.
    pub hinted: Option<Layout>,
    /// The device, by its user agent.
    pub platform: Platform,
    /// Width of the container (not of the window) in CSS pixels.
    pub width: f64,
    /// Height of the container in CSS pixels.
    pub height: f64,
    /// What the media queries say.
    pub pointer: PrimaryPointer,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    /// For the type scale and the grid.
    pub canvas: Canvas,
    /// The first guess; [`Interaction::after`] corrects it.
    pub interaction: Interaction,
    /// The presentation program.
    pub layout: Layout,
}

/// Which layout to draw.
pub fn choose_layout(surroundings: &Surroundings) -> Layout {
    let Surroundings { asked, chosen, hinted, platform, .. } = surroundings;
    asked.or(*chosen).or(*hinted).unwrap_or_else(|| if platform.is_television() { Layout::Tv } else { by_size(surroundings) })
}

/// A phone keeps its layout when it is turned on its side: there the short side tells.
fn by_size(surroundings: &Surroundings) -> Layout {
    let Surroundings { width, height, pointer, .. } = surroundings;
    let is_phone_on_its_side = *pointer == PrimaryPointer::Coarse && *height <= 480.0 && *width <= 960.0;
    if Canvas::of_width(*width) <= Canvas::S || is_phone_on_its_side { Layout::Mobile } else { Layout::Desktop }
}

/// Layout, canvas and the first guess at the interaction.
pub fn detect(surroundings: &Surroundings) -> Mode {
    let layout = choose_layout(surroundings);
    let canvas = if layout == Layout::Tv { Canvas::Tv } else { Canvas::of_width(surroundings.width) };
    let interaction = match (layout, surroundings.pointer) {
        (Layout::Tv, _) => Interaction::Dpad,
        (_, PrimaryPointer::Coarse) => Interaction::Touch,
        (_, PrimaryPointer::Fine) => Interaction::Pointer,
        (_, PrimaryPointer::None) => Interaction::Keyboard,
    };
    Mode { canvas, interaction, layout }
}

/// Something the person really did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RealInput {
    /// A finger on the glass.
    Touch,
    /// A mouse, a pen or a Magic Remote that moved or pressed.
    Pointer,
    /// An arrow, OK or Back.
    Direction,
    /// Any other key.
    Key,
}

impl Interaction {
    /// What real input turns the interaction into on a canvas. Arrows are the remote on a TV and the keyboard elsewhere.
    pub fn after(input: RealInput, canvas: Canvas) -> Self {
        match input {
            RealInput::Touch => Self::Touch,
            RealInput::Pointer => Self::Pointer,
            RealInput::Direction if canvas == Canvas::Tv => Self::Dpad,
            RealInput::Direction | RealInput::Key => Self::Keyboard,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(width: f64, height: f64) -> Surroundings {
        Surroundings { width, height, ..Surroundings::default() }
    }

    #[test]
    fn each_source_of_a_layout_yields_to_the_one_above_it() {
        let mut surroundings = Surroundings { platform: Platform::WebOs, ..around(1920.0, 1080.0) };
        assert_eq!(choose_layout(&surroundings), Layout::Tv);
        surroundings.hinted = Some(Layout::Desktop);
        assert_eq!(choose_layout(&surroundings), Layout::Desktop);
        surroundings.chosen = Some(Layout::Mobile);
        assert_eq!(choose_layout(&surroundings), Layout::Mobile);
        surroundings.asked = Some(Layout::Tv);
        assert_eq!(choose_layout(&surroundings), Layout::Tv);
    }

    #[test]
    fn without_a_word_from_anybody_the_container_decides() {
        let cases = [
            (around(200.0, 200.0), Canvas::Small, Layout::Mobile),
            (around(360.0, 740.0), Canvas::S, Layout::Mobile),
            (around(480.0, 900.0), Canvas::S, Layout::Mobile),
            (around(481.0, 900.0), Canvas::M, Layout::Desktop),
            (around(900.0, 700.0), Canvas::M, Layout::Desktop),
            (around(1280.0, 720.0), Canvas::L, Layout::Desktop),
            (Surroundings { pointer: PrimaryPointer::Coarse, ..around(740.0, 360.0) }, Canvas::M, Layout::Mobile),
            (Surroundings { pointer: PrimaryPointer::Coarse, ..around(1024.0, 768.0) }, Canvas::L, Layout::Desktop),
        ];
        for (surroundings, canvas, layout) in cases {
            let mode = detect(&surroundings);
            assert_eq!((mode.canvas, mode.layout), (canvas, layout), "{surroundings:?}");
        }
    }

    #[test]
    fn a_television_starts_with_the_remote_whatever_its_media_queries_say() {
        let mode = detect(&Surroundings { platform: Platform::WebOs, pointer: PrimaryPointer::Fine, ..around(1920.0, 1080.0) });
        assert_eq!((mode.canvas, mode.interaction, mode.layout), (Canvas::Tv, Interaction::Dpad, Layout::Tv));
    }

    #[test]
    fn real_input_changes_the_interaction_only() {
        assert_eq!(Interaction::after(RealInput::Direction, Canvas::Tv), Interaction::Dpad);
        assert_eq!(Interaction::after(RealInput::Direction, Canvas::L), Interaction::Keyboard);
        assert_eq!(Interaction::after(RealInput::Pointer, Canvas::Tv), Interaction::Pointer);
        assert_eq!(Interaction::after(RealInput::Touch, Canvas::S), Interaction::Touch);
    }

    #[test]
    fn names_are_read_back() {
        for layout in [Layout::Desktop, Layout::Mobile, Layout::Tv] {
            assert_eq!(Layout::from_name(layout.name()), Some(layout));
        }
        assert_eq!(Layout::from_name("Watch"), None);
    }
}
