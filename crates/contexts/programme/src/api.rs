//! What the rooms above may call.

pub mod knowing;
pub mod money;
pub mod pilots;
