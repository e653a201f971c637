//! Identifiers the client makes.

/// A random UUID (version 4), for an `Idempotency-Key`. A caller that tries the same thing again sends the same key.
#[must_use]
pub fn random_uuid() -> String {
    let mut bytes = [0_u8; 16];
    fill(&mut bytes);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 0x0f] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    text
}

fn fill(bytes: &mut [u8]) {
    let strong =
        web_sys::window().and_then(|window| window.crypto().ok()).and_then(|crypto| crypto.get_random_values_with_u8_array(bytes).ok());
    if strong.is_none() {
        // Without `crypto` a key still has to differ from the last one; it protects from repeats, not from people.
        for byte in bytes {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the product lies in 0..256")]
            let random = (js_sys::Math::random() * 256.0) as u8;
            *byte = random;
        }
    }
}
