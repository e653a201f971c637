//! Devices that save as fast as they are acknowledged, each on a connection of its own.

use anyhow::{Context as _, Result, bail};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

pub(super) const SLUG: &str = "bench";
/// As the sample asks.
const ANSWERS: &str = r#"{"visit":4,"on_time":4,"friendly":5,"tidy":5,"ease":6,"router":4,"wifi":3,"recommend":8,"improve":["wifi","other"],"improve-Comment":"A longer cable","home":"Everybody streams in the evening.","comment":"The stairs are clean again."}"#;

/// What came of it.
pub(super) struct Rate {
    pub(super) each_second: f64,
    median: Duration,
    slow: Duration,
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let millis = |time: Duration| time.as_secs_f64() * 1e3;
        write!(f, "{:.0} saves/s (p50 {:.1} ms, p99 {:.1} ms)", self.each_second, millis(self.median), millis(self.slow))
    }
}

/// Saves for a while, from so many devices at once.
pub(super) fn saves(address: &str, connections: usize, time: Duration) -> Result<Rate> {
    let start = Instant::now();
    let devices: Vec<_> = (0..connections)
        .map(|_| {
            let address = address.to_owned();
            // Two thousand of them would still fit into a small machine.
            thread::Builder::new().stack_size(128 << 10).spawn(move || device(&address, start + time))
        })
        .collect::<std::io::Result<_>>()?;
    let mut times = Vec::new();
    for device in devices {
        match device.join() {
            Ok(took) => times.extend(took?),
            Err(_panicked) => bail!("a device panicked"),
        }
    }
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    let count = u32::try_from(times.len()).unwrap_or(u32::MAX);
    Ok(Rate { each_second: f64::from(count) / start.elapsed().as_secs_f64(), median: at(50), slow: at(99) })
}

/// How long each save took until it was acknowledged.
fn device(address: &str, end: Instant) -> Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let (mut times, mut answer) = (Vec::new(), Vec::new());
    while Instant::now() < end {
        let request = request(address)?;
        let start = Instant::now();
        stream.write_all(request.as_bytes())?;
        read_answer(&mut stream, &mut answer)?;
        times.push(start.elapsed());
        if !answer.starts_with(b"HTTP/1.1 200 ") {
            bail!("not acknowledged: {}", String::from_utf8_lossy(&answer));
        }
    }
    Ok(times)
}

fn request(address: &str) -> Result<String> {
    let (id, key) = (uuid(7)?, uuid(4)?);
    let body = format!(r#"{{"response_id":"{id}","form":"{SLUG}","version":1,"step":1,"answers":{ANSWERS},"completed":true}}"#);
    let length = body.len();
    Ok(format!(
        "POST /api/v1/responses HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nIdempotency-Key: {key}\r\nContent-Length: {length}\r\n\r\n{body}"
    ))
}

/// Acknowledged is what was read to its end.
fn read_answer(stream: &mut TcpStream, answer: &mut Vec<u8>) -> Result<()> {
    answer.clear();
    let mut piece = [0; 2048];
    loop {
        let count = stream.read(&mut piece)?;
        anyhow::ensure!(count > 0, "the server closed the connection");
        answer.extend_from_slice(piece.get(..count).context("what was read")?);
        if whole_length(answer).is_some_and(|length| answer.len() >= length) {
            return Ok(());
        }
    }
}

/// Bytes of head and body, once the head is there.
fn whole_length(answer: &[u8]) -> Option<usize> {
    let head = answer.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(answer.get(..head)?).ok()?.to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok())?;
    Some(head + length)
}

/// As devices make them: of version 7, which begins with the time, or of version 4.
fn uuid(version: u8) -> Result<String> {
    let mut bytes = [0_u8; 16];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    let mut number = u128::from_be_bytes(bytes);
    if version == 7 {
        let millis = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
        number = number & !(0xffff_ffff_ffff << 80) | millis << 80;
    }
    number = number & !(0xf << 76) & !(0x3 << 62) | u128::from(version) << 76 | 0x2 << 62;
    let digits = format!("{number:032x}");
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    Ok(format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_with_its_body() {
        assert_eq!(whole_length(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"), Some(41));
        assert_eq!(whole_length(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n"), None);
    }

    #[test]
    fn ids_are_of_their_version() {
        let (seven, four) = (uuid(7).unwrap(), uuid(4).unwrap());
        assert_eq!((&seven[14..15], &four[14..15], seven.len()), ("7", "4", 36));
        assert!("89ab".contains(&seven[19..20]) && "89ab".contains(&four[19..20]));
    }
}
