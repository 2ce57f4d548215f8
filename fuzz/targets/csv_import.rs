//! See `fuzz::csv_import`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::csv_import(data));
