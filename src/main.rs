//! Calls the command line and returns its exit code.

use mimalloc::MiMalloc;

/// Pages are made of millions of short texts. This allocator hands them out faster than the system's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> std::process::ExitCode {
    handrail::cli::run()
}
