//! Hash maps and sets keyed by diagrams.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Hash map keyed by diagrams.
pub(crate) type DiagramMap<K, V> = HashMap<K, V, BuildHasherDefault<DiagramHasher>>;
/// Hash set of diagrams.
pub(crate) type DiagramSet<K> = HashSet<K, BuildHasherDefault<DiagramHasher>>;

/// Fast hash without protection against chosen keys: node indices do not come from outside.
#[derive(Debug, Default)]
pub(crate) struct DiagramHasher(u64);

impl Hasher for DiagramHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(number)).wrapping_mul(HASH_MULTIPLIER);
    }
}

/// Multiplier of the hashes: 2^64 divided by the golden ratio.
pub(crate) const HASH_MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
