//! Choices compared with every choice there is and with those that are published, and files read as
//! they should be.

mod every_choice;
mod files;
mod published;
