//! What the rooms above may call.

pub mod money;
pub mod pilots;
