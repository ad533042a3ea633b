//! Generates the translations.

fn main() {
    locale::generate();
}
