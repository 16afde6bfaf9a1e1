//! The program as people meet it: what they type and what they see.
