//! See `fuzz::path_rule`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::path_rule(data));
