//! Choices compared with every choice there is, and files read as they should be.

mod every_choice;
mod files;
