//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};

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
    let connected = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip().to_canonical());
    if !behind_proxy {
        return connected;
    }
    let header = headers.get_all(FORWARDED_FOR).iter().next_back();
    let named = header.and_then(|header| parse(header.to_str().ok()?.rsplit(',').next()?));
    if named.is_none() {
        tracing::warn!(
            "the proxy named no client address that can be read in X-Forwarded-For: sign-ins are limited by the proxy's own address"
        );
    }
    named.or(connected)
}

/// `192.0.2.7`, `192.0.2.7:5512`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:5512`, in quotation marks or without; an IPv6 address may
/// name its zone. An IPv4 address written as an IPv6 one is the IPv4 address.
fn parse(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"').trim();
    let address = match text.strip_prefix('[') {
        Some(bracketed) => {
            let (address, port) = bracketed.split_once(']')?;
            (port.is_empty() || port.strip_prefix(':').is_some_and(is_port)).then_some(address)?
        }
        None => match text.split_once(':') {
            Some((address, port)) if address.contains('.') => is_port(port).then_some(address)?,
            _ => text,
        },
    };
    let address = address.split_once('%').map_or(address, |(address, _zone)| address);
    Some(address.parse::<IpAddr>().ok()?.to_canonical())
}

/// Some proxies leave the number out.
fn is_port(text: &str) -> bool {
    text.is_empty() || text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, extract::Request, http::HeaderValue};

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
            ("203.0.113.21:51440", "203.0.113.21"),
            ("203.0.113.10:", "203.0.113.10"),
            ("  203.0.113.10  ", "203.0.113.10"),
            ("1.2.3.4,203.0.113.10", "203.0.113.10"),
            ("1.2.3.4:1, unknown , 203.0.113.10:2", "203.0.113.10"),
            ("nonsense, 203.0.113.10", "203.0.113.10"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::5]:443", "2001:db8::5"),
            ("1.2.3.4, [2001:db8::1]:443", "2001:db8::1"),
            ("\"[2001:db8::1]:443\"", "2001:db8::1"),
            ("[2001:DB8:0:0::1]:443", "2001:db8::1"),
            ("fe80::1%eth0", "fe80::1"),
            ("[fe80::1%25eth0]:443", "fe80::1"),
            ("::ffff:203.0.113.10", "203.0.113.10"),
            ("[::ffff:203.0.113.10]:443", "203.0.113.10"),
            ("::ffff:cb00:710a", "203.0.113.10"),
        ] {
            assert_eq!(address_of(&request(forwarded), true), address.parse().ok(), "{forwarded}");
        }
    }

    #[test]
    fn without_a_readable_address_the_connection_counts() {
        for forwarded in [
            "nonsense",
            "",
            " ",
            ",",
            "unknown",
            "_hidden",
            "1.2.3.4,",
            "[2001:db8::1",
            "2001:db8::1]",
            "[2001:db8::1]443",
            "[2001:db8::1]:443:1",
            "2001:db8::1::2",
            "203.0.113.10:port",
            "203.0.113.10:99999",
            "203.0.113.256",
            "203.0.113",
            "for=203.0.113.10",
            "example.org:443",
        ] {
            assert_eq!(address_of(&request(forwarded), true), "10.0.0.1".parse().ok(), "{forwarded:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_and_headers_of_other_proxies_are_no_address() {
        let mut asked = request("x");
        asked.headers_mut().insert(FORWARDED_FOR, HeaderValue::from_bytes(b"203.0.113.10\xff").unwrap());
        for name in ["forwarded", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "x-forwarded-host"]
        {
            let value = if name == "forwarded" { "for=203.0.113.10" } else { "203.0.113.10" };
            asked.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        for behind_proxy in [true, false] {
            assert_eq!(address_of(&asked, behind_proxy), "10.0.0.1".parse().ok());
        }
    }

    #[test]
    fn of_several_headers_the_last_counts() {
        let mut asked = request("203.0.113.1");
        asked.headers_mut().append(FORWARDED_FOR, HeaderValue::from_static("203.0.113.2, 203.0.113.3"));
        assert_eq!(address_of(&asked, true), "203.0.113.3".parse().ok());
    }

    #[test]
    fn connection_by_ipv4_over_ipv6_is_the_ipv4_address() {
        let mut asked = Request::new(Body::empty());
        let connected: SocketAddr = "[::ffff:203.0.113.10]:4711".parse().unwrap();
        asked.extensions_mut().insert(ConnectInfo(connected));
        assert_eq!(address_of(&asked, false), "203.0.113.10".parse().ok());
    }
}
