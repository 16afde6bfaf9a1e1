//! The status of a provider, computed from checks, criteria and a day. Nobody types a status.
//!
//! 1. [`finding`]: for each criterion that applies, what the newest check says on a day.
//! 2. [`standing`]: all findings together, with the record and the sign-offs, as one status.
//! 3. The same for days to come: the stages that a page goes through by itself.
//! 4. [`due`]: what the team must look at again, and by when.

pub mod due;
pub mod finding;
pub mod standing;
pub mod status;
