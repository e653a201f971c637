//! Sample content: four surveys of Nordlys, a made-up regional internet and TV provider, and people who answered them.
//!
//! The surveys are shown with an empty installation too; the answers come from [`generate`], through the same routes a browser uses.

pub mod generate;
mod luck;
mod people;

use tessera_api::forms::Audience;

/// The organisation of the samples.
pub const WORKSPACE: &str = "Nordlys";

/// A survey that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Part of its address.
    pub slug: &'static str,
    /// Its name in the portal.
    pub name: &'static str,
    /// Whose answers.
    pub audience: Audience,
    /// The definition, JSON text.
    pub definition: &'static str,
    /// Responses the generator submits.
    pub responses: usize,
}

/// All of them; 2,000 responses together.
pub const SAMPLES: [Sample; 4] = [
    Sample {
        slug: "installation",
        name: "Installation visits",
        audience: Audience::Customers,
        definition: include_str!("installation.json"),
        responses: 950,
    },
    Sample {
        slug: "support",
        name: "Support follow-up",
        audience: Audience::Customers,
        definition: include_str!("support.json"),
        responses: 450,
    },
    Sample { slug: "tv", name: "TV and you", audience: Audience::Customers, definition: include_str!("tv.json"), responses: 430 },
    Sample { slug: "pulse", name: "Our own pulse", audience: Audience::Employees, definition: include_str!("pulse.json"), responses: 170 },
];

#[cfg(test)]
mod tests {
    use super::*;
    use tessera_form::{Form, Severity};

    /// The fixture of the browser journeys is no sample, but must read as well as one.
    #[test]
    fn fixture_with_every_type_reads_without_a_remark() {
        let reading = Form::read(include_str!("../../../../tests/fixtures/every-type.json"));
        assert!(reading.diagnostics.iter().all(|remark| remark.severity == Severity::Info), "{:?}", reading.diagnostics);
    }

    #[test]
    fn every_sample_reads_without_a_remark_and_speaks_five_languages() {
        for sample in SAMPLES {
            let reading = Form::read(sample.definition);
            assert!(
                reading.diagnostics.iter().all(|remark| remark.severity == Severity::Info),
                "{}: {:?}",
                sample.slug,
                reading.diagnostics
            );
            let mut locales = reading.form.locales();
            locales.sort();
            assert_eq!(locales, ["en", "fr", "he", "pl", "ru"], "{}", sample.slug);
        }
        assert_eq!(SAMPLES.iter().map(|sample| sample.responses).sum::<usize>(), 2000);
    }
}
