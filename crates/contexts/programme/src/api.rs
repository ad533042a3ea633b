//! What the rooms above may call.
