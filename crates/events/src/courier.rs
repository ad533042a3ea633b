//! What the courier says.

crate::events! {
    /// A message could not be handed over within its time; nobody got it.
    GivenUpV1 = "courier.given-up.v1" {
        /// The message.
        letter,
        /// What it was about, as its sender named it; 0 for nothing.
        about,
    }

    /// A browser takes no message any more: its push service says that it is gone.
    DeviceGoneV1 = "courier.device-gone.v1" {
        /// The message.
        letter,
        /// The device, as the sender named it.
        about,
    }
}
