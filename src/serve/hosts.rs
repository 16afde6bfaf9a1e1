//! Which `Host` a request may name.
//!
//! A page of a stranger can make a browser ask this machine under the stranger's own name (DNS
//! rebinding), and then read the answers. So only names that nobody else can own are answered.

use super::{Asked, Door};

/// Names that always mean this machine.
const OWN: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// True when the request names this machine and nothing else.
pub(super) fn is_own(asked: &Asked<'_>, door: Door) -> bool {
    let [host] = asked.hosts.as_slice() else {
        return false;
    };
    let network = bracketed(&asked.sent_to);
    let names = OWN.into_iter().chain(door.lan.then_some(network.as_str()));
    names.into_iter().any(|name| {
        let with_port = format!("{name}:{}", door.port);
        host.eq_ignore_ascii_case(&with_port)
            || (door.port == 80 && host.eq_ignore_ascii_case(name))
    })
}

/// An address as it stands in a web address: of version 6 it is in brackets.
fn bracketed(address: &str) -> String {
    if address.contains(':') {
        format!("[{address}]")
    } else {
        address.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_let_in(hosts: &[&str], sent_to: &str, port: u16, lan: bool) -> bool {
        let asked = Asked {
            hosts: hosts.to_vec(),
            sent_to: sent_to.to_owned(),
            ..Asked::default()
        };
        is_own(&asked, Door { port, lan })
    }

    #[test]
    fn only_this_machine_is_answered() {
        let here = |host: &str| is_let_in(&[host], "127.0.0.1", 8000, false);
        assert!(here("127.0.0.1:8000") && here("localhost:8000") && here("LOCALHOST:8000"));
        assert!(here("[::1]:8000"));
        for foreign in [
            "example.org",
            "example.org:8000",
            "127.0.0.1",
            "127.0.0.1:8001",
            "localhost.example.org:8000",
            "127.0.0.1.example.org:8000",
            "192.168.1.5:8000",
            "",
        ] {
            assert!(!here(foreign), "{foreign}");
        }
        assert!(!is_let_in(&[], "127.0.0.1", 8000, false));
        let two = ["localhost:8000", "example.org"];
        assert!(!is_let_in(&two, "127.0.0.1", 8000, false));
    }

    #[test]
    fn the_network_uses_the_address_that_it_asked() {
        let there = |host: &str, sent_to: &str| is_let_in(&[host], sent_to, 8000, true);
        assert!(there("192.168.1.5:8000", "192.168.1.5"));
        assert!(there("[fd00::5]:8000", "fd00::5"));
        assert!(there("localhost:8000", "127.0.0.1"));
        assert!(!there("192.168.1.6:8000", "192.168.1.5"));
        assert!(!there("example.org:8000", "192.168.1.5"));
        assert!(!is_let_in(
            &["192.168.1.5:8000"],
            "192.168.1.5",
            8000,
            false
        ));
    }

    #[test]
    fn the_usual_port_may_be_left_out() {
        assert!(is_let_in(&["localhost"], "127.0.0.1", 80, false));
        assert!(is_let_in(&["localhost:80"], "127.0.0.1", 80, false));
    }
}
