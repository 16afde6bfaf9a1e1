//! Handrail reads provider files and written pages, and builds an accessible, Easy Read directory.
//!
//! Read the parts in this order:
//!
//! 1. [`source`] and [`output`]: what comes in and what goes out, in memory.
//! 2. [`model`]: what is true. [`problem`]: what is wrong.
//! 3. [`read`]: what people write becomes what is true.
//! 4. [`vetting`]: checks, criteria and a day become the status of a provider.
//! 5. [`check`]: rules that need the whole site.
//! 6. [`routes`], [`search`] and [`render`]: what is true becomes pages, and an index of them.
//! 7. [`pipeline`]: all of it as one pure function.
//! 8. [`agree`]: what groups say about words, and decisions that cannot wait, as files to write.
//! 9. [`serve`]: the preview, as answers from memory.
//! 10. `disk` and `cli`: the only parts that touch files, the network and the terminal.

pub mod agree;
pub mod check;
pub mod cli;
pub mod disk;
pub mod edit;
pub mod import;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod problem;
pub mod read;
pub mod render;
pub mod renewals;
pub mod routes;
pub mod search;
pub mod serve;
pub mod source;
pub mod starter;
pub mod vetting;
