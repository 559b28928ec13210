//! explain

pub mod cost;
pub mod describe;
pub mod for_client;
pub mod nearest;
