//! See `fuzz::file_kinds`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::file_kinds(data));
