//! See `fuzz::upload_form`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::upload_form(data));
