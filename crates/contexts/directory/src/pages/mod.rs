//! The directory's pages.

pub(crate) mod columns;
pub(crate) mod imports;
mod imports_asks;
mod imports_views;
pub(crate) mod imports_work;
pub(crate) mod schools;
pub(crate) mod store;
