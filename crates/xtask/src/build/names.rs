//! The names by which a program and its glue know each other, made short. wasm-bindgen's say what they are of and end in hashes, in both
//! files; a browser needs neither.
//!
//! A program exports a class only because a crate beneath it might be asked for one. Nobody asks a page, so those exports go, and what they
//! alone kept goes with them.

use anyhow::{Context as _, Result, bail, ensure};
use std::collections::HashMap;

/// Sections of a module by their number.
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// What a module calls its glue, before and after.
const GLUE: &str = "./bound_bg.js";
const SHORT: &str = "w";

/// Both files with short names.
pub(super) fn shorten(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let classes: Vec<String> =
        glue.split("export class ").skip(1).filter_map(|rest| rest.split(' ').next()).map(str::to_lowercase).collect();
    let (mut imports, mut exports) = (Vec::new(), HashMap::new());
    let mut out = module.get(..8).context("no module")?.to_vec();
    let mut rest = Reader(module.get(8..).unwrap_or_default());
    while let Ok(section) = rest.byte() {
        let length = rest.number()?;
        let body = rest.take(length)?;
        let body = match section {
            IMPORTS => short_imports(body, &mut imports)?,
            EXPORTS => short_exports(body, &classes, &mut exports)?,
            _ => body.to_vec(),
        };
        out.push(section);
        put_bytes(&mut out, &body);
    }
    let mut text = glue.replace(&format!("\"{GLUE}\": import0"), &format!("\"{SHORT}\": import0"));
    ensure!(text != glue, "the glue has no imports as we know them");
    for (at, name) in imports.iter().enumerate() {
        let (long, short) = (format!(" {name}: function("), format!(" {}: function(", short_name(at)));
        ensure!(text.matches(&long).count() == 1, "the glue does not have {name} once");
        text = text.replacen(&long, &short, 1);
    }
    Ok((out, short_uses(&text, &exports)))
}

fn short_imports(body: &[u8], names: &mut Vec<String>) -> Result<Vec<u8>> {
    let (mut from, mut to) = (Reader(body), Vec::new());
    let count = from.number()?;
    put_number(&mut to, count);
    for _ in 0..count {
        let (module, name) = (from.text()?, from.text()?);
        ensure!(module == GLUE, "{name} is of {module}, not of the glue");
        let kind = from.byte()?;
        ensure!(kind == 0, "{name} is no function");
        put_bytes(&mut to, SHORT.as_bytes());
        put_bytes(&mut to, short_name(names.len()).as_bytes());
        to.push(kind);
        put_number(&mut to, from.number()?);
        names.push(name.to_owned());
    }
    Ok(to)
}

fn short_exports(body: &[u8], classes: &[String], names: &mut HashMap<String, String>) -> Result<Vec<u8>> {
    let (mut from, mut kept) = (Reader(body), Vec::new());
    for _ in 0..from.number()? {
        let name = from.text()?;
        let (kind, index) = (from.byte()?, from.number()?);
        let of_class =
            |class: &String| name.trim_start_matches("__wbg_").strip_prefix(class.as_str()).is_some_and(|rest| rest.starts_with('_'));
        if classes.iter().any(of_class) {
            continue;
        }
        let short = short_name(names.len());
        put_bytes(&mut kept, short.as_bytes());
        kept.push(kind);
        put_number(&mut kept, index);
        names.insert(name.to_owned(), short);
    }
    let mut to = Vec::new();
    put_number(&mut to, names.len());
    to.extend(kept);
    Ok(to)
}

/// The glue with `wasm.<long>` as `wasm.<short>`.
fn short_uses(glue: &str, names: &HashMap<String, String>) -> String {
    const OBJECT: &str = "wasm.";
    let mut parts = glue.split(OBJECT);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|character: char| !character.is_ascii_alphanumeric() && character != '_').unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        out.push_str(OBJECT);
        out.push_str(names.get(name).map_or(name, String::as_str));
        out.push_str(rest);
    }
    out
}

/// `a` to `Z`, then `aa`, ...
fn short_name(at: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let letter = char::from(LETTERS.get(at % LETTERS.len()).copied().unwrap_or(b'_'));
    match at / LETTERS.len() {
        0 => letter.to_string(),
        more => format!("{}{letter}", short_name(more - 1)),
    }
}

/// What is left to read of a module.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        self.take(1)?.first().copied().context("a byte")
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let Some((taken, rest)) = self.0.split_at_checked(count) else { bail!("the module ends too early") };
        self.0 = rest;
        Ok(taken)
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("a number without an end")
    }

    fn text(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }
}

fn put_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push((number & 0x7f) as u8);
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &[u8] = b"\0asm\x01\0\0\0";

    fn text(text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        put_bytes(&mut out, text.as_bytes());
        out
    }

    fn module(sections: &[(u8, Vec<u8>)]) -> Vec<u8> {
        let mut out = HEADER.to_vec();
        for (section, body) in sections {
            out.push(*section);
            put_bytes(&mut out, body);
        }
        out
    }

    fn import(module: &str, name: &str, of: u8) -> Vec<u8> {
        [text(module), text(name), vec![0, of]].concat()
    }

    fn export(name: &str, of: u8) -> Vec<u8> {
        [text(name), vec![0, of]].concat()
    }

    #[test]
    fn both_files_get_the_same_short_names_and_nothing_else_changes() {
        let imports = [vec![2], import(GLUE, "__wbg_log_12ab", 0), import(GLUE, "__wbindgen_throw_34cd", 5)].concat();
        let exports = [vec![3], export("memory", 0), export("memory_of", 7), export("go_on", 200 - 128)].concat();
        let code = vec![1, 2, 3];
        let glue = "const import0 = { __wbg_log_12ab: function(a) { wasm.memory_of(a); }, __wbindgen_throw_34cd: function() {} };\n\
                    return { \"./bound_bg.js\": import0 }; wasm.memory.buffer; wasm.go_on(); wasm.unknown;";
        let (wasm, js) = shorten(&module(&[(2, imports), (7, exports), (10, code.clone())]), glue).unwrap();
        let short_imports = [vec![2], import("w", "a", 0), import("w", "b", 5)].concat();
        let short_exports = [vec![3], export("a", 0), export("b", 7), export("c", 72)].concat();
        assert_eq!(wasm, module(&[(2, short_imports), (7, short_exports), (10, code)]));
        assert_eq!(
            js,
            "const import0 = { a: function(a) { wasm.b(a); }, b: function() {} };\n\
             return { \"w\": import0 }; wasm.a.buffer; wasm.c(); wasm.unknown;"
        );
    }

    #[test]
    fn what_only_a_class_exports_goes() {
        let exports = [vec![3], export("intostream_pull", 1), export("__wbg_intostream_free", 2), export("intostreams", 3)].concat();
        let glue = "export class IntoStream { } \"./bound_bg.js\": import0";
        let (wasm, _) = shorten(&module(&[(7, exports)]), glue).unwrap();
        assert_eq!(wasm, module(&[(7, [vec![1], export("a", 3)].concat())]));
    }

    #[test]
    fn a_module_that_is_not_as_we_know_it_is_refused() {
        let glue = "f: function() {}, \"./bound_bg.js\": import0";
        let with = |body: Vec<u8>| shorten(&module(&[(2, [vec![1], body].concat())]), glue).is_err();
        assert!(with(import("./other.js", "f", 0)), "another module");
        assert!(with(import(GLUE, "g", 0)), "a function the glue has not");
        assert!(with([text(GLUE), text("f"), vec![2, 0, 1]].concat()), "a memory");
        assert!(shorten(&module(&[(2, vec![9])]), glue).is_err(), "too short");
        assert!(shorten(HEADER, "no imports").is_err(), "other glue");
    }

    #[test]
    fn short_names_are_all_different() {
        let names: std::collections::BTreeSet<String> = (0..3000).map(short_name).collect();
        assert_eq!(names.len(), 3000);
        assert_eq!([0, 51, 52, 53].map(short_name), ["a", "Z", "aa", "ab"]);
    }
}
