//! What a key of this platform's remote means.
//!
//! The name of the key goes first, its code is only asked when the engine gives no name: the codes of platforms contradict each other
//! (4 is Back on a Fire TV and an arrow elsewhere; 19 is Up or Pause), so each platform has a table of its own.

use super::{Platform, focus::Direction};

/// What a person wants by pressing a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Move the focus.
    Move(Direction),
    /// Do what the focus is on.
    Ok,
    /// One step back.
    Back,
    /// A digit.
    Digit(u8),
    /// A key of a color.
    Color(Color),
}

/// The colored keys that are ours. Red is the broadcaster's: on a set that runs a page of theirs it starts or ends the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Goes on.
    Green,
    /// Takes the answer back.
    Yellow,
    /// Changes the language.
    Blue,
}

impl Color {
    /// Its name in `data-color`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Blue => "blue",
        }
    }
}

/// A key press as the browser reports it.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyPress<'a> {
    /// `KeyboardEvent.key`; empty or `Unidentified` on sets that do not know the name.
    pub key: &'a str,
    /// `KeyboardEvent.keyCode`.
    pub code: u32,
    /// Whether Ctrl, Alt or Meta is held: then it is the browser's.
    pub has_modifier: bool,
    /// Whether the focus is in a box that takes typing: then Backspace and digits are text.
    pub is_typing: bool,
}

/// What the key means, if it is one of ours.
#[must_use]
pub fn intent(platform: Platform, press: KeyPress<'_>) -> Option<Intent> {
    if press.has_modifier {
        return None;
    }
    match press.key {
        "" | "Unidentified" | "undefined" => by_code(platform, press.code),
        key => by_name(key, press.is_typing).or_else(|| by_unknown_name(platform, key, press.code)),
    }
}

fn by_name(key: &str, is_typing: bool) -> Option<Intent> {
    let found = match key {
        // The short names are those of Edge before Chromium and of some sets.
        "ArrowLeft" | "Left" => Intent::Move(Direction::Left),
        "ArrowRight" | "Right" => Intent::Move(Direction::Right),
        "ArrowUp" | "Up" => Intent::Move(Direction::Up),
        "ArrowDown" | "Down" => Intent::Move(Direction::Down),
        "Enter" | "Accept" | "Select" => Intent::Ok,
        "GoBack" | "BrowserBack" | "XF86Back" | "Escape" | "Esc" => Intent::Back,
        "ColorF1Green" => Intent::Color(Color::Green),
        "ColorF2Yellow" => Intent::Color(Color::Yellow),
        "ColorF3Blue" => Intent::Color(Color::Blue),
        "Backspace" if !is_typing => Intent::Back,
        " " | "Spacebar" if !is_typing => Intent::Ok,
        _ if !is_typing => Intent::Digit(single_digit(key)?),
        _ => return None,
    };
    Some(found)
}

fn single_digit(key: &str) -> Option<u8> {
    let mut digits = key.chars();
    let digit = digits.next()?.to_digit(10)?;
    digits.next().is_none().then(|| u8::try_from(digit).ok())?
}

/// Names that engines made up for keys they only half know; letters and all other named keys stay what they are.
fn by_unknown_name(platform: Platform, key: &str, code: u32) -> Option<Intent> {
    let is_ordinary = key.chars().count() == 1 || matches!(key, "Tab" | "Shift" | "Home" | "End" | "Delete" | "PageUp" | "PageDown");
    let back = back_code(platform).is_some_and(|back| back == code);
    (!is_ordinary && back).then_some(Intent::Back)
}

fn by_code(platform: Platform, code: u32) -> Option<Intent> {
    let found = match code {
        code if back_code(platform) == Some(code) => Intent::Back,
        37 => Intent::Move(Direction::Left),
        38 => Intent::Move(Direction::Up),
        39 => Intent::Move(Direction::Right),
        40 => Intent::Move(Direction::Down),
        13 => Intent::Ok,
        // The platforms of Android report its own codes of the pad where the engine does not translate them.
        19 if is_android(platform) => Intent::Move(Direction::Up),
        20 if is_android(platform) => Intent::Move(Direction::Down),
        21 if is_android(platform) => Intent::Move(Direction::Left),
        22 if is_android(platform) => Intent::Move(Direction::Right),
        23 if is_android(platform) => Intent::Ok,
        27 if platform == Platform::Other => Intent::Back,
        48..=57 => Intent::Digit(u8::try_from(code - 48).ok()?),
        96..=105 => Intent::Digit(u8::try_from(code - 96).ok()?),
        // CEA-2014, which the broadcast standard, LG and Samsung follow; Android has codes of its own.
        404 => Intent::Color(Color::Green),
        405 => Intent::Color(Color::Yellow),
        406 => Intent::Color(Color::Blue),
        184 if is_android(platform) => Intent::Color(Color::Green),
        185 if is_android(platform) => Intent::Color(Color::Yellow),
        186 if is_android(platform) => Intent::Color(Color::Blue),
        _ => return None,
    };
    Some(found)
}

fn back_code(platform: Platform) -> Option<u32> {
    match platform {
        Platform::Tizen => Some(10009),
        Platform::WebOs | Platform::HbbTv => Some(461),
        Platform::FireTv | Platform::AndroidTv => Some(4),
        Platform::Other => None,
    }
}

fn is_android(platform: Platform) -> bool {
    matches!(platform, Platform::FireTv | Platform::AndroidTv)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Platform::{AndroidTv, FireTv, HbbTv, Other, Tizen, WebOs};

    #[track_caller]
    fn check(platform: Platform, key: &str, code: u32, expected: Option<Intent>) {
        assert_eq!(intent(platform, KeyPress { key, code, ..KeyPress::default() }), expected, "{platform:?} {key:?} {code}");
    }

    #[test]
    fn each_platform_has_its_own_back() {
        for (platform, code) in [(Tizen, 10009), (WebOs, 461), (HbbTv, 461), (FireTv, 4), (AndroidTv, 4)] {
            check(platform, "", code, Some(Intent::Back));
            check(platform, "Unidentified", code, Some(Intent::Back));
        }
        check(Tizen, "XF86Back", 10009, Some(Intent::Back));
        check(WebOs, "GoBack", 461, Some(Intent::Back));
        check(Other, "Escape", 27, Some(Intent::Back));
        check(Other, "Backspace", 8, Some(Intent::Back));
        check(Other, "", 4, None);
        check(Tizen, "", 461, None);
    }

    #[test]
    fn codes_that_contradict_each_other_mean_what_their_platform_says() {
        check(FireTv, "", 19, Some(Intent::Move(Direction::Up)));
        check(HbbTv, "", 19, None);
        check(FireTv, "", 4, Some(Intent::Back));
        check(HbbTv, "", 4, None);
    }

    #[test]
    fn arrows_ok_and_digits_are_read_by_name_and_by_code() {
        for platform in [Tizen, WebOs, HbbTv, FireTv, AndroidTv, Other] {
            check(platform, "ArrowLeft", 37, Some(Intent::Move(Direction::Left)));
            check(platform, "", 40, Some(Intent::Move(Direction::Down)));
            check(platform, "Enter", 13, Some(Intent::Ok));
            check(platform, "", 13, Some(Intent::Ok));
            check(platform, "7", 55, Some(Intent::Digit(7)));
            check(platform, "", 103, Some(Intent::Digit(7)));
        }
    }

    #[test]
    fn colors_are_read_by_name_and_by_code_and_red_is_nobodys() {
        for platform in [Tizen, WebOs, HbbTv, FireTv, AndroidTv, Other] {
            check(platform, "ColorF1Green", 404, Some(Intent::Color(Color::Green)));
            check(platform, "", 405, Some(Intent::Color(Color::Yellow)));
            check(platform, "ColorF0Red", 403, None);
            check(platform, "", 403, None);
        }
        check(FireTv, "", 186, Some(Intent::Color(Color::Blue)));
        check(Other, "", 186, None);
    }

    #[test]
    fn the_name_goes_before_the_code() {
        // A key named "e" whose code some table takes for an arrow.
        check(FireTv, "e", 20, None);
        check(Other, "ArrowUp", 40, Some(Intent::Move(Direction::Up)));
        check(Tizen, "Tab", 10009, None);
        check(Tizen, "F13", 10009, Some(Intent::Back));
    }

    #[test]
    fn in_a_box_backspace_and_digits_are_text() {
        let typing = |key| KeyPress { key, is_typing: true, ..KeyPress::default() };
        assert_eq!(intent(Other, typing("Backspace")), None);
        assert_eq!(intent(Other, typing("5")), None);
        assert_eq!(intent(Other, typing(" ")), None);
        assert_eq!(intent(Other, typing("Escape")), Some(Intent::Back));
        assert_eq!(intent(Other, typing("ArrowDown")), Some(Intent::Move(Direction::Down)));
    }

    #[test]
    fn what_the_browser_wants_it_gets() {
        assert_eq!(intent(Other, KeyPress { key: "ArrowLeft", has_modifier: true, ..KeyPress::default() }), None);
        check(Other, "a", 65, None);
        check(Other, "F5", 116, None);
    }
}
