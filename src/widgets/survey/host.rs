//! The browser as the engine's surroundings: its clock, its own regular expressions, its knowledge of letters and numbers.

use js_sys::{JsString, Number};
use serde_json::Value;
use tessera_form::{Form, Host, Lent, Moment};
use wasm_bindgen::JsValue;

/// What a session in a browser runs against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Browser;

impl Browser {
    /// Reads a form, and lends the engine what the browser knows of letters, of numbers and (`read_json`, `print_json`) of JSON.
    #[must_use]
    pub fn read(definition: &Value, read_json: fn(&str) -> Option<Value>, print_json: fn(&Value) -> String) -> Form {
        tessera_form::lend(Lent {
            lower_case: |text| JsString::from(text).to_lower_case().into(),
            read_json,
            print_json,
            to_number: |text| JsValue::from_str(text).unchecked_into_f64(),
            parse_float: js_sys::parse_float,
            // Joining a number to a text writes it as `String` does, and cannot throw.
            number_text: |number| JsString::from("").concat(&number.into()).into(),
            to_fixed: |number, places| Number::from(number).to_fixed(places).map(String::from).unwrap_or_default(),
            power: js_sys::Math::pow,
            remainder: |a, b| (JsValue::from_f64(a) % JsValue::from_f64(b)).as_f64().unwrap_or(f64::NAN),
        });
        Form::from_value(definition).form
    }
}

impl Host for Browser {
    fn now(&self) -> Moment {
        let now = js_sys::Date::new_0();
        // Whole numbers far below 2^53 by definition of ECMAScript's time values.
        #[expect(clippy::cast_possible_truncation, reason = "time values are whole and in range")]
        let (unix_millis, offset_minutes) = (now.get_time() as i64, -(now.get_timezone_offset() as i32));
        Moment { unix_millis, offset_minutes }
    }

    fn regex_matches(&self, pattern: &str, case_insensitive: bool, text: &str) -> Option<bool> {
        // `RegExp::new` throws on a pattern it cannot read; through reflection that is an error value instead.
        let constructor = js_sys::Reflect::get(&js_sys::global(), &"RegExp".into()).ok()?;
        let flags = if case_insensitive { "i" } else { "" };
        let arguments = js_sys::Array::of2(&pattern.into(), &flags.into());
        let regex = js_sys::Reflect::construct(&constructor.into(), &arguments).ok()?;
        Some(js_sys::RegExp::from(regex).test(text))
    }
}
