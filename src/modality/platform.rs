//! Which family of device this is, as far as keys and the Back button differ between them.

/// A family of devices with keys of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Platform {
    /// Samsung sets since 2015.
    Tizen,
    /// LG sets.
    WebOs,
    /// Broadcaster applications on European sets.
    HbbTv,
    /// Amazon's sticks and sets.
    FireTv,
    /// Android TV, Google TV, Chromecast.
    AndroidTv,
    /// A computer or a phone; on these the TV layout is an emulation.
    #[default]
    Other,
}

impl Platform {
    /// Reads the user agent. Order matters: an LG or Samsung set running a broadcaster's page names both itself and `HbbTV`, and there
    /// the keys are those of the broadcast standard.
    pub fn from_user_agent(agent: &str) -> Self {
        // `contains` is made for long texts: kilobytes for these few words.
        let says = |token: &str| agent.as_bytes().windows(token.len()).any(|part| part == token.as_bytes());
        if says("HbbTV/") {
            Self::HbbTv
        } else if says("Tizen") && (says("TV") || says("SMART-TV")) {
            Self::Tizen
        } else if says("Web0S") || says("webOS.TV") {
            Self::WebOs
        } else if is_fire_tv(agent) {
            Self::FireTv
        } else if says("CrKey") || says("Android TV") || says("GoogleTV") || says("BRAVIA") {
            Self::AndroidTv
        } else {
            Self::Other
        }
    }

    /// Whether its remotes have keys of colors. Those of sticks and boxes have none.
    pub fn has_colored_keys(self) -> bool {
        matches!(self, Self::Tizen | Self::WebOs | Self::HbbTv)
    }

    /// Whether people sit metres away from it with a remote.
    pub fn is_television(self) -> bool {
        self != Self::Other
    }
}

/// Amazon's model names: `AFT` and letters ("AFTMM", "AFTS"), in the Android part of the user agent.
fn is_fire_tv(agent: &str) -> bool {
    agent.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word.strip_prefix("AFT").is_some_and(|model| !model.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_agents_name_their_platform() {
        let cases = [
            (
                "Mozilla/5.0 (SMART-TV; Linux; Tizen 5.5) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/3.0 Chrome/69.0.3497.106 TV Safari/537.36",
                Platform::Tizen,
            ),
            ("Mozilla/5.0 (Linux; Tizen 2.3; SAMSUNG SM-Z130H) AppleWebKit/537.3 Mobile Safari/537.3", Platform::Other),
            (
                "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36 WebAppManager",
                Platform::WebOs,
            ),
            (
                "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 Chrome/87 Safari/537.36 HbbTV/1.5.1 (+DRM; LGE; 55UQ)",
                Platform::HbbTv,
            ),
            (
                "Mozilla/5.0 (Linux; Android 7.1.2; AFTMM Build/NS6265; wv) AppleWebKit/537.36 Chrome/70 Mobile Safari/537.36",
                Platform::FireTv,
            ),
            ("Mozilla/5.0 (X11; Linux armv7l) AppleWebKit/537.36 Chrome/90 Safari/537.36 CrKey/1.54", Platform::AndroidTv),
            ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150 Safari/537.36 DRAFTED/1 AFT", Platform::Other),
            ("", Platform::Other),
        ];
        for (agent, expected) in cases {
            assert_eq!(Platform::from_user_agent(agent), expected, "{agent}");
        }
    }
}
