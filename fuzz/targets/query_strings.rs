//! See `fuzz::query_strings`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::query_strings(data));
