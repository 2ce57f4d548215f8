//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request},
    http::HeaderName,
};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The client's address: the connection's, or behind a proxy of ours the last that the proxy named. What stands before that
/// in the header anyone can have written.
pub fn client_address(request: &Request, behind_proxy: bool) -> Option<IpAddr> {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    if !behind_proxy {
        return connected;
    }
    let named = request.headers().get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?;
    named.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn only_the_proxys_own_word_counts() {
        let request = |forwarded: &str| {
            let mut request = Request::get("/").header(FORWARDED_FOR, forwarded).body(Body::empty()).unwrap();
            request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 4711))));
            request
        };
        let asked = request("1.2.3.4, 192.0.2.7");
        assert_eq!(client_address(&asked, true), "192.0.2.7".parse().ok());
        assert_eq!(client_address(&asked, false), "10.0.0.1".parse().ok());
        assert_eq!(client_address(&request("nonsense"), true), None);
    }
}
