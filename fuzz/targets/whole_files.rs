//! See `fuzz::whole_files`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::whole_files(data));
