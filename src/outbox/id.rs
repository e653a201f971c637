//! The id of a response, made on the device.

use crate::client::random_uuid;

/// A UUID version 7: sorts by time, so the server's index stays dense. Employees' responses have a version 4 instead, which says nothing
/// about when.
#[must_use]
pub fn time_ordered_uuid() -> String {
    // A time value is a whole number of milliseconds, far below 2^48.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "time values are whole, positive and in range")]
    let now = js_sys::Date::now() as u64;
    stamp(&random_uuid(), now)
}

/// Puts 48 bits of time and the version into a random UUID.
fn stamp(random: &str, millis: u64) -> String {
    let time = format!("{:012x}", millis & 0xffff_ffff_ffff);
    let (high, low) = time.split_at(8);
    let tail = random.get(15..).unwrap_or_default();
    [high, "-", low, "-7", tail].concat()
}

#[cfg(test)]
mod tests {
    use super::stamp;

    #[test]
    fn time_comes_first_and_the_version_says_so() {
        let id = stamp("aaaaaaaa-bbbb-4ccc-9ddd-eeeeeeeeeeee", 0x0123_4567_89ab);
        assert_eq!(id, "01234567-89ab-7ccc-9ddd-eeeeeeeeeeee");
    }
}
