//! Where a request comes from.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, HeaderName},
};

use followup::service::sign_in::Client;

use crate::session::known_browser;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Where a request comes from, as attempts to sign in are counted.
pub fn client(headers: &HeaderMap, extensions: &Extensions, behind_proxy: bool) -> Client {
    Client { address: client_address(headers, extensions, behind_proxy), browser: known_browser::token(headers) }
}

/// The client's address: the connection's, or behind a proxy of ours the last that the proxy named. What stands before that
/// in the header anyone can have written.
///
/// Behind a proxy that names no address that can be read, the connection's counts: then all clients are limited together, which
/// is noticed, instead of none of them.
fn client_address(headers: &HeaderMap, extensions: &Extensions, behind_proxy: bool) -> Option<IpAddr> {
    let connected = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    if !behind_proxy {
        return connected;
    }
    let header = headers.get_all(FORWARDED_FOR).iter().next_back();
    let named = header.and_then(|header| parse(header.to_str().ok()?.rsplit(',').next()?.trim()));
    if named.is_none() {
        tracing::warn!(
            "the proxy named no client address that can be read in X-Forwarded-For: sign-ins are limited by the proxy's own address"
        );
    }
    named.or(connected)
}

/// `192.0.2.7`, `192.0.2.7:5512`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:5512`.
fn parse(text: &str) -> Option<IpAddr> {
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    text.parse::<IpAddr>()
        .ok()
        .or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
        .or_else(bracketed)
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, extract::Request};

    use super::*;

    fn request(forwarded: &str) -> Request {
        let mut request = Request::get("/").header(FORWARDED_FOR, forwarded).body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 4711))));
        request
    }

    fn address_of(request: &Request, behind_proxy: bool) -> Option<IpAddr> {
        client_address(request.headers(), request.extensions(), behind_proxy)
    }

    #[test]
    fn only_the_last_address_that_the_proxy_named_counts() {
        let asked = request("1.2.3.4, 192.0.2.7");
        assert_eq!(address_of(&asked, true), "192.0.2.7".parse().ok());
        assert_eq!(address_of(&asked, false), "10.0.0.1".parse().ok());
    }

    #[test]
    fn an_address_is_read_with_port_and_brackets() {
        for (forwarded, address) in [
            ("203.0.113.10:5512", "203.0.113.10"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("1.2.3.4, [2001:db8::1]:443", "2001:db8::1"),
            ("::ffff:203.0.113.10", "::ffff:203.0.113.10"),
        ] {
            assert_eq!(address_of(&request(forwarded), true), address.parse().ok(), "{forwarded}");
        }
    }

    #[test]
    fn without_a_readable_address_the_connection_counts() {
        for forwarded in ["nonsense", "", "unknown", "1.2.3.4,", "[2001:db8::1", "203.0.113.10:port"] {
            assert_eq!(address_of(&request(forwarded), true), "10.0.0.1".parse().ok(), "{forwarded:?}");
        }
    }
}
